"""Alpha when people sit on boards: the same alpha, a wider interval, and a figure for each level."""

import numpy as np
import pytest
from hypothesis import given

from govscore.benchmarking.consistency.alpha import reliability
from govscore.benchmarking.consistency.alpha_over_boards import alpha_by_level, alpha_over_boards
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import reference, sheets

NAN = float("nan")


def rng() -> np.random.Generator:
    return np.random.default_rng(20261124)


def alpha(covariance: sheets.Floats) -> float:
    j = covariance.shape[0]
    return float(j / (j - 1) * (1 - np.trace(covariance) / covariance.sum()))


def complete(domain: str) -> tuple[sheets.Floats, sheets.Ints]:
    answers, board = sheets.answers(domain), sheets.board_places()
    kept = ~np.isnan(answers).any(axis=1)
    return answers[kept], board[kept]


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_alpha_is_the_same_as_without_boards(domain: str) -> None:
    found = alpha_over_boards(sheets.answers(domain), sheets.board_places(), rng=rng(), replicates=50)
    plain = reliability(sheets.answers(domain))
    assert found.alpha == pytest.approx(plain.alpha, rel=1e-12)
    assert found.n_complete == plain.n_complete
    assert found.low < found.alpha < found.high


def test_each_draw_is_the_alpha_of_the_boards_drawn() -> None:
    answers, board = complete("strategy")
    n_boards = len(set(board.tolist()))
    places = np.unique(board, return_inverse=True)[1]
    picked = rng().integers(0, n_boards, size=(400, n_boards))
    by_hand = []
    for draw in picked:
        rows = np.concatenate([np.flatnonzero(places == place) for place in draw])
        by_hand.append(reliability(answers[rows]).alpha)
    found = alpha_over_boards(answers, board, rng=rng(), replicates=400)
    expected = np.quantile(by_hand, [0.025, 0.975])
    np.testing.assert_allclose([found.low, found.high], expected, rtol=1e-9)


def test_boards_that_answer_alike_make_the_interval_wider_than_feldts() -> None:
    draws = np.random.default_rng(11)
    board = np.repeat(np.arange(80), 10)
    level = draws.normal(scale=2, size=(80, 1))[board]
    answers = level + draws.normal(size=(800, 1)) + draws.normal(scale=2, size=(800, 4))
    found = alpha_over_boards(answers, board, rng=rng())
    plain = reliability(answers)
    assert found.high - found.low > 1.3 * (plain.alpha_high - plain.alpha_low)


def test_the_same_generator_gives_the_same_interval() -> None:
    answers, board = complete("people")
    first, second = (alpha_over_boards(answers, board, rng=rng(), replicates=100) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_levels_are_those_of_board_means_and_of_deviations_from_them(domain: str) -> None:
    answers, board = complete(domain)
    found = alpha_by_level(sheets.answers(domain), sheets.board_places())
    means = np.array([answers[board == place].mean(axis=0) for place in np.unique(board)])
    deviations = answers - means[np.unique(board, return_inverse=True)[1]]
    expected = [alpha(np.cov(answers.T)), alpha(np.cov(means.T)), alpha(deviations.T @ deviations)]
    np.testing.assert_allclose([found.total, found.between, found.within], expected, rtol=1e-10)
    assert found.n_boards == len(means)
    assert not found.reasons


def test_an_item_without_variation_is_left_out_as_in_reliability() -> None:
    answers, board = complete("finance")
    more = np.insert(answers, 0, 2.0, axis=1)
    assert alpha_by_level(more, board) == alpha_by_level(answers, board)
    found = alpha_over_boards(more, board, rng=rng(), replicates=20)
    assert found == alpha_over_boards(answers, board, rng=rng(), replicates=20)


@pytest.mark.parametrize(
    ("answers", "board", "why", "of"),
    [
        (np.empty((0, 2)), [], Reason.TOO_FEW, {"alpha", "low", "high"}),
        ([[NAN, 1], [1, NAN]], [0, 1], Reason.TOO_FEW, {"alpha", "low", "high"}),
        ([[1, 2]], [0], Reason.TOO_FEW, {"alpha", "low", "high"}),
        ([[1], [2]], [0, 1], Reason.TOO_FEW, {"alpha", "low", "high"}),
        ([[1, 2], [2, 4], [4, 4]], [0, 0, 0], Reason.TOO_FEW, {"low", "high"}),
        ([[1, 4], [2, 3], [4, 1]], [0, 1, 1], Reason.NO_VARIATION, {"alpha", "low", "high"}),
    ],
)
def test_an_interval_that_cannot_be_had_says_why(
    answers: object, board: list[int], why: Reason, of: set[str]
) -> None:
    found = alpha_over_boards(answers, board, rng=rng(), replicates=20)  # type: ignore[arg-type]
    assert found.reasons == dict.fromkeys(of, why)
    assert {name for name in ("alpha", "low", "high") if np.isnan(getattr(found, name))} == of


def test_draws_without_variation_are_counted_and_left_out() -> None:
    answers = [[1, 2], [1, 2], [3, 4], [3, 4]]
    found = alpha_over_boards(answers, [0, 0, 1, 1], rng=rng(), replicates=200)
    assert 50 < found.n_undefined < 150
    assert found.low == found.high == pytest.approx(1.0)


def test_levels_that_are_not_there_say_why() -> None:
    alone = alpha_by_level([[1, 2], [2, 2], [4, 4]], [0, 0, 0])
    assert alone.reasons == {"between": Reason.TOO_FEW}
    single = alpha_by_level([[1, 2], [2, 2], [4, 4]], [0, 1, 2])
    assert single.reasons == {"within": Reason.TOO_FEW}
    alike = alpha_by_level([[1, 2], [1, 2], [4, 4], [4, 4]], [0, 0, 1, 1])
    assert alike.reasons == {"within": Reason.NO_VARIATION}


@given(sheets.sheets())
def test_no_sheet_of_answers_makes_numpy_complain(sheet: tuple[sheets.Floats, sheets.Ints]) -> None:
    answers, board = sheet
    found = alpha_by_level(answers, board)
    for name in ("total", "between", "within"):
        assert np.isnan(getattr(found, name)) == (name in found.reasons)
    wide = alpha_over_boards(answers, board, rng=rng(), replicates=25)
    for name in ("alpha", "low", "high"):
        assert np.isnan(getattr(wide, name)) == (name in wide.reasons)


@pytest.mark.parametrize(("replicates", "level"), [(0, 0.95), (10, 1.0)])
def test_draws_and_confidence_must_make_sense(replicates: int, level: float) -> None:
    with pytest.raises(ValueError, match="replicates"):
        alpha_over_boards([[1, 2]], [0], rng=rng(), replicates=replicates, confidence_level=level)
