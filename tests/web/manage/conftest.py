"""A board whose round opened an hour ago, behind the pages."""

from datetime import UTC, datetime, timedelta

import pytest

from govscore.questionnaire.loader import Library
from govscore.services.installation import Installation
from tests.services.world import COMPLIANCE, HEADS_VIEW, SELF_REVIEW, Shelf, World


@pytest.fixture
def library() -> Library:
    """Three small questionnaires in place of the real ones."""
    return Shelf((SELF_REVIEW, HEADS_VIEW, COMPLIANCE))


@pytest.fixture
def world(installation: Installation) -> World:
    """One board in one round that is open, with nobody invited."""
    world = World(
        database=installation.database,
        keys=installation.keys,
        now=datetime.now(UTC) - timedelta(hours=1),
        library=installation.library,
    )
    world.has_a_board()
    world.opens_a_round_of(*world.library.all())
    return world
