"""The table of what is promised of each task, what was measured at each size, and whether the promise is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench import everything
from bench.contests import FULL, Contest
from bench.report import Measured
from bench.table import Outcome, megabytes, number, spread

NOT_FULL = f"not measured at {FULL:,}"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the table, and what of it is not as it is to be."""

    text: str
    faults: tuple[str, ...] = ()


def promise(contests: Sequence[Contest], found: Measured, *, sizes: Sequence[int]) -> list[Row]:
    """Hold every task to what is promised of the full size; numbers are to agree at every size."""
    columns = ["times faster", "at least", "aim", *(f"{boards:,} boards" for boards in sizes)]
    columns += ["rounds of the last: lowest to highest, median", "its memory, ours / peer", "kept"]
    rows = [Row(text=_joined(columns)), Row(text="|---" * len(columns) + "|")]
    rows += [_row(contest, _by_size(contest, found.outcomes), sizes) for contest in contests]
    if found.ends:
        rows.append(_ends(found, sizes))
    return rows


def _by_size(contest: Contest, outcomes: Sequence[Outcome]) -> dict[int, Outcome]:
    return {each.boards: each for each in outcomes if each.contest is contest}


def _row(contest: Contest, outcomes: Mapping[int, Outcome], sizes: Sequence[int]) -> Row:
    if not outcomes:
        named = f"{contest.task}, against R's {contest.peer}"
        blank = ["" for _ in range(len(sizes) + 2)]
        return Row(
            text=_joined([named, _at_least(contest), f"{contest.aim:,g}", *blank, "not raced: not installed"])
        )
    last = outcomes[sizes[-1]]
    faults = tuple(
        f"{contest.name} at {each.boards:,} boards: {fault}"
        for each in outcomes.values()
        for fault in _faults(each)
    )
    cells = [
        f"{contest.task}, against {last.peer}",
        _at_least(contest),
        f"{contest.aim:,g}",
        *(number(outcomes[boards].times.best) for boards in sizes),
        spread(last.times),
        megabytes(last),
        _kept(contest, last, is_at_fault=bool(faults)),
    ]
    return Row(text=_joined(cells), faults=faults)


def _at_least(contest: Contest) -> str:
    limit = f", under {contest.most_megabytes:g} MB" if contest.most_megabytes else ""
    return f"{contest.least:,g}{limit}"


def _faults(found: Outcome) -> list[str]:
    contest, ours = found.contest, found.megabytes[0]
    faults = [f"{name} is {value:.1e} apart" for name, value in found.differing.items()]
    if found.boards != FULL:
        return faults
    if found.times.best < contest.least:
        faults.append(f"{number(found.times.best)} times faster, not {contest.least:,g}")
    if contest.most_megabytes and ours > contest.most_megabytes:
        faults.append(f"{ours:,.0f} MB, not under {contest.most_megabytes:,g}")
    return faults


def _kept(contest: Contest, last: Outcome, *, is_at_fault: bool) -> str:
    if is_at_fault:
        return "**no**"
    if last.boards != FULL:
        return NOT_FULL
    return "yes, and the aim" if last.times.best >= contest.aim else "yes"


def _ends(found: Measured, sizes: Sequence[int]) -> Row:
    whole, power = everything.megabytes(found.ends), everything.growth(found.ends)
    faults = everything.faults(found.ends) if sizes[-1] == FULL else ()
    kept = "yes, and the aim" if whole < everything.MOST_MEGABYTES / 2 else "yes"
    cells = [
        "all statistics, end to end: seconds of the processor",
        f"under {everything.MOST_MEGABYTES:,} MB in all, growing with a power of at most {everything.STEEPEST}",
        "under half the memory",
        *everything.times(found.ends),
        "" if power is None else f"grows with the power {power:.2f}",
        f"{whole:,.0f} MB in all",
        "**no**" if faults else kept if sizes[-1] == FULL else NOT_FULL,
    ]
    return Row(text=_joined(cells), faults=faults)


def _joined(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
