"""Boards that have sent their reports, without a database: one domain, nine people each."""

from datetime import datetime, timedelta

from govscore.boards.model import Phase
from govscore.services.county_filters import traits_of
from govscore.services.county_material import SentBoard
from tests.county_factory import make_board
from tests.make import make_domain_score, make_questionnaire, make_scorecard

QUESTIONNAIRE = make_questionnaire()
DOMAIN = QUESTIONNAIRE.domains[0].id
DAY = datetime.fromisoformat("2026-11-24T10:00:00+00:00")


def sent_boards(count: int, *, within: float = 3.0) -> tuple[SentBoard, ...]:
    """Boards of one phase from 2.0 to 3.5, a minute apart; with a large `within` they hardly differ."""
    boards = [make_board(number, phase=Phase.PRIMARY) for number in range(count)]
    traits = traits_of(boards)
    return tuple(
        SentBoard(
            board=board,
            traits=traits[board.id],
            card=make_scorecard(
                number=place,
                domains=(make_domain_score(DOMAIN, n=9, mean=2.0 + place % 16 / 10, within=within),),
            ),
            sent_at=DAY + timedelta(minutes=place),
        )
        for place, board in enumerate(boards)
    )
