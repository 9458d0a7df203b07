"""The profile: each domain's mean among the levels, how far people lie from it, and other views beside it."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from govscore.reporting.canvas import Canvas, ChartText, level_range
from govscore.reporting.chart_words import chart_note, comparators_middle, shown_or_reason
from govscore.reporting.lettering import line_height
from govscore.reporting.model import DomainSection, Report
from govscore.reporting.palette import (
    AUTHORITY,
    BOARD,
    BODY_SIZE,
    LEVEL_INKS,
    PHONE_WIDTH,
    QUIET,
    SMALL_SIZE,
    TEXT,
)
from govscore.reporting.words import count_words, join_words, one_decimal

STRIP = 0.26


def draw_profile(report: Report, *, width: float = PHONE_WIDTH) -> Figure:
    """Draw a row for each domain: the mean as a dot, and as a bar how far people lie from it on average."""
    canvas = Canvas(width=width, x_range=level_range(report.levels))
    canvas.heading(profile_title(report), chart_note(report, _reading_aid(report)))
    canvas.level_names(report.levels)
    unexplained = {"median", "authority"}
    for section in report.domains:
        canvas.skip(0.12)
        _draw_domain(canvas, section, report, unexplained)
    canvas.skip(0.06)
    canvas.level_names(report.levels)
    return canvas.finish(is_simulated=report.round.is_simulated)


def describe_profile(report: Report) -> ChartText:
    """Say in words and in a table what the profile shows."""
    withheld = len(report.domains) - len(_shown(report))
    hidden = f" {count_words(withheld, 'domain')} without a score." if withheld else ""
    means = "; ".join(f"{section.title} {section.mean.words}" for section in _shown(report))
    return ChartText(
        title=profile_title(report),
        alternative=f"{profile_title(report)}. Means of each domain: {means or 'none can be shown'}.{hidden}",
        header=(
            "Domain",
            "Level",
            "Mean",
            "Average deviation",
            "Answers",
            "Middle of similar boards",
            "Authority’s view",
        ),
        rows=tuple(_row(section) for section in report.domains),
    )


def profile_title(report: Report) -> str:
    """Say which domains come out highest and lowest, all that look alike when rounded."""
    means = {
        section.short: section.mean.value for section in report.domains if section.mean.value is not None
    }
    if len(means) < 2:
        return f"One domain can be shown: {''.join(means)}" if means else "No domain can be shown"
    highest, lowest = one_decimal(max(means.values())), one_decimal(min(means.values()))
    if highest == lowest:
        return "Much the same in every domain shown"
    top = [title for title, mean in means.items() if one_decimal(mean) == highest]
    low = [title for title, mean in means.items() if one_decimal(mean) == lowest]
    return f"Highest: {join_words(top)}. Lowest: {join_words(low)}"


def _reading_aid(report: Report) -> str:
    if not _shown(report):
        return ""
    return "Dot: the mean. Bar: how far people lie from it, on average"


def _draw_domain(canvas: Canvas, section: DomainSection, report: Report, unexplained: set[str]) -> None:
    canvas.write(section.title, size=BODY_SIZE, is_bold=True)
    if section.mean.value is None:
        canvas.skip(0.04)
        canvas.withheld(shown_or_reason(section.mean))
    else:
        canvas.write(_said(section), colour=QUIET)
        canvas.skip(0.05)
        canvas.level_strip(report.levels, STRIP)
        _draw_mean(canvas, section.mean.value, section.deviation.value, report)
    _draw_others(canvas, section, unexplained)


def _said(section: DomainSection) -> str:
    level = section.level.label if section.level else ""
    agreement = f"views {section.agreement.words}" if section.agreement.value is not None else ""
    return " · ".join(part for part in (level, section.mean.words, section.n_words, agreement) if part)


def _draw_mean(canvas: Canvas, mean: float, spread: float | None, report: Report) -> None:
    if spread is not None:
        lowest, highest = report.levels[0].value, report.levels[-1].value
        bar = canvas.box(
            max(lowest, mean - spread), min(highest, mean + spread), height=STRIP / 2, y=canvas.y + STRIP / 4
        )
        bar.set(facecolor=LEVEL_INKS[0], edgecolor=LEVEL_INKS[2], linewidth=0.8, zorder=2, gid="spread")
    canvas.mark(mean, canvas.y + STRIP / 2, "o", ink=BOARD, face=BOARD, size=9).set_gid("mean")


def _draw_others(canvas: Canvas, section: DomainSection, unexplained: set[str]) -> None:
    """What others give stands on the same strip; each kind is named the first time it appears."""
    has_strip = section.mean.value is not None
    median = comparators_middle(section) if has_strip else None
    if median is not None:
        (tick,) = canvas.axes.plot(
            [median] * 2, [canvas.y - 0.03, canvas.y + STRIP + 0.03], color=TEXT, linewidth=1.3
        )
        tick.set(gid="median", zorder=3)
    top = canvas.y
    if has_strip:
        canvas.skip(STRIP + 0.02)
    if median is not None:
        _explain(canvas, "median", "middle of similar boards", median, unexplained)
    _draw_authority(canvas, section, top + STRIP / 2 if has_strip else None, unexplained)


def _draw_authority(canvas: Canvas, section: DomainSection, y: float | None, unexplained: set[str]) -> None:
    if section.authority is None or section.authority.level is None:
        return
    level = section.authority.level
    if y is None:
        canvas.skip(0.05)
        canvas.write(f"Authority’s view: {level.word}")
        return
    canvas.mark(level.value, y, "D", ink=AUTHORITY, face="white", size=8).set_gid("authority")
    _explain(canvas, "authority", "authority’s view", level.value, unexplained)


def _explain(canvas: Canvas, what: str, words: str, x: float, unexplained: set[str]) -> None:
    if what in unexplained:
        unexplained.discard(what)
        canvas.centre(words, x, canvas.y, size=SMALL_SIZE)
        canvas.skip(line_height(SMALL_SIZE))


def _shown(report: Report) -> Sequence[DomainSection]:
    return [section for section in report.domains if section.mean.value is not None]


def _row(section: DomainSection) -> tuple[str, ...]:
    authority = section.authority.level if section.authority else None
    middle = comparators_middle(section)
    return (
        section.title,
        section.level.label if section.level else "",
        section.mean.words,
        section.deviation.words,
        section.n_words,
        "" if middle is None else one_decimal(middle),
        authority.label if authority else "",
    )
