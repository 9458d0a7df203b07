"""Where we differ: the statements on which answers lie furthest apart, each beside what chance would give."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from govscore.benchmarking.agreement.chance import MOST_EXACT, chance_average_deviation
from govscore.reporting.canvas import Canvas, ChartText
from govscore.reporting.chart_words import chart_note
from govscore.reporting.lettering import line_height, text_width
from govscore.reporting.model import OptionCountLine, QuestionRow, Report
from govscore.reporting.palette import BOARD, PHONE_WIDTH, QUIET, RULE, SMALL_SIZE, TEXT, WHITE, outline_ink
from govscore.reporting.words import count_words, sentence

MOST_DRAWN = 10
MOST_DOTS = 60
SCORED = "scored"
COLUMN = 0.36
ACROSS = 3
DOT = 0.085
LEFT = 0.25
RIGHT = 0.5
STRIP = 0.22
ROUNDING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One statement: how far its answers lie from their mean, and how near random ones seldom lie."""

    row: QuestionRow
    apart: float
    chance: float | None

    @property
    def is_like_chance(self) -> bool:
        """Whether answers at random would often agree as well."""
        return self.chance is None or self.apart > self.chance + ROUNDING


def draw_differences(report: Report, *, width: float = PHONE_WIDTH) -> Figure:
    """Draw the statements with the widest answers: the answers as dots, and their deviation on a strip."""
    found = differences(report)
    canvas = Canvas(width=width, x_range=_range(report, width))
    canvas.heading(differences_title(report), chart_note(report, *_reading_aid(report, found)))
    drawn = found[:MOST_DRAWN]
    if drawn:
        _draw_axis(canvas, report)
    for place, each in enumerate(drawn):
        canvas.skip(0.12)
        canvas.write(f"{each.row.order} {each.row.text}")
        canvas.skip(0.05)
        _draw_row(canvas, each, is_first=place == 0)
    return canvas.finish(is_simulated=report.round.is_simulated)


def describe_differences(report: Report) -> ChartText:
    """Say in words and in a table on which statements answers lie furthest apart."""
    found = differences(report)
    title = differences_title(report)
    widest = f" Widest: {found[0].row.order} {found[0].row.text}" if found else ""
    return ChartText(
        title=title,
        alternative=f"{sentence(title)}{widest}",
        header=("Statement", "Answers", "Average deviation", "Seldom by chance", "Agreement"),
        rows=tuple(
            (
                f"{each.row.order} {each.row.text}",
                str(each.row.n),
                _two(each.apart),
                "" if each.chance is None else f"up to {_two(each.chance)}",
                each.row.agreement.words,
            )
            for each in found
        ),
    )


def differences_title(report: Report) -> str:
    """Say on how many statements answers at random would often agree as well."""
    found = differences(report)
    if not found:
        return "Too few answers to say where we differ"
    alike = sum(each.is_like_chance for each in found)
    of = count_words(len(found), "statement")
    if alike == 0:
        return f"We agree more closely than chance would have us on {'all ' if len(found) > 1 else ''}{of}"
    return f"On {alike} of {of} how far we agree can’t be told from chance"


def differences(report: Report) -> tuple[Difference, ...]:
    """List the statements whose deviation and counts are shown, those with the widest answers first."""
    found = [_difference(row, report) for row in report.annex if _is_shown(row)]
    return tuple(sorted(found, key=lambda each: -each.apart))


def _is_shown(row: QuestionRow) -> bool:
    has_choice = sum(counted.kind == SCORED for counted in row.counts or ()) > 1
    return row.agreement.value is not None and row.n is not None and row.n > 1 and has_choice


def _difference(row: QuestionRow, report: Report) -> Difference:
    options = len(_scored(row))
    chance = chance_average_deviation(min(row.n or 0, MOST_EXACT), options).critical
    step = _span(report) / (options - 1)
    return Difference(
        row=row, apart=row.agreement.value or 0.0, chance=None if chance is None else chance * step
    )


def _scored(row: QuestionRow) -> tuple[OptionCountLine, ...]:
    return tuple(counted for counted in row.counts or () if counted.kind == SCORED)


def _span(report: Report) -> float:
    """A scale with other ends is stretched to the rubric's, so every question spans the same levels."""
    return report.levels[-1].value - report.levels[0].value


def _reading_aid(report: Report, found: Sequence[Difference]) -> Iterator[str]:
    if not found:
        return
    yield "Dots: answers. Bar: how far they lie from their mean, on average, in levels"
    yield "Line: answers at random lie left of it once in twenty times at most"
    if len(found) > MOST_DRAWN:
        yield f"The {MOST_DRAWN} widest of {len(found)} are drawn, and all are in the table"
    hidden = len(report.annex) - len(found)
    if hidden:
        yield f"{count_words(hidden, 'statement')} withheld, too alike or too few to show"


