"""The answers: for each statement how many chose each level, and apart from them who could not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from govscore.reporting.canvas import Canvas, ChartText
from govscore.reporting.chart_words import chart_note, either, get_section
from govscore.reporting.lettering import line_height, text_width
from govscore.reporting.model import DomainSection, OptionCountLine, QuestionRow, Report
from govscore.reporting.palette import (
    LEVEL_INKS,
    PHONE_WIDTH,
    QUIET,
    SMALL_SIZE,
    TEXT,
    WHITE,
    ink_on,
    level_ink,
)
from govscore.reporting.reading import LevelMark
from govscore.reporting.words import count_words

BAR = 0.27
GAP = 0.04
MARK_ROOM = 0.2
DONT_KNOW = "dont-know"


@dataclass(frozen=True, kw_only=True)
class Segment:
    """One part of a bar: how many, in which ink, under which mark."""

    label: str
    mark: str
    count: int
    ink: str
    level: LevelMark | None = None


def draw_answers(report: Report, domain_id: str, *, width: float = PHONE_WIDTH) -> Figure:
    """Draw a bar for each statement, every person equally wide; who gave no level stands at the right."""
    section = get_section(report, domain_id)
    people = max((_people(row) for row in section.questions), default=0) or 1
    canvas = Canvas(width=width, x_range=(0, people * (1 + GAP)))
    canvas.heading(answers_title(report, section), chart_note(report))
    _draw_key(canvas, report, section)
    for row in section.questions:
        canvas.skip(0.1)
        canvas.write(f"{row.order} {row.text}")
        canvas.skip(0.04)
        _draw_row(canvas, report, row)
    return canvas.finish(is_simulated=report.round.is_simulated)


def describe_answers(report: Report, domain_id: str) -> ChartText:
    """Say in words and in a table how many chose what."""
    section = get_section(report, domain_id)
    title = answers_title(report, section)
    hidden = sum(row.counts is None for row in section.questions)
    unseen = f" Counts of {count_words(hidden, 'statement')} are withheld." if hidden else ""
    others = _other_labels(section)
    return ChartText(
        title=title,
        alternative=f"{title}, in {count_words(len(section.questions), 'statement')}.{unseen}",
        header=("Statement", *(level.label for level in report.levels), *others, "Not shown because"),
        rows=tuple(_table_row(row, report, others) for row in section.questions),
    )


def answers_title(report: Report, section: DomainSection) -> str:
    """Say how many of the answers shown are in the upper half of the levels."""
    upper = report.levels[len(report.levels) // 2 :]
    shown = [
        counted for row in section.questions for counted in row.counts or () if counted.place is not None
    ]
    total = sum(counted.count for counted in shown)
    if total == 0:
        return f"{section.title}: no counts can be shown"
    high = sum(counted.count for counted in shown if counted.place in {level.place for level in upper})
    verb = "is" if total == 1 else "are"
    levels = either([level.word for level in upper])
    return f"{section.title}: {high} of {count_words(total, 'answer')} {verb} {levels}"


def _draw_row(canvas: Canvas, report: Report, row: QuestionRow) -> None:
    if row.counts is None:
        canvas.withheld(row.band or row.withheld or row.answers, is_hatched=not row.band)
        return
    if not any(counted.count for counted in row.counts):
        canvas.withheld(row.mean.words, is_hatched=False)
        return
    right = canvas.axes.get_xlim()[1]
    left = 0.0
    for segment in _level_segments(report, row.counts):
        _draw_segment(canvas, segment, left)
        left += segment.count
    for segment in reversed(tuple(_other_segments(row.counts))):
        right -= segment.count
        _draw_segment(canvas, segment, right)
    canvas.skip(BAR)


def _draw_segment(canvas: Canvas, segment: Segment, left: float) -> None:
    if segment.count == 0:
        return
    box = canvas.box(left, left + segment.count, height=BAR)
    edge = LEVEL_INKS[-1] if segment.level else QUIET
    box.set(facecolor=segment.ink, edgecolor=edge, linewidth=0.8, zorder=2, label=segment.label)
    room = canvas.inches(left + segment.count) - canvas.inches(left)
    _fill_in(canvas, segment, canvas.inches(left), room)


def _fill_in(canvas: Canvas, segment: Segment, left: float, room: float) -> None:
    """The count where it fits, and the mark beside it where that fits too."""
    count, middle = str(segment.count), left + room / 2
    y = canvas.y + (BAR - line_height(SMALL_SIZE)) / 2
    ink = ink_on(segment.ink)
    wide = text_width(count)
    if segment.level is None and room >= text_width(f"{segment.mark} {count}") + 0.04:
        count = f"{segment.mark} {count}"
    elif segment.level is not None and room >= wide + MARK_ROOM + 0.06:
        x = canvas.along(middle - wide / 2 - 0.03)
        canvas.level_mark(segment.level, x, canvas.y + BAR / 2, ink=ink, ground=segment.ink)
        middle += MARK_ROOM / 2 - 0.02
    if room >= wide + 0.02:
        canvas.place(count, middle, y, colour=ink, align="center")


def _draw_key(canvas: Canvas, report: Report, section: DomainSection) -> None:
    """The inks are named once above the bars, as many segments are too narrow for their names."""
    seen = {counted.place or counted.label for row in section.questions for counted in row.counts or ()}
    if not seen:
        return
    named = [
        Segment(
            label=level.label, mark="", count=1, ink=level_ink(level.place, len(report.levels)), level=level
        )
        for level in report.levels
    ]
    others = [
        Segment(label=label, mark=_mark(label, section), count=1, ink=WHITE)
        for label in _other_labels(section)
    ]
    left = 0.0
    for segment in (*named, *others):
        wide = 0.24 + text_width(segment.label) + 0.12
        if left + wide - 0.12 > canvas.width:
            left = 0.0
            canvas.skip(0.2)
        _draw_key_entry(canvas, segment, left)
        left += wide
    canvas.skip(0.22)


def _draw_key_entry(canvas: Canvas, segment: Segment, left: float) -> None:
    first, last = canvas.along(left), canvas.along(left + 0.18)
    box = canvas.box(first, last, height=0.16)
    box.set(
        facecolor=segment.ink, edgecolor=LEVEL_INKS[-1] if segment.level else QUIET, linewidth=0.8, zorder=2
    )
    if segment.level:
        ink = ink_on(segment.ink)
        canvas.level_mark(segment.level, (first + last) / 2, canvas.y + 0.08, ink=ink, ground=segment.ink)
    else:
        canvas.place(segment.mark, left + 0.09, canvas.y, align="center")
    canvas.place(segment.label, left + 0.24, canvas.y, colour=TEXT)


def _level_segments(report: Report, counts: Sequence[OptionCountLine]) -> Iterator[Segment]:
    for level in report.levels:
        yield Segment(
            label=level.label,
            mark=level.mark,
            count=sum(counted.count for counted in counts if counted.place == level.place),
            ink=level_ink(level.place, len(report.levels)),
            level=level,
        )


def _other_segments(counts: Sequence[OptionCountLine]) -> Iterator[Segment]:
    for counted in counts:
        if counted.place is None:
            mark = "?" if counted.kind == DONT_KNOW else "–"
            yield Segment(label=counted.label, mark=mark, count=counted.count, ink=WHITE)


def _other_labels(section: DomainSection) -> tuple[str, ...]:
    """What somebody chose besides the levels, each once, in the order of the options."""
    chosen = (
        counted.label
        for row in section.questions
        for counted in row.counts or ()
        if counted.place is None and counted.count
    )
    return tuple(dict.fromkeys(chosen))


def _mark(label: str, section: DomainSection) -> str:
    segments = (segment for row in section.questions for segment in _other_segments(row.counts or ()))
    return next(segment.mark for segment in segments if segment.label == label)


def _people(row: QuestionRow) -> int:
    return sum(counted.count for counted in row.counts or ())


def _table_row(row: QuestionRow, report: Report, others: Sequence[str]) -> tuple[str, ...]:
    statement = f"{row.order} {row.text}"
    if row.counts is None:
        blank = ("",) * (len(report.levels) + len(others))
        return (statement, *blank, "; ".join(part for part in (row.band, row.withheld) if part))
    levels = (str(segment.count) for segment in _level_segments(report, row.counts))
    found = {segment.label: segment.count for segment in _other_segments(row.counts)}
    return (statement, *levels, *(str(found.get(label, 0)) for label in others), "")
