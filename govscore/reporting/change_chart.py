"""The change since last time: a ring for then and a dot for now, joined where they may be compared."""

from collections.abc import Iterator

from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch

from govscore.errors import NotFoundError
from govscore.questionnaire.changes.model import Trend
from govscore.reporting.canvas import Canvas, ChartText, level_range
from govscore.reporting.chart_words import chart_note, shown_or_reason
from govscore.reporting.lettering import line_height, text_width
from govscore.reporting.model import Report
from govscore.reporting.palette import (
    BOARD,
    BODY_SIZE,
    PHONE_WIDTH,
    QUIET,
    RULE,
    SMALL_SIZE,
    TEXT,
    WASH,
    WHITE,
)
from govscore.reporting.trend import NOT_ASKED_THEN
from govscore.reporting.trend_model import Chance, ThenPoint, TrendLine, TrendPart
from govscore.reporting.words import join_words, one_decimal, sentence

STRIP = 0.26
SLASH = 0.08
ROOM = 0.5
SHORTEST = 0.06


def draw_change(report: Report, *, width: float = PHONE_WIDTH) -> Figure:
    """Draw a row for each domain: last time as a ring and now as a dot, with a line only where it may be drawn."""
    trend = known_trend(report)
    canvas = Canvas(width=width, x_range=level_range(report.levels))
    canvas.heading(change_title(report), chart_note(report, *_reading_aid(trend)))
    canvas.level_names(report.levels)
    unnamed = True
    for line in trend.domains:
        canvas.skip(0.14)
        canvas.write(line.title, size=BODY_SIZE, is_bold=True)
        canvas.write(_means(line), colour=QUIET)
        canvas.write(line.last.words)
        if line.chance is not None:
            canvas.write(line.chance.words, colour=QUIET)
        if line.last.drawn_at is not None or line.now.value is not None:
            unnamed = _draw_line(canvas, line, report, is_unnamed=unnamed)
    canvas.skip(0.06)
    canvas.level_names(report.levels)
    return canvas.finish(is_simulated=report.round.is_simulated)


def describe_change(report: Report) -> ChartText:
    """Say in words and in a table what has changed since last time, and what cannot be compared."""
    trend = known_trend(report)
    rows = (*trend.domains, trend.overall)
    told = " ".join(sentence(f"{line.title}: {line.last.words}") for line in trend.domains)
    return ChartText(
        title=change_title(report),
        alternative=f"{sentence(change_title(report))} {told}",
        header=("Domain", trend.earlier[0].words, trend.now.words, "Change", "Why, or with what note"),
        rows=tuple(_row(line) for line in rows),
    )


def change_title(report: Report) -> str:
    """Say which domain has changed most, of those that can be compared, or that no change is beyond chance."""
    trend = known_trend(report)
    last = trend.earlier[0].round
    changes = {line.title: line.last.change for line in trend.domains}
    sizes = {title: one_decimal(abs(change)) for title, change in changes.items() if change is not None}
    if not sizes:
        return f"No domain can be compared with {last}"
    largest = max(sizes.values(), key=float)
    if largest == one_decimal(0):
        return f"Much the same as in {last}, where it can be compared"
    judged = [line.chance for line in trend.domains if line.last.change is not None]
    if all(chance is not None and not chance.is_more_than_chance for chance in judged):
        return f"No change since {last} that could not be chance"
    found = [line for line in trend.domains if sizes.get(line.title) == largest]
    named = join_words([f"{line.title} {line.last.words}" for line in found])
    return f"Largest change since {last}: {named}"


def known_trend(report: Report) -> TrendPart:
    """Give what is known of earlier evaluations, and nothing where there was none."""
    if report.trend is None:
        raise NotFoundError("This report knows of no earlier evaluation, so there is no chart of changes.")
    return report.trend


def _reading_aid(trend: TrendPart) -> tuple[str, ...]:
    aid = f"Ring: {trend.earlier[0].words}. Dot: {trend.now.words}"
    both = (line for line in trend.domains if line.now.value is not None and line.last.drawn_at is not None)
    trends = {line.last.trend for line in both}
    told = (
        (Trend.DRAWN, "Line: they can be compared"),
        (Trend.WITH_NOTE, "Dashes: with a note"),
        (Trend.BREAKS, "Strokes, and no line: they cannot"),
    )
    return (aid, *(words for kind, words in told if kind in trends), *_chance_aid(trend))


def _chance_aid(trend: TrendPart) -> Iterator[str]:
    judged = [line.chance for line in trend.domains if line.chance and line.last.drawn_at is not None]
    if judged:
        yield "Grey band: as far as chance could take the score of then"
    if any(chance.expected is not None for chance in judged):
        yield "Grey arrow: the way back that such a score tends to go with no change at all"


