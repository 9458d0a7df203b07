"""The inside of a funnel: limits in steps, a dot for each board, a letter for each named one outside."""

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from govscore.reporting.canvas import MARGIN
from govscore.reporting.funnel_model import FunnelData, FunnelPoint, is_outside, letters_of
from govscore.reporting.lettering import POINTS_PER_INCH, text_width
from govscore.reporting.palette import BOARD, QUIET, RULE, SMALL_SIZE, TEXT, WHITE

HEIGHT = 3.6
BELOW = 0.42
GOLDEN = (math.sqrt(5) - 1) / 2
JITTER = 0.6
APART = 9.0
CLEAR = 8.0

Place = tuple[float, float]


def add_plot(figure: Figure, funnel: FunnelData, top: float) -> Axes:
    """Add the empty axes, so many inches below the top of the sheet."""
    width, height = figure.get_size_inches()
    left = 0.2 + max(text_width(level.label) for level in funnel.levels)
    bottom = height - top - HEIGHT + BELOW
    axes = figure.add_axes(
        (left / width, bottom / height, (width - left - MARGIN) / width, (HEIGHT - BELOW) / height)
    )
    sizes = [point.n for point in funnel.points] + [step.n for step in funnel.steps]
    axes.set_xlim(min(sizes) - 0.6, max(sizes) + 0.6)
    axes.set_ylim(funnel.levels[0].value - 0.1, funnel.levels[-1].value + 0.1)
    axes.set_yticks([level.value for level in funnel.levels], [level.label for level in funnel.levels])
    axes.set_xticks(_round_sizes(min(sizes), max(sizes)))
    axes.set_xlabel("number of people who answered")
    axes.tick_params(length=3, width=0.8)
    axes.grid(axis="y", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)
    return axes


def draw_plot(axes: Axes, funnel: FunnelData) -> None:
    """Draw limits, boards and letters."""
    axes.axhline(funnel.target, color=TEXT, linewidth=1, zorder=2, gid="target")
    for low, high, style, gid in (("low_95", "high_95", "-", "95"), ("low_998", "high_998", "--", "99.8")):
        for side in (low, high):
            _draw_limit(axes, [(step.n, getattr(step, side)) for step in funnel.steps], style, gid)
    _name_lines(axes, funnel)
    places = _jittered(funnel.points)
    axes.plot(
        [x for x, _ in places],
        [y for _, y in places],
        linestyle="none",
        marker="o",
        markersize=4.6 if len(places) > 60 else 6,
        markerfacecolor=WHITE,
        markeredgecolor=QUIET,
        markeredgewidth=0.9,
        zorder=3,
        gid="boards",
    )
    _letter_outside(axes, funnel, places)


def _round_sizes(least: int, most: int) -> list[int]:
    apart = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if (most - least) / step <= 8)
    return [n for n in range(least, most + 1) if n % apart == 0]


def _draw_limit(axes: Axes, limits: Sequence[tuple[int, float]], style: str, gid: str) -> None:
    """One level step for each whole number of answers; where a number is missing the line breaks."""
    across: list[float] = []
    up: list[float] = []
    for place, (n, limit) in enumerate(limits):
        if place and n != limits[place - 1][0] + 1:
            across.append(math.nan)
            up.append(math.nan)
        across += [n - 0.5, n + 0.5]
        up += [limit, limit]
    axes.plot(across, up, color=BOARD, linewidth=1.1, linestyle=style, zorder=2, gid=f"limit-{gid}")


def _name_lines(axes: Axes, funnel: FunnelData) -> None:
    """Names stand at the wide end, where the lines lie far enough apart."""
    if not funnel.steps:
        return
    first = min(funnel.steps, key=lambda step: step.n)
    for words, y in (("95%", first.high_95), ("99.8%", first.high_998)):
        axes.annotate(
            words, (first.n - 0.45, y), (0, 2), textcoords="offset points", size=SMALL_SIZE, color=BOARD
        )


def _jittered(points: Sequence[FunnelPoint]) -> list[Place]:
    """Shift dots of the same number of answers apart, always in the same way, and stay within their step."""
    seen: dict[int, int] = {}
    places = []
    for point in points:
        turn = seen.get(point.n, 0)
        seen[point.n] = turn + 1
        places.append((point.n + JITTER * ((turn * GOLDEN + 0.5) % 1 - 0.5), point.score))
    return places


def _letter_outside(axes: Axes, funnel: FunnelData, places: Sequence[Place]) -> None:
    outside = [
        (point, place)
        for point, place in zip(funnel.points, places, strict=True)
        if is_outside(point, funnel)
    ]
    for _, (x, y) in outside:
        axes.plot([x], [y], "o", color=BOARD, markersize=6, zorder=5)[0].set_gid("outside")
    letters, taken = letters_of(funnel), [_in_points(axes, place) for _, place in outside]
    for point, place in outside:
        if point in letters:
            spot = _free_spot(_in_points(axes, place), taken, way=1 if point.score > funnel.target else -1)
            taken.append(spot)
            _write_letter(axes, letters[point], place, spot)


def _free_spot(dot: Place, taken: Sequence[Place], *, way: int) -> Place:
    """Away from the middle if that is free, else beside the dot; the first again where nothing is."""
    x, y = dot
    spots = [(x, y + way * APART), (x + APART, y), (x - APART, y), (x, y - way * APART)]
    return next((spot for spot in spots if all(math.dist(spot, other) >= CLEAR for other in taken)), spots[0])


def _write_letter(axes: Axes, letter: str, place: Place, spot: Place) -> None:
    x, y = _in_points(axes, place)
    axes.annotate(
        letter,
        place,
        (spot[0] - x, spot[1] - y),
        textcoords="offset points",
        size=SMALL_SIZE,
        weight="bold",
        ha="center",
        va="center",
        zorder=6,
        gid="letter",
    )


def _in_points(axes: Axes, place: Place) -> Place:
    x, y = axes.transData.transform(place)
    points = POINTS_PER_INCH / axes.figure.dpi
    return float(x) * points, float(y) * points
