"""The caterpillar: all boards of a county in one domain, how sure each score is, and which can't be told apart."""

import math
from collections.abc import Iterator, Sequence

from matplotlib.figure import Figure

from govscore.reporting.canvas import Canvas, ChartText, level_range
from govscore.reporting.caterpillar_model import CaterpillarData, CaterpillarRow, stands_out
from govscore.reporting.lettering import POINTS_PER_INCH, line_height
from govscore.reporting.palette import BOARD, PHONE_WIDTH, QUIET, RULE, SMALL_SIZE, TEXT, WASH, WHITE
from govscore.reporting.words import count_words, one_decimal, sentence

MOST_NAMED = 12
MOST_DOTS = 60
ROW = 0.2
TALLEST = 5.0
NAMED = 0.16


def draw_caterpillar(data: CaterpillarData, *, width: float = PHONE_WIDTH) -> Figure:
    """Draw boards as intervals, those above, those that can't be told from the mean, those below."""
    canvas = Canvas(width=width, x_range=level_range(data.levels))
    canvas.heading(caterpillar_title(data), " ".join(_note(data)))
    if data.middle is None or not data.rows:
        canvas.withheld(_nothing(data), is_hatched=False)
        return canvas.finish(is_simulated=data.is_simulated)
    canvas.level_names(data.levels)
    canvas.skip(0.08)
    canvas.centre(f"county’s mean {one_decimal(data.middle)}", data.middle, canvas.y)
    canvas.skip(line_height(SMALL_SIZE) + 0.04)
    _draw_standing_out(canvas, data.above, data)
    _draw_alike(canvas, data)
    _draw_standing_out(canvas, data.below, data)
    canvas.skip(0.08)
    canvas.level_names(data.levels)
    return canvas.finish(is_simulated=data.is_simulated)


def describe_caterpillar(data: CaterpillarData) -> ChartText:
    """Say how many boards can be told from the mean, and list those by name: the others are not told apart."""
    outside = sorted((*data.above, *data.below), key=lambda row: row.name or "")
    title = caterpillar_title(data)
    return ChartText(
        title=title,
        alternative=sentence(title) if data.rows else f"{sentence(title)} {_nothing(data)}",
        header=("Board", "Score for comparison", "Likely between", "In words"),
        rows=tuple(_row(row, data) for row in outside),
    )


def caterpillar_title(data: CaterpillarData) -> str:
    """Say how many boards lie above and below the mean with chance allowed for."""
    if data.middle is None or not data.rows:
        return f"{data.title}: boards can’t be told apart"
    of = count_words(len(data.rows), "board")
    if not data.above and not data.below:
        return f"{data.title}: none of {of} can be told from the county’s mean"
    counts = [(len(data.above), "above"), (len(data.below), "below")]
    (first, where), *others = [(count, where) for count, where in counts if count]
    verb = "stands" if first == 1 else "stand"
    said = f"{first} of {of} {verb} {where} the county’s mean"
    rest = "".join(f" and {count} {side} it" for count, side in others)
    return f"{data.title}: {said}{rest}, allowing for chance"


def _note(data: CaterpillarData) -> Iterator[str]:
    facts = [data.note, *(["simulated"] if data.is_simulated else [])]
    yield sentence(", ".join(fact for fact in facts if fact)) if any(facts) else ""
    if data.withheld:
        yield sentence(f"{count_words(data.withheld, 'board')} withheld or without a score")
    if data.middle is not None and data.rows:
        yield (
            f"{'Thick line: boards’ scores' if len(data.rows) > MOST_DOTS else 'Dot: a board’s score'}, drawn "
            "towards the mean the more the fewer answered. Across: where each may lie."
        )
    if _has_names(data):
        yield "Named boards stand by name, not by score."
    elif data.above or data.below:
        yield "The table names the boards above and below."


def _nothing(data: CaterpillarData) -> str:
    if data.rows or data.middle is not None:
        return "No board has a score that may be shown."
    return "Too few answers to measure any difference between boards."


