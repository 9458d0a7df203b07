"""Gaps between head and governors: as in the reference, unknown without both sides, large from one point."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.difference import perception_gaps
from tests.benchmarking import reference

NAN = float("nan")
answers = st.lists(st.one_of(st.integers(1, 5).map(float), st.just(NAN)), min_size=4, max_size=4)


def head_and_others(names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """The head's answers and the mean of all others', boards by items."""
    boards = reference.boards()
    head = np.full((len(boards), len(names)), NAN)
    others: list[list[list[int]]] = [[[] for _ in names] for _ in boards]
    for row in reference.table("boards.csv"):
        i = boards.index(int(row["board"]))
        for j, name in enumerate(names):
            if row[name] in reference.BLANKS:
                continue
            if row["role"] == "head":
                head[i, j] = int(row[name])
            else:
                others[i][j].append(int(row[name]))
    means = [[float(np.mean(cell)) if cell else NAN for cell in board] for board in others]
    return head, np.array(means)


def test_every_head_of_the_county_differs_from_the_board_as_in_the_reference() -> None:
    names = [item for domain in reference.DOMAINS for item in reference.items(domain)]
    found = perception_gaps(*head_and_others(names))
    rows = reference.table("expected_head_gap.csv")
    assert [int(row["board"]) for row in rows] == reference.boards()
    assert found.items_used.tolist() == [int(row["items_used"] or 0) for row in rows]
    np.testing.assert_allclose(found.mean_gap, [reference.number(row["gap"]) for row in rows], atol=1e-10)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_domain_has_the_gap_of_the_reference(domain: str) -> None:
    found = perception_gaps(*head_and_others(reference.items(domain)))
    expected = [reference.number(row[f"gap_{domain}"]) for row in reference.table("expected_head_gap.csv")]
    np.testing.assert_allclose(found.mean_gap, expected, atol=1e-10)


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
