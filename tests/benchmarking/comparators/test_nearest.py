"""The nearest places: those of measuring everybody, by either road, however many tie."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govscore.benchmarking.comparators.dfe import NEEDS, range_block
from govscore.benchmarking.comparators.distance import Block, Characteristics, nearest_first, standardise
from govscore.benchmarking.comparators.nearest import nearest_places
from tests.benchmarking.schools import primaries


def coarse(n: int, seed: int, phase: str) -> Block:
    """Boards on a few values only, so that most of them tie with many."""
    rng = np.random.default_rng(seed)
    names = ("pupils", "fsm", "sen", *NEEDS[:2])
    boards = Characteristics(
        keys=tuple(f"{i:04}" for i in range(n)),
        phases=(phase,) * n,
        values={name: rng.integers(1, 4, n) * 10.0 for name in names},
    )
    return range_block(boards, phase)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 60), st.integers(1, 40), st.integers(0, 500), st.sampled_from(["Primary", "Special"]))
def test_they_are_those_of_measuring_everybody(n: int, k: int, seed: int, phase: str) -> None:
    block = coarse(n, seed, phase)
    allowed = np.random.default_rng(seed).random(n) < 0.7
    places, apart = nearest_places(block, k, allowed=allowed)
    for own in range(n):
        whole = block.distances(np.array([own]), np.arange(n)[None, :])[0]
        may = allowed & (np.arange(n) != own)
        expected = nearest_first(np.where(may, whole, np.inf))[: min(k, int(may.sum()))]
        assert places[own].tolist() == [*expected.tolist(), *[-1] * (k - expected.size)]
        np.testing.assert_allclose(apart[own][: expected.size], whole[expected], atol=1e-12)
        assert np.isnan(apart[own][expected.size :]).all()


@pytest.mark.parametrize("phase", ["Primary", "Special"])
def test_blocks_of_rows_join_without_a_seam(phase: str) -> None:
    block = coarse(2_100, 1, phase)
    places, _ = nearest_places(block, 3, allowed=np.ones(2_100, dtype=bool))
    for own in (0, 255, 256, 2_047, 2_048, 2_099):
        whole = block.distances(np.array([own]), np.arange(2_100)[None, :])[0]
        whole[own] = np.inf
        assert places[own].tolist() == nearest_first(whole)[:3].tolist()


def test_nobody_may_be_chosen() -> None:
    block = standardise(primaries(fsm=[10, 20]), "Primary")
    assert nearest_places(block, 2, allowed=np.zeros(2, dtype=bool))[0].tolist() == [[-1, -1], [-1, -1]]


@pytest.mark.parametrize(
    ("k", "allowed", "message"), [(0, [True], "at least 1"), (1, [True] * 3, "one entry")]
)
def test_a_wish_that_cannot_be_met_is_refused(k: int, allowed: list[bool], message: str) -> None:
    block = standardise(primaries(fsm=[10]), "Primary")
    with pytest.raises(ValueError, match=message):
        nearest_places(block, k, allowed=np.array(allowed))
