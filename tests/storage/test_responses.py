"""Responses come back as they were kept, each evaluation's together and in the order of their ids."""

from uuid import UUID

from sqlalchemy import select

from govscore.responses.sheet import decode
from govscore.services.transaction import Database
from govscore.storage.evaluations import EvaluationRow
from govscore.storage.responses import list_responses
from tests.services.conftest import world
from tests.services.world import SELF_REVIEW, World

__all__ = ["world"]


def evaluations(database: Database) -> list[UUID]:
    """Every evaluation."""
    with database.transaction(write=False) as session:
        return list(session.scalars(select(EvaluationRow.id)))


def test_responses_come_back_with_their_notes(world: World) -> None:
    for number, email in enumerate(world.invites_governors(5)):
        world.answers_and_submits(email, vision="strong", **{"vision.note": f"Note {number}."})
    world.invites("head@example.org, head")
    world.answers("head@example.org", vision="secure")
    world.submits("head@example.org", shares_view=True)
    world.closes()
    with world.database.transaction(write=False) as session:
        found = list_responses(session, evaluations(world.database))
    assert [(each.evaluation_id, each.id) for each in found] == sorted(
        (each.evaluation_id, each.id) for each in found
    )
    governors = [each for each in found if each.role == "governor"]
    kept = {decode(SELF_REVIEW, each.codes, each.notes)["vision"].note for each in governors}
    assert kept == {f"Note {number}." for number in range(5)}
    assert [(each.role, each.shares_view) for each in found if each.role != "governor"] == [("head", True)]
