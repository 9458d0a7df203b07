"""A board's rounds in a line each: what became of them, and which of them needs somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from govscore.questionnaire.loader import Library
from govscore.responses.model import EvaluationState
from govscore.services.boards import BoardView
from govscore.services.dates import moment_words
from govscore.services.rounds import BoardRound
from govscore.services.turnout import NOBODY, Turnout
from govscore.web.manage.presenters import turnout_sentence
from govscore.web.manage.rights import ResultLink, Rights, Seen, parts_of

READY_FOR = {
    True: ": talk about it, then send it to the authority.",
    False: ". The chair or the clerk sends it to the authority.",
}


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    """One round of one board, in a sentence; `results` are what this reader may read apart."""

    board_id: UUID
    board_name: str
    round_id: UUID
    title: str
    sentence: str
    needs_me: bool
    has_report: bool
    results: tuple[ResultLink, ...]

    @property
    def button(self) -> str:
        """Name what comes next."""
        return "Read the report" if self.has_report else "See who has answered"


def present_lines(
    boards: Sequence[BoardView],
    board_rounds: Sequence[BoardRound],
    turnouts: Mapping[tuple[UUID, UUID], Turnout],
    *,
    rights: Mapping[UUID, Rights],
    library: Library,
    now: datetime,
) -> tuple[RoundLine, ...]:
    """Tell each board's rounds, as a reader with these rights on each board may see them."""
    names = {board.id: board.name for board in boards}
    return tuple(
        _line(
            each,
            names[each.board_id],
            turnouts.get((each.round.id, each.board_id), NOBODY),
            Seen(rights=rights[each.board_id], parts=parts_of(each, library), state=each.state(now=now)),
            now=now,
        )
        for each in board_rounds
    )


def in_order(lines: Sequence[RoundLine]) -> list[RoundLine]:
    """Put what is open before the reports that wait, and boards by name."""
    return sorted(lines, key=lambda line: (line.has_report, line.board_name))


def _line(each: BoardRound, name: str, turnout: Turnout, seen: Seen, *, now: datetime) -> RoundLine:
    return RoundLine(
        board_id=each.board_id,
        board_name=name,
        round_id=each.round.id,
        title=each.round.title,
        sentence=_sentence(each, turnout, seen, now=now),
        needs_me=seen.may_run and _needs_somebody(turnout, seen),
        has_report=seen.may_read_report,
        results=seen.results,
    )


def _sentence(each: BoardRound, turnout: Turnout, seen: Seen, *, now: datetime) -> str:
    if seen.state is EvaluationState.WAITING:
        return f"It opens at {moment_words(each.round.opens_at)}. {_on_the_list(turnout.invited)}"
    if seen.state is EvaluationState.OPEN:
        closes = f"It closes at {moment_words(each.round.closes_at)}."
        ended = "It has ended and is being closed."
        answered = turnout_sentence(turnout, is_over=False)
        return f"{answered} {closes if now < each.round.closes_at else ended}"
    answered = turnout_sentence(turnout, is_over=True)
    if not seen.has_report:
        return answered
    if seen.state is EvaluationState.SENT:
        return f"{answered} The authority has the report."
    return f"{answered} The report is ready{READY_FOR[seen.rights.may_run]}"


def _on_the_list(invited: int) -> str:
    if invited == 0:
        return "Nobody is on the list yet."
    return "One person is on the list." if invited == 1 else f"{invited} people are on the list."


def _needs_somebody(turnout: Turnout, seen: Seen) -> bool:
    if seen.is_over:
        return seen.state is EvaluationState.CLOSED and seen.has_report
    return not (seen.state is EvaluationState.WAITING and turnout.invited)
