"""Gaps between head, chair and governors: as in the reference, by question, by domain, and tested over all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.errors import OnePersonOneQuestion
from govscore.benchmarking.gaps.perception import consistent_gaps, domain_gaps, perception_gaps
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import reference

NAN = float("nan")
answers = st.lists(st.one_of(st.integers(1, 5).map(float), st.just(NAN)), min_size=4, max_size=4)


NAMES = [item for domain in reference.DOMAINS for item in reference.items(domain)]
ROWS = reference.table("expected_head_gap.csv")


def expected(column: str) -> list[float]:
    """A column of the reference."""
    return [reference.number(row[column]) for row in ROWS]


def answers_of(role: str) -> np.ndarray:
    """The one head's, or chair's, answers: boards by items."""
    boards, found = reference.boards(), np.full((len(reference.boards()), len(NAMES)), NAN)
    for row in reference.table("boards.csv"):
        if row["role"] == role:
            cells = [NAN if row[name] in reference.BLANKS else float(row[name]) for name in NAMES]
            found[boards.index(int(row["board"]))] = cells
    return found


def everybody_but_the_head() -> tuple[np.ndarray, np.ndarray]:
    """The sum of their answers and how many they are, boards by items."""
    boards = reference.boards()
    total, n = (np.zeros((len(boards), len(NAMES)), dtype=int) for _ in range(2))
    for row in reference.table("boards.csv"):
        if row["role"] != "head":
            i = boards.index(int(row["board"]))
            for j, name in enumerate(NAMES):
                if row[name] not in reference.BLANKS:
                    total[i, j] += int(row[name])
                    n[i, j] += 1
    return total, n


def means(total: np.ndarray, n: np.ndarray) -> np.ndarray:
    return np.where(n > 0, total / np.maximum(n, 1), NAN)


def test_every_head_of_the_county_differs_from_the_board_as_in_the_reference() -> None:
    found = perception_gaps(answers_of("head"), means(*everybody_but_the_head()))
    assert [int(row["board"]) for row in ROWS] == reference.boards()
    assert found.items_used.tolist() == [int(row["items_used"] or 0) for row in ROWS]
    np.testing.assert_allclose(found.mean_gap, expected("gap"), atol=1e-10)


def test_every_domain_has_the_gap_of_the_reference() -> None:
    gaps = perception_gaps(answers_of("head"), means(*everybody_but_the_head())).gaps
    place = [i for i, domain in enumerate(reference.DOMAINS) for _ in reference.items(domain)]
    found = domain_gaps(gaps, place, n_domains=len(reference.DOMAINS))
    wanted = [expected(f"gap_{domain}") for domain in reference.DOMAINS]
    np.testing.assert_allclose(found, np.transpose(wanted), atol=1e-10)


def test_the_head_against_the_board_is_tested_as_in_the_reference() -> None:
    found = consistent_gaps(answers_of("head"), *everybody_but_the_head())
    np.testing.assert_allclose(found.p, expected("p_sign_flip"), atol=1e-10)
    has_head = found.n > 0
    assert np.where(has_head, found.scale, 0).tolist() == [int(row["scale"] or 0) for row in ROWS]
    assert found.scaled_sum.tolist() == [int(row["sum_scaled"] or 0) for row in ROWS]
    assert found.reason.tolist() == [None if known else Reason.TOO_FEW for known in has_head]


def test_the_head_against_the_chair_is_tested_as_in_the_reference() -> None:
    head, chair = answers_of("head"), answers_of("chair")
    found = consistent_gaps(head, chair, np.where(np.isnan(chair), 0, 1))
    np.testing.assert_allclose(found.p, expected("chair_p_sign_flip"), atol=1e-10)
    np.testing.assert_allclose(perception_gaps(head, chair).mean_gap, expected("chair_gap"), atol=1e-10)
    assert found.n.tolist() == [int(row["chair_items_used"] or 0) for row in ROWS]
    assert found.scaled_sum.tolist() == [int(row["chair_sum"] or 0) for row in ROWS]


def test_one_head_is_never_tested_on_one_question() -> None:
    with pytest.raises(OnePersonOneQuestion, match=r"9 others on one question.* 2/10 = 0\.20; show the gap"):
        consistent_gaps([[4.0], [2.0]], [[20], [21]], [[7], [9]])


def test_with_the_domains_in_any_order_the_gaps_are_theirs() -> None:
    assert domain_gaps([1.0, 2.0, 3.0, NAN], [2, 0, 2, 1], n_domains=4).tolist()[:1] == [2.0]
    np.testing.assert_array_equal(
        domain_gaps([1.0, 2.0, 3.0, NAN], [2, 0, 2, 1], n_domains=4), [2.0, NAN, 2.0, NAN]
    )
    assert domain_gaps(np.empty((5, 0)), [], n_domains=0).shape == (5, 0)


@pytest.mark.parametrize(("gap", "is_large"), [(1.0, True), (-1.0, True), (0.99, False), (-0.99, False)])
def test_a_gap_is_large_from_one_point_either_way(gap: float, is_large: bool) -> None:
    assert perception_gaps([3 + gap], [3.0]).is_large.tolist() == [is_large]


def test_a_whole_point_stays_large_when_a_mean_is_a_bit_off() -> None:
    assert perception_gaps([4.0], [3.0000000000000004]).is_large.tolist() == [True]


@pytest.mark.parametrize(("head", "governors"), [(NAN, 3.0), (3.0, NAN), (NAN, NAN)])
def test_a_side_that_is_missing_leaves_a_gap_unknown_and_not_large(head: float, governors: float) -> None:
    found = perception_gaps([head, 4.0], [governors, 3.0])
    assert np.isnan(found.gaps[0])
    assert found.is_large.tolist() == [False, True]
    assert (float(found.mean_gap), int(found.items_used)) == (1.0, 1)


def test_with_nothing_to_compare_there_is_no_mean() -> None:
    found = perception_gaps([NAN, 3.0], [3.0, NAN])
    assert np.isnan(found.mean_gap)
    assert int(found.items_used) == 0


@given(answers, answers)
def test_changing_sides_changes_the_sign(head: list[float], governors: list[float]) -> None:
    one, other = perception_gaps(head, governors), perception_gaps(governors, head)
    np.testing.assert_array_equal(one.gaps, -other.gaps)
    np.testing.assert_array_equal(one.is_large, other.is_large)


@pytest.mark.parametrize(
    ("head", "governors", "message"),
    [([3.0], [3.0, 4.0], "same shape"), (3.0, 3.0, "items last"), ([float("inf")], [3.0], "finite")],
)
def test_answers_that_do_not_fit_are_refused(head: object, governors: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        perception_gaps(head, governors)  # type: ignore[arg-type]


@pytest.mark.parametrize(("domain", "message"), [([0], "one entry"), ([0, 2], "0 to 1"), ([-1, 0], "0 to 1")])
def test_a_domain_that_is_not_there_is_refused(domain: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        domain_gaps([1.0, 2.0], domain, n_domains=2)


@pytest.mark.parametrize(
    ("total", "n", "message"),
    [([7.0], [2], "same shape"), ([7.0, 5.0], [-1, 2], "negative"), ([NAN, 5.0], [2, 2], "total")],
)
def test_sums_that_do_not_fit_are_refused(total: list[float], n: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        consistent_gaps([4.0, 3.0], total, n)
