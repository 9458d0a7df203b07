"""The gap: the head's level and the governors' mean on statements put to both, the widest apart first."""

from dataclasses import dataclass

from matplotlib.figure import Figure

from govscore.errors import NotFoundError
from govscore.reporting.beside_model import HeadView
from govscore.reporting.canvas import Canvas, ChartText, level_range
from govscore.reporting.chart_words import chart_note
from govscore.reporting.lettering import line_height, text_width
from govscore.reporting.model import Report
from govscore.reporting.palette import BOARD, HEAD, PHONE_WIDTH, QUIET, SMALL_SIZE, TEXT, WHITE
from govscore.reporting.words import count_words, one_decimal, sentence

STRIP = 0.22


def draw_gap(report: Report, *, width: float = PHONE_WIDTH) -> Figure:
    """Draw a row for each statement put to both: governors as a dot and the head as a square, joined."""
    head = shared_view(report)
    canvas = Canvas(width=width, x_range=level_range(report.levels))
    aid = "Dot: the governors’ mean. Square: the head, who is one person"
    canvas.heading(gap_title(report), chart_note(report, aid, head.left_out_words))
    canvas.level_names(report.levels)
    for place, pair in enumerate(_widest_first(head)):
        canvas.skip(0.12)
        canvas.write(pair.text)
        canvas.skip(0.05)
        _draw_pair(canvas, pair, report, is_first=place == 0)
    canvas.skip(0.06)
    canvas.level_names(report.levels)
    return canvas.finish(is_simulated=report.round.is_simulated)


def describe_gap(report: Report) -> ChartText:
    """Say in words and in a table where the head and the governors see things differently."""
    head = shared_view(report)
    pairs = _widest_first(head)
    widest = f" Widest apart: {pairs[0].text} {pairs[0].words}" if pairs else ""
    return ChartText(
        title=gap_title(report),
        alternative=f"{sentence(gap_title(report))}{widest}",
        header=("Statement", "Governors", "Head", "Apart", "In words"),
        rows=tuple(
            (
                pair.text,
                one_decimal(pair.governors),
                one_decimal(pair.head),
                one_decimal(pair.apart),
                pair.words,
            )
            for pair in pairs
        ),
    )


def gap_title(report: Report) -> str:
    """Say on how many statements the two views lie far apart."""
    gaps = _widest_first(shared_view(report))
    if not gaps:
        return "No statement can be shown for both the head and the governors"
    large = sum(pair.is_large for pair in gaps)
    of = count_words(len(gaps), "statement")
    if large == 0:
        return f"The head and the governors see {of} much alike"
    return f"The head and the governors see {large} of {of} very differently"


def shared_view(report: Report) -> HeadView:
    """Give the head's view, and nothing where it was not shared."""
    if report.head is None or not report.head.is_shared:
        raise NotFoundError(
            "The head’s view is not in this report, so there is no chart of it: leave it out."
        )
    return report.head


@dataclass(frozen=True, kw_only=True)
class _Pair:
    text: str
    governors: float
    head: float
    is_large: bool
    words: str

    @property
    def apart(self) -> float:
        return abs(self.head - self.governors)


def _widest_first(head: HeadView) -> list[_Pair]:
    pairs = [
        _Pair(
            text=row.boards_text,
            governors=row.governors,
            head=row.head,
            is_large=row.is_large,
            words=row.words,
        )
        for row in head.gaps
        if row.governors is not None and row.head is not None
    ]
    return sorted(pairs, key=lambda pair: -pair.apart)


def _draw_pair(canvas: Canvas, pair: _Pair, report: Report, *, is_first: bool) -> None:
    if is_first:
        _name_both(canvas, pair.governors, pair.head)
    canvas.level_strip(report.levels, STRIP)
    y = canvas.y + STRIP / 2
    canvas.axes.plot(
        [pair.governors, pair.head], [y, y], color=TEXT, linewidth=1.8, zorder=2, clip_on=False, gid="gap"
    )
    canvas.mark(pair.head, y, "s", ink=TEXT, face=HEAD, size=10).set_gid("head")
    canvas.mark(pair.governors, y, "o", ink=WHITE, face=BOARD, size=8).set_gid("governors")
    canvas.skip(STRIP + 0.02)
    if pair.is_large:
        middle = (pair.governors + pair.head) / 2
        canvas.centre(f"{one_decimal(pair.apart)} apart", middle, canvas.y, colour=QUIET)
        canvas.skip(line_height(SMALL_SIZE))


def _name_both(canvas: Canvas, governors: float, head: float) -> None:
    """Names stand over their marks, side by side where the marks lie too close for that."""
    apart = abs(canvas.inches(governors) - canvas.inches(head))
    wanted = (text_width("governors") + text_width("head")) / 2 + 0.12
    push = max(0.0, wanted - apart) / 2
    ways = -1 if governors <= head else 1
    for words, x, way, ink in (("governors", governors, ways, BOARD), ("head", head, -ways, TEXT)):
        canvas.centre(words, canvas.along(canvas.inches(x) + way * push), canvas.y, colour=ink)
    canvas.skip(line_height(SMALL_SIZE) + 0.03)
