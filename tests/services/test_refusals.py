"""What the database itself refuses, whoever asks: every half-way state between draft and response."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from govscore.scoring.disclosure import MIN_GROUP
from govscore.services.transaction import Session
from govscore.storage.evaluations import EvaluationRow
from govscore.storage.responses import DraftSheetRow, ResponseRow
from tests.services.world import SELF_REVIEW, World

NOTE = "Our clerk keeps a list in the blue folder."


def evaluation_of(session: Session, world: World) -> EvaluationRow:
    """The self-review of the world's board."""
    return session.scalars(
        select(EvaluationRow).where(
            EvaluationRow.round_id == world.round_id, EvaluationRow.questionnaire_code == SELF_REVIEW.code
        )
    ).one()


def refused(world: World, *statements: Any) -> None:
    """Check that the database does not take these statements."""
    with pytest.raises(IntegrityError):
        _execute(world, statements)


def _execute(world: World, statements: Iterable[Any]) -> None:
    with world.database.transaction() as session:
        for statement in statements:
            session.execute(statement)


@pytest.fixture
def evaluation_id(world: World) -> UUID:
    """An open evaluation with drafts in it, just enough to be kept."""
    world.answers_and_submits(*world.invites_governors(MIN_GROUP), vision="strong", **{"vision.note": NOTE})
    with world.database.transaction() as session:
        return evaluation_of(session, world).id


@pytest.fixture
def closed_id(world: World, evaluation_id: UUID) -> UUID:
    """A closed evaluation with responses in it."""
    world.closes()
    return evaluation_id


def a_response(evaluation_id: UUID, *, closed: bool) -> Any:
    """A response, written past the services."""
    return insert(ResponseRow).values(
        id=uuid4(),
        evaluation_id=evaluation_id,
        evaluation_closed=closed,
        role="governor",
        shares_view=False,
        codes="1....",
        notes={},
    )


def a_draft(evaluation_id: UUID, *, closed: bool) -> Any:
    """A draft, written past the services."""
    return insert(DraftSheetRow).values(
        handle=b"p" * 32,
        role="governor",
        sealed=b"sealed",
        has_answers=True,
        has_submitted=False,
        shares_view=False,
        evaluation_id=evaluation_id,
        evaluation_closed=closed,
    )


def set_to(evaluation_id: UUID, **values: Any) -> Any:
    """A change to an evaluation, made past the services."""
    return update(EvaluationRow).where(EvaluationRow.id == evaluation_id).values(**values)


def test_an_evaluation_cannot_close_while_a_draft_is_left(
    world: World, evaluation_id: UUID, now: datetime
) -> None:
    refused(world, set_to(evaluation_id, closed=True, closed_at=now, draft_key=None))


def test_an_evaluation_cannot_close_and_keep_its_key(world: World, now: datetime) -> None:
    with world.database.transaction() as session:
        evaluation_id = evaluation_of(session, world).id
    refused(world, set_to(evaluation_id, closed=True, closed_at=now))


def test_an_evaluation_cannot_close_without_a_date(world: World) -> None:
    with world.database.transaction() as session:
        evaluation_id = evaluation_of(session, world).id
    refused(world, set_to(evaluation_id, closed=True, draft_key=None))


def test_an_open_evaluation_cannot_lose_its_key(world: World, evaluation_id: UUID) -> None:
    refused(world, set_to(evaluation_id, draft_key=None))


@pytest.mark.parametrize("closed", [True, False])
def test_there_is_no_response_while_an_evaluation_is_open(
    world: World, evaluation_id: UUID, closed: bool
) -> None:
    refused(world, a_response(evaluation_id, closed=closed))


@pytest.mark.parametrize("closed", [True, False])
def test_there_is_no_draft_once_an_evaluation_has_closed(world: World, closed_id: UUID, closed: bool) -> None:
    refused(world, a_draft(closed_id, closed=closed))


def test_a_closed_evaluation_does_not_open_again(world: World, closed_id: UUID) -> None:
    refused(world, set_to(closed_id, closed=False, closed_at=None, draft_key=b"another key"))


def test_a_draft_cannot_move_to_another_state_by_itself(world: World, evaluation_id: UUID) -> None:
    refused(world, update(DraftSheetRow).values(evaluation_closed=True))


def test_a_response_cannot_move_to_another_state_by_itself(world: World, closed_id: UUID) -> None:
    refused(world, update(ResponseRow).values(evaluation_closed=False))


def test_nothing_is_sent_before_it_is_closed(world: World, evaluation_id: UUID, now: datetime) -> None:
    refused(world, set_to(evaluation_id, sent_at=now))
