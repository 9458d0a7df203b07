"""Kendall's W: R's values, SciPy's ranks, ties, gaps, and the boards without one."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.agreement.concordance import Concordance, concordance_p, kendall_w
from govscore.benchmarking.counts import Blank
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import county, reference

NAMES = ("kendall_w", "kendall_chisq", "kendall_p", "kendall_items", "kendall_raters")
HARSH = [[1, 2, 3, 4], [2, 2, 3, 4], [1, 3, 2, 4], [4, 3, 2, 1]]


def of(found: Concordance) -> np.ndarray:
    return np.column_stack([found.w, found.chi_square, found.p, found.items_used, found.raters])


def one(sheet: list[list[int]] | np.ndarray, n_options: int = 4) -> Concordance:
    width = len(sheet[0]) if len(sheet) else 1
    return kendall_w(
        np.zeros(len(sheet), int), np.array(sheet).reshape(len(sheet), width), n_boards=1, n_options=n_options
    )


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_domain_of_every_board_comes_out_as_in_r(domain: str) -> None:
    n_options = len(reference.options(domain))
    codes = county.codes(reference.items(domain))
    found = kendall_w(county.board_of(), codes, n_boards=60, n_options=n_options)
    expected = county.columns("expected_board_domain.csv", *NAMES, domain=domain)
    np.testing.assert_allclose(of(found), expected, rtol=1e-10, atol=1e-10)
    assert [r is None for r in found.reason] == (~np.isnan(expected[:, 0])).tolist()


def test_twelve_items_of_one_scale_come_out_as_in_r() -> None:
    found = kendall_w(county.board_of(), county.codes(county.FOUR_LEVELS), n_boards=60, n_options=4)
    expected = county.columns("expected_concordance_four_level.csv", *NAMES)
    np.testing.assert_allclose(of(found), expected, rtol=1e-10, atol=1e-10)


@given(
    st.lists(
        county.sheets(most_items=3).map(lambda s: [[*row, 0, 0, 0][:3] for row in s]), min_size=1, max_size=5
    )
)
def test_it_is_what_ranks_person_by_person_give(boards: list[list[list[int]]]) -> None:
    board = [b for b, sheet in enumerate(boards) for _ in sheet]
    rows = np.array([row for sheet in boards for row in sheet]).reshape(len(board), 3)
    found = kendall_w(np.array(board, dtype=int), rows, n_boards=len(boards), n_options=4)
    np.testing.assert_allclose(found.w, [county.slow_w(sheet) for sheet in boards], atol=1e-12)


@given(county.sheets(), st.randoms())
def test_order_of_people_and_items_and_direction_of_the_scale_do_not_matter(sheet, order) -> None:
    here = of(one(sheet))
    items = list(range(len(sheet[0]) if sheet else 1))
    shuffled = list(sheet)
    order.shuffle(items)
    order.shuffle(shuffled)
    there = [[row[i] and 5 - row[i] for i in items] for row in shuffled]
    np.testing.assert_allclose(of(one(there)), here, atol=1e-12)


def test_an_item_one_rater_left_out_is_left_out_for_all_whatever_kind_of_blank() -> None:
    for blank in (0, *Blank):
        gaps = [[1, 2, 3, 4], [2, blank, 3, 4], [1, 3, 2, 4]]
        without = [[row[0], *row[2:]] for row in gaps]
        np.testing.assert_array_equal(of(one(gaps)), of(one(without)))


def test_who_answered_nothing_is_no_rater() -> None:
    np.testing.assert_array_equal(of(one([*HARSH, [251, 0, 252, 255]])), of(one(HARSH)))


def test_an_empty_board_between_leaves_its_neighbours_alone() -> None:
    found = kendall_w([0] * 4 + [2] * 4, HARSH * 2, n_boards=4, n_options=4)
    assert found.reason.tolist() == [None, Reason.TOO_FEW, None, Reason.TOO_FEW]
    assert found.w[0] == found.w[2] == one(HARSH).w[0]
    assert found.items_used.tolist() == [4, 4, 4, 4]


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        ([], Reason.TOO_FEW),
        ([[1, 2, 3]], Reason.TOO_FEW),
        ([[1], [2]], Reason.TOO_FEW),
        ([[1, 0], [2, 3]], Reason.TOO_FEW),
        ([[0, 0], [0, 0]], Reason.TOO_FEW),
        ([[3, 3], [4, 4]], Reason.NO_VARIATION),
    ],
)
def test_boards_without_w_have_a_reason(sheet: list[list[int]], reason: Reason) -> None:
    found = one(sheet)
    assert found.reason.tolist() == [reason]
    assert np.isnan([found.w, found.chi_square, found.p]).all()


def test_where_nobody_is_nobody_left_an_item_out() -> None:
    found = kendall_w(np.zeros(0, int), np.zeros((0, 3)), n_boards=2, n_options=4)
    assert (found.items_used.tolist(), found.raters.tolist()) == ([3, 3], [0, 0])


def test_all_in_one_order_give_one_and_every_order_once_gives_nought() -> None:
    assert one([[1, 2, 4]] * 300).w.tolist() == [1]
    assert one(list(itertools.permutations([1, 2, 3]))).w.tolist() == [0]


@pytest.mark.parametrize(("people", "items"), [(300, 140), (20, 600)])
def test_many_people_and_items_do_not_overflow(people: int, items: int) -> None:
    sheet = np.random.default_rng(3).integers(1, 5, (people, items))
    sheet[0] = 2
    assert one(sheet).w[0] == pytest.approx(county.slow_w(sheet.tolist()), rel=1e-12)


def test_p_is_never_nought() -> None:
    assert concordance_p([[1, 2, 3, 4, 5]] * 9, rng=np.random.default_rng(1), draws=99) == 0.01


def test_p_by_permutation_is_the_share_of_all_the_orders_there_could_be() -> None:
    sheet = np.array([[1, 2, 3], [1, 2, 2], [1, 3, 2]])
    own = one(sheet).w[0]
    orders = [list(itertools.permutations(row)) for row in sheet.tolist()]
    exact = np.mean([one(np.array(each)).w[0] >= own - 1e-9 for each in itertools.product(*orders)])
    found = concordance_p(sheet, rng=np.random.default_rng(5), draws=19_999)
    assert found == pytest.approx(exact, abs=0.01)
    assert found == concordance_p(sheet, rng=np.random.default_rng(5), draws=19_999)


def test_random_orders_are_found_out_in_one_case_of_twenty() -> None:
    rng = np.random.default_rng(11)
    p = [concordance_p(rng.integers(1, 5, (6, 5)), rng=rng, draws=99) for _ in range(400)]
    assert np.mean(np.array(p) <= 0.05) == pytest.approx(0.05, abs=0.03)


@pytest.mark.parametrize("sheet", [[[1, 2, 3]], [[1], [2]], [[2, 2], [3, 3]]])
def test_without_w_there_is_no_p(sheet: list[list[int]]) -> None:
    assert np.isnan(concordance_p(sheet, rng=np.random.default_rng(1)))


@pytest.mark.parametrize(
    ("sheet", "draws"), [([1, 2], 9), ([[1, float("nan")], [1, 2]], 9), ([[1, 2]] * 2, 0)]
)
def test_p_of_a_board_with_gaps_is_refused(sheet, draws: int) -> None:
    with pytest.raises(ValueError, match="without a gap"):
        concordance_p(sheet, rng=np.random.default_rng(1), draws=draws)


def test_rows_that_are_nobodys_are_refused() -> None:
    with pytest.raises(ValueError, match="a row for each person"):
        kendall_w([0], [[1, 2], [2, 1]], n_boards=1, n_options=4)


@pytest.mark.parametrize("items", [126, 127, 128, 300])
def test_sheets_whose_doubled_ranks_outgrow_a_byte_come_out_as_from_ranks(items: int) -> None:
    sheet = np.random.default_rng(items).integers(1, 5, (9, items))
    np.testing.assert_allclose(one(sheet).w, [county.slow_w(sheet.tolist())], rtol=1e-12)
    alike = np.tile(np.where(np.arange(items) < 2, 1, 4), (9, 1))
    np.testing.assert_allclose(one(alike).w, [1.0], rtol=1e-12)
