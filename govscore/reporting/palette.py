"""Inks, sizes and settings of every chart; `rcParams` are set here once, as changing them is not thread-safe.

White and four levels, each three times as light as the next, would need a contrast of 81, and black on white
has 21. So the three darker levels stand out from white by 3 or more and neighbours from each other by 1.7 or
more; outlines, counts and marks do the rest.
"""

import matplotlib

TEXT = "#0b0c0c"
QUIET = "#505a5f"
RULE = "#b1b4b6"
WASH = "#f3f2f1"
WHITE = "#ffffff"
SIMULATED = "#801650"
ALARM = "#b5260f"

SEEN = 3.0
LEVEL_INKS = ("#a8c4dd", "#6a97c0", "#2f6a9e", "#12436d")
SERIES = ("#12436D", "#28A197", "#801650", "#F46A25")
BOARD, _, AUTHORITY, HEAD = SERIES

TITLE_SIZE = 12.0
BODY_SIZE = 10.0
SMALL_SIZE = 9.0

PHONE_WIDTH = 4.0
PAPER_WIDTH = 6.6

FONT = "DejaVu Sans"

matplotlib.use("svg")
matplotlib.rcParams.update(
    {
        "svg.fonttype": "none",
        "svg.hashsalt": "govscore",
        "font.family": [FONT],
        "font.size": SMALL_SIZE,
        "text.parse_math": False,
        "lines.solid_capstyle": "butt",
        "hatch.linewidth": 0.6,
        "axes.edgecolor": RULE,
        "axes.labelcolor": QUIET,
        "xtick.color": QUIET,
        "ytick.color": QUIET,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
)


def level_ink(place: int, levels: int) -> str:
    """Give the ink of a level by its place from 1; any number of levels is spread over the same ramp."""
    along = (place - 1) * (len(LEVEL_INKS) - 1) / max(1, levels - 1)
    below = min(int(along), len(LEVEL_INKS) - 2)
    return _between(LEVEL_INKS[below], LEVEL_INKS[below + 1], along - below)


def outline_ink(place: int, levels: int) -> str:
    """Give the ink for a level's outline: its own or, where that is too light to be seen, the next."""
    darker = (level_ink(rung, levels) for rung in range(place, levels + 1))
    return next((ink for ink in darker if contrast(ink, WHITE) >= SEEN), LEVEL_INKS[-1])


def ink_on(ground: str) -> str:
    """Choose white or near-black letters, whichever can be read better on a ground."""
    return max((WHITE, TEXT), key=lambda ink: contrast(ink, ground))


def contrast(one: str, other: str) -> float:
    """Compute the WCAG 2 contrast of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _between(one: str, other: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(_parts(one), _parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)
