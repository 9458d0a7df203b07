"""What a county's report is made from: groups and funnels, as coarse as they may be read outside a board."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from govscore.benchmarking.between.shrinkage import BoardModel, shrink
from govscore.benchmarking.compare import FittedCounty, fit_county
from govscore.benchmarking.standing.funnel import funnel_limits
from govscore.questionnaire.model import Questionnaire
from govscore.reporting.caterpillar_model import CaterpillarRow
from govscore.reporting.county_material import CaterpillarInput, FunnelInput, GroupingInput, funnel_steps
from govscore.reporting.funnel_model import FunnelPoint, FunnelStep
from govscore.scoring.county import GroupSummary, summarise_group, summarise_groups, whole_groups
from govscore.scoring.disclosure import MIN_GROUP
from govscore.scoring.model import Scorecard
from govscore.services.boards import BoardView
from govscore.services.county_filters import Trait, Traits, in_order
from govscore.services.report_material import compared_board

TITLES = {
    Trait.PHASE: "By phase",
    Trait.SIZE: "By size",
    Trait.DISTRICT: "By district",
    Trait.TYPE: "By type of board",
}


@dataclass(frozen=True, kw_only=True)
class SentBoard:
    """A board that has sent its report: what it is like, and its exact scores, for working with only."""

    board: BoardView
    traits: Traits
    card: Scorecard
    sent_at: datetime


def summaries_of(sent: Sequence[SentBoard], questionnaire: Questionnaire) -> tuple[GroupSummary, ...]:
    """Summarise every domain over all boards that have sent."""
    return tuple(summarise_group((each.card for each in sent), domain.id) for domain in questionnaire.domains)


def groupings_of(sent: Sequence[SentBoard], questionnaire: Questionnaire) -> tuple[GroupingInput, ...]:
    """Summarise every domain over the groups of each characteristic that parts the boards."""
    cards = {each.board.id: each.card for each in sent}
    found = []
    for trait in Trait:
        groups = _groups(sent, trait)
        if len(groups) > 1:
            rows = (summarise_groups(cards, groups, domain.id) for domain in questionnaire.domains)
            found.append(
                GroupingInput(title=TITLES[trait], summaries=tuple(each for row in rows for each in row))
            )
    return tuple(found)


def fit_sent(sent: Sequence[SentBoard]) -> FittedCounty:
    """Work out how far people and boards differ, from all that have sent, in the order of sending and five at a time.

    By filters or by days that differ in one board, its own spread could be had, which is withheld. So no limit,
    interval or estimate of the county's charts is made from fewer, or from those that a filter lets through.
    """
    in_order = sorted(sent, key=lambda each: (each.sent_at, each.board.id))
    return fit_county([compared_board(each.board, each.card) for each in whole_groups(in_order)])


def funnels_of(
    looked_at: Sequence[SentBoard], fitted: FittedCounty, questionnaire: Questionnaire
) -> tuple[FunnelInput, ...]:
    """Draw up a funnel for each domain; of fewer than five boards there is none."""
    if len(looked_at) < MIN_GROUP:
        return ()
    return tuple(
        _funnel(domain.id, looked_at, fitted) for domain in questionnaire.domains if domain.id in fitted.whole
    )


def caterpillars_of(
    looked_at: Sequence[SentBoard], fitted: FittedCounty, questionnaire: Questionnaire
) -> tuple[CaterpillarInput, ...]:
    """Give boards' scores for comparison in each domain, around the mean of all; of fewer than five there are none."""
    if len(looked_at) < MIN_GROUP:
        return ()
    return tuple(
        _caterpillar(domain.id, looked_at, fitted.whole[domain.id])
        for domain in questionnaire.domains
        if domain.id in fitted.whole
    )


def score_of(each: SentBoard, domain_id: str) -> tuple[int, float] | None:
    """Find how many answered and their mean, where it may be shown."""
    score = next((score for score in each.card.domains if score.domain == domain_id), None)
    return None if score is None or score.mean is None or score.n is None else (score.n, score.mean)


def _groups(sent: Sequence[SentBoard], trait: Trait) -> Mapping[str, set[UUID]]:
    groups: dict[str, set[UUID]] = {}
    for name in in_order(trait, (each.traits[trait] for each in sent)):
        groups[name] = {each.board.id for each in sent if each.traits[trait] == name}
    return groups


def _funnel(domain_id: str, looked_at: Sequence[SentBoard], fitted: FittedCounty) -> FunnelInput:
    """Boards looked at stand among limits made from all, so that no filter makes everybody usual."""
    points = tuple(_points(domain_id, looked_at))
    target = _mean_of_people(domain_id, fitted)
    return FunnelInput(
        domain=domain_id,
        target=target,
        points=points,
        steps=_steps(points, target, fitted.whole[domain_id]),
        withheld=len(looked_at) - len(points),
    )


def _points(domain_id: str, sent: Sequence[SentBoard]) -> Iterator[FunnelPoint]:
    for each in sent:
        score = score_of(each, domain_id)
        if score is not None:
            yield FunnelPoint(n=score[0], score=score[1], name=each.board.name)


def _caterpillar(domain_id: str, sent: Sequence[SentBoard], model: BoardModel) -> CaterpillarInput:
    """Where no difference between boards can be measured, there is no mean for them to be told from."""
    scored = [(each.board.name, score) for each in sent if (score := score_of(each, domain_id)) is not None]
    has_scores = bool(scored) and model.reason is None and not model.is_singular
    return CaterpillarInput(
        domain=domain_id,
        middle=model.mu if has_scores else None,
        rows=tuple(_rows(scored, model)) if has_scores else (),
        withheld=len(sent) - len(scored),
    )


def _rows(scored: Sequence[tuple[str, tuple[int, float]]], model: BoardModel) -> Iterator[CaterpillarRow]:
    shrunk = shrink(model, [n for _, (n, _) in scored], [mean for _, (_, mean) in scored])
    lines = (shrunk.estimate, shrunk.low, shrunk.high)
    for (name, _), estimate, low, high in zip(scored, *(line.tolist() for line in lines), strict=True):
        yield CaterpillarRow(estimate=estimate, low=low, high=high, name=name)


def _steps(points: Sequence[FunnelPoint], target: float, model: BoardModel) -> tuple[FunnelStep, ...]:
    """Without a variance model there are no limits, and nobody lies outside them."""
    if not points or model.reason is not None:
        return ()
    sizes = range(min(point.n for point in points), max(point.n for point in points) + 1)
    return funnel_steps(funnel_limits(list(sizes), target, model.sigma2, tau2=model.tau2))


def _mean_of_people(domain_id: str, fitted: FittedCounty) -> float:
    scores = (
        score for board in fitted.boards.values() for score in board.scores if score.domain == domain_id
    )
    known = [(score.n, score.mean) for score in scores if score.n and score.mean is not None]
    people = sum(n for n, _ in known)
    return sum(n * mean for n, mean in known) / people if people else 0.0
