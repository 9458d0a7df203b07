"""Charts of the county."""

from collections.abc import Sequence
from statistics import fmean, pstdev

from tests.formulas.section import section
from tests.formulas.standing import share_limit


@section("Charts of the county")
def stands_out(low: float, high: float, mu: float) -> bool:
    """A board stands out where its 95 % interval does not cover μ."""
    return not low <= mu <= high


@section("Charts of the county")
def usual_line(levels: Sequence[float], estimates: Sequence[float], slope: float) -> tuple[float, float]:
    """Height at zero, the mean of level − b × estimate, and 1.96 standard deviations (n) of these heights."""
    heights = [y - slope * x for y, x in zip(levels, estimates, strict=True)]
    return fmean(heights), 1.959964 * pstdev(heights)


@section("Charts of the county")
def mirrored(n: int, share: float) -> list[float]:
    """95 % and 99.8 % limits of a share: the lower ones, and as upper ones 1 less those of 1 − share."""
    low, far = (share_limit(n, share=share, p=p) for p in (0.025, 0.001))
    high, far_high = (1 - share_limit(n, share=1 - share, p=p) for p in (0.025, 0.001))
    return [low, high, far, far_high]