def _range(report: Report, width: float) -> tuple[float, float]:
    """The strip stands right of the dots: from nothing to half the scale, which is the most there can be."""
    probe = Canvas(width=width, x_range=(0, 1))
    left, most = len(report.levels) * COLUMN + LEFT, _span(report) / 2
    scale = most / (probe.width - left - RIGHT)
    return -left * scale, most + RIGHT * scale


def _draw_axis(canvas: Canvas, report: Report) -> None:
    """The marks of the levels over the dots, and a number every half level over the strip."""
    canvas.skip(line_height(SMALL_SIZE) / 2)
    for level in report.levels:
        ink = outline_ink(level.place, len(report.levels))
        canvas.level_mark(level, canvas.along(_middle(level.place)), canvas.y, ink=ink)
    top = canvas.y - line_height(SMALL_SIZE) / 2
    for tick in _ticks(report):
        canvas.centre(f"{tick:g}", tick, top, colour=QUIET)
    canvas.skip(line_height(SMALL_SIZE) / 2)


def _ticks(report: Report) -> tuple[float, ...]:
    return tuple(place / 2 for place in range(int(_span(report)) + 1))


def _middle(place: int) -> float:
    return (place - 0.5) * COLUMN


def _draw_row(canvas: Canvas, each: Difference, *, is_first: bool) -> None:
    if is_first and each.chance is not None:
        canvas.place("seldom by chance ←", canvas.inches(each.chance), canvas.y, align="right")
        canvas.skip(line_height(SMALL_SIZE) + 0.02)
    height = max(STRIP, _dots_height(each.row))
    _draw_answers(canvas, each.row, canvas.y + height)
    _draw_strip(canvas, each, canvas.y + height / 2)
    canvas.skip(height)


def _draw_strip(canvas: Canvas, each: Difference, y: float) -> None:
    canvas.axes.plot([0.0, each.apart], [y, y], color=BOARD, linewidth=1.8, zorder=1, clip_on=False)
    if each.chance is not None:
        reach = [y - STRIP / 2, y + STRIP / 2]
        (line,) = canvas.axes.plot([each.chance] * 2, reach, color=TEXT, linewidth=1.3)
        line.set(zorder=2, clip_on=False, gid="chance")
    face = WHITE if each.is_like_chance else BOARD
    canvas.mark(each.apart, y, "o", ink=BOARD, face=face).set_gid("apart")
    canvas.place(_two(each.apart), _beside(canvas, each), y - line_height(SMALL_SIZE) / 2, colour=BOARD)


def _beside(canvas: Canvas, each: Difference) -> float:
    """Right of the dot, and of the line where that would run through the number."""
    left = canvas.inches(each.apart) + 0.1
    line = -math.inf if each.chance is None else canvas.inches(each.chance)
    return line + 0.05 if left - 0.05 < line < left + text_width(_two(each.apart)) + 0.05 else left


def _draw_answers(canvas: Canvas, row: QuestionRow, ground: float) -> None:
    """A dot for each answer over its level; of a large board, the numbers."""
    across: list[float] = []
    down: list[float] = []
    for place, count in _by_level(row).items():
        if _is_crowded(row):
            canvas.place(str(count), _middle(place), ground - line_height(SMALL_SIZE), align="center")
            continue
        for turn in range(count):
            line, spot = divmod(turn, ACROSS)
            wide = min(ACROSS, count - line * ACROSS)
            across.append(canvas.along(_middle(place) + (spot - (wide - 1) / 2) * DOT))
            down.append(ground - DOT * (line + 0.5))
    canvas.axes.plot(
        across,
        down,
        linestyle="none",
        marker="o",
        markersize=DOT * 72 * 0.75,
        markerfacecolor=QUIET,
        markeredgecolor="none",
        clip_on=False,
        zorder=3,
        gid="answers",
    )
    ends = [canvas.along(0), canvas.along(_middle(max(_by_level(row), default=1)) + COLUMN / 2)]
    canvas.axes.plot(ends, [ground, ground], color=RULE, linewidth=0.8, zorder=1, clip_on=False)


def _dots_height(row: QuestionRow) -> float:
    most = max(_by_level(row).values(), default=0)
    return line_height(SMALL_SIZE) if _is_crowded(row) else -(-most // ACROSS) * DOT


def _is_crowded(row: QuestionRow) -> bool:
    return sum(_by_level(row).values()) > MOST_DOTS


def _by_level(row: QuestionRow) -> dict[int, int]:
    found: dict[int, int] = {}
    for counted in _scored(row):
        if counted.place is not None:
            found[counted.place] = found.get(counted.place, 0) + counted.count
    return found


def _two(value: float) -> str:
    return f"{value:.2f}"
