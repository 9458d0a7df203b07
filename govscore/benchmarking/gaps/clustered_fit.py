"""A line through boards that officers have rated, some officers harsher than others, and each board against it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

HUBER_K = 1.345
# The median of a standard normal's size.
MAD_OF_NORMAL = 0.6744897501960817
NOTHING = 1e-12
STEPS = 100
GOLDEN_STEPS = 45
GOLDEN = (5**0.5 - 1) / 2
# Ratios of the officers' variance to the boards' that are tried first, by their logarithm.
GRID = np.linspace(-12.0, 6.0, 73)


@dataclass(frozen=True, kw_only=True, eq=False)
class RatedBoards:
    """What officers said, what explains it, how each board counts, and whose rating it is."""

    level: Floats
    design: Floats
    weights: Floats
    officer: Ints

    def only(self, kept: NDArray[np.bool_]) -> "RatedBoards":
        """Some of the boards; what explains none of them any more is left out."""
        design = self.design[kept]
        return RatedBoards(
            level=self.level[kept],
            design=design[:, design.any(axis=0)],
            weights=self.weights[kept],
            officer=self.officer[kept],
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Deleted:
    """Each board against the line through the others: NaN where without it there is none."""

    coefficients: Floats
    usual: Floats
    t: Floats
    cooks_distance: Floats
    sigma2: float
    freedom: int


def huber_line(boards: RatedBoards) -> tuple[Floats, Floats]:
    """Draw a line that a few boards far off cannot pull towards themselves.

    Parameters
    ----------
    boards : RatedBoards
        ``design`` of shape (n_boards, n_terms) and full rank; officers are not looked at.

    Returns
    -------
    tuple of array of float, shape (n_terms,), and array of float, shape (n_boards,)
        The coefficients, and the residuals in robust standard deviations; these are 0
        where all boards have one level.

    Raises
    ------
    None
        What cannot be fitted, `over_claiming` has set aside.

    Notes
    -----
    Weighted least squares over and over, each board's weight times min(1, k / size of its
    residual), k = 1.345; the standard deviation is the median size of a residual over .6745, and
    no less than that of rounding to steps as small as the smallest between two levels, step / sqrt(12):
    of levels that are mostly alike the median is next to nothing, and all others would be far off.

    References
    ----------
    .. [1] Huber, P. J. (1964), Annals of Mathematical Statistics 35: 73-101. Key ``huber1964``.

    Examples
    --------
    >>> level = np.array([1.0, 2.1, 2.9, 4.0, 5.1, 0.0])
    >>> design = np.stack([np.ones(6), np.arange(6.0)], axis=1)
    >>> boards = RatedBoards(level=level, design=design, weights=np.ones(6), officer=np.arange(6))
    >>> line, off = huber_line(boards)
    >>> bool(line[1] > 0.8), int(np.abs(off).argmax())
    (True, 5)
    """
    own: Floats = np.ones(boards.level.size)
    line: Floats = np.zeros(boards.design.shape[1])
    off: Floats = np.zeros(boards.level.size)
    rounding = _smallest_step(boards.level) / 12**0.5
    for _ in range(STEPS):
        root = np.sqrt(boards.weights * own)
        new: Floats = np.asarray(
            np.linalg.lstsq(boards.design * root[:, None], boards.level * root, rcond=None)[0], dtype=float
        )
        residual = boards.level - boards.design @ new
        scale = max(float(np.median(np.abs(residual))) / MAD_OF_NORMAL, rounding)
        off = residual / scale if scale > NOTHING else np.zeros(residual.size)
        own = HUBER_K / np.maximum(np.abs(off), HUBER_K)
        if np.abs(new - line).max(initial=0.0) < NOTHING * (1 + np.abs(new).max(initial=0.0)):
            break
        line = new
    return new, off


def officer_ratio(boards: RatedBoards) -> float:
    """Say how much officers differ in what they give, as a share of what boards do.

    Parameters
    ----------
    boards : RatedBoards
        Weights are not looked at.

    Returns
    -------
    float
        Variance between officers over variance between boards of one officer, given the
        line; 0 where nothing speaks for a difference, or nobody rated two boards, or one
        officer rated them all.

    Raises
    ------
    None
        What cannot be fitted, `over_claiming` has set aside.

    Notes
    -----
    Restricted maximum likelihood of one unknown: (n - p) ln rss + sum ln(1 + m theta) +
    ln det(X' V^-1 X), V = I + theta Z Z'.

    References
    ----------
    .. [1] Searle, S. R., Casella, G., McCulloch, C. E. (1992), Variance Components.
       Key ``searle1992``.

    Examples
    --------
    >>> level = np.array([1.0, 1.2, 0.8, 3.0, 3.2, 2.8])
    >>> boards = RatedBoards(
    ...     level=level, design=np.ones((6, 1)), weights=np.ones(6), officer=np.array([0, 0, 0, 1, 1, 1])
    ... )
    >>> round(officer_ratio(boards), 3)
    49.667
    """
    sizes = np.bincount(boards.officer)
    if np.count_nonzero(sizes) < 2 or sizes.max() < 2:
        return 0.0
    flat = _deviance(boards, 0.0)
    tried = [_deviance(boards, float(np.exp(step))) for step in GRID]
    place = int(np.argmin(tried))
    low, high = GRID[max(place - 1, 0)], GRID[min(place + 1, GRID.size - 1)]
    for _ in range(GOLDEN_STEPS):
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        is_left = _deviance(boards, float(np.exp(left))) < _deviance(boards, float(np.exp(right)))
        low, high = (low, right) if is_left else (left, high)
    theta = float(np.exp((low + high) / 2))
    return theta if _deviance(boards, theta) < flat - NOTHING * abs(flat) else 0.0


def against_the_others(boards: RatedBoards, theta: float) -> Deleted:
    """Set each board against the line, and the officer's habit, that the other boards give.

    Parameters
    ----------
    boards : RatedBoards
        With more boards than terms, by two at least.
    theta : float
        As from `officer_ratio`.

    Returns
    -------
    Deleted
        ``usual``, the level that the others lead one to expect; ``t``, the externally
        studentised residual, of ``freedom`` = n - p - 1 degrees; ``cooks_distance``;
        ``sigma2``, the variance between boards of one officer.

    Raises
    ------
    None
        What cannot be fitted, `over_claiming` has set aside.

    Notes
    -----
    Coefficients by generalised least squares with weights, V = I + theta Z Z'. With
    r = V^-1 (level - fit), t_i = r_i / (s_(i) sd(r_i)), where sd comes from the linear form of
    r and s_(i) from the others alone. The weights bear on the line only: a board that was
    unlikely to be drawn is no surer known than another. Without officers and weights this is
    R's ``rstudent`` and ``cooks.distance``. With both, r is of the line through all boards.

    References
    ----------
    .. [1] Cook, R. D., Weisberg, S. (1982), Residuals and Influence in Regression.
       Key ``cook1982``.

    Examples
    --------
    >>> design = np.stack([np.ones(5), np.arange(5.0)], axis=1)
    >>> level = np.array([1.0, 2.0, 3.0, 4.0, 9.0]) + np.array([0.1, -0.1, 0.1, -0.1, 0.0])
    >>> boards = RatedBoards(level=level, design=design, weights=np.ones(5), officer=np.arange(5))
    >>> found = against_the_others(boards, 0.0)
    >>> int(np.abs(found.t).argmax()), round(float(found.usual[4]), 3), found.freedom
    (4, 4.9, 2)
    """
    x, y = boards.design, boards.level
    n, p = x.shape
    scaled = _inverse(boards, theta, x)
    plain = _inverted(x.T @ scaled)
    rest = _inverse(boards, theta, y - x @ (plain @ (scaled.T @ y)))
    own = 1 - _share(boards, theta)
    room = own - _quadratic(scaled, plain)
    room = np.where(room > 1e-9, room, np.nan)
    rss = max(float(y @ rest), 0.0)  # of boards that all lie on the line rounding may leave less than nothing
    line, gain, leap, cook = _weighted(boards, theta)
    r = _inverse(boards, theta, y - x @ line)
    spread = own - 2 * (scaled * gain).sum(axis=1) + _quadratic(scaled, gain.T @ _times(boards, theta, gain))
    others = np.maximum(rss - rest**2 / room, 0.0) / (n - p - 1)
    sd = np.sqrt(np.where((others > NOTHING * (1 + rss)) & (spread > 1e-9), others * spread, np.nan))
    return Deleted(
        coefficients=line,
        usual=y - (r + (scaled * gain).sum(axis=1) * leap) / own,
        t=np.where(np.isnan(room), np.nan, r / sd),
        cooks_distance=np.where(np.isnan(room), np.nan, cook),
        sigma2=rss / (n - p),
        freedom=n - p - 1,
    )


def _smallest_step(level: Floats) -> float:
    return float(np.diff(np.unique(level)).min(initial=np.inf)) if np.ptp(level) > 0 else 0.0


def _weighted(boards: RatedBoards, theta: float) -> tuple[Floats, Floats, Floats, Floats]:
    """The line with weights; the way each board moves its coefficients, and how far; and Cook's distances."""
    x, y, root = boards.design, boards.level, np.sqrt(boards.weights)
    scaled = root[:, None] * _inverse(boards, theta, root[:, None] * x)
    plain = _inverted(x.T @ scaled)
    line = plain @ (scaled.T @ y)
    rest = root * _inverse(boards, theta, root * (y - x @ line))
    lever = _quadratic(scaled, plain)
    room = boards.weights * (1 - _share(boards, theta)) - lever
    sigma2 = float(y @ rest) / (y.size - x.shape[1])
    divisor = np.where((room > 1e-9) & (sigma2 > NOTHING), room, np.nan)
    leap = rest / divisor
    return line, scaled @ plain, leap, leap**2 * lever / (x.shape[1] * max(sigma2, NOTHING))


def _deviance(boards: RatedBoards, theta: float) -> float:
    x, y = boards.design, boards.level
    scaled = _inverse(boards, theta, x)
    cross = x.T @ scaled
    rss = float(y @ _inverse(boards, theta, y - x @ np.linalg.solve(cross, scaled.T @ y)))
    sizes = np.bincount(boards.officer)
    spread = float(np.log1p(sizes * theta).sum()) + float(np.linalg.slogdet(cross)[1])
    return float((y.size - x.shape[1]) * np.log(max(rss, NOTHING)) + spread)


def _share(boards: RatedBoards, theta: float) -> Floats:
    return np.asarray(theta / (1 + theta * np.bincount(boards.officer)[boards.officer]))


def _inverse(boards: RatedBoards, theta: float, of: Floats) -> Floats:
    """V^-1 times something, V having theta for two boards of one officer and 1 + theta on its diagonal."""
    share = _share(boards, theta)
    return of - (share[:, None] if of.ndim == 2 else share) * _by_officer(boards, of)


def _times(boards: RatedBoards, theta: float, of: Floats) -> Floats:
    return of + theta * _by_officer(boards, of)


def _by_officer(boards: RatedBoards, of: Floats) -> Floats:
    """Sums over the boards of the same officer, at each board."""
    sums = np.zeros((int(boards.officer.max()) + 1, *of.shape[1:]))
    np.add.at(sums, boards.officer, of)
    return sums[boards.officer]


def _inverted(matrix: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrix), dtype=float)


def _quadratic(rows: Floats, form: Floats) -> Floats:
    return np.asarray(((rows @ form) * rows).sum(axis=1))
