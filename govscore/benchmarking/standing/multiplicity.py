"""Which of many boards still stand out once it is reckoned with that many were looked at."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Adjusted:
    """The q of each test, and in how many tests of its own family it was looked for; NaN where none was made."""

    q: NDArray[np.float64]
    n: NDArray[np.int64]
    n_missing: int


def benjamini_hochberg(p: ArrayLike, *, family: Sequence[Hashable] | None = None) -> Adjusted:
    """Say which boards to look at so that few of them are false alarms.

    Parameters
    ----------
    p : array_like of float, shape (n_tests,)
        Two-sided p of each test, 0 to 1. NaN where no test was made: it is set aside and
        counted, and does not count towards its family.
    family : sequence of hashable, length n_tests, optional
        What each test belongs to, declared before looking: (domain, authority, year). By
        default all are one family.

    Returns
    -------
    Adjusted
        ``q``, shape (n_tests,), 0 to 1, NaN where `p` is; ``n``, tests in the family of
        each; ``n_missing`` set aside.

    Raises
    ------
    ValueError
        If `p` is not one-dimensional or outside 0 to 1, or `family` is not one entry a test.

    Notes
    -----
    Of m tests of a family in order of p, q_(i) is the smallest of m p_(j) / j over j >= i,
    at most 1. Of the boards with q at most .05, on average no more than 5 % are false alarms;
    where no board differs, there is any flag in about 5 % of years. From one test on; of one
    test q is p.

    References
    ----------
    .. [1] Benjamini, Y., Hochberg, Y. (1995), Journal of the Royal Statistical Society B 57:
       289-300. Key ``benjamini1995``.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.02, float("nan"), 0.9]).q.round(3).tolist()
    [0.03, 0.03, nan, 0.9]
    >>> benjamini_hochberg([0.01, 0.02, 0.9], family=["a", "b", "a"]).q.tolist()
    [0.02, 0.02, 0.9]
    """
    given = np.asarray(p, dtype=float)
    if given.ndim != 1 or (given < 0).any() or (given > 1).any():
        raise ValueError("p must be one-dimensional, from 0 to 1, or NaN where no test was made")
    if family is not None and len(family) != given.size:
        raise ValueError(f"{len(family)} families are named for {given.size} tests; name one for each")
    places = {name: place for place, name in enumerate(dict.fromkeys(family or ()))}
    own = np.array([places[name] for name in family] if family else np.zeros(given.size), dtype=np.int64)
    tested = ~np.isnan(given)
    q, sizes = np.full(given.size, np.nan), np.bincount(own[tested], minlength=max(len(places), 1))
    for place in range(sizes.size):
        members = np.flatnonzero(tested & (own == place))
        q[members] = _step_up(given[members])
    return Adjusted(q=q, n=sizes[own], n_missing=int(given.size - np.count_nonzero(tested)))


def _step_up(p: NDArray[np.float64]) -> NDArray[np.float64]:
    order = np.argsort(p, kind="stable")
    stepped = p[order] * p.size / np.arange(1, p.size + 1)
    q = np.empty_like(p)
    q[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1.0)
    return q
