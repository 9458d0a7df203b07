"""Which questionnaires are flagged, and what a board's mean would be without them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.counts import Blank
from govscore.benchmarking.quality.flags import QualityFlags, quality_flags, sensitivity
from govscore.benchmarking.quality.guttman import guttman_errors
from govscore.benchmarking.quality.mahalanobis import mahalanobis
from govscore.benchmarking.quality.patterns import response_patterns
from govscore.benchmarking.reasons import Reason

HONEST = np.random.default_rng(11).integers(1, 5, (120, 20)).astype(np.uint8)


def flags(*odd: list[int], **more: object) -> QualityFlags:
    sheet = np.vstack([HONEST, *(np.array([row], dtype=np.uint8) for row in odd)])
    return quality_flags(response_patterns(sheet), **more)  # type: ignore[arg-type]


def test_nobody_honest_is_flagged_by_runs_or_blanks() -> None:
    found = flags()
    assert not found.flagged.any()
    assert set(found.counts.values()) == {0}


def test_one_option_throughout_is_a_straight_line_from_ten_answers_on() -> None:
    few = [2] * 9 + [Blank.SKIPPED] * 11
    found = flags([3] * 20, few)
    assert found.straight_line[-2:].tolist() == [True, False]


def test_a_long_run_flags_nobody_by_itself() -> None:
    found = flags([3] * 19 + [1])
    assert found.long_string[-1]
    assert not found.flagged.any()


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ([Blank.DONT_KNOW] * 11 + [1, 2, 3, 4, 1, 2, 3, 4, 1], "mostly_dont_know"),
        ([Blank.SKIPPED] * 11 + [1, 2, 3, 4, 1, 2, 3, 4, 1], "mostly_missing"),
    ],
)
def test_more_than_half_without_an_answer_is_flagged(row: list[int], name: str) -> None:
    found = flags(row)
    assert np.flatnonzero(getattr(found, name)).tolist() == [120]
    assert found.flagged[-1]


def test_what_is_found_elsewhere_is_counted_in() -> None:
    rng = np.random.default_rng(2)
    level = rng.integers(1, 5, (300, 1))
    sheet = np.clip(level + rng.integers(-1, 1, (300, 16)), 1, 4)
    sheet[0] = [1, 4] * 8
    found = quality_flags(
        response_patterns(sheet),
        outlying=mahalanobis(sheet),
        person_fit=guttman_errors(sheet, n_options=4),
        duplicates=[0] * 299 + [1],
        too_fast=[False, True] + [False] * 298,
    )
    assert (found.outlying[0], found.misfitting[0]) == (True, True)
    assert found.flagged[[0, 1, 299]].all()
    assert found.counts["too_fast"] == found.counts["duplicate"] == 1


def test_under_fifteen_items_nobody_misfits() -> None:
    sheet = HONEST[:, :14]
    found = quality_flags(response_patterns(sheet), person_fit=guttman_errors(sheet, n_options=4))
    assert not found.misfitting.any()


def test_an_array_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError):
        flags(too_fast=[True, False])


@given(st.integers(0, 2**32 - 1))
def test_means_with_and_without_are_those_of_a_slow_reader(seed: int) -> None:
    rng = np.random.default_rng(seed)
    board, scores = rng.integers(0, 4, 15), np.where(rng.random(15) < 0.2, np.nan, rng.normal(size=15))
    out = rng.random(15) < 0.4
    found = sensitivity(board, scores, out, n_boards=5)
    for place in range(5):
        for mean, kept in ((found.mean, board == place), (found.mean_without, (board == place) & ~out)):
            own = scores[kept & ~np.isnan(scores)]
            expected = own.mean() if own.size else np.nan
            np.testing.assert_allclose(mean[place], expected, rtol=1e-12, atol=1e-12)
    assert found.reason[4] is Reason.TOO_FEW


def test_without_any_flag_nothing_changes() -> None:
    found = sensitivity([0, 0, 1], [1.0, 2.0, 4.0], [False] * 3, n_boards=2)
    assert found.change.tolist() == [0, 0]


@pytest.mark.parametrize("board", [[0, 0], [0, 0, 7]])
def test_boards_that_do_not_fit_are_refused(board: list[int]) -> None:
    with pytest.raises(ValueError):
        sensitivity(board, [1.0, 2.0, 3.0], [False] * 3, n_boards=2)
