"""A set of comparators kept for a year, so that the boards one is compared with do not change under one's feet."""

from dataclasses import dataclass
from datetime import date

from govscore.benchmarking.comparators.sets import ComparatorSet, Rule

RULES = {
    Rule.ROBUST: "our own rule",
    Rule.DFE: "the Department for Education’s rule",
    Rule.OWN: "hand",
}


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where characteristics came from, and the day they describe: the vintage of a set."""

    name: str
    as_of: date


@dataclass(frozen=True, kw_only=True)
class FrozenSet:
    """A set as it was chosen on one day from sources of known days; it stands until the year is over."""

    year: str
    chosen_on: date
    sources: tuple[Source, ...]
    comparators: ComparatorSet

    @property
    def statement(self) -> str:
        """How it came about, in words for a report."""
        chosen = self.comparators
        n = len(chosen.members)
        weights = ", ".join(f"{name} {weight:.2g}" for name, weight in chosen.weights)
        sources = "; ".join(f"{source.name} of {_day(source.as_of)}" for source in self.sources)
        told = [
            f"{n} {'board' if n == 1 else 'boards'} of phase {chosen.phase}, chosen by {RULES[chosen.rule]} on "
            f"{_day(self.chosen_on)} and kept for {self.year}.",
            f"From: {sources}.",
            f"Weights: {weights}.",
        ]
        if chosen.filled or any(member.filled for member in chosen.members):
            told.append("Where a figure was not known, the middle of the phase stands in for it.")
        if chosen.few_similar:
            told.append("There are few similar boards.")
        return " ".join(told)


def freeze(
    comparators: ComparatorSet, *, year: str, chosen_on: date, sources: tuple[Source, ...]
) -> FrozenSet:
    """Keep a set for the year, with what it was chosen from.

    Parameters
    ----------
    comparators : ComparatorSet
        As chosen, with its rule, weights and scales.
    year : str
        The year it is kept for, as people write it: 2026/27.
    chosen_on : date
        The day it was chosen.
    sources : tuple of Source
        What the characteristics came from, one or more, none younger than `chosen_on`.

    Returns
    -------
    FrozenSet
        With a ``statement`` that says all of it in words.

    Raises
    ------
    ValueError
        If there is no source, or one is younger than the day of choosing.

    Notes
    -----
    Chosen afresh at every look, a set changes with each new figure, and a board that does not
    can rise or fall. So a report compares with the set of its year and prints its vintage.

    References
    ----------
    .. [1] Department for Education, Financial Benchmarking and Insights Tool, whose sets are made
       once a year. Key ``dfe_comparators``.

    Examples
    --------
    >>> from govscore.benchmarking.comparators.nearest_boards import choose_comparators
    >>> from govscore.benchmarking.comparators.distance import Characteristics
    >>> boards = Characteristics(
    ...     keys=("a", "b"), phases=("Primary",) * 2, values={"fsm": [10.0, 12.0]}
    ... )
    >>> kept = freeze(
    ...     choose_comparators("a", boards, k=1),
    ...     year="2026/27",
    ...     chosen_on=date(2026, 11, 12),
    ...     sources=(Source(name="school census", as_of=date(2026, 1, 15)),),
    ... )
    >>> kept.statement.split(". ")[1]
    'From: school census of 15 January 2026'
    """
    if not sources:
        raise ValueError(
            "name what the characteristics came from: a set without its vintage cannot be made again"
        )
    late = [source.name for source in sources if source.as_of > chosen_on]
    if late:
        raise ValueError(f"{', '.join(late)}: younger than the day the set was chosen on")
    return FrozenSet(year=year, chosen_on=chosen_on, sources=sources, comparators=comparators)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
