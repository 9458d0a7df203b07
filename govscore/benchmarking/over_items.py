"""From the items of a board to its domains: the mean over the items that have a value."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# The items of each domain, by place.
Domains = Sequence[Sequence[int]]


def mean_over_items(values: Floats, domains: Domains | None = None) -> tuple[Floats, Ints]:
    """Average what is there, item by item, for one domain or all.

    Parameters
    ----------
    values : array of float, shape (..., n_items)
        One value an item; NaN where it has none, and then it is not used.
    domains : sequence of n_domains sequences of int, optional
        Places of each domain's items. Without it all items are of one domain.

    Returns
    -------
    tuple of array of float and array of int, shape (...) or (..., n_domains)
        Mean of the values there are, NaN where there is none, and how many there are.

    Raises
    ------
    ValueError
        If there is no axis of items, or a domain names an item that there is not, or one twice.

    Notes
    -----
    Items weigh alike.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> mean, used = mean_over_items(np.array([1.0, np.nan, 4.0]), [[0, 1], [1], [0, 2]])
    >>> mean.tolist(), used.tolist()
    ([1.0, nan, 2.5], [1, 0, 2])
    """
    used = ~np.isnan(values)
    n = count_over_items(used, domains)
    total = _sum(np.where(used, values, 0.0), domains)
    return total / np.where(n > 0, n, np.nan), n


def count_over_items(flags: NDArray[np.bool_], domains: Domains | None = None) -> Ints:
    """Count the items for which something holds, for one domain or all.

    Parameters
    ----------
    flags : array of bool, shape (..., n_items)
        Whether it holds.
    domains : sequence of n_domains sequences of int, optional
        As in `mean_over_items`.

    Returns
    -------
    array of int, shape (...) or (..., n_domains)
        How many.

    Raises
    ------
    ValueError
        As `mean_over_items`.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> count_over_items(np.array([True, False, True]), [[0, 1], [0, 2]]).tolist()
    [1, 2]
    """
    return np.rint(_sum(flags.astype(float), domains)).astype(np.int64)


def _sum(values: Floats, domains: Domains | None) -> Floats:
    if values.ndim < 1:
        raise ValueError("there must be an axis of items")
    n_items = values.shape[-1]
    belongs = np.ones((n_items, 1)) if domains is None else _belonging(domains, n_items)
    # One product adds up the items of every domain of every board.
    total = values @ belongs
    return np.asarray(total[..., 0] if domains is None else total)


def _belonging(domains: Domains, n_items: int) -> Floats:
    belongs = np.zeros((n_items, len(domains)))
    for domain, items in enumerate(domains):
        if len(set(items)) != len(items) or not set(items) <= set(range(n_items)):
            raise ValueError(f"domain {domain} must name items from 0 to {n_items - 1}, each once")
        belongs[list(items), domain] = 1
    return belongs
