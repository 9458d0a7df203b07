"""A world for the services to act in, on each database in turn."""

from datetime import datetime

import pytest

from govscore.services.keys import Keys
from govscore.services.transaction import Database
from tests.services.world import World


@pytest.fixture
def world(database: Database, keys: Keys, now: datetime) -> World:
    """One board in one round that is open, with nobody invited."""
    world = World(database=database, keys=keys, now=now)
    world.opens_a_round()
    return world
