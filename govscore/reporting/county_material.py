"""What a county's report is made from: numbers already worked out, as they may be read outside the boards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from govscore.benchmarking.standing.funnel import FunnelLimits, share_limits
from govscore.questionnaire.model import Questionnaire
from govscore.reporting.caterpillar_model import CaterpillarRow
from govscore.reporting.funnel_model import FunnelPoint, FunnelStep
from govscore.reporting.material import RoundFacts
from govscore.reporting.views_model import UsualView, ViewPoint
from govscore.scoring.county import GroupSummary
from govscore.scoring.model import Scorecard


@dataclass(frozen=True, kw_only=True)
class StandingCount:
    """How many boards have come how far, and the words for it."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, kw_only=True)
class CountyBoard:
    """One board of the round; without a scorecard it has sent nothing, and `standing` says how far it is."""

    id: str
    name: str
    group: str
    standing: str
    scorecard: Scorecard | None


@dataclass(frozen=True, kw_only=True)
class FunnelInput:
    """One domain's funnel; every point may come with its name, and those inside the limits lose it."""

    domain: str
    target: float
    points: tuple[FunnelPoint, ...]
    steps: tuple[FunnelStep, ...]
    withheld: int = 0


@dataclass(frozen=True, kw_only=True)
class CaterpillarInput:
    """One domain's scores for comparison; every row may come with its name, and those not told apart lose it."""

    domain: str
    middle: float | None
    rows: tuple[CaterpillarRow, ...]
    withheld: int = 0


@dataclass(frozen=True, kw_only=True)
class ViewsInput:
    """One domain's two views; only boards to talk with come with their names."""

    domain: str
    points: tuple[ViewPoint, ...]
    usual: UsualView
    apart: float
    within: tuple[float, float]
    without: int = 0


@dataclass(frozen=True, kw_only=True)
class GroupingInput:
    """The groups of one characteristic: the summaries of all its groups in all domains."""

    title: str
    summaries: tuple[GroupSummary, ...]


@dataclass(frozen=True, kw_only=True)
class CountyMaterial:
    """Everything about one round of a county. Scorecards are those of `scoring.outside`.

    `most_viewed` boards have both views in the domain where the most have; `views` are of domains with enough.
    """

    authority: str
    round: RoundFacts
    questionnaire: Questionnaire
    coverage: tuple[StandingCount, ...]
    boards: tuple[CountyBoard, ...]
    summaries: tuple[GroupSummary, ...] = ()
    groupings: tuple[GroupingInput, ...] = ()
    funnels: tuple[FunnelInput, ...] = ()
    caterpillars: tuple[CaterpillarInput, ...] = ()
    views: tuple[ViewsInput, ...] = ()
    most_viewed: int = 0


def funnel_steps(limits: FunnelLimits) -> tuple[FunnelStep, ...]:
    """Turn the limits worked out for each number of answers into the steps of a funnel."""
    return tuple(_steps(limits))


def share_steps(sizes: Sequence[int], share: float) -> tuple[FunnelStep, ...]:
    """Give the exact limits of a share of yeses as steps.

    The upper ones are the lower ones of the noes: so a board where all said yes lies outside only if that is rare.
    """
    yes, no = share_limits(sizes, share), share_limits(sizes, 1 - share)
    return funnel_steps(replace(yes, upper_95=1 - no.lower_95, upper_998=1 - no.lower_998))


def _steps(limits: FunnelLimits) -> Iterator[FunnelStep]:
    lines = (limits.lower_95, limits.upper_95, limits.lower_998, limits.upper_998)
    for n, low_95, high_95, low_998, high_998 in zip(
        limits.n.tolist(), *(line.tolist() for line in lines), strict=True
    ):
        yield FunnelStep(n=n, low_95=low_95, high_95=high_95, low_998=low_998, high_998=high_998)
