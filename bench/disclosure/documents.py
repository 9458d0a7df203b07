"""Gathers everything that one round publishes: both copies of every report, and the county under its filters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, product
from uuid import UUID

from bench.disclosure.county import CountyPage, KnownBoard
from govscore.questionnaire.model import Questionnaire
from govscore.reporting.model import Report
from govscore.responses.model import Round
from govscore.services.asked import review_of
from govscore.services.county import EVERY_BOARD, CountyView, county_view
from govscore.services.county_filters import Filters, Trait, traits_of
from govscore.services.installation import Installation
from govscore.services.reports import Copy, find_report, prepare_report
from govscore.services.transaction import Session
from govscore.storage.reports import find_sent_report
from govscore.storage.rounds import StoredEvaluation, list_evaluations
from govscore.storage.scorecards import list_scorecards


@dataclass(frozen=True, kw_only=True)
class BoardDocuments:
    """What one board's own people read, and what the authority reads of it, which it would today if unsent."""

    board: UUID
    name: str
    own: Report
    sent: Report


@dataclass(frozen=True, kw_only=True)
class Documents:
    """Everything published of one round."""

    questionnaire: Questionnaire
    boards: tuple[BoardDocuments, ...]
    pages: tuple[CountyPage, ...]
    known: Mapping[UUID, KnownBoard]
    evaluations: tuple[StoredEvaluation, ...]


def gather_documents(
    session: Session, installation: Installation, round_: Round, *, now: datetime
) -> Documents:
    """Read everything, as its readers would."""
    questionnaire = review_of(round_, installation.library)
    pages = tuple(_pages(session, installation, round_, now))
    boards = tuple(_boards(session, installation, round_, questionnaire, now=now))
    whole = county_view(session, round_, EVERY_BOARD, library=installation.library, now=now)
    return Documents(
        questionnaire=questionnaire,
        boards=boards,
        pages=pages,
        known=_known(whole, boards),
        evaluations=list_evaluations(session, round_id=round_.id),
    )


def every_pair_of_filters(view: CountyView) -> Iterator[Filters]:
    """No filter, every single one, and every two together."""
    yield EVERY_BOARD
    for trait in Trait:
        yield from (_filters({trait: value}) for value in view.options[trait])
    for one, other in combinations(Trait, 2):
        for value, second in product(view.options[one], view.options[other]):
            yield _filters({one: value, other: second})


def _pages(
    session: Session, installation: Installation, round_: Round, now: datetime
) -> Iterator[CountyPage]:
    library = installation.library
    whole = county_view(session, round_, EVERY_BOARD, library=library, now=now)
    for filters in every_pair_of_filters(whole):
        view = county_view(session, round_, filters, library=library, now=now)
        yield CountyPage(filters=filters, report=view.report)


def _boards(
    session: Session,
    installation: Installation,
    round_: Round,
    questionnaire: Questionnaire,
    *,
    now: datetime,
) -> Iterator[BoardDocuments]:
    for board, _ in list_scorecards(session, round_id=round_.id, code=questionnaire.code):
        copies = [
            _copy(session, installation, round_, board, copy=copy, now=now) for copy in (Copy.OWN, Copy.SENT)
        ]
        yield BoardDocuments(board=board, name=copies[0].board.name, own=copies[0], sent=copies[1])


def _copy(
    session: Session, installation: Installation, round_: Round, board: UUID, *, copy: Copy, now: datetime
) -> Report:
    place = {"round_id": round_.id, "board_id": board}
    if find_sent_report(session, **place) is None:
        return prepare_report(session, **place, library=installation.library, now=now, copy=copy)
    found = find_report(
        session, **place, library=installation.library, now=now, is_authority=copy is Copy.SENT, copy=copy
    )
    if found is None:
        raise ValueError("a report that was sent is gone")
    return found.report


def _known(whole: CountyView, boards: tuple[BoardDocuments, ...]) -> dict[UUID, KnownBoard]:
    traits = traits_of([each.board for each in whole.coverage.boards])
    return {
        each.board: KnownBoard(
            traits=traits[each.board], people={part.id: part.n or 0 for part in each.sent.domains}
        )
        for each in boards
    }


def _filters(values: Mapping[Trait, str]) -> Filters:
    return Filters(**{trait.value: value for trait, value in values.items()})
