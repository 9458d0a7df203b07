"""Krippendorff's alpha: the published example, R's values, the coincidence matrix, and the boards without one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.agreement.krippendorff import KrippendorffAlpha, krippendorff_alpha
from govscore.benchmarking.counts import count_answers
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import county, reference

LEVELS = ("nominal", "ordinal", "interval")
NAMES = tuple(f"krippendorff_{level}" for level in LEVELS)
FOUR = [1, 2, 3, 4]


def levels(alpha: KrippendorffAlpha) -> np.ndarray:
    return np.stack([alpha.nominal, alpha.ordinal, alpha.interval], axis=-1)


def test_the_published_example_of_four_observers_comes_out() -> None:
    example = reference.document("published.json")["krippendorff_2011"]
    codes = [[value or 0 for value in row] for row in example["data"]]
    counted = count_answers([0] * 4, codes, n_boards=1, n_options=5).chosen[0]
    alpha = krippendorff_alpha(counted, [1, 2, 3, 4, 5])
    for level, ours in zip(LEVELS, levels(alpha), strict=True):
        assert round(float(ours), 3) == example["published"][level]
        assert float(ours) == pytest.approx(example["expected"][level], rel=1e-10)
    assert (int(alpha.n), int(alpha.items_used)) == (40, 11)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_domain_of_every_board_comes_out_as_in_r(domain: str) -> None:
    alpha = krippendorff_alpha(county.counts(domain).chosen, reference.options(domain))
    expected = county.columns("expected_board_domain.csv", *NAMES, domain=domain)
    np.testing.assert_allclose(levels(alpha), expected, rtol=1e-10, atol=1e-10)
    assert [r is None for r in alpha.reason] == (~np.isnan(expected[:, 0])).tolist()


def test_twelve_items_of_one_scale_come_out_as_in_r() -> None:
    counted = count_answers(county.board_of(), county.codes(county.FOUR_LEVELS), n_boards=60, n_options=4)
    expected = county.columns("expected_concordance_four_level.csv", *NAMES)
    np.testing.assert_allclose(
        levels(krippendorff_alpha(counted.chosen, FOUR)), expected, rtol=1e-10, atol=1e-10
    )


@given(county.sheets())
def test_it_is_what_the_coincidence_matrix_gives(sheet: list[list[int]]) -> None:
    alpha = krippendorff_alpha(county.tally(sheet), FOUR)
    expected = [county.slow_alpha(sheet, level) for level in LEVELS]
    np.testing.assert_allclose(levels(alpha), expected, atol=1e-10)


@given(county.sheets(), st.randoms())
def test_neither_the_order_of_items_nor_the_direction_or_origin_of_the_scale_matters(sheet, order) -> None:
    counted = county.tally(sheet)
    items = list(range(len(counted)))
    order.shuffle(items)
    here = levels(krippendorff_alpha(counted, FOUR))
    np.testing.assert_allclose(levels(krippendorff_alpha(counted[items], FOUR)), here, atol=1e-12)
    np.testing.assert_allclose(levels(krippendorff_alpha(counted, [9, 8, 7, 6])), here, atol=1e-12)


@given(county.sheets())
def test_an_option_nobody_chose_and_an_item_nobody_can_be_paired_on_change_nothing(sheet) -> None:
    counted = county.tally(sheet)
    wider = np.insert(counted, 2, 0, axis=1)
    longer = np.concatenate([counted, [[0, 0, 0, 0], [0, 1, 0, 0]]])
    here = levels(krippendorff_alpha(counted, FOUR))
    np.testing.assert_allclose(levels(krippendorff_alpha(wider, [1, 2, 2.5, 3, 4])), here, atol=1e-12)
    np.testing.assert_allclose(levels(krippendorff_alpha(longer, FOUR)), here, atol=1e-12)


def test_an_empty_board_between_leaves_its_neighbours_alone() -> None:
    board = [[3, 1, 0, 0], [0, 0, 2, 2]]
    found = krippendorff_alpha([board, np.zeros((2, 4), dtype=int), board], FOUR)
    assert found.reason.tolist() == [None, Reason.TOO_FEW, None]
    assert found.interval[0] == found.interval[2] == krippendorff_alpha(board, FOUR).interval


@pytest.mark.parametrize(
    ("board", "reason"),
    [
        ([[0, 0, 0, 0]] * 2, Reason.TOO_FEW),
        ([[1, 0, 0, 0], [0, 0, 1, 0]], Reason.TOO_FEW),
        ([[0, 0, 0, 9]] * 2, Reason.NO_VARIATION),
        ([[0, 0, 0, 9], [1, 0, 0, 0]], Reason.NO_VARIATION),
    ],
)
def test_boards_without_alpha_have_a_reason(board: list[list[int]], reason: Reason) -> None:
    alpha = krippendorff_alpha(board, FOUR)
    assert alpha.reason.item() is reason
    assert np.isnan(levels(alpha)).all()


def test_identical_sheets_give_one_and_a_single_item_nought() -> None:
    assert levels(krippendorff_alpha([[7, 0, 0, 0], [0, 0, 7, 0]], FOUR)).tolist() == [1, 1, 1]
    np.testing.assert_allclose(levels(krippendorff_alpha([[150, 50, 0, 100]], FOUR)), 0, atol=1e-12)


def test_people_without_items_are_no_board() -> None:
    with pytest.raises(ValueError, match="axis of items"):
        krippendorff_alpha([1, 2, 3, 4], FOUR)
