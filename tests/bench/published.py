"""Small things to publish: both copies of a board's report from answers, and a county of boards with a mean each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from bench.disclosure.county import CountyPage, KnownBoard
from bench.disclosure.documents import BoardDocuments
from govscore.questionnaire.model import Questionnaire
from govscore.recommendations.recommend import recommend
from govscore.reporting.caterpillar_model import CaterpillarRow
from govscore.reporting.compose import compose_report
from govscore.reporting.county import compose_county
from govscore.reporting.county_material import (
    CaterpillarInput,
    CountyBoard,
    CountyMaterial,
    FunnelInput,
    GroupingInput,
    StandingCount,
)
from govscore.reporting.funnel_model import FunnelPoint, FunnelStep
from govscore.reporting.material import BoardFacts, Material, RoundFacts, Scored
from govscore.reporting.model import Report
from govscore.scoring.county import summarise_group, summarise_groups
from govscore.scoring.model import Scorecard
from govscore.scoring.outside import outside_report
from govscore.services.county_filters import Filters, Trait
from tests.make import make_domain_score, make_id, make_questionnaire, make_scorecard
from tests.scoring.boards import score

TODAY = date(2026, 11, 24)
ROUND = RoundFacts(title="Autumn", opens_on=date(2026, 9, 1), closes_on=date(2026, 10, 1), is_simulated=True)
DOMAIN = "strategy"


def report_of(card: Scorecard, questionnaire: Questionnaire) -> Report:
    """Compose a report from a scorecard, whatever is on it."""
    material = Material(
        board=BoardFacts(name="Elm School", kind="Governing body", phase="Primary"),
        round=ROUND,
        review=Scored(questionnaire=questionnaire, scorecard=card),
        recommendations=recommend(questionnaire, card, None),
    )
    return compose_report(material, generated_on=TODAY)


def documents_of(questionnaire: Questionnaire, *, number: int = 0, **answers: str) -> BoardDocuments:
    """Both copies of one board's report."""
    card = score(questionnaire, **answers)
    return BoardDocuments(
        board=make_id("board", number),
        name=f"Board {number}",
        own=report_of(card, questionnaire),
        sent=report_of(outside_report(questionnaire, card), questionnaire),
    )


def with_question(card: Scorecard, question: str, **changes: Any) -> Scorecard:
    """Plant something in one question of a scorecard."""
    questions = tuple(
        replace(each, **changes) if each.question == question else each for each in card.questions
    )
    return replace(card, questions=questions)


def known_boards(groups: Mapping[str, Sequence[int]]) -> dict[UUID, KnownBoard]:
    """Boards by phase, each with so many people."""
    found, number = {}, 0
    for phase, sizes in groups.items():
        for people in sizes:
            traits = dict.fromkeys(Trait, "All") | {Trait.PHASE: phase}
            found[make_id("board", number)] = KnownBoard(traits=traits, people={DOMAIN: people})
            number += 1
    return found


def page_of(
    boards: Mapping[UUID, KnownBoard],
    filters: Filters | None = None,
    *,
    sigma: float = 0.5,
    middle: float = 2.5,
) -> CountyPage:
    """The county's page on these boards."""
    cards = {
        board: make_scorecard(
            domains=(make_domain_score(DOMAIN, n=known.people[DOMAIN], mean=2.5 + place % 5 / 10),)
        )
        for place, (board, known) in enumerate(boards.items())
    }
    phases = {known.traits[Trait.PHASE] for known in boards.values()}
    groups = {
        phase: {board for board, known in boards.items() if known.traits[Trait.PHASE] == phase}
        for phase in sorted(phases)
    }
    material = CountyMaterial(
        authority="Westshire",
        round=ROUND,
        questionnaire=make_questionnaire(),
        coverage=(StandingCount(id="sent", label="Sent", count=len(cards)),),
        boards=tuple(
            CountyBoard(id=str(board), name=f"B {board}", group="", standing="Sent", scorecard=card)
            for board, card in cards.items()
        ),
        summaries=(summarise_group(cards.values(), DOMAIN),),
        groupings=(GroupingInput(title="By phase", summaries=summarise_groups(cards, groups, DOMAIN)),),
        funnels=(_funnel(sigma),),
        caterpillars=(_caterpillar(middle),),
    )
    return CountyPage(filters=filters or Filters(), report=compose_county(material, generated_on=TODAY))


def _caterpillar(middle: float) -> CaterpillarInput:
    row = CaterpillarRow(estimate=2.5, low=2.3, high=2.7)
    return CaterpillarInput(domain=DOMAIN, middle=middle, rows=(row,))


def _funnel(sigma: float) -> FunnelInput:
    step = FunnelStep(n=9, low_95=2.5 - sigma, high_95=2.5 + sigma, low_998=1, high_998=4)
    return FunnelInput(domain=DOMAIN, target=2.5, points=(FunnelPoint(n=9, score=2.5),), steps=(step,))
