"""The simulated boards send their reports of the closed round."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from govscore.benchmarking.compare import compare, fit_county
from govscore.reporting.authority import london_day
from govscore.reporting.compose import compose_report
from govscore.reporting.material import Scored
from govscore.reporting.model import Report
from govscore.responses.model import EvaluationId, Round
from govscore.services.asked import Part, asked_in
from govscore.services.boards import BoardView
from govscore.services.installation import Installation
from govscore.services.report_material import Gathered, compared_board, outside_material, own_material
from govscore.services.reports import Copy
from govscore.services.transaction import Session
from govscore.storage.codec import Codec
from govscore.storage.reports import SentReport, insert_sent_report, mark_sent
from govscore.storage.rounds import list_evaluations
from govscore.storage.scorecards import list_scorecards_of

KEEPS_BACK = 0.12
AT_A_TIME = 200
_REPORT = Codec(Report)


@dataclass(frozen=True, kw_only=True)
class _Field:
    """The closed round and every board's scorecards in it, by the part each questionnaire plays."""

    round: Round
    boards: Sequence[BoardView]
    scored: dict[UUID, dict[Part, Scored]]

    def gathered(self) -> Iterator[Gathered]:
        """One board after another, each compared with all the others."""
        reviews = {id_: parts[Part.REVIEW] for id_, parts in self.scored.items() if Part.REVIEW in parts}
        fitted = fit_county(
            [compared_board(view, reviews[view.id].scorecard) for view in self.boards if view.id in reviews]
        )
        for view in self.boards:
            if view.id in reviews:
                parts = self.scored[view.id]
                yield Gathered(
                    board=view,
                    round=self.round,
                    review=reviews[view.id],
                    compliance=parts.get(Part.COMPLIANCE),
                    head=parts.get(Part.HEAD),
                    benchmark=compare(view.id, fitted),
                )


def send_reports(
    session: Session,
    round_: Round,
    boards: Sequence[BoardView],
    *,
    installation: Installation,
    random: Random,
    keeping: frozenset[UUID],
) -> frozenset[UUID]:
    """Let most boards send what they have, as one by one they would; those in `keeping` have not yet."""
    sent: set[UUID] = set()
    for gathered in _field(session, round_, boards, installation).gathered():
        keeps_back = random.random() < KEEPS_BACK
        sent_at = round_.closes_at + timedelta(days=random.randint(1, 30), minutes=-random.randint(0, 480))
        if gathered.board.id in keeping or keeps_back or gathered.review.scorecard.overall is None:
            continue
        _send(session, gathered, sent_at=sent_at)
        sent.add(gathered.board.id)
    return frozenset(sent)


def _field(
    session: Session, round_: Round, boards: Sequence[BoardView], installation: Installation
) -> _Field:
    asked = {found.code: (part, found) for part, found in asked_in(round_, installation.library).items()}
    stored = list_evaluations(session, round_id=round_.id)
    board_of = {each.evaluation.id: each.evaluation.board_id for each in stored}
    ids = tuple(board_of)
    scored: dict[UUID, dict[Part, Scored]] = {view.id: {} for view in boards}
    for start in range(0, len(ids), AT_A_TIME):
        for card in list_scorecards_of(session, ids[start : start + AT_A_TIME]):
            part, questionnaire = asked[card.questionnaire.code]
            entered = Scored(questionnaire=questionnaire, scorecard=card)
            scored[board_of[EvaluationId(card.evaluation_id)]][part] = entered
    return _Field(round=round_, boards=boards, scored=scored)


def _send(session: Session, gathered: Gathered, *, sent_at: datetime) -> None:
    today = london_day(sent_at)
    leaving = compose_report(replace(outside_material(gathered), sent_on=today), generated_on=today)
    own = compose_report(own_material(gathered), generated_on=today)
    document = {Copy.SENT.value: _REPORT.dump(leaving), Copy.OWN.value: _REPORT.dump(own)}
    sent = SentReport(sent_at=sent_at, digest=leaving.digest, document=document)
    round_id, board_id = gathered.round.id, gathered.board.id
    insert_sent_report(session, sent, round_id=round_id, board_id=board_id, account_id=None)
    mark_sent(session, round_id=round_id, board_id=board_id, at=sent_at)