def _has_names(data: CaterpillarData) -> bool:
    outside = (*data.above, *data.below)
    return 0 < len(outside) <= MOST_NAMED and all(row.name for row in outside)


def _pitch(rows: int) -> float:
    return min(ROW, TALLEST / max(1, rows))


def _draw_standing_out(canvas: Canvas, rows: Sequence[CaterpillarRow], data: CaterpillarData) -> None:
    """A few boards each have a line for their name; of many only the picture is drawn, the highest first."""
    if not _has_names(data):
        ordered = sorted(rows, key=lambda row: -row.estimate)
        if ordered:
            _draw_rows(canvas, ordered, data, pitch=_pitch(len(data.rows)))
            canvas.skip(0.06)
        return
    for row in sorted(rows, key=lambda row: row.name or ""):
        canvas.write(row.name or "")
        _draw_rows(canvas, [row], data, pitch=NAMED)
        canvas.skip(0.05)


def _draw_alike(canvas: Canvas, data: CaterpillarData) -> None:
    rows = data.alike
    if not rows:
        return
    top = canvas.y
    canvas.skip(0.05)
    canvas.write(_alike_words(len(rows)), indent=0.05)
    canvas.skip(0.04)
    _draw_rows(canvas, rows, data, pitch=_pitch(len(data.rows)))
    canvas.skip(0.06)
    band = canvas.box(*canvas.axes.get_xlim(), height=canvas.y - top, y=top)
    band.set(facecolor=WASH, edgecolor=RULE, linewidth=0.6, zorder=0.5, gid="alike")
    canvas.skip(0.06)


def _alike_words(count: int) -> str:
    if count == 1:
        return "This board can’t be told from the county’s mean"
    return f"These {count} boards can’t be told from the county’s mean"


def _draw_rows(
    canvas: Canvas, rows: Sequence[CaterpillarRow], data: CaterpillarData, *, pitch: float
) -> None:
    """All intervals are one line with breaks, which keeps the picture small; so is the mean behind them."""
    down = [canvas.y + pitch * (place + 0.5) for place in range(len(rows))]
    canvas.axes.plot(
        [x for row in rows for x in (row.low, row.high, math.nan)],
        [y for middle in down for y in (middle, middle, math.nan)],
        color=_ink(rows[0], data),
        linewidth=min(1.6, pitch * POINTS_PER_INCH / 2),
        zorder=3,
        clip_on=False,
        gid="intervals",
    )
    _draw_scores(canvas, rows, data, down)
    if data.middle is not None:
        ends = [canvas.y, canvas.y + pitch * len(rows)]
        (line,) = canvas.axes.plot([data.middle] * 2, ends, color=TEXT, linewidth=1.2)
        line.set(zorder=2, clip_on=False, gid="middle")
    canvas.skip(pitch * len(rows))


def _draw_scores(
    canvas: Canvas, rows: Sequence[CaterpillarRow], data: CaterpillarData, down: Sequence[float]
) -> None:
    """A dot each, hollow where it can't be told from the mean; so many that dots would touch are a line."""
    is_crowded, ink = len(data.rows) > MOST_DOTS, _ink(rows[0], data)
    canvas.axes.plot(
        [row.estimate for row in rows],
        down,
        linestyle="-" if is_crowded and len(rows) > 1 else "none",
        color=ink,
        linewidth=2.4,
        marker="" if is_crowded and len(rows) > 1 else "o",
        markersize=5,
        markerfacecolor=ink if stands_out(rows[0], data) else WHITE,
        markeredgewidth=0.8,
        clip_on=False,
        zorder=4,
        gid="apart" if stands_out(rows[0], data) else "alike-boards",
    )


def _ink(row: CaterpillarRow, data: CaterpillarData) -> str:
    return BOARD if stands_out(row, data) else QUIET


def _row(row: CaterpillarRow, data: CaterpillarData) -> tuple[str, ...]:
    where = "above" if data.middle is not None and row.low > data.middle else "below"
    return (
        row.name or "not named",
        one_decimal(row.estimate),
        f"{one_decimal(row.low)} and {one_decimal(row.high)}",
        f"{where} the county’s mean",
    )
