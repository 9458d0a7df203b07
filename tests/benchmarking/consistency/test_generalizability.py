"""Variance components: right on average whatever the sizes, and D-studies as the table has them."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.between.icc import analyse_variance
from govscore.benchmarking.consistency.board_sums import BoardSums, complete_answers, sum_boards
from govscore.benchmarking.consistency.generalizability import (
    NAMES,
    Components,
    component_intervals,
    d_study,
    variance_components,
)
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import reference, sheets

NAN = float("nan")


def add_up(answers: object, board: object) -> BoardSums:
    return sum_boards(
        complete_answers(answers),  # type: ignore[arg-type]
        board,  # type: ignore[arg-type]
        n_boards=int(np.max(board, initial=-1)) + 1,  # type: ignore[arg-type]
    )


def estimates(answers: object, board: object) -> sheets.Floats:
    raw = variance_components(add_up(answers, board)).raw
    return np.array([raw[name] for name in NAMES])


def made_of(**variances: float) -> Components:
    return Components(
        **variances,
        raw=variances,
        cut=(),
        n_people=0,
        n_boards=0,
        n_items=0,
        n0=0,
        reasons={},
    )


# Round figures, not estimates: with them the published D-study table of this project's method note was worked out.
ILLUSTRATION = made_of(board=0.10, person=0.45, item=0.10, board_item=0.04, residual=0.75)


def slowly(answers: sheets.Floats, board: sheets.Ints) -> list[float]:
    """The sums of squares written out, one deviation after the other."""
    grand = answers.mean()
    items, people = answers.mean(axis=0), answers.mean(axis=1)
    n_people, j = answers.shape
    labels, sizes = np.unique(board, return_counts=True)
    boards = {label: answers[board == label].mean() for label in labels}
    cells = {label: answers[board == label].mean(axis=0) for label in labels}
    k = len(labels)
    ss_b = sum(j * n * (boards[b] - grand) ** 2 for b, n in zip(labels, sizes, strict=True))
    ss_p = sum(j * (people[p] - boards[board[p]]) ** 2 for p in range(n_people))
    ss_i = sum(n_people * (items[i] - grand) ** 2 for i in range(j))
    ss_bi = sum(
        n * (cells[b][i] - boards[b] - items[i] + grand) ** 2
        for b, n in zip(labels, sizes, strict=True)
        for i in range(j)
    )
    ss_r = sum(
        (answers[p, i] - people[p] - cells[board[p]][i] + boards[board[p]]) ** 2
        for p in range(n_people)
        for i in range(j)
    )
    ms_b, ms_p, ms_i = ss_b / (k - 1), ss_p / (n_people - k), ss_i / (j - 1)
    ms_bi, ms_r = ss_bi / ((k - 1) * (j - 1)), ss_r / ((n_people - k) * (j - 1))
    m = (sizes**2).sum() / n_people
    n0 = (n_people - m) / (k - 1)
    board_item = (ms_bi - ms_r) / n0
    return [
        (ms_b - ms_p - ms_bi + ms_r) / (j * n0),
        (ms_p - ms_r) / j,
        (ms_i - ms_r - m * board_item) / n_people,
        board_item,
        ms_r,
    ]


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_the_county_comes_out_as_sums_of_squares_written_out(domain: str) -> None:
    answers, board = sheets.answers(domain), sheets.board_places()
    kept = ~np.isnan(answers).any(axis=1)
    np.testing.assert_allclose(estimates(answers, board), slowly(answers[kept], board[kept]), rtol=1e-9)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_of_peoples_means_it_is_the_one_way_analysis(domain: str) -> None:
    answers, board = sheets.answers(domain), sheets.board_places()
    kept = ~np.isnan(answers).any(axis=1)
    found = variance_components(add_up(answers, board))
    means, board = answers[kept].mean(axis=1), board[kept]
    own = [means[board == place] for place in np.unique(board)]
    anova = analyse_variance(
        [each.size for each in own],
        [each.mean() for each in own],
        [((each - each.mean()) ** 2).sum() for each in own],
    )
    raw, j = found.raw, found.n_items
    assert found.n0 == pytest.approx(anova.n0, rel=1e-12)
    assert raw["board"] + raw["board_item"] / j == pytest.approx((anova.msb - anova.msw) / anova.n0, rel=1e-9)
    assert raw["person"] + raw["residual"] / j == pytest.approx(anova.msw, rel=1e-10)


@pytest.mark.parametrize("sizes", [(2, 2), (1, 2, 4), (3, 1, 1, 2)])
def test_each_component_is_right_on_average_however_unequal_the_boards(sizes: tuple[int, ...]) -> None:
    """A quadratic form has the expectation trace(A V): found exactly, without drawing anything."""
    board, j = np.repeat(np.arange(len(sizes)), sizes), 3
    size = board.size * j
    basis = np.eye(size)
    forms = np.zeros((len(NAMES), size, size))
    single = np.array([estimates(row.reshape(-1, j), board) for row in basis])
    for a in range(size):
        forms[:, a, a] = single[a]
        for b in range(a):
            pair = estimates((basis[a] + basis[b]).reshape(-1, j), board)
            forms[:, a, b] = forms[:, b, a] = (pair - single[a] - single[b]) / 2
    boards, people, items = (
        np.repeat(board, j),
        np.repeat(np.arange(board.size), j),
        np.tile(range(j), board.size),
    )
    same_board, same_item = boards[:, None] == boards, items[:, None] == items
    variances = [same_board, people[:, None] == people, same_item, same_board & same_item, basis]
    expected = [[np.sum(form * variance) for variance in variances] for form in forms]
    np.testing.assert_allclose(expected, np.eye(len(NAMES)), atol=1e-10)


@pytest.mark.parametrize(
    ("respondents", "generalizability", "dependability"),
    [
        (3, 0.358, 0.346),
        (5, 0.478, 0.457),
        (6, 0.522, 0.496),
        (8, 0.590, 0.557),
        (10, 0.639, 0.601),
        (12, 0.677, 0.634),
        (15, 0.719, 0.671),
        (20, 0.768, 0.713),
    ],
)
def test_more_respondents_buy_what_the_table_says(
    respondents: int, generalizability: float, dependability: float
) -> None:
    found = d_study(ILLUSTRATION, n_respondents=respondents, n_items=10)
    assert (round(float(found.generalizability), 3), round(float(found.dependability), 3)) == (
        generalizability,
        dependability,
    )


def test_more_items_buy_less_than_more_people() -> None:
    items = d_study(ILLUSTRATION, n_respondents=10, n_items=[3, 5, 10, 20, 40])
    assert items.generalizability.round(3).tolist() == [0.545, 0.595, 0.639, 0.663, 0.676]
    assert items.dependability.round(3).tolist() == [0.462, 0.532, 0.601, 0.642, 0.665]
    two_more = d_study(ILLUSTRATION, n_respondents=12, n_items=10).generalizability
    assert two_more > items.generalizability[-1]


def test_questions_that_are_all_there_is_to_ask_are_no_error() -> None:
    fixed = d_study(ILLUSTRATION, n_respondents=10, n_items=10, items_fixed=True)
    true, error = 0.10 + 0.04 / 10, 0.45 / 10 + 0.75 / 100
    assert fixed.generalizability == fixed.dependability == pytest.approx(true / (true + error))
    assert fixed.absolute_error == fixed.relative_error == pytest.approx(error)


def test_a_curve_is_had_at_once() -> None:
    curve = d_study(ILLUSTRATION, n_respondents=np.arange(3, 16)[:, None], n_items=[5, 10])
    assert curve.generalizability.shape == (13, 2)
    assert (np.diff(curve.generalizability, axis=0) > 0).all()
    assert (curve.dependability < curve.generalizability).all()


@given(sheets.sheets(), st.integers(-1000, 1000), st.randoms(use_true_random=False))
def test_neither_order_nor_a_constant_nor_a_turned_scale_matters(
    sheet: tuple[sheets.Floats, sheets.Ints], shift: int, random: object
) -> None:
    answers, board = sheet
    rows, columns = (
        sorted(range(size), key=lambda _: random.random())  # type: ignore[attr-defined]
        for size in answers.shape
    )
    found = estimates(answers, board)
    for other in (answers[rows][:, columns], answers[rows] + shift, 5 - answers[rows]):
        np.testing.assert_allclose(estimates(other, board[rows]), found, rtol=1e-8, atol=1e-9)


def test_what_comes_out_below_nothing_is_cut_and_said() -> None:
    found = variance_components(add_up([[1, 4], [4, 1], [2, 3], [4, 2]], [0, 0, 1, 1]))
    assert found.cut
    for name in NAMES:
        assert getattr(found, name) == max(0.0, found.raw[name])
        assert (name in found.cut) == (found.raw[name] < 0)


@pytest.mark.parametrize(
    ("answers", "board", "why"),
    [
        (np.empty((0, 2)), [], Reason.TOO_FEW),
        ([[1, 2], [2, 3]], [0, 0], Reason.TOO_FEW),
        ([[1, 2], [2, 3]], [0, 1], Reason.TOO_FEW),
        ([[NAN, 2], [2, NAN], [1, NAN]], [0, 1, 1], Reason.TOO_FEW),
        ([[1], [2], [3]], [0, 1, 1], Reason.NOT_ESTIMABLE),
    ],
)
def test_what_cannot_be_estimated_says_why(answers: object, board: list[int], why: Reason) -> None:
    sums = add_up(answers, board)
    found = variance_components(sums)
    assert np.isnan([getattr(found, name) for name in (*NAMES, "n0")]).all()
    assert found.reasons == dict.fromkeys((*NAMES, "n0"), why)
    study = d_study(found, n_respondents=[3, 8], n_items=4)
    assert np.isnan(study.generalizability).all()
    assert study.reasons == {"generalizability": why, "dependability": why}
    limits = component_intervals(sums, rng=np.random.default_rng(1), replicates=5)
    assert np.isnan([[limit.low, limit.high] for limit in limits.values()]).all()


def test_one_answer_throughout_has_no_coefficient() -> None:
    found = variance_components(add_up(np.full((6, 3), 3.0), [0, 0, 1, 1, 2, 2]))
    assert [getattr(found, name) for name in NAMES] == [0] * 5
    study = d_study(found, n_respondents=6, n_items=3)
    assert np.isnan(study.generalizability)
    assert study.reasons == {
        "generalizability": Reason.NO_VARIATION,
        "dependability": Reason.NO_VARIATION,
    }


def test_the_intervals_are_quantiles_of_boards_drawn_anew() -> None:
    answers, board = sheets.answers("people"), sheets.board_places()
    kept = ~np.isnan(answers).any(axis=1)
    answers, board = answers[kept], np.unique(board[kept], return_inverse=True)[1]
    sums = add_up(answers, board)
    n_boards = sums.table.shape[0]
    found = component_intervals(sums, rng=np.random.default_rng(3), replicates=60)
    picked = np.random.default_rng(3).integers(0, n_boards, size=(60, n_boards))
    by_hand = []
    for draw in picked:
        rows = [np.flatnonzero(board == place) for place in draw]
        again = np.repeat(np.arange(n_boards), [each.size for each in rows])
        by_hand.append(np.maximum(slowly(answers[np.concatenate(rows)], again), 0))
    expected = np.quantile(by_hand, [0.025, 0.975], axis=0)
    np.testing.assert_allclose([found[name].low for name in NAMES], expected[0], rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose([found[name].high for name in NAMES], expected[1], rtol=1e-8, atol=1e-12)


def test_draws_of_boards_of_one_are_left_out() -> None:
    sums = add_up([[1, 2], [2, 4], [3, 1], [4, 4]], [0, 1, 2, 2])
    limits = component_intervals(sums, rng=np.random.default_rng(2), replicates=50)
    assert np.isfinite([[limit.low, limit.high] for limit in limits.values()]).all()


def test_an_interval_and_a_study_need_numbers_that_make_sense() -> None:
    sums = add_up([[1, 2], [2, 4], [3, 1], [4, 4]], [0, 0, 1, 1])
    with pytest.raises(ValueError, match="replicates"):
        component_intervals(sums, rng=np.random.default_rng(2), replicates=0)
    with pytest.raises(ValueError, match="1 respondent"):
        d_study(ILLUSTRATION, n_respondents=0, n_items=4)
    with pytest.raises(ValueError, match="still be apart"):
        variance_components(dataclasses.replace(sums.whole()))
