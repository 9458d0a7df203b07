"""A person's score and a board's: compared with a loop, and with the rule word by word."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.counts import Blank
from govscore.benchmarking.person_scores import board_scores, person_scores
from tests.benchmarking import county, reference


@pytest.mark.parametrize(
    ("answers", "score"),
    [
        ([4], None),
        ([4, 0], None),
        ([4, 2], 3.0),
        ([4, 2, 0], 3.0),
        ([4, 0, 0], None),
        ([4, 2, 0, 0, 0], None),
        ([4, 2, 3, 0, 0], 3.0),
        ([Blank.DONT_KNOW, Blank.NOT_APPLICABLE, Blank.SKIPPED], None),
    ],
)
def test_half_of_the_items_and_two_are_asked_for(answers: list[int], score: float | None) -> None:
    (found,) = person_scores([answers], options=(1, 4)).tolist()
    assert np.isnan(found) if score is None else found == score


@pytest.mark.parametrize("low", [-2, 0, 1, 7])
def test_the_lowest_option_is_where_it_is_said_to_be(low: int) -> None:
    assert person_scores([[1, 2, 4]], options=(low, low + 3)).tolist() == [
        pytest.approx(low + 4 / 3, rel=1e-15)
    ]


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_boards_of_the_county_are_those_of_a_loop(domain: str) -> None:
    options = reference.options(domain)
    scores = person_scores(county.codes(reference.items(domain)), options=(options[0], options[-1]))
    found = board_scores(county.board_of(), scores, n_boards=60)
    n, means, ssw = reference.sufficient(domain)
    assert found.n.tolist() == n
    np.testing.assert_allclose(found.means, means, rtol=1e-14)
    np.testing.assert_allclose(found.ssw, ssw, rtol=1e-12, atol=1e-14)


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(-5, 5) | st.just(float("nan"))), max_size=20))
def test_any_boards_are_those_of_a_loop(people: list[tuple[int, float]]) -> None:
    board, scores = np.array([b for b, _ in people], dtype=int), np.array([s for _, s in people])
    found = board_scores(board, scores, n_boards=4)
    for place in range(4):
        own = scores[(board == place) & ~np.isnan(scores)]
        assert found.n[place] == own.size
        assert np.isnan(found.means[place]) if not own.size else True
        if own.size:
            assert found.means[place] == pytest.approx(own.mean(), abs=1e-12)
            assert found.ssw[place] == pytest.approx(((own - own.mean()) ** 2).sum(), abs=1e-12)


def test_people_who_score_alike_do_not_differ_by_a_last_digit() -> None:
    third = person_scores([[1, 1, 2]] * 7, options=(1, 4))
    found = board_scores(np.zeros(7, dtype=int), third, n_boards=1)
    assert found.ssw.tolist() == [0.0]
    assert found.means.tolist() == third[:1].tolist()


def test_nobody_has_no_score() -> None:
    assert person_scores(np.zeros((0, 3)), options=(1, 4)).shape == (0,)
    assert board_scores(np.zeros(0, dtype=int), [], n_boards=2).n.tolist() == [0, 0]


def test_what_is_no_sheet_is_refused() -> None:
    with pytest.raises(ValueError, match="a row for each person"):
        person_scores([1, 2], options=(1, 4))
    with pytest.raises(ValueError, match="from low to high"):
        person_scores([[1, 2]], options=(4, 1))
    with pytest.raises(ValueError, match="one score for each person"):
        board_scores([0, 0], [1.0], n_boards=1)
    with pytest.raises(ValueError, match="finite"):
        board_scores([0], [float("inf")], n_boards=1)
