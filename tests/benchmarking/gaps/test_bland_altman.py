"""Two measures of the same boards: their mean difference and limits, with gaps left out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.gaps.bland_altman import bland_altman
from govscore.benchmarking.reasons import Reason

NAN = float("nan")
views = st.lists(st.tuples(st.integers(1, 4), st.integers(4, 16)), min_size=2, max_size=12)


@given(views)
def test_the_limits_lie_about_the_mean_difference(pairs: list[tuple[int, int]]) -> None:
    officer, own = np.array([float(a) for a, _ in pairs]), np.array([b / 4 for _, b in pairs])
    found = bland_altman(officer, own)
    differences = officer - own
    assert found.bias == pytest.approx(differences.mean())
    assert found.high - found.low == pytest.approx(2 * 1.959963984540054 * differences.std(ddof=1), abs=1e-12)
    np.testing.assert_allclose(found.means, (officer + own) / 2)


@given(views)
def test_changing_sides_turns_the_chart_over(pairs: list[tuple[int, int]]) -> None:
    officer, own = [float(a) for a, _ in pairs], [b / 4 for _, b in pairs]
    one, other = bland_altman(officer, own), bland_altman(own, officer)
    assert (one.bias, one.low) == pytest.approx((-other.bias, -other.high))


def test_a_board_without_both_views_is_set_aside_and_counted() -> None:
    found, known = (
        bland_altman([3.0, NAN, 2.0, 4.0], [2.5, 3.0, NAN, 3.0]),
        bland_altman([3.0, 4.0], [2.5, 3.0]),
    )
    assert (found.n, found.n_missing, found.bias, found.low) == (2, 2, known.bias, known.low)
    assert np.isnan(found.differences).tolist() == [False, True, True, False]


@pytest.mark.parametrize(("officer", "bias"), [([], NAN), ([NAN], NAN), ([3.0], 1.0)])
def test_with_fewer_than_two_boards_there_are_no_limits(officer: list[float], bias: float) -> None:
    found = bland_altman(officer, [2.0] * len(officer))
    assert found.reason is Reason.TOO_FEW
    np.testing.assert_equal([found.bias, found.low, found.high], [bias, NAN, NAN])


@pytest.mark.parametrize(
    ("officer", "own", "level", "message"),
    [
        ([1.0], [1.0, 2.0], 0.95, "one length"),
        ([[1.0]], [[1.0]], 0.95, "one-dimensional"),
        ([float("inf")], [1.0], 0.95, "finite"),
        ([1.0], [1.0], 95, "between 0 and 1"),
    ],
)
def test_views_that_do_not_fit_are_refused(officer: object, own: object, level: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        bland_altman(officer, own, level=level)  # type: ignore[arg-type]
