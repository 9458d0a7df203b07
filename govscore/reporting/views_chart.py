"""Two views of the same boards: the board's own score across, the officer's level up, and neither is the truth."""

import math
from collections.abc import Iterator, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from govscore.reporting.canvas import MARGIN, Canvas, ChartText
from govscore.reporting.lettering import text_width
from govscore.reporting.letters import Lettered, Place, letter, write_letters
from govscore.reporting.palette import BOARD, PHONE_WIDTH, QUIET, RULE, TEXT, WASH, WHITE
from govscore.reporting.views_model import TwoViews, ViewPoint, by_name
from govscore.reporting.words import count_words, one_decimal, sentence

HEIGHT = 3.9
BELOW = 0.62
EDGE = 0.35
GOLDEN = (math.sqrt(5) - 1) / 2
JITTER = 0.36
ROOM = 0.1
MOST_TICKS = 7
INDENT = 0.25
MOST_NAMED = 15


def draw_views(views: TwoViews, *, width: float = PHONE_WIDTH) -> Figure:
    """Draw boards as dots between their own score and the officer's level; a few to talk with have a letter."""
    canvas = Canvas(width=width, x_range=(0, 1))
    canvas.heading(views_title(views), " ".join(_note(views)))
    if not views.points:
        canvas.withheld("No board looked at has both views.", is_hatched=False)
        return canvas.finish(is_simulated=views.is_simulated)
    canvas.skip(0.05)
    top = canvas.y
    canvas.skip(HEIGHT)
    _list_names(canvas, views)
    figure = canvas.finish(is_simulated=views.is_simulated)
    _draw_plot(_axes(figure, views, top), views)
    return figure


def describe_views(views: TwoViews) -> ChartText:
    """Say how the two views lie to each other, and list the boards to talk with."""
    title = views_title(views)
    return ChartText(
        title=title,
        alternative=f"{sentence(title)} {_apart_words(views)}",
        header=("Board", "Own score", "Officer’s level", "In words"),
        rows=tuple(
            (point.name or "", one_decimal(point.own), _level_word(point, views), point.words)
            for point in views.named
        ),
    )


def views_title(views: TwoViews) -> str:
    """Say of how many boards the officer’s view is not what boards with such scores usually get."""
    of, named = count_words(len(views.points), "board"), len(views.named)
    if not named:
        return f"{views.title}: the two views of {of} lie about as usual"
    return f"{views.title}: the officer’s view of {named} of {of} is not the usual one"


def _note(views: TwoViews) -> Iterator[str]:
    facts = [views.note, *(["simulated"] if views.is_simulated else [])]
    yield sentence(", ".join(fact for fact in facts if fact)) if any(facts) else ""
    if views.without:
        yield sentence(f"{count_words(views.without, 'board')} without one of the views")
    yield _apart_words(views)
    yield "Solid: what boards with such scores usually get, 19 of 20 within the band. Dashed: both views alike."
    if views.named:
        yield "Either view may be right."


def _apart_words(views: TwoViews) -> str:
    low, high = (f"{one_decimal(abs(each))} {_side(each)}" for each in views.within)
    if one_decimal(abs(views.apart)) == one_decimal(0):
        first = "Officers’ levels and boards’ own scores are alike on average"
    else:
        size = one_decimal(abs(views.apart))
        first = f"Officers’ levels are on average {size} {_side(views.apart)} boards’ own scores"
    return f"{first}, nearly all from {low} to {high}."


def _side(apart: float) -> str:
    return "below" if apart < 0 else "above"


def _level_word(point: ViewPoint, views: TwoViews) -> str:
    found = (level.word for level in views.levels if level.value == point.officers)
    return next(found, one_decimal(point.officers))


