"""What can be worked out from what is published: found by programs here, and by trying everything in the tests."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govscore.benchmarking.disclosure.audit import (
    KnownRange,
    known_range,
    pairs_too_close,
    publish,
    small_groups,
    too_tight,
)


def test_whole_counts_know_more_than_a_linear_program() -> None:
    """3 a + 2 b = 8 for counts up to 9: a is 0 or 2, where fractions would allow all between."""
    facts = {"least": [0, 0], "most": [9, 9]}
    whole = known_range(publish([[3, 2], [1, 0]], [8, 1], [8, 9], **facts), [[1, 0]])
    parts = known_range(publish([[3, 2], [1, 0]], [8, 1], [8, 9], **facts, is_whole=False), [[1, 0]])
    assert (whole.low.tolist(), whole.high.tolist()) == ([2], [2])
    assert parts.width[0] == pytest.approx(5 / 3)


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 4), min_size=2, max_size=4),
    st.lists(st.lists(st.integers(0, 2), min_size=4, max_size=4), min_size=1, max_size=3),
    st.integers(0, 2),
)
def test_trying_every_set_of_counts_finds_the_same_range(
    truth: list[int], rows: list[list[int]], off: int
) -> None:
    sums = np.array(rows)[:, : len(truth)]
    told = sums @ truth
    published = publish(sums, told - off, told + off, least=np.zeros(len(truth)), most=np.full(len(truth), 5))
    ways = np.array(list(itertools.product(range(6), repeat=len(truth))))
    fits = ways[(np.abs(ways @ sums.T - told) <= off).all(axis=1)]
    found = known_range(published, np.eye(len(truth)))
    np.testing.assert_allclose(found.low, fits.min(axis=0), atol=1e-6)
    np.testing.assert_allclose(found.high, fits.max(axis=0), atol=1e-6)


def test_a_mean_to_one_decimal_tells_the_sum_of_ten_and_to_the_nearest_half_it_does_not() -> None:
    values = np.arange(1, 6.0)
    for n, mean, half in ((10, 3.4, 0.05), (10, 3.5, 0.25), (6, 3.5, 0.25)):
        published = publish(
            [np.ones(5), values],
            [n, n * (mean - half)],
            [n, n * (mean + half) - 1e-4],
            least=np.zeros(5),
            most=np.full(5, n),
        )
        width = known_range(published, [values]).width[0]
        assert (width < 1) == (half == 0.05)


def test_what_contradicts_itself_is_said_to() -> None:
    with pytest.raises(ValueError, match="contradicts itself"):
        known_range(publish([[1, 1]], [9], [9], least=[0, 0], most=[1, 1]), [[1, 0]])


def test_a_group_without_an_end_is_said_to_have_none() -> None:
    endless = publish([[1.0]], [0], [np.inf], least=[0], most=[np.inf], is_whole=False)
    with pytest.raises(ValueError, match="no bounds"):
        known_range(endless, [[1.0]])


@pytest.mark.parametrize(
    ("low", "high", "least", "most"),
    [
        ([2], [1], [0, 0], [9, 9]),
        ([1], [2], [3, 0], [2, 9]),
        ([1, 1], [2], [0, 0], [9, 9]),
        ([1], [2], [0], [9, 9]),
    ],
)
def test_facts_that_do_not_fit_are_refused(
    low: list[int], high: list[int], least: list[int], most: list[int]
) -> None:
    with pytest.raises(ValueError):
        publish([[1, 1]], low, high, least=least, most=most)


def test_a_range_is_too_tight_where_it_is_narrower_than_needed() -> None:
    known = KnownRange(low=np.array([0.0, 0.0, 3.0]), high=np.array([1.0, 0.5, 3.0]))
    assert too_tight(known) == [1, 2]
    assert too_tight(known, wide=[2, 0.5, 0]) == [0]


cuts = st.integers(1, 9).flatmap(
    lambda people: st.lists(st.lists(st.booleans(), min_size=people, max_size=people), min_size=1, max_size=7)
)


@given(cuts)
def test_pairs_are_those_that_a_loop_over_pairs_finds(drawn: list[list[bool]]) -> None:
    expected = []
    for (i, one), (j, other) in itertools.combinations(enumerate(drawn), 2):
        apart = sum(a != b for a, b in zip(one, other, strict=True))
        if 0 < apart < 5:
            expected.append((i, j, apart))
    assert pairs_too_close(drawn) == expected


def test_cuts_that_are_the_same_or_five_apart_are_no_pair() -> None:
    whole = np.ones(12, dtype=bool)
    part = np.arange(12) < 7
    assert pairs_too_close([whole, whole, part]) == []
    assert pairs_too_close([whole, np.arange(12) < 8]) == [(0, 1, 4)]


def test_head_in_and_head_out_tell_the_heads_answer() -> None:
    """Six people with 3.5, five without the head with 3.2: the head said 5."""
    everybody, without = np.ones(6, dtype=bool), np.arange(6) < 5
    found = small_groups([everybody, without], [3.5, 3.2], off=0, ends=(1, 5))
    assert found.people == ((5,),)
    assert found.mean.low == pytest.approx([5])
    assert found.mean.high == pytest.approx([5])


def test_a_rounded_mean_leaves_a_range_and_it_is_the_right_one() -> None:
    everybody, without = np.ones(6, dtype=bool), np.arange(6) < 5
    found = small_groups([everybody, without], [3.5, 3.2], off=0.25, ends=(1, 5))
    assert found.mean.low == pytest.approx([2.25])
    assert found.mean.high == pytest.approx([5])


def test_large_groups_are_nobodys_secret() -> None:
    who = np.repeat(np.eye(2, dtype=bool), 6, axis=1)
    assert small_groups([who[0], who[1]], [2, 3], off=0, ends=(1, 4)).people == ()


def test_two_small_atoms_that_differ_together_are_looked_at_together() -> None:
    """Twelve people less ten: two of them, whom another cut tells apart; their sum is told, their own is not."""
    cut = [np.ones(12, dtype=bool), np.arange(12) < 10, np.arange(12) < 11]
    found = small_groups(cut[:2], [3, 3], off=0, ends=(1, 4))
    assert found.people == ((10, 11),)
    three = small_groups(cut, [3, 3, 3], off=[0, 0, 0.2], ends=(1, 4))
    known = dict(zip(three.people, three.mean.width, strict=True))
    assert known[(10, 11)] == pytest.approx(0)
    assert known[(10,)] > 1
