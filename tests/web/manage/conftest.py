"""A board whose round opened an hour ago, behind the pages."""

from datetime import UTC, datetime, timedelta

import pytest

from govscore.questionnaire.loader import Library
from govscore.services.installation import Installation
from tests.services.world import COMPLIANCE, HEADS_VIEW, SELF_REVIEW, Shelf, World
from tests.visitor import Visitor
from tests.web.manage.visits import signs_in


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


@pytest.fixture
def clerk(world: World, visitor: Visitor) -> Visitor:
    """The board's clerk, signed in."""
    signs_in(world, visitor, "clerk")
    return visitor


@pytest.fixture
def board(world: World) -> str:
    """The address of the board."""
    return f"/boards/{world.board_id}"


@pytest.fixture
def round_(world: World, board: str) -> str:
    """The address of the board's round."""
    return f"{board}/rounds/{world.round_id}"
