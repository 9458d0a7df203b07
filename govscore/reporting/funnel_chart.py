"""The funnel: all boards of a county in one domain, and how far chance may take one with so few answers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from govscore.reporting.canvas import MARGIN, Canvas, ChartText
from govscore.reporting.lettering import text_width
from govscore.reporting.palette import BOARD, PHONE_WIDTH, QUIET, RULE, SMALL_SIZE, TEXT, WHITE
from govscore.reporting.reading import LevelMark
from govscore.reporting.words import count_words, one_decimal, sentence

HEIGHT = 3.6
GOLDEN = (math.sqrt(5) - 1) / 2
JITTER = 0.6
INDENT = 0.25
APART = 9.0
CLEAR = 8.0

Place = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class FunnelPoint:
    """One board: how many answered, its mean, and its name where it lies outside the limits."""

    n: int
    score: float
    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class FunnelStep:
    """The limits for one number of answers."""

    n: int
    low_95: float
    high_95: float
    low_998: float
    high_998: float


@dataclass(frozen=True, kw_only=True)
class FunnelData:
    """One domain of a county; `note` says which round and when, `withheld` boards have no point."""

    title: str
    note: str
    levels: tuple[LevelMark, ...]
    points: tuple[FunnelPoint, ...]
    target: float
    steps: tuple[FunnelStep, ...]
    withheld: int = 0
    is_simulated: bool = False


def draw_funnel(funnel: FunnelData, *, width: float = PHONE_WIDTH) -> Figure:
    """Draw boards as dots between limits, a step for each number of answers; only those outside are named."""
    canvas = Canvas(width=width, x_range=(0, 1))
    canvas.heading(funnel_title(funnel), _note(funnel))
    if not funnel.points:
        canvas.withheld("No board has a score that may be shown.", is_hatched=False)
        return canvas.finish(is_simulated=funnel.is_simulated)
    canvas.skip(0.05)
    top = canvas.y
    canvas.skip(HEIGHT)
    _list_names(canvas, funnel)
    figure = canvas.finish(is_simulated=funnel.is_simulated)
    _draw_plot(_plot_axes(figure, funnel, top), funnel)
    return figure


def describe_funnel(funnel: FunnelData) -> ChartText:
    """Say in words how many boards lie outside, and list those in a table: no board inside is told apart."""
    outside = [point for point in funnel.points if is_outside(point, funnel)]
    inside = len(funnel.points) - len(outside)
    return ChartText(
        title=funnel_title(funnel),
        alternative=f"{sentence(funnel_title(funnel))} {count_words(inside, 'board')} within the limits about "
        f"{one_decimal(funnel.target)}, everybody’s mean: chance may explain all differences between them.",
        header=("Board", "Answers", "Mean", "Outside"),
        rows=tuple(
            _row(point, funnel) for point in sorted(outside, key=lambda each: (each.name or "", each.n))
        ),
    )


def funnel_title(funnel: FunnelData) -> str:
    """Say how many boards lie outside the limits, and how many chance alone would put there."""
    total = len(funnel.points)
    if total == 0:
        return f"{funnel.title}: too few to say"
    outside = sum(is_outside(point, funnel) for point in funnel.points)
    verb = "lies" if outside == 1 else "lie"
    chance = total * 0.05
    expected = f"about {round(chance)}" if chance >= 1 else "fewer than one"
    return (
        f"{funnel.title}: {outside or 'none'} of {count_words(total, 'board')} {verb} outside the limits; "
        f"chance alone would put {expected} there"
    )


def is_outside(point: FunnelPoint, funnel: FunnelData) -> bool:
    """Say whether chance would take fewer than one board in twenty so far."""
    step = _step(point.n, funnel)
    return step is not None and not step.low_95 <= point.score <= step.high_95


def is_far_outside(point: FunnelPoint, funnel: FunnelData) -> bool:
    """Say whether chance would take fewer than one board in five hundred so far."""
    step = _step(point.n, funnel)
    return step is not None and not step.low_998 <= point.score <= step.high_998


def _note(funnel: FunnelData) -> str:
    facts = [funnel.note, *(["simulated"] if funnel.is_simulated else [])]
    hidden = (
        f" {count_words(funnel.withheld, 'board')} withheld or without a score." if funnel.withheld else ""
    )
    return f"{', '.join(fact for fact in facts if fact)}.{hidden} Only boards outside the limits are named."


def _step(n: int, funnel: FunnelData) -> FunnelStep | None:
    return next((step for step in funnel.steps if step.n == n), None)


def _row(point: FunnelPoint, funnel: FunnelData) -> tuple[str, ...]:
    limit = "the 99.8% limits" if is_far_outside(point, funnel) else "the 95% limits"
    return (point.name or "not named", str(point.n), one_decimal(point.score), limit)


def _plot_axes(figure: Figure, funnel: FunnelData, top: float) -> Axes:
    width, height = figure.get_size_inches()
    left = 0.2 + max(text_width(level.label) for level in funnel.levels)
    below = 0.42
    bottom = height - top - HEIGHT + below
    axes = figure.add_axes(
        (left / width, bottom / height, (width - left - MARGIN) / width, (HEIGHT - below) / height)
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


def _round_sizes(least: int, most: int) -> list[int]:
    apart = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if (most - least) / step <= 8)
    return [n for n in range(least, most + 1) if n % apart == 0]


def _draw_plot(axes: Axes, funnel: FunnelData) -> None:
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
    right = axes.get_xlim()[1]
    for words, y in (("95%", first.high_95), ("99.8%", first.high_998)):
        axes.annotate(
            words, (first.n - 0.45, y), (0, 2), textcoords="offset points", size=SMALL_SIZE, color=BOARD
        )
    axes.annotate(
        f"everybody’s mean {one_decimal(funnel.target)}",
        (right, funnel.target),
        (-2, 3),
        textcoords="offset points",
        size=SMALL_SIZE,
        ha="right",
        zorder=5,
        bbox={"facecolor": WHITE, "edgecolor": "none", "pad": 0.5},
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
    letters, taken = _letters(funnel), [_in_points(axes, place) for _, place in outside]
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
    dots = axes.get_figure(root=True).dpi
    return float(x) * 72 / dots, float(y) * 72 / dots


def _letters(funnel: FunnelData) -> dict[FunnelPoint, str]:
    """A letter for each named board outside, by the alphabet: its order says nothing about the board."""
    named = {point for point in funnel.points if point.name and is_outside(point, funnel)}
    ordered = sorted(named, key=lambda point: (point.name or "", point.n, point.score))
    return {point: _letter(place) for place, point in enumerate(ordered)}


def _letter(place: int) -> str:
    turn, rest = divmod(place, len(ascii_lowercase))
    return (_letter(turn - 1) if turn else "") + ascii_lowercase[rest]


def _list_names(canvas: Canvas, funnel: FunnelData) -> None:
    """Names stand below the plot, where long ones have room."""
    letters = _letters(funnel)
    far = [point for point in letters if is_far_outside(point, funnel)]
    near = [point for point in letters if point not in far]
    for title, points in (("Outside the 99.8% limits", far), ("Outside the 95% limits", near)):
        if points:
            canvas.skip(0.08)
            canvas.write(title, is_bold=True)
        for point in points:
            top = canvas.y
            canvas.write(point.name or "", indent=INDENT)
            canvas.place(letters[point], 0, top, is_bold=True)