def _means(line: TrendLine) -> str:
    """Both scores, but for one whose absence the words about the change tell."""
    told = line.last.words
    both = (f"then {line.last.mean.words}", f"now {shown_or_reason(line.now)}")
    return " · ".join(words for words in both if told not in (words, words.removeprefix("then ")))


def _draw_line(canvas: Canvas, line: TrendLine, report: Report, *, is_unnamed: bool) -> bool:
    """Draw the marks of one domain; say whether ring and dot are still to be named."""
    then, now = line.last.drawn_at, line.now.value
    canvas.skip(0.05)
    if is_unnamed and then is not None and now is not None:
        _name_both(canvas, then, now)
        is_unnamed = False
    canvas.level_strip(report.levels, STRIP)
    y = canvas.y + STRIP / 2
    if then is not None and line.chance is not None:
        _draw_chance(canvas, line.chance, then, report)
    if then is not None and now is not None:
        _join(canvas, line.last, then, now)
    if then is not None:
        canvas.mark(then, y, "o", ink=BOARD, face=WHITE, size=11).set_gid("then")
    if now is not None:
        canvas.mark(now, y, "o", ink=BOARD, face=BOARD, size=7).set_gid("now")
    canvas.skip(STRIP + 0.02)
    for reason in () if line.last.words == NOT_ASKED_THEN else line.last.reasons:
        canvas.write(reason, colour=QUIET)
    return is_unnamed


def _draw_chance(canvas: Canvas, chance: Chance, then: float, report: Report) -> None:
    """Behind the marks, how far chance could take the score of then, and below them the way back to the mean."""
    low = max(report.levels[0].value, then - chance.could_be_chance)
    high = min(report.levels[-1].value, then + chance.could_be_chance)
    band = canvas.box(low, high, height=STRIP)
    band.set(facecolor=WASH, edgecolor=RULE, linewidth=0.6, zorder=0.5, gid="could-be-chance")
    if chance.expected is None or abs(canvas.inches(chance.expected) - canvas.inches(then)) < SHORTEST:
        return
    arrow = FancyArrowPatch(
        (then, canvas.y + STRIP - 0.03),
        (chance.expected, canvas.y + STRIP - 0.03),
        arrowstyle="-|>",
        mutation_scale=6,
        color=QUIET,
        linewidth=1.2,
        shrinkA=0,
        shrinkB=0,
    )
    canvas.axes.add_patch(arrow)
    arrow.set(zorder=2, clip_on=False, gid="expected")


def _join(canvas: Canvas, point: ThenPoint, then: float, now: float) -> None:
    y = canvas.y + STRIP / 2
    if point.trend == Trend.BREAKS:
        _strike(canvas, then, now)
        return
    style = "-" if point.trend == Trend.DRAWN else (0, (2, 1.2))
    (joined,) = canvas.axes.plot([then, now], [y, y], color=BOARD, linewidth=2.2, linestyle=style)
    joined.set(zorder=3, clip_on=False, gid="joined")


def _strike(canvas: Canvas, then: float, now: float) -> None:
    """Two strokes between the marks, or beside them where they lie too close for that."""
    places = sorted((canvas.inches(then), canvas.inches(now)))
    apart = places[1] - places[0]
    middle = sum(places) / 2 if apart >= ROOM else places[1] + ROOM / 2
    left, right = (canvas.along(middle + way * SLASH * 2) for way in (-1, 1))
    gap = canvas.box(left, right, height=0.06, y=canvas.y + STRIP / 2 - 0.03)
    gap.set(facecolor=WHITE, zorder=2)
    for shift in (-SLASH / 2, SLASH / 2):
        foot, head = (canvas.along(middle + shift + lean) for lean in (-SLASH / 2, SLASH / 2))
        ends = [canvas.y + STRIP - 0.04, canvas.y + 0.04]
        (stroke,) = canvas.axes.plot([foot, head], ends, color=TEXT, linewidth=1.4)
        stroke.set(zorder=3, clip_on=False, gid="break")


def _name_both(canvas: Canvas, then: float, now: float) -> None:
    """Names stand over their marks, side by side where the marks lie too close for that."""
    apart = abs(canvas.inches(then) - canvas.inches(now))
    push = max(0.0, (text_width("then") + text_width("now")) / 2 + 0.12 - apart) / 2
    way = -1 if then <= now else 1
    for words, x, side in (("then", then, way), ("now", now, -way)):
        canvas.centre(words, canvas.along(canvas.inches(x) + side * push), canvas.y, colour=BOARD)
    canvas.skip(line_height(SMALL_SIZE) + 0.03)


def _row(line: TrendLine) -> tuple[str, ...]:
    then = line.last
    told = (*then.reasons, *([line.chance.words] if line.chance else []))
    return (line.title, then.mean.words, line.now.words, then.words, " ".join(told))
