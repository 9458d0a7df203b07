"""Cliff's delta: as R gives it, from counts as from scores, and with a reason where there is no interval."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.gaps.dominance import cliffs_delta, cliffs_delta_of
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import reference

NAN = float("nan")
EXPECTED = reference.document("expected_gaps.json")["cliff"]
counts = st.lists(st.integers(0, 6), min_size=4, max_size=4)


def scores(domain: str) -> list[tuple[str, str, int, float]]:
    """Phase, role, board and domain score of everybody who has one."""
    needed = reference.document("domains.json")["least_answers_for_a_domain_score"][domain]
    found = []
    for row in reference.table("boards.csv"):
        answers = [int(row[item]) for item in reference.items(domain) if row[item] not in reference.BLANKS]
        if len(answers) >= needed:
            found.append((row["phase"], row["role"], int(row["board"]), sum(answers) / len(answers)))
    return found


def board_means(domain: str, phase: str) -> list[float]:
    people = [(board, score) for own, _, board, score in scores(domain) if own == phase]
    boards = sorted({board for board, _ in people})
    return [float(np.mean([score for own, score in people if own == board])) for board in boards]


def groups(domain: str) -> dict[str, tuple[list[float], list[float]]]:
    by_role = {
        role: [y for _, own, _, y in scores(domain) if own == role] for role in ("head", "chair", "governor")
    }
    return {
        "heads_vs_all_others": (by_role["head"], by_role["chair"] + by_role["governor"]),
        "chairs_vs_governors": (by_role["chair"], by_role["governor"]),
        "board_means_primary_vs_secondary": (
            board_means(domain, "Primary"),
            board_means(domain, "Secondary"),
        ),
    }


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_delta_of_the_reference_has_its_interval(domain: str) -> None:
    for name, (own, others) in groups(domain).items():
        found, wanted = cliffs_delta_of(own, others), EXPECTED[domain][name]
        assert (int(found.n), int(found.n_other)) == (wanted["n_a"], wanted["n_b"])
        np.testing.assert_allclose(
            [found.delta, found.low, found.high], [wanted["delta"], *wanted["ci95"]], atol=1e-10
        )


@given(counts, counts)
def test_delta_is_the_mean_sign_over_all_pairs(own: list[int], others: list[int]) -> None:
    found = cliffs_delta(own, others)
    a, b = (np.repeat(np.arange(4), each) for each in (own, others))
    if a.size and b.size:
        signs = np.sign(a[:, None] - b)
        assert float(found.delta) == pytest.approx(float(signs.mean()), abs=1e-14)
    else:
        assert np.isnan(found.delta)


@given(counts, counts)
def test_changing_groups_and_reversing_the_scale_change_the_sign(own: list[int], others: list[int]) -> None:
    found, swapped = cliffs_delta(own, others), cliffs_delta(others, own)
    turned = cliffs_delta(own[::-1], others[::-1])
    for other in (swapped, turned):
        np.testing.assert_allclose(other.delta, -found.delta, atol=1e-12)
        np.testing.assert_allclose([other.low, other.high], [-found.high, -found.low], atol=1e-7)


@given(counts, counts)
def test_only_the_order_of_scores_matters(own: list[int], others: list[int]) -> None:
    a, b = (np.repeat([1.0, 2.0, 3.0, 4.0], each) for each in (own, others))
    np.testing.assert_array_equal(
        cliffs_delta_of(np.exp(3 * a), np.exp(3 * b)).delta, cliffs_delta_of(a, b).delta
    )


def test_boards_at_once_are_as_each_alone() -> None:
    rng = np.random.default_rng(5)
    own, others = rng.integers(0, 5, (30, 5)), rng.integers(0, 9, (30, 5))
    together = cliffs_delta(own, others)
    for row in range(30):
        alone = cliffs_delta(own[row], others[row])
        np.testing.assert_array_equal(
            [together.delta[row], together.low[row], together.high[row]], [alone.delta, alone.low, alone.high]
        )


def test_means_of_the_same_answers_tie() -> None:
    assert float(cliffs_delta_of([0.1 + 0.2], [0.3]).delta) == 0.0


@pytest.mark.parametrize(
    ("own", "others", "delta", "reason"),
    [
        ([0, 0], [1, 2], NAN, Reason.TOO_FEW),
        ([0, 1], [3, 2], 0.6, Reason.TOO_FEW),
        ([0, 4], [3, 0], 1.0, Reason.NO_VARIATION),
        ([4, 0], [0, 3], -1.0, Reason.NO_VARIATION),
        ([2, 2], [3, 1], 0.25, None),
    ],
)
def test_without_an_interval_there_is_a_reason(
    own: list[int], others: list[int], delta: float, reason: Reason | None
) -> None:
    found = cliffs_delta(own, others)
    np.testing.assert_allclose(found.delta, delta)
    assert found.reason.item() == reason
    assert bool(np.isnan(found.low)) == (reason is not None)


def test_where_all_say_the_same_the_interval_is_a_point() -> None:
    found = cliffs_delta([0, 4], [0, 3])
    assert (float(found.delta), float(found.low), float(found.high)) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("own", "others", "word"),
    [
        ([5, 5], [5, 5], "negligible"),
        ([5, 5], [7, 3], "small"),
        ([4, 6], [8, 2], "medium"),
        ([1, 9], [9, 1], "large"),
        ([0, 0], [1, 1], ""),
    ],
)
def test_its_size_has_a_word(own: list[int], others: list[int], word: str) -> None:
    assert str(cliffs_delta(own, others).size) == word


@pytest.mark.parametrize(
    ("own", "others", "message"),
    [([1, 2], [1], "same options"), ([-1, 2], [1, 1], "not negative"), ([0.5, 2], [1, 1], "whole")],
)
def test_what_is_no_count_is_refused(own: list[float], others: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cliffs_delta(own, others)


def test_scores_that_are_not_finite_and_levels_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        cliffs_delta_of([float("inf")], [1.0])
    with pytest.raises(ValueError, match="between 0 and 1"):
        cliffs_delta([1, 1], [1, 1], confidence_level=95)