def _axes(figure: Figure, views: TwoViews, top: float) -> Axes:
    width, height = figure.get_size_inches()
    left = 0.2 + max(text_width(level.label) for level in views.levels)
    bottom = height - top - HEIGHT + BELOW
    axes = figure.add_axes(
        (left / width, bottom / height, (width - left - MARGIN) / width, (HEIGHT - BELOW) / height)
    )
    values = [level.value for level in views.levels]
    owns = [point.own for point in views.points]
    axes.set_xlim(min(owns) - ROOM, max(owns) + ROOM)
    axes.set_xticks(_ticks(min(owns) - ROOM, max(owns) + ROOM))
    axes.set_ylim(values[0] - EDGE, values[-1] + EDGE)
    axes.set_yticks(values, [level.label for level in views.levels])
    axes.set_xlabel("board’s own score, drawn towards the mean\nthe more the fewer answered")
    axes.tick_params(length=3, width=0.8)
    axes.grid(axis="y", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)
    return axes


def _ticks(low: float, high: float) -> list[float]:
    apart = next(step for step in (0.1, 0.2, 0.5, 1, 2, 5, 10) if (high - low) / step <= MOST_TICKS)
    return [place * apart for place in range(math.ceil(low / apart), math.floor(high / apart) + 1)]


def _draw_plot(axes: Axes, views: TwoViews) -> None:
    ends = list(axes.get_xlim())
    usual = [views.usual.at(x) for x in ends]
    low, high = ([y + way * views.usual.reach for y in usual] for way in (-1, 1))
    band = axes.fill_between(ends, low, high, facecolor=WASH, edgecolor=RULE, linewidth=0.6)
    band.set(zorder=0.5, gid="band")
    (alike,) = axes.plot(ends, ends, color=QUIET, linewidth=1, linestyle=(0, (4, 3)), zorder=2)
    alike.set_gid("alike")
    axes.plot(ends, usual, color=TEXT, linewidth=1.2, zorder=2)[0].set_gid("usual")
    axes.set_xlim(*ends)
    _draw_boards(axes, views)


def _draw_boards(axes: Axes, views: TwoViews) -> None:
    places = _spread_out(views.points)
    axes.plot(
        [x for x, _ in places],
        [y for _, y in places],
        linestyle="none",
        marker="o",
        markersize=4.2 if len(places) > 60 else 6,
        markerfacecolor=WHITE,
        markeredgecolor=QUIET,
        markeredgewidth=0.9,
        zorder=3,
        gid="boards",
    )
    pairs = sorted(zip(views.points, places, strict=True), key=lambda pair: by_name(pair[0]))
    named = [(point, place) for point, place in pairs if point.name]
    for _, (x, y) in named:
        axes.plot([x], [y], "o", color=BOARD, markersize=6, zorder=5)[0].set_gid("named")
    if _has_letters(views):
        lettered = (
            Lettered(letter=letter(turn), place=place, way=_way(point, views))
            for turn, (point, place) in enumerate(named)
        )
        write_letters(axes, tuple(lettered))


def _way(point: ViewPoint, views: TwoViews) -> int:
    return 1 if point.officers > views.usual.at(point.own) else -1


def _spread_out(points: Sequence[ViewPoint]) -> list[Place]:
    """Many boards share a level, so their dots stand a little above and below it, in the same way each time."""
    return [
        (point.own, point.officers + JITTER * ((turn * GOLDEN + 0.5) % 1 - 0.5))
        for turn, point in enumerate(points)
    ]


def _has_letters(views: TwoViews) -> bool:
    return len(views.named) <= MOST_NAMED


def _list_names(canvas: Canvas, views: TwoViews) -> None:
    """Names stand below the plot, where long ones have room."""
    if not views.named:
        return
    canvas.skip(0.08)
    if not _has_letters(views):
        canvas.write("The table names the boards to talk with.")
        return
    canvas.write("To talk about, each side with what it saw", is_bold=True)
    for turn, point in enumerate(views.named):
        top = canvas.y
        canvas.write(point.name or "", indent=INDENT)
        canvas.place(letter(turn), 0, top, is_bold=True)
