"""Among similar boards: their scores as dots for each domain, and below them the board's own."""

from collections import Counter
from collections.abc import Sequence

from matplotlib.figure import Figure

from govscore.reporting.canvas import Canvas, ChartText, level_range
from govscore.reporting.chart_words import chart_note
from govscore.reporting.lettering import line_height
from govscore.reporting.model import DomainSection, PositionPart, Report
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
from govscore.reporting.words import count_words, one_decimal, sentence

DOT = 0.085
TALLEST = 0.5
OWN = 0.22
SAID = {"above": "above", "in-line": "in line with", "below": "below"}


def draw_position(report: Report, *, width: float = PHONE_WIDTH) -> Figure:
    """Draw similar boards as hollow dots, their middle half as a band, and this board filled and named."""
    canvas = Canvas(width=width, x_range=level_range(report.levels))
    canvas.heading(position_title(report), chart_note(report, _reading_aid(report)))
    canvas.level_names(report.levels)
    unexplained = {"middle", "own"}
    for section in report.domains:
        canvas.skip(0.12)
        canvas.write(section.title, size=BODY_SIZE, is_bold=True)
        _draw_domain(canvas, section, report, unexplained)
    canvas.skip(0.06)
    canvas.level_names(report.levels)
    return canvas.finish(is_simulated=report.round.is_simulated)


def describe_position(report: Report) -> ChartText:
    """Say in words and in a table where the board stands in each domain."""
    said = (f"{section.title}: {section.position.words}" for section in report.domains if section.position)
    return ChartText(
        title=position_title(report),
        alternative=f"{sentence(position_title(report))} {' '.join(said)}".strip(),
        header=("Domain", "Our mean", "Likely place", "Similar boards", "Their middle half", "In words"),
        rows=tuple(_row(section) for section in report.domains),
    )


def position_title(report: Report) -> str:
    """Count the domains above, in line with and below similar boards; no place among them is given."""
    positions = (section.position.position for section in report.domains if section.position)
    places = [position for position in positions if position in SAID]
    found = [(words, places.count(place)) for place, words in SAID.items() if place in places]
    if not found:
        return "Too few to say how we compare with similar boards"
    (first, number), *others = found
    of = count_words(len(places), "domain")
    how_many = f"all {of}" if number == len(places) > 1 else f"{number} of {of}"
    parts = [f"{first.capitalize()} similar boards in {how_many}"]
    return ", ".join([*parts, *(f"{words} them in {number}" for words, number in others)])


def _reading_aid(report: Report) -> str:
    if not any(map(_placed, report.domains)):
        return ""
    return (
        "Hollow dots: similar boards, without names. Line: where our mean may lie when chance is allowed for"
    )


def _placed(section: DomainSection) -> tuple[PositionPart, float] | None:
    """The position and our score in it, where there is both a score and something to set it beside."""
    position = section.position
    if position is None or position.score is None or not position.scores:
        return None
    return position, position.score


def _draw_domain(canvas: Canvas, section: DomainSection, report: Report, unexplained: set[str]) -> None:
    placed = _placed(section)
    if placed is None:
        words = section.position.words if section.position else "not compared"
        canvas.skip(0.04)
        canvas.withheld(words, is_hatched=section.mean.value is None)
        return
    position, score = placed
    canvas.write(position.words, colour=QUIET)
    canvas.skip(0.08)
    if "middle" in unexplained and position.median is not None:
        unexplained.discard("middle")
        canvas.centre("middle half of similar boards", position.median, canvas.y)
        canvas.skip(line_height(SMALL_SIZE) + 0.04)
    _draw_others(canvas, position, report)
    _draw_own(canvas, position, score, unexplained)


def _draw_others(canvas: Canvas, position: PositionPart, report: Report) -> None:
    """Dots in columns, one board a dot; where many share a column they stand closer."""
    columns = _columns(canvas, position.scores)
    step = min(DOT, TALLEST / max(Counter(column for column, _ in columns).values()))
    height = max(row for _, row in columns) * step + DOT
    _draw_middle(canvas, position, height)
    ground = canvas.y + height
    canvas.axes.plot(
        [canvas.along(column * DOT) for column, _ in columns],
        [ground - DOT / 2 - row * step for _, row in columns],
        linestyle="none",
        marker="o",
        markersize=DOT * 72 * 0.8,
        markerfacecolor=WHITE,
        markeredgecolor=QUIET,
        markeredgewidth=0.8,
        clip_on=False,
        zorder=3,
        gid="others",
    )
    canvas.skip(height)
    ends = [report.levels[0].value, report.levels[-1].value]
    canvas.axes.plot(ends, [canvas.y] * 2, color=RULE, linewidth=0.8, zorder=1, clip_on=False)


def _columns(canvas: Canvas, scores: Sequence[float]) -> list[tuple[int, int]]:
    """Give each score its column and its row in it, counted from the ground."""
    seen: Counter[int] = Counter()
    places = []
    for score in sorted(scores):
        column = round(canvas.inches(score) / DOT)
        places.append((column, seen[column]))
        seen[column] += 1
    return places


def _draw_middle(canvas: Canvas, position: PositionPart, height: float) -> None:
    low, high, median = position.lower_quartile, position.upper_quartile, position.median
    if low is None or high is None or median is None:
        return
    band = canvas.box(low, high, height=height + OWN + 0.04, y=canvas.y - 0.04)
    band.set(facecolor=WASH, edgecolor=RULE, linewidth=0.6, zorder=0.5, gid="middle-half")
    canvas.axes.plot(
        [median, median],
        [canvas.y - 0.04, canvas.y + height + OWN],
        color=TEXT,
        linewidth=1.3,
        zorder=2,
        clip_on=False,
        gid="median",
    )


def _draw_own(canvas: Canvas, position: PositionPart, score: float, unexplained: set[str]) -> None:
    y = canvas.y + OWN / 2
    if position.low is not None and position.high is not None:
        canvas.axes.plot(
            [position.low, position.high],
            [y, y],
            color=BOARD,
            linewidth=2.2,
            clip_on=False,
            zorder=3,
            gid="interval",
        )
    canvas.skip(OWN)
    if position.estimate is not None:
        canvas.axes.plot([position.estimate, score], [y, y], color=BOARD, linewidth=0.8, clip_on=False)
    canvas.mark(score, y, "o", ink=BOARD, face=BOARD).set_gid("own")
    if "own" in unexplained:
        unexplained.discard("own")
        canvas.centre("our board", score, canvas.y, colour=BOARD)
        canvas.skip(line_height(SMALL_SIZE))


def _row(section: DomainSection) -> tuple[str, ...]:
    position = section.position
    if position is None:
        return (section.title, section.mean.words, "", "", "", "not compared")
    own = "" if position.score is None else one_decimal(position.score)
    boards = str(len(position.scores)) if position.scores else ""
    return (section.title, own, position.interval, boards, position.middle_half, position.words)
