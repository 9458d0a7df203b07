"""What a county's report is made from: groups and funnels, as coarse as they may be read outside a board."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from govscore.benchmarking.between.shrinkage import BoardModel
from govscore.benchmarking.compare import fit_county
from govscore.benchmarking.standing.funnel import funnel_limits
from govscore.questionnaire.model import Questionnaire
from govscore.reporting.county_material import FunnelInput, GroupingInput, funnel_steps
from govscore.reporting.funnel_model import FunnelPoint, FunnelStep
from govscore.scoring.county import GroupSummary, summarise_group, summarise_groups, whole_groups
from govscore.scoring.disclosure import MIN_GROUP
from govscore.scoring.model import DomainScore, Scorecard
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


def funnels_of(
    looked_at: Sequence[SentBoard], sent: Sequence[SentBoard], questionnaire: Questionnaire
) -> tuple[FunnelInput, ...]:
    """Draw up a funnel for each domain; of fewer than five boards there is none.

    How far people and boards differ is worked out once for all that have sent, in the order of sending and five
    at a time: by filters or by days that differ in one board, its own spread could be had, which is withheld.
    """
    if len(looked_at) < MIN_GROUP:
        return ()
    in_order = sorted(sent, key=lambda each: (each.sent_at, each.board.id))
    fitted = fit_county([compared_board(each.board, each.card) for each in whole_groups(in_order)])
    return tuple(
        _funnel(domain.id, looked_at, fitted.whole[domain.id])
        for domain in questionnaire.domains
        if domain.id in fitted.whole
    )


def _groups(sent: Sequence[SentBoard], trait: Trait) -> Mapping[str, set[UUID]]:
    groups: dict[str, set[UUID]] = {}
    for name in in_order(trait, (each.traits[trait] for each in sent)):
        groups[name] = {each.board.id for each in sent if each.traits[trait] == name}
    return groups


def _funnel(domain_id: str, sent: Sequence[SentBoard], model: BoardModel) -> FunnelInput:
    points = tuple(_points(domain_id, sent))
    target = _mean(points)
    return FunnelInput(
        domain=domain_id,
        target=target,
        points=points,
        steps=_steps(points, target, model),
        withheld=len(sent) - len(points),
    )


def _points(domain_id: str, sent: Sequence[SentBoard]) -> Iterator[FunnelPoint]:
    for each in sent:
        score = _score(each.card, domain_id)
        if score is not None and score.mean is not None and score.n is not None:
            yield FunnelPoint(n=score.n, score=score.mean, name=each.board.name)


def _steps(points: Sequence[FunnelPoint], target: float, model: BoardModel) -> tuple[FunnelStep, ...]:
    """Without a variance model there are no limits, and nobody lies outside them."""
    if not points or model.reason is not None:
        return ()
    sizes = range(min(point.n for point in points), max(point.n for point in points) + 1)
    return funnel_steps(funnel_limits(list(sizes), target, model.sigma2, tau2=model.tau2))


def _mean(points: Sequence[FunnelPoint]) -> float:
    people = sum(point.n for point in points)
    return sum(point.n * point.score for point in points) / people if people else 0.0


def _score(card: Scorecard, domain_id: str) -> DomainScore | None:
    return next((score for score in card.domains if score.domain == domain_id), None)
