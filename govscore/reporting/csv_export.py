"""A report as a table for spreadsheets: one row a question, with nothing in a cell that could run."""

import csv
import io
from collections.abc import Iterator

from govscore.reporting.model import DomainSection, QuestionRow, Report

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FIRST = ("board", "round", "order", "domain", "question", "statement")
SCORES = ("answers", "mean", "level", "agreement", "average deviation", "median")
LAST = ("don't know", "skipped", "nearly all", "withheld", "notes")


def to_csv(report: Report) -> bytes:
    """Write one row a question of the board's review; a withheld value is an empty cell with a reason."""
    options = option_labels(report)
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(safe_cell(cell) for cell in (*FIRST, *SCORES, *(f"count: {o}" for o in options), *LAST))
    for section in report.domains:
        for row in section.questions:
            writer.writerow(safe_cell(cell) for cell in _cells(report, section, row, options))
    return lines.getvalue().encode("utf-8-sig")


def safe_cell(text: str) -> str:
    """Keep a spreadsheet from taking somebody's words for a formula: an apostrophe goes before them."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def option_labels(report: Report) -> tuple[str, ...]:
    """List every option that some question of the report shows counts of, in the order met."""
    counted = (row.counts for row in report.annex if row.counts is not None)
    return tuple(dict.fromkeys(line.label for counts in counted for line in counts))


def _cells(
    report: Report, section: DomainSection, row: QuestionRow, options: tuple[str, ...]
) -> Iterator[str]:
    yield from (report.board.name, report.round.title, row.order, section.title, row.id, row.text)
    yield _whole(row.n)
    yield _number(row.mean.value)
    yield "" if row.level is None else row.level.label
    yield row.agreement.words if row.agreement.value is not None else ""
    yield _number(row.agreement.value)
    yield _number(row.median)
    counts = {} if row.counts is None else {line.label: line.count for line in row.counts}
    yield from (_whole(counts.get(label)) for label in options)
    yield _whole(None if row.dont_know.value is None else int(row.dont_know.value))
    yield _whole(row.skipped)
    yield row.band
    yield row.withheld
    yield " | ".join(" ".join(note.split()) for note in row.notes)


def _whole(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(value: float | None) -> str:
    """Three decimals: a spreadsheet may count on, where a page has one."""
    return "" if value is None else f"{value:.3f}"
