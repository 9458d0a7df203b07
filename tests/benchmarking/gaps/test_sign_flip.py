"""The exact sign-flip test: against every choice of signs, all boards at once, and where it is not to be had."""

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.gaps import sign_sums
from govscore.benchmarking.gaps.sign_flip import SignFlip, sign_flip
from govscore.benchmarking.reasons import Reason

NAN = float("nan")
terms = st.lists(st.tuples(st.integers(-30, 30), st.integers(1, 14)), min_size=1, max_size=8)


def by_going_through_all(differences: list[int], divisors: list[int]) -> float:
    """The slow form: every choice of signs, in fractions."""
    parts = [Fraction(a, n) for a, n in zip(differences, divisors, strict=True)]
    seen = abs(sum(parts))
    ways = list(product((1, -1), repeat=len(parts)))
    far = sum(abs(sum(s * x for s, x in zip(signs, parts, strict=True))) >= seen for signs in ways)
    return far / len(ways)


def same(one: SignFlip, other: SignFlip) -> None:
    np.testing.assert_array_equal(one.scaled_sum, other.scaled_sum)
    np.testing.assert_allclose(one.p, other.p, rtol=1e-14)


@given(terms)
def test_it_is_the_share_of_all_signs_that_go_as_far(parts: list[tuple[int, int]]) -> None:
    differences, divisors = [a for a, _ in parts], [n for _, n in parts]
    found = sign_flip(differences, divisors)
    assert float(found.p) == pytest.approx(by_going_through_all(differences, divisors), rel=1e-13)
    exact = sum(Fraction(a, n) for a, n in parts)
    assert Fraction(int(found.scaled_sum), int(found.scale)) == exact


def test_many_boards_at_once_are_as_each_alone() -> None:
    rng = np.random.default_rng(7)
    divisors = rng.integers(4, 13, (60, 1)) - rng.integers(0, 3, (60, 11))
    differences = rng.integers(-25, 26, (60, 11)).astype(float)
    differences[rng.random((60, 11)) < 0.2] = NAN
    together = sign_flip(differences, divisors)
    for row in range(60):
        alone = sign_flip(differences[row], divisors[row])
        assert float(together.p[row]) == pytest.approx(float(alone.p), rel=1e-14)
        assert int(together.scale[row]) == int(alone.scale)


@given(terms, st.randoms(use_true_random=False))
def test_neither_the_order_of_questions_nor_the_side_matters(parts: list[tuple[int, int]], random) -> None:  # type: ignore[no-untyped-def]
    mixed = random.sample(parts, len(parts))
    one = sign_flip([a for a, _ in parts], [n for _, n in parts])
    same(one, sign_flip([a for a, _ in mixed], [n for _, n in mixed]))
    other_side = sign_flip([-a for a, _ in parts], [n for _, n in parts])
    assert float(other_side.p) == pytest.approx(float(one.p), rel=1e-14)


@given(terms)
def test_a_gap_is_as_the_question_left_out(parts: list[tuple[int, int]]) -> None:
    differences, divisors = [float(a) for a, _ in parts], [n for _, n in parts]
    same(sign_flip([*differences, NAN], [*divisors, 11]), sign_flip(differences, divisors))


def test_a_finer_unit_changes_the_scale_and_nothing_else() -> None:
    one, finer = sign_flip([3, -1, 2], [6, 4, 5]), sign_flip([6, -2, 4], [12, 8, 10])
    assert float(one.p) == float(finer.p)
    assert (int(one.scale), int(finer.scale)) == (60, 120)


@pytest.mark.parametrize(("questions", "smallest"), [(1, 1.0), (5, 0.0625), (6, 0.03125), (40, 2.0**-39)])
def test_all_on_one_side_gives_the_smallest_p_there_can_be(questions: int, smallest: float) -> None:
    found = sign_flip(np.arange(1, questions + 1), np.arange(questions) % 5 + 5)
    assert float(found.p) == float(found.smallest_p) == smallest


def test_questions_on_which_they_agree_count_but_cannot_help() -> None:
    found = sign_flip([2, 0, 0, 1], [7, 11, 3, 7])
    assert (int(found.n), int(found.n_not_zero), float(found.smallest_p)) == (4, 2, 0.5)
    assert float(sign_flip([0, 0, 0]).p) == 1.0


def test_nobody_and_nothing_have_a_reason() -> None:
    found = sign_flip([[NAN, NAN], [1, NAN]])
    assert np.isnan(found.p).tolist() == [True, False]
    assert np.isnan(found.smallest_p[0])
    assert found.reason.tolist() == [Reason.TOO_FEW, None]
    assert sign_flip(np.empty((3, 0))).reason.tolist() == [Reason.TOO_FEW] * 3
    assert sign_flip(np.empty((0, 5))).p.shape == (0,)


def test_a_board_whose_numbers_of_answers_have_no_common_step_says_so() -> None:
    found = sign_flip(np.ones((1, 12)), [[299, 293, 289, 283, 281, 277, 271, 269, 263, 257, 251, 241]])
    assert found.reason.tolist() == [Reason.NOT_ESTIMABLE]
    assert (np.isnan(found.p[0]), int(found.scale[0])) == (True, 0)


def test_too_many_sums_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_sums, "MOST_SUMS", 50)
    found = sign_flip([[90, 80, 70], [3, 2, 1]])
    assert found.reason.tolist() == [Reason.NOT_ESTIMABLE, None]


def test_a_board_of_three_hundred_that_all_answered_is_worked_out() -> None:
    rng = np.random.default_rng(1)
    found = sign_flip(rng.integers(-200, 300, 40), 299)
    assert 0 < float(found.p) < 1


def test_a_block_at_a_time_is_as_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    differences, divisors = rng.integers(-9, 10, (40, 9)), rng.integers(7, 10, (40, 9))
    whole = sign_flip(differences, divisors)
    monkeypatch.setattr(sign_sums, "BLOCK", 64)
    same(whole, sign_flip(differences, divisors))


def test_more_terms_than_a_number_can_be_halved_by_are_halved_on_the_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = np.random.default_rng(6)
    differences = rng.integers(-9, 10, (5, 30))
    whole = sign_flip(differences)
    monkeypatch.setattr(sign_sums, "MOST_HALVINGS", 4)
    same(whole, sign_flip(differences))


def test_thousands_of_boards_in_a_row_are_near_the_normal() -> None:
    differences = np.random.default_rng(5).integers(-2, 3, 5_000)
    found, z = sign_flip(differences), abs(differences.sum()) / np.sqrt((differences**2).sum())
    assert float(found.p) == pytest.approx(math.erfc(z / math.sqrt(2)), abs=0.01)


@pytest.mark.parametrize(
    ("differences", "divisors", "message"),
    [
        ([0.5], [1], "whole numbers"),
        ([float("inf")], [1], "whole numbers"),
        ([1.0], [0], "positive"),
        ([1.0], [1.5], "positive"),
        (1.0, 1, "axis of items"),
    ],
)
def test_what_is_no_whole_number_is_refused(differences: object, divisors: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        sign_flip(differences, divisors)  # type: ignore[arg-type]
