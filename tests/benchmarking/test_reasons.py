"""Reasons: the first that holds, and none where there is a value."""

import numpy as np
import pytest

from govscore.benchmarking.reasons import Reason, first_reason


def test_the_first_reason_that_holds_is_given() -> None:
    few, same = np.array([[True, True], [False, False]]), np.array([[True, False], [True, False]])
    found = first_reason((few, Reason.TOO_FEW), (same, Reason.NO_VARIATION))
    assert found.tolist() == [[Reason.TOO_FEW, Reason.TOO_FEW], [Reason.NO_VARIATION, None]]


def test_a_single_value_has_a_reason_too() -> None:
    assert first_reason((np.array(True), Reason.NOT_ESTIMABLE)).item() is Reason.NOT_ESTIMABLE


def test_a_reason_is_printed_as_its_code() -> None:
    codes = ["too_few", "no_variation", "not_admissible", "not_estimable"]
    assert [str(reason) for reason in Reason] == codes


@pytest.mark.parametrize("cases", [(), ((np.array([True]), Reason.TOO_FEW), (np.array([]), Reason.TOO_FEW))])
def test_cases_of_different_shapes_are_refused(cases) -> None:
    with pytest.raises(ValueError, match="one shape"):
        first_reason(*cases)
