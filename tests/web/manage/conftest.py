"""A board’s own pages, and its clerk."""

import pytest

from govscore.questionnaire.loader import Library
from tests.services.world import Shelf, World
from tests.visitor import Visitor
from tests.web.manage.visits import signs_in


@pytest.fixture
def library() -> Library:
    """Three small questionnaires in place of the real ones."""
    return Shelf()


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
