"""Where the boards of a round stand: only who has sent, only groups of five or more, and nobody ranked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from govscore.questionnaire.loader import Library
from govscore.reporting.authority import london_day
from govscore.reporting.county import compose_county
from govscore.reporting.county_material import CountyBoard, CountyMaterial, StandingCount
from govscore.reporting.county_model import CountyReport
from govscore.responses.model import Round
from govscore.scoring.outside import outside_board
from govscore.services.asked import review_of
from govscore.services.authority import get_authority
from govscore.services.county_filters import Filters, Trait, Traits, options_of, traits_of
from govscore.services.county_material import (
    SentBoard,
    caterpillars_of,
    fit_sent,
    funnels_of,
    groupings_of,
    summaries_of,
)
from govscore.services.county_views import most_viewed, views_of
from govscore.services.coverage import BoardCoverage, BoardStatus, Coverage, coverage_of
from govscore.services.report_material import round_facts
from govscore.services.transaction import Session
from govscore.storage.oversight import list_latest_views
from govscore.storage.rounds import get_round
from govscore.storage.scorecards import list_scorecards

EVERY_BOARD = Filters()
STATUS_WORDS = {
    BoardStatus.NOT_INVITED: "Nobody invited yet",
    BoardStatus.INVITED: "Invited",
    BoardStatus.IN_PROGRESS: "In progress",
    BoardStatus.CLOSED: "Closed, not sent",
    BoardStatus.SENT: "Sent",
    BoardStatus.ANSWERED: "Sent and answered",
}


@dataclass(frozen=True, kw_only=True)
class CountyView:
    """A round as its page shows it: the coverage of all boards, and the report on those looked at."""

    coverage: Coverage
    filters: Filters
    options: Mapping[Trait, tuple[str, ...]]
    report: CountyReport


def county_report(
    session: Session, round_id: UUID, filters: Filters = EVERY_BOARD, *, library: Library, now: datetime
) -> CountyReport:
    """Say where the boards of a round stand, in a number of statements that does not grow with them."""
    return county_view(session, get_round(session, round_id), filters, library=library, now=now).report


def county_view(
    session: Session, round_: Round, filters: Filters, *, library: Library, now: datetime
) -> CountyView:
    """Gather a round's coverage and the report on the boards that the filters let through."""
    questionnaire = review_of(round_, library)
    coverage = coverage_of(session, round_)
    traits = traits_of([each.board for each in coverage.boards])
    cards = dict(list_scorecards(session, round_id=round_.id, code=questionnaire.code))
    looked_at = [each for each in coverage.boards if filters.take(traits[each.board.id])]
    everywhere = [
        SentBoard(
            board=each.board, traits=traits[each.board.id], card=cards[each.board.id], sent_at=each.sent_at
        )
        for each in coverage.boards
        if each.sent_at is not None and each.board.id in cards
    ]
    sent = [each for each in everywhere if filters.take(each.traits)]
    fitted, views = fit_sent(everywhere), list_latest_views(session, round_id=round_.id)
    material = CountyMaterial(
        authority=get_authority(session).name,
        round=round_facts(round_),
        questionnaire=questionnaire,
        coverage=_counts(looked_at),
        boards=_boards(looked_at, sent, traits, filters),
        summaries=summaries_of(sent, questionnaire),
        groupings=groupings_of(sent, questionnaire),
        funnels=funnels_of(sent, fitted, questionnaire),
        caterpillars=caterpillars_of(sent, fitted, questionnaire),
        views=views_of(sent, everywhere, views=views, fitted=fitted, questionnaire=questionnaire),
        most_viewed=most_viewed(everywhere, views, questionnaire),
    )
    return CountyView(
        coverage=coverage,
        filters=filters,
        options=options_of(traits.values()),
        report=compose_county(material, generated_on=london_day(now)),
    )


def _counts(boards: Sequence[BoardCoverage]) -> tuple[StandingCount, ...]:
    return tuple(
        StandingCount(
            id=status.value, label=STATUS_WORDS[status], count=sum(each.status is status for each in boards)
        )
        for status in BoardStatus
    )


def _boards(
    boards: Sequence[BoardCoverage],
    sent: Sequence[SentBoard],
    traits: Mapping[UUID, Traits],
    filters: Filters,
) -> tuple[CountyBoard, ...]:
    cards = {each.board.id: outside_board(each.card) for each in sent}
    return tuple(
        CountyBoard(
            id=str(each.board.id),
            name=each.board.name,
            group=traits[each.board.id][filters.group],
            standing=STATUS_WORDS[each.status],
            scorecard=cards.get(each.board.id),
        )
        for each in boards
    )
