"""The inside of a funnel: limits in steps, a dot for each board, a letter for each named one outside."""

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from govscore.reporting.canvas import MARGIN
from govscore.reporting.funnel_model import FunnelData, FunnelPoint, is_outside, letters_of
from govscore.reporting.lettering import text_width
from govscore.reporting.letters import Lettered, Place, write_letters
from govscore.reporting.palette import BOARD, QUIET, RULE, SMALL_SIZE, TEXT, WHITE
from govscore.reporting.words import share_words

HEIGHT = 3.6
BELOW = 0.42
EDGE = 1 / 30
GOLDEN = (math.sqrt(5) - 1) / 2
JITTER = 0.6


def add_plot(figure: Figure, funnel: FunnelData, top: float) -> Axes:
    """Add the empty axes, so many inches below the top of the sheet."""
    width, height = figure.get_size_inches()
    ticks = _ticks(funnel)
    left = 0.2 + max(text_width(words) for words in ticks.values())
    bottom = height - top - HEIGHT + BELOW
    axes = figure.add_axes(
        (left / width, bottom / height, (width - left - MARGIN) / width, (HEIGHT - BELOW) / height)
    )
    sizes = [point.n for point in funnel.points] + [step.n for step in funnel.steps]
    room = EDGE * (max(ticks) - min(ticks))
    axes.set_xlim(min(sizes) - 0.6, max(sizes) + 0.6)
    axes.set_ylim(min(ticks) - room, max(ticks) + room)
    axes.set_yticks(list(ticks), list(ticks.values()))
    axes.set_xticks(_round_sizes(min(sizes), max(sizes)))
    axes.set_xlabel(funnel.counted)
    axes.tick_params(length=3, width=0.8)
    axes.grid(axis="y", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)
    return axes


def _ticks(funnel: FunnelData) -> dict[float, str]:
    if funnel.is_of_shares:
        return {quarter / 4: share_words(quarter / 4) for quarter in range(5)}
    return {level.value: level.label for level in funnel.levels}


def draw_plot(axes: Axes, funnel: FunnelData) -> None:
    """Draw limits, boards and letters."""
    axes.axhline(funnel.target, color=TEXT, linewidth=1, zorder=2, gid="target")
    for low, high, style, gid in (("low_95", "high_95", "-", "95"), ("low_998", "high_998", "--", "99.8")):
        for side in (low, high):
            _draw_limit(
                axes, [(step.n, _drawn(getattr(step, side), funnel)) for step in funnel.steps], style, gid
            )
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


def _drawn(limit: float, funnel: FunnelData) -> float:
    """No share lies beyond nothing or all, though an exact limit may."""
    return min(1.0, max(0.0, limit)) if funnel.is_of_shares else limit


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
    """Names stand at the wide end, on the side where the lines lie far enough apart."""
    if not funnel.steps:
        return
    first = min(funnel.steps, key=lambda step: step.n)
    is_low = funnel.is_of_shares and funnel.target > 1 / 2
    near, far = (first.low_95, first.low_998) if is_low else (first.high_95, first.high_998)
    for words, limit in (("95%", near), ("99.8%", far)):
        axes.annotate(
            words,
            (first.n - 0.45, _drawn(limit, funnel)),
            (0, -2 if is_low else 2),
            textcoords="offset points",
            size=SMALL_SIZE,
            color=BOARD,
            va="top" if is_low else "baseline",
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
    letters = letters_of(funnel)
    lettered = [
        Lettered(letter=letters[point], place=place, way=1 if point.score > funnel.target else -1)
        for point, place in outside
        if point in letters
    ]
    write_letters(axes, lettered, dots=[place for _, place in outside])
