"""The restricted likelihood of boards and people as a function of one ratio, and where it is greatest.

Boards of one size enter it alike, so a nation's boards are pooled into a dozen sizes before the search.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

GRID = 200
PARTS = 64
ROUNDS = 9
SMALLEST = 1e-6


@dataclass(frozen=True, kw_only=True, eq=False)
class Pooled:
    """Boards by size: how many, the mean of their means about `centre`, and the spread about that."""

    sizes: Floats
    boards: Floats
    means: Floats
    spreads: Floats
    centre: float
    ssw: float
    n_people: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Profile:
    """What follows from each value of theta."""

    weights: Floats
    weight: Floats
    mu: Floats
    rss: Floats
    slope: Floats
    log_determinant: Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class UsableBoards:
    """People, mean and within sum of squares of the boards that have a score, and how many have none."""

    people: Floats
    means: Floats
    within: Floats
    n_missing: int


def usable_boards(n: ArrayLike, means: ArrayLike, ssw: ArrayLike) -> UsableBoards:
    """Set aside the boards without a score, and count them.

    Parameters
    ----------
    n, means, ssw : array_like, shape (n_boards,)
        People with a score on each board, their mean, and the sum of squared deviations from it.

    Returns
    -------
    UsableBoards
        In the order given. A board with nobody, or with NaN in any of the three, is in ``n_missing``.

    Raises
    ------
    ValueError
        If the arrays differ in shape or are not one-dimensional, if `n` holds a negative
        or broken number of people, if `ssw` is negative, or if a value is infinite.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> boards = usable_boards([4, 0, 6], [2.5, float("nan"), 3.0], [1.0, 0.0, 2.0])
    >>> boards.people.tolist(), boards.n_missing
    ([4.0, 6.0], 1)
    """
    people, board_means, within = (np.asarray(given, dtype=float) for given in (n, means, ssw))
    if people.ndim != 1 or not people.shape == board_means.shape == within.shape:
        raise ValueError("n, means and ssw must be one-dimensional and equally long")
    if any(np.isinf(given).any() for given in (people, board_means, within)):
        raise ValueError("n, means and ssw must be finite, or NaN for a board without a score")
    if (people < 0).any() or (within < 0).any() or (people % 1 > 0).any():
        raise ValueError("n must be whole numbers of people, and neither n nor ssw negative")
    kept = (people > 0) & ~np.isnan(board_means) & ~np.isnan(within)
    return UsableBoards(
        people=people[kept],
        means=board_means[kept],
        within=within[kept],
        n_missing=int(kept.size - np.count_nonzero(kept)),
    )


def pool(people: Floats, means: Floats, within: Floats) -> Pooled:
    """Gather boards of one size into one row, without loss for the likelihood.

    Parameters
    ----------
    people, means, within : arrays of float, shape (n_boards,)
        People, mean and within sum of squares of each board; no gaps, no empty board, and
        not all within sums of squares 0.

    Returns
    -------
    Pooled
        One entry a size. Means are taken about their own weighted mean, so that no digits
        cancel where scores are large beside their differences.

    Raises
    ------
    ValueError
        If there is no board, or nobody differs from their board's mean.

    Notes
    -----
    sum w (y - mu)^2 over boards of one size is w (S + k (m - mu)^2) with k boards, their
    mean m and their sum of squares S about it.

    References
    ----------
    .. [1] Searle, S. R., Casella, G., McCulloch, C. E. (1992), Variance Components, on
       sufficient statistics of the one-way model. Key ``searle1992``.

    Examples
    --------
    >>> pool(np.array([2.0, 2.0, 5.0]), np.array([1.0, 3.0, 2.0]), np.ones(3)).boards.tolist()
    [2.0, 1.0]
    """
    if not within.sum() > 0:
        raise ValueError("at least one board, and some variance within, are needed")
    sizes, index, counts = np.unique(people, return_inverse=True, return_counts=True)
    centre = float(np.average(means, weights=people))
    deviations = means - centre
    group_means = np.bincount(index, weights=deviations) / counts
    squares: Floats = (deviations - group_means[index]) ** 2
    return Pooled(
        sizes=sizes,
        boards=counts.astype(float),
        means=group_means,
        spreads=np.bincount(index, weights=squares).astype(float),
        centre=centre,
        ssw=float(within.sum()),
        n_people=int(people.sum()),
    )


def profile(pooled: Pooled, thetas: Floats) -> Profile:
    """Work out mean, residual sum of squares and slope of the criterion at each theta.

    Parameters
    ----------
    pooled : Pooled
        The boards, by size.
    thetas : array of float, shape (n_thetas,)
        Ratios of the variance between boards to that between people; not negative.

    Returns
    -------
    Profile
        ``weights`` of shape (n_thetas, n_sizes); all else of shape (n_thetas,). ``mu`` is
        about the centre; ``slope`` is the derivative of `criterion` by theta.

    Raises
    ------
    ValueError
        If a theta is negative.

    Notes
    -----
    w = n / (1 + n theta) and dw/dtheta = -w^2. As mu is the weighted mean, its own change
    drops out of the derivative of the residual sum of squares, which is -sum w^2 (y - mu)^2.

    References
    ----------
    .. [1] Patterson, H. D., Thompson, R. (1971), Biometrika 58: 545-554. Key ``patterson1971``.

    Examples
    --------
    >>> boards = pool(np.array([2.0, 2.0]), np.array([1.0, 3.0]), np.array([1.0, 1.0]))
    >>> profile(boards, np.array([0.0])).rss.tolist()
    [6.0]
    """
    if (thetas < 0).any():
        raise ValueError("theta must not be negative")
    growth = 1 + thetas[:, None] * pooled.sizes
    weights = pooled.sizes / growth
    weight = weights @ pooled.boards
    mu = weights @ (pooled.boards * pooled.means) / weight
    squares = pooled.spreads + pooled.boards * (pooled.means - mu[:, None]) ** 2
    rss = pooled.ssw + (weights * squares).sum(axis=1)
    squared = weights**2
    fit = (pooled.n_people - 1) * (squared * squares).sum(axis=1) / rss
    return Profile(
        weights=weights,
        weight=weight,
        mu=mu,
        rss=rss,
        slope=weight - squared @ pooled.boards / weight - fit,
        log_determinant=np.log(growth) @ pooled.boards,
    )


def criterion(pooled: Pooled, at: Profile) -> Floats:
    """Give minus twice the restricted log-likelihood, but for a constant.

    Parameters
    ----------
    pooled : Pooled
        The boards, by size.
    at : Profile
        Their `profile` at some thetas.

    Returns
    -------
    array of float, shape (n_thetas,)
        (N - 1) ln rss + sum ln(1 + n theta) + ln sum w. Smaller fits better.

    Raises
    ------
    None
        What has no likelihood, `pool` and `profile` have refused.

    Notes
    -----
    The constant left out is (N - 1)(1 + ln(2 pi / (N - 1))).

    References
    ----------
    .. [1] Patterson, H. D., Thompson, R. (1971), Biometrika 58: 545-554. Key ``patterson1971``.

    Examples
    --------
    Two boards of two, whose means do not differ, fit best without a variance between boards:

    >>> boards = pool(np.array([2.0, 2.0]), np.array([2.0, 2.0]), np.array([1.0, 1.0]))
    >>> values = criterion(boards, profile(boards, np.array([0.0, 1.0])))
    >>> bool(values[0] < values[1])
    True
    """
    return (pooled.n_people - 1) * np.log(at.rss) + at.log_determinant + np.log(at.weight)


def best_theta(pooled: Pooled) -> float:
    """Find the ratio of variances under which the boards' scores are likeliest.

    Parameters
    ----------
    pooled : Pooled
        Two boards or more, by size, with some variance within.

    Returns
    -------
    float
        theta = tau2 / sigma2, 0 where boards differ no more than chance would have them.

    Raises
    ------
    ValueError
        If there are fewer than two boards.

    Notes
    -----
    Above c + 1, with c = (N - 1) S / ((K - 1) SSW) and S the sum of squares of the board
    means, the criterion only rises, for there (K - 1)/(1 + theta) exceeds
    (N - 1) S / (SSW theta^2). Below it, every turn from falling to rising on a fine grid is
    narrowed down and the lowest taken, since unequal boards may give two of them.

    References
    ----------
    .. [1] Patterson, H. D., Thompson, R. (1971), Biometrika 58: 545-554. Key ``patterson1971``.

    Examples
    --------
    >>> boards = pool(np.array([3.0, 3.0, 3.0]), np.array([1.0, 3.0, 5.0]), np.array([2.0, 2.0, 2.0]))
    >>> round(best_theta(boards), 9)
    3.666666667
    """
    boards = float(pooled.boards.sum())
    if boards < 2:
        raise ValueError("at least two boards are needed")
    between = float((pooled.spreads + pooled.boards * pooled.means**2).sum())
    highest = 1 + (pooled.n_people - 1) * between / ((boards - 1) * pooled.ssw)
    grid = np.concatenate(([0.0], np.geomspace(SMALLEST, highest, GRID)))
    slopes = profile(pooled, grid).slope
    turns = np.flatnonzero((slopes[:-1] < 0) & (slopes[1:] >= 0))
    found = [_narrow(pooled, float(grid[i]), float(grid[i + 1])) for i in turns]
    thetas = np.array([0.0, *found] if slopes[0] >= 0 else found)
    return float(thetas[np.argmin(criterion(pooled, profile(pooled, thetas)))])


def _narrow(pooled: Pooled, low: float, high: float) -> float:
    for _ in range(ROUNDS):
        points = np.linspace(low, high, PARTS + 1)
        rising = profile(pooled, points).slope >= 0
        rising[0], rising[-1] = False, True
        first = int(np.argmax(rising))
        low, high = float(points[first - 1]), float(points[first])
    return (low + high) / 2
