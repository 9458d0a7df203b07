"""A board whose round opened an hour ago, behind the pages."""

from datetime import UTC, datetime, timedelta

import pytest

from govscore.services.installation import Installation
from tests.services.world import World


@pytest.fixture
def world(installation: Installation) -> World:
    """One board in one round that is open and asks all there is, with nobody invited."""
    world = World(
        database=installation.database,
        keys=installation.keys,
        now=datetime.now(UTC) - timedelta(hours=1),
        library=installation.library,
    )
    world.has_a_board()
    world.opens_a_round_of(*world.library.all())
    return world
