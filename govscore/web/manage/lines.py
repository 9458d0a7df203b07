"""A board's rounds in a line each: what became of them, and which of them needs somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from govscore.responses.model import EvaluationState
from govscore.services.boards import BoardView
from govscore.services.dates import moment_words
from govscore.services.rounds import BoardRound
from govscore.services.turnout import NOBODY, Turnout
from govscore.web.manage.presenters import turnout_sentence

READY_FOR = {
    True: ": talk about it, then send it to the authority.",
    False: ". The chair or the clerk sends it to the authority.",
}


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    """One round of one board, in a sentence."""

    board_id: UUID
    board_name: str
    round_id: UUID
    title: str
    sentence: str
    needs_me: bool
    has_report: bool

    @property
    def button(self) -> str:
        """Name what comes next."""
        return "Read the report" if self.has_report else "See who has answered"


def present_lines(
    boards: Sequence[BoardView],
    board_rounds: Sequence[BoardRound],
    turnouts: Mapping[tuple[UUID, UUID], Turnout],
    *,
    running: Mapping[UUID, bool],
    now: datetime,
) -> tuple[RoundLine, ...]:
    """Tell each board's rounds; `running` says for which boards the reader may do something."""
    names = {board.id: board.name for board in boards}
    return tuple(
        _line(each, names[each.board_id], turnouts, may_run=running[each.board_id], now=now)
        for each in board_rounds
    )


def in_order(lines: Sequence[RoundLine]) -> list[RoundLine]:
    """Put what is open before the reports that wait, and boards by name."""
    return sorted(lines, key=lambda line: (line.has_report, line.board_name))


def _line(
    each: BoardRound,
    name: str,
    turnouts: Mapping[tuple[UUID, UUID], Turnout],
    *,
    may_run: bool,
    now: datetime,
) -> RoundLine:
    state = each.state(now=now)
    turnout = turnouts.get((each.round.id, each.board_id), NOBODY)
    return RoundLine(
        board_id=each.board_id,
        board_name=name,
        round_id=each.round.id,
        title=each.round.title,
        sentence=_sentence(state, each, turnout, may_run=may_run, now=now),
        needs_me=may_run and _needs_somebody(state, turnout),
        has_report=state in (EvaluationState.CLOSED, EvaluationState.SENT),
    )


def _sentence(
    state: EvaluationState, each: BoardRound, turnout: Turnout, *, may_run: bool, now: datetime
) -> str:
    if state is EvaluationState.WAITING:
        return f"It opens at {moment_words(each.round.opens_at)}. {_on_the_list(turnout.invited)}"
    if state is EvaluationState.OPEN:
        closes = f"It closes at {moment_words(each.round.closes_at)}."
        ended = "It has ended and is being closed."
        answered = turnout_sentence(turnout, is_over=False)
        return f"{answered} {closes if now < each.round.closes_at else ended}"
    answered = turnout_sentence(turnout, is_over=True)
    if state is EvaluationState.SENT:
        return f"{answered} The authority has the report."
    return f"{answered} The report is ready{READY_FOR[may_run]}"


def _on_the_list(invited: int) -> str:
    if invited == 0:
        return "Nobody is on the list yet."
    return "One person is on the list." if invited == 1 else f"{invited} people are on the list."


def _needs_somebody(state: EvaluationState, turnout: Turnout) -> bool:
    return state is not EvaluationState.SENT and not (state is EvaluationState.WAITING and turnout.invited)
