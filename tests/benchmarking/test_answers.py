"""A round's answers as one table."""

import numpy as np
import pytest

from govscore.benchmarking.answers import NO_OPTION, NOT_ASKED, read_answers
from govscore.responses.sheet import NOT_SHOWN, OPTION_CODES, SKIPPED


def test_every_code_of_a_response_has_its_place() -> None:
    codes = OPTION_CODES + SKIPPED + NOT_SHOWN
    expected = [*range(1, len(OPTION_CODES) + 1), NO_OPTION, NOT_ASKED]
    assert read_answers(["a"], [codes]).options.tolist() == [expected]


def test_responses_keep_their_board_in_whatever_order_they_come() -> None:
    table = read_answers(["b", "a", "b"], ["1", "2", "3"])
    assert [table.boards[place] for place in table.board] == ["b", "a", "b"]


def test_nobody_gives_an_empty_table() -> None:
    table = read_answers([], [])
    assert table.boards == ()
    assert table.options.shape == (0, 0)


@pytest.mark.parametrize(
    ("boards", "codes", "said"),
    [
        (["a"], ["12", "34"], "1 boards are named for 2 responses"),
        (["a", "b"], ["12", "3"], "different lengths"),
        (["a"], ["1!"], "'!' is no code"),
        (["a"], ["1Z"], "'Z' is no code"),
    ],
)
def test_what_is_no_stored_response_is_refused(boards: list[str], codes: list[str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_answers(boards, codes)


def test_a_large_round_keeps_every_answer() -> None:
    codes = ["1234.-56"] * 5_000
    table = read_answers(list(range(5_000)), codes)
    assert table.options.shape == (5_000, 8)
    assert np.all(table.options[:, 3] == 4)
