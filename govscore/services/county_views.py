"""Officers' views beside boards' own scores: what such boards usually get, and of which boards the view is not so."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from uuid import UUID

from govscore.benchmarking.between.shrinkage import BoardModel, shrink
from govscore.benchmarking.compare import FittedCounty
from govscore.benchmarking.gaps.bland_altman import bland_altman
from govscore.benchmarking.gaps.over_claiming import MIN_RATED, OfficersViews, officers_views, view_words
from govscore.benchmarking.standing.funnel import Z_95
from govscore.questionnaire.model import Questionnaire
from govscore.reporting.county_material import ViewsInput
from govscore.reporting.views_model import UsualView, ViewPoint
from govscore.scoring.disclosure import MIN_GROUP
from govscore.services.county_material import SentBoard, score_of
from govscore.services.report_material import compared_board
from govscore.storage.oversight import LatestView

Views = Mapping[tuple[UUID, str], LatestView]


@dataclass(frozen=True, kw_only=True)
class Rated:
    """One board that has both: its own mean over n people, and the level that an officer gave."""

    sent: SentBoard
    n: int
    mean: float
    level: float
    officer: UUID


def most_viewed(sent: Sequence[SentBoard], views: Views, questionnaire: Questionnaire) -> int:
    """Count the boards with both views in the domain where the most have."""
    counts = (len(_rated(domain.id, sent, views, questionnaire)) for domain in questionnaire.domains)
    return max(counts, default=0)


def views_of(
    looked_at: Sequence[SentBoard],
    sent: Sequence[SentBoard],
    *,
    views: Views,
    fitted: FittedCounty,
    questionnaire: Questionnaire,
) -> tuple[ViewsInput, ...]:
    """Set the views of all rated boards against each other, and show the boards looked at, if five or more.

    What is usual does not depend on a filter: else one that lets through few boards would find everybody usual.
    """
    if len(looked_at) < MIN_GROUP:
        return ()
    found = (
        _domain(domain.id, looked_at, _rated(domain.id, sent, views, questionnaire), fitted)
        for domain in questionnaire.domains
    )
    return tuple(each for each in found if each is not None)


def _rated(
    domain_id: str, sent: Sequence[SentBoard], views: Views, questionnaire: Questionnaire
) -> tuple[Rated, ...]:
    """A view that is no level, such as could not tell, is none to set beside a score."""
    values = {level.id: float(level.value) for level in questionnaire.rubric.levels}
    found = (
        (each, score_of(each, domain_id), views.get((each.board.id, domain_id)))
        for each in sorted(sent, key=lambda each: str(each.board.id))
    )
    return tuple(
        Rated(sent=each, n=score[0], mean=score[1], level=values[view.level], officer=view.officer)
        for each, score, view in found
        if score is not None and view is not None and view.level in values
    )


def _domain(
    domain_id: str, looked_at: Sequence[SentBoard], rated: Sequence[Rated], fitted: FittedCounty
) -> ViewsInput | None:
    if len(rated) < MIN_RATED or domain_id not in fitted.whole:
        return None
    levels = [each.level for each in rated]
    phases = [compared_board(each.sent.board, each.sent.card).phase for each in rated]
    own = [
        _estimate(each, fitted.by_phase.get((phase, domain_id), fitted.whole[domain_id]))
        for each, phase in zip(rated, phases, strict=True)
    ]
    found = officers_views(levels, own, phase=phases, officer=[each.officer for each in rated])
    if math.isnan(found.slope):
        return None
    beside = bland_altman(levels, [each.mean for each in rated])
    shown = {each.board.id for each in looked_at}
    points = tuple(point for board, point in _points(rated, own, found) if board in shown)
    return ViewsInput(
        domain=domain_id,
        points=points,
        usual=_usual(levels, own, found),
        apart=beside.bias,
        within=(beside.low, beside.high),
        without=len(looked_at) - len(points),
    )


def _estimate(rated: Rated, model: BoardModel) -> float:
    """Each phase has a level of its own in the line, so a score is drawn to the mean of its phase: else it flattens."""
    return float(shrink(model, [rated.n], [rated.mean]).estimate[0])


def _usual(levels: Sequence[float], own: Sequence[float], found: OfficersViews) -> UsualView:
    """One line for all phases, through the middle of the boards that bear on it, and how far they lie from it."""
    pairs = zip(levels, own, found.was_set_aside.tolist(), strict=True)
    heights = [level - found.slope * score for level, score, is_aside in pairs if not is_aside]
    return UsualView(slope=found.slope, at_zero=fmean(heights), reach=Z_95 * pstdev(heights))


def _points(
    rated: Sequence[Rated], own: Sequence[float], found: OfficersViews
) -> Iterator[tuple[UUID, ViewPoint]]:
    for each, score, difference, is_flagged in zip(
        rated, own, found.difference.tolist(), found.is_flagged.tolist(), strict=True
    ):
        board = each.sent.board
        yield (
            board.id,
            ViewPoint(
                own=score,
                officers=each.level,
                words=view_words(difference, is_flagged=is_flagged),
                name=board.name if is_flagged else None,
            ),
        )
