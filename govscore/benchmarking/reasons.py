"""Why a number is not there: the code that stands beside a NaN."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Reason(StrEnum):
    """What keeps a statistic from being defined."""

    TOO_FEW = "too_few"
    NO_VARIATION = "no_variation"
    NOT_ADMISSIBLE = "not_admissible"
    NOT_ESTIMABLE = "not_estimable"


def first_reason(*cases: tuple[NDArray[np.bool_], Reason]) -> NDArray[np.object_]:
    """Say of each value why it is not defined.

    Parameters
    ----------
    *cases : pairs of an array of bool, shape (...), and a Reason
        Where the reason holds. All arrays have one shape; what comes first wins.

    Returns
    -------
    array of Reason or None, shape (...)
        None where no case holds.

    Raises
    ------
    ValueError
        If there is no case, or the arrays differ in shape.

    References
    ----------
    .. [1] The codes are those that ``govscore analyse`` prints.

    Examples
    --------
    >>> n = np.array([0, 5, 9])
    >>> reasons = first_reason((n < 2, Reason.TOO_FEW), (n == 9, Reason.NO_VARIATION))
    >>> [reason and str(reason) for reason in reasons]
    ['too_few', None, 'no_variation']
    """
    if len({np.shape(holds) for holds, _ in cases}) != 1:
        raise ValueError("at least one case is needed, and all of one shape")
    reasons = np.full(np.shape(cases[0][0]), None, dtype=object)
    for holds, reason in reversed(cases):
        reasons[holds] = reason
    return reasons
