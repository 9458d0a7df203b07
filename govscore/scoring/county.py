"""Boards taken together: means and levels of a group, withheld where it is small or found by subtraction."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from statistics import fmean
from typing import TypeVar
from uuid import UUID

from govscore.scoring.disclosure import MIN_GROUP
from govscore.scoring.model import DomainScore, Scorecard, Withheld

Entry = TypeVar("Entry")


@dataclass(frozen=True, kw_only=True)
class GroupSummary:
    """One domain over a group of boards, each counting once; quartiles are of type 7.

    `boards` have a mean that is shown; the other boards of the group are counted in `without`.
    """

    name: str
    domain: str
    boards: int
    without: int
    mean: float | None
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None
    levels: tuple[tuple[str, int], ...]
    dont_know_share: float | None
    withheld: Withheld | None = None


def summarise_group(cards: Iterable[Scorecard], domain_id: str, *, name: str = "all") -> GroupSummary:
    """Average a domain over the boards whose mean is shown; fewer than five of them are withheld."""
    scores = [_score_in(card, domain_id) for card in cards]
    shown = [score for score in scores if score is not None and score.mean is not None]
    means = sorted(score.mean for score in shown if score.mean is not None)
    unknown = [score.dont_know_share for score in shown if score.dont_know_share is not None]
    summary = GroupSummary(
        name=name,
        domain=domain_id,
        boards=len(shown),
        without=len(scores) - len(shown),
        mean=fmean(means) if means else None,
        lower_quartile=_quantile(means, 0.25),
        median=_quantile(means, 0.5),
        upper_quartile=_quantile(means, 0.75),
        levels=tuple(sorted(Counter(score.level for score in shown if score.level is not None).items())),
        dont_know_share=fmean(unknown) if len(unknown) >= MIN_GROUP else None,
    )
    return summary if len(shown) >= MIN_GROUP else _withhold(summary, Withheld.TOO_FEW)


def summarise_groups(
    cards: Mapping[UUID, Scorecard], groups: Mapping[str, AbstractSet[UUID]], domain_id: str
) -> tuple[GroupSummary, ...]:
    """Summarise the groups into which a characteristic parts the boards; none follows from the others.

    Boards taken together are shown beside their groups. So where the groups withheld hold one to four
    boards between them, the smallest of the others is withheld as well.
    """
    summaries = [
        summarise_group([cards[board] for board in sorted(boards) if board in cards], domain_id, name=name)
        for name, boards in groups.items()
    ]
    hidden = sum(summary.boards for summary in summaries if summary.withheld)
    if 0 < hidden < MIN_GROUP:
        shown = [summary for summary in summaries if summary.withheld is None]
        smallest = min(shown, key=lambda summary: summary.boards, default=None)
        summaries = [
            _withhold(each, Withheld.SUBTRACTION) if each is smallest else each for each in summaries
        ]
    return tuple(summaries)


def whole_groups(in_order: Sequence[Entry]) -> Sequence[Entry]:
    """Take the first five, ten and so on, so that what is worked out from them changes by five boards at a time."""
    return in_order[: len(in_order) // MIN_GROUP * MIN_GROUP]


def _score_in(card: Scorecard, domain_id: str) -> DomainScore | None:
    return next((score for score in card.domains if score.domain == domain_id), None)


def _quantile(values: Sequence[float], share: float) -> float | None:
    """Hyndman and Fan's type 7, which is also NumPy's default; `values` come sorted."""
    if not values:
        return None
    place = share * (len(values) - 1)
    below = math.floor(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])


def _withhold(summary: GroupSummary, reason: Withheld) -> GroupSummary:
    return replace(
        summary,
        mean=None,
        lower_quartile=None,
        median=None,
        upper_quartile=None,
        levels=(),
        dont_know_share=None,
        withheld=reason,
    )
