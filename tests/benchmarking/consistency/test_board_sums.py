"""Sums over boards: the same as a loop over boards, and what drawing boards anew adds up to."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.consistency.board_sums import complete_answers, sum_boards
from tests.benchmarking import sheets

NAN = float("nan")


def by_loop(answers: sheets.Floats, board: sheets.Ints) -> list[list[float]]:
    """The slow form: one board after the other."""
    is_complete = ~np.isnan(answers).any(axis=1)
    constant = answers[is_complete].mean() if is_complete.any() else 0.0
    rows = []
    for place in range(int(board.max()) + 1):
        x = answers[is_complete & (board == place)] - constant
        if x.size:
            n, s, t = len(x), x.sum(axis=0), x.sum(axis=1)
            rows.append([n, n * n, (x**2).sum(), (t**2).sum(), (s**2).sum() / n, s.sum() ** 2 / n, *s])
    return rows


@given(sheets.sheets())
def test_sums_are_those_of_a_loop_over_boards(sheet: tuple[sheets.Floats, sheets.Ints]) -> None:
    answers, board = sheet
    found = complete_answers(answers)
    if found.unanswered:
        answers = answers[:, list(found.used)]
    sums = sum_boards(found, board, n_boards=int(board.max()) + 1)
    expected = by_loop(answers, board)
    assert sums.table.shape[0] == len(expected)
    if expected:
        np.testing.assert_allclose(sums.table, expected, rtol=1e-12, atol=1e-12)


def test_the_names_are_those_of_the_columns() -> None:
    sums = sum_boards(complete_answers([[1, 2], [3, 4], [2, 2]]), [0, 0, 1], n_boards=2)
    columns = [sums.people, sums.people_squared, sums.squares, sums.totals]
    columns += [sums.between_squares, sums.between_totals]
    np.testing.assert_array_equal(np.column_stack([*columns, sums.items]), sums.table)


def test_what_nobody_answered_does_not_make_everybody_incomplete() -> None:
    found = complete_answers([[1, NAN, 2], [3, NAN, 2], [NAN, NAN, 4]])
    assert (found.used, found.unanswered, found.constant) == ((0, 2), (1,), (2,))
    assert found.is_complete.tolist() == [True, True, False]
    assert found.varying().answers.tolist() == [[1.0], [3.0]]
    assert found.varying().used == (0,)


def test_an_item_one_person_answered_is_no_item_nobody_answered() -> None:
    found = complete_answers([[1, 2, NAN], [NAN, NAN, 3]])
    assert (found.used, found.unanswered, found.answers.shape) == ((0, 1, 2), (), (0, 3))


@pytest.mark.parametrize("people", [0, 3])
def test_without_any_answer_there_is_nothing(people: int) -> None:
    found = complete_answers(np.full((people, 2), NAN))
    assert found.answers.shape[0] == 0
    assert sum_boards(found, np.zeros(people, dtype=int), n_boards=1).table.shape[0] == 0


def test_of_one_person_no_item_is_called_constant() -> None:
    assert complete_answers([[1, 2]]).constant == ()


def test_drawing_adds_up_boards_and_nothing_but_boards() -> None:
    board = np.repeat([0, 1, 2], [1, 10, 100])
    sums = sum_boards(complete_answers(np.ones((111, 1)) * board[:, None]), board, n_boards=3)
    drawn = sums.redraw(rng=np.random.default_rng(7), replicates=50)
    possible = {a + b + c for a in (1, 10, 100) for b in (1, 10, 100) for c in (1, 10, 100)}
    assert set(drawn.people.tolist()) <= possible
    assert len(set(drawn.people.tolist())) > 3


def test_the_same_generator_draws_the_same_boards_however_many_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sums = sum_boards(complete_answers([[1], [2], [4], [8]]), [0, 1, 2, 3], n_boards=4)
    at_once = sums.redraw(rng=np.random.default_rng(3), replicates=10).table
    monkeypatch.setattr("govscore.benchmarking.consistency.board_sums.AT_A_TIME", 8)
    np.testing.assert_allclose(sums.redraw(rng=np.random.default_rng(3), replicates=10).table, at_once)


@given(sheets.sheets(), st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(
    sheet: tuple[sheets.Floats, sheets.Ints], random: object
) -> None:
    answers, board = sheet
    order = sorted(range(board.size), key=lambda _: random.random())  # type: ignore[attr-defined]
    n_boards = int(board.max()) + 1
    np.testing.assert_allclose(
        sum_boards(complete_answers(answers[order]), board[order], n_boards=n_boards).table,
        sum_boards(complete_answers(answers), board, n_boards=n_boards).table,
        atol=1e-12,
    )


def test_a_large_board_is_added_up_whole() -> None:
    answers = np.tile([[1.0, 4.0], [4.0, 1.0], [2.0, 2.0]], (100, 1))
    sums = sum_boards(complete_answers(answers), np.zeros(300, dtype=int), n_boards=1)
    assert sums.people.tolist() == [300]
    np.testing.assert_allclose(sums.whole().items, [0.0, 0.0], atol=1e-12)


@pytest.mark.parametrize("answers", [[1, 2, 3], [[]], [[1, float("inf")]]])
def test_what_is_no_sheet_of_answers_is_refused(answers: object) -> None:
    with pytest.raises(ValueError, match="answers must"):
        complete_answers(answers)  # type: ignore[arg-type]


def test_boards_that_do_not_match_are_refused() -> None:
    found = complete_answers([[1, 2], [2, 3]])
    with pytest.raises(ValueError, match="one entry for each person"):
        sum_boards(found, [0], n_boards=1)
    with pytest.raises(ValueError, match="numbered from 0"):
        sum_boards(found, [0, 5], n_boards=2)


def test_from_no_board_nothing_is_drawn() -> None:
    sums = sum_boards(complete_answers(np.full((1, 2), NAN)), [0], n_boards=1)
    with pytest.raises(ValueError, match="no board"):
        sums.redraw(rng=np.random.default_rng(1), replicates=2)


def test_an_item_on_which_only_the_last_of_many_differs_is_not_constant() -> None:
    answers = np.ones((500, 2))
    answers[-1, 0] = 2
    assert complete_answers(answers).constant == (1,)
