"""The counts behind everything: each answer once, and three kinds of blank kept apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.counts import Blank, count_answers, recode
from tests.benchmarking import county, reference

codes = st.sampled_from([0, 1, 2, 3, 4, 251, 252, 253, 255])
people = st.lists(st.tuples(st.integers(0, 3), st.lists(codes, min_size=3, max_size=3)), max_size=20)


def by_loop(given_people: list[tuple[int, list[int]]], code: int) -> list[list[int]]:
    return [
        [sum(board == b and row[i] == code for board, row in given_people) for i in range(3)]
        for b in range(4)
    ]


@given(people)
def test_every_answer_is_counted_once_and_where_it_belongs(found: list[tuple[int, list[int]]]) -> None:
    sheet = np.array([row for _, row in found]).reshape(len(found), 3)
    counted = count_answers([board for board, _ in found] or np.zeros(0, int), sheet, n_boards=4, n_options=4)
    for option in range(4):
        assert counted.chosen[..., option].tolist() == by_loop(found, option + 1)
    kinds = ("skipped", "dont_know", "not_applicable", "not_my_role", "not_asked")
    for blank, kind in zip(Blank, kinds, strict=True):
        assert getattr(counted, kind).tolist() == by_loop(found, blank)
    assert counted.people.tolist() == [sum(board == b for board, _ in found) for b in range(4)]


@given(people, st.randoms())
def test_the_order_of_people_does_not_matter(found: list[tuple[int, list[int]]], order) -> None:
    shuffled = list(found)
    order.shuffle(shuffled)
    tables = [
        count_answers(
            np.array([b for b, _ in each], dtype=int),
            np.array([row for _, row in each]).reshape(len(each), 3),
            n_boards=4,
            n_options=4,
        )
        for each in (found, shuffled)
    ]
    assert (tables[0].chosen == tables[1].chosen).all()
    assert (tables[0].dont_know == tables[1].dont_know).all()


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_the_county_is_counted_as_in_r(domain: str) -> None:
    counted = county.counts(domain)
    assert (counted.chosen == reference.counts(domain)).all()
    for j, item in enumerate(reference.items(domain)):
        rows = [r for r in reference.table("expected_board_item.csv") if r["item"] == item]
        rows.sort(key=lambda row: int(row["board"]))
        for kind in ("skipped", "dont_know", "not_applicable"):
            assert getattr(counted, kind)[:, j].tolist() == [int(row[kind]) for row in rows]


def test_a_board_of_three_hundred_is_counted_to_the_last() -> None:
    counted = count_answers([0] * 300, [[4, 0]] * 299 + [[1, 251]], n_boards=1, n_options=4)
    assert counted.chosen[0, 0].tolist() == [1, 0, 0, 299]
    assert counted.skipped.tolist() == [[0, 299]]


def test_nobody_and_nothing_asked_are_counts_of_none() -> None:
    nobody = count_answers(np.zeros(0, int), np.zeros((0, 3)), n_boards=2, n_options=5)
    assert nobody.chosen.shape == (2, 3, 5)
    assert not nobody.chosen.any()
    assert count_answers([0, 1], np.zeros((2, 0)), n_boards=2, n_options=5).chosen.shape == (2, 0, 5)


@pytest.mark.parametrize(
    ("board", "sheet", "message"),
    [
        ([1, 0], [[1], [5]], "person 1, item 0: 5 is neither an option, 1 to 4"),
        ([1, 0], [[200], [1]], "person 0, item 0: 200"),
        ([0], [[-1]], "0 to 255"),
        ([0], [[1.5]], "0 to 255"),
        ([0], [[1], [2]], "a row for each person"),
        ([2], [[1]], "numbered from 0 to 1"),
    ],
)
def test_what_cannot_be_counted_is_refused_by_place(
    board: list[int], sheet: list[list[int]], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        count_answers(board, sheet, n_boards=2, n_options=4)


def test_a_scale_has_so_many_options_and_no_more() -> None:
    with pytest.raises(ValueError, match="1 to 200 options"):
        count_answers([0], [[1]], n_boards=1, n_options=201)


def test_places_become_levels_by_value_and_blanks_keep_their_kind() -> None:
    falling = [4.0, 2.0, 1.0, Blank.NOT_MY_ROLE]
    yes_no = [4.0, 1.0]
    options = np.array([[1, 2], [3, 1], [4, 0], [0, 255]], dtype=np.uint8)
    assert recode(options, [falling, yes_no]).tolist() == [[3, 1], [1, 2], [253, 0], [0, 255]]


@pytest.mark.parametrize(
    ("options", "scales", "message"),
    [
        ([[3]], [[1.0, 2.0]], "question 0: option 3 was chosen"),
        ([[1, 1]], [[1.0]], "one scale for each question"),
    ],
)
def test_an_answer_outside_its_scale_is_refused(options, scales, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        recode(np.array(options, dtype=np.uint8), scales)


def test_more_people_than_are_counted_at_a_time_are_counted_to_the_last() -> None:
    rng = np.random.default_rng(5)
    board, sheet = rng.integers(0, 1_500, 20_000), rng.choice([0, 1, 2, 3, 251, 255], (20_000, 2))
    counted = count_answers(board, sheet, n_boards=1_500, n_options=3)
    for option in (1, 2, 3):
        for item in range(2):
            expected = np.bincount(board[sheet[:, item] == option], minlength=1_500)
            assert counted.chosen[:, item, option - 1].tolist() == expected.tolist()
    for kind, found in ((0, counted.skipped), (251, counted.dont_know), (255, counted.not_asked)):
        assert found[:, 1].tolist() == np.bincount(board[sheet[:, 1] == kind], minlength=1_500).tolist()


def test_one_wrong_code_among_thousands_is_found_and_named_by_the_row_it_was_given_in() -> None:
    board, sheet = np.arange(20_000)[::-1] % 1_500, np.ones((20_000, 2), dtype=int)
    sheet[19_000, 1] = 7
    with pytest.raises(ValueError, match="person 19000, item 1: 7 is neither"):
        count_answers(board, sheet, n_boards=1_500, n_options=3)
