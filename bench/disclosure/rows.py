"""What the rules promise of a single question or domain of a report, checked without arithmetic."""

from collections.abc import Iterator

from bench.disclosure.findings import Finding
from govscore.benchmarking.disclosure.audit import SMALL_GROUP
from govscore.reporting.csv_export import to_csv
from govscore.reporting.model import DomainSection, QuestionRow, Report

BAND_BELOW = 10
HALVES = 2


def check_rows(report: Report, *, where: str, is_outside: bool) -> Iterator[Finding]:
    """Look at every question and domain by itself."""
    people = report.turnout.responded
    for section in report.domains:
        yield from _small(section.n, section.mean.value, where=where, what=section.id)
        if (
            is_outside
            and section.n is not None
            and section.n < BAND_BELOW
            and section.deviation.value is not None
        ):
            yield _finding(
                "spread-outside", where, section.id, "how far fewer than ten differ left the board"
            )
        for row in section.questions:
            yield from _check(row, people, where=where)
            if is_outside:
                yield from _check_outside(row, where=where)


def check_table(report: Report, *, where: str) -> Iterator[Finding]:
    """See that the table has no number beside those of the report: as many filled cells, and no more."""
    lines = to_csv(report).decode("utf-8-sig").count("\r\n") - 1
    if lines != len(report.annex):
        yield _finding("table", where, "rows", f"{lines} rows for {len(report.annex)} questions")


def few(part: int | None, whole: int) -> bool:
    """Whether a part or its complement is one to four people."""
    return part is not None and any(0 < size < SMALL_GROUP for size in (part, whole - part))


def _check(row: QuestionRow, people: int, *, where: str) -> Iterator[Finding]:
    is_told = row.mean.value is not None or row.counts is not None
    if is_told:
        yield from _small(row.n, row.mean.value, where=where, what=row.id)
    if (is_told or row.band or row.dont_know.value is not None) and few(row.asked, people):
        yield _finding("few-asked", where, row.id, f"{row.asked} of {people} were asked")
    counts = [line.count for line in row.counts or ()]
    if counts and sum(counts) < BAND_BELOW and max(counts) >= sum(counts) - 1 > 0:
        yield _finding("all-but-one", where, row.id, f"counts {counts} tell of one person")
    dont_know = None if row.dont_know.value is None else int(row.dont_know.value)
    if row.n is None and not row.band and dont_know and row.asked and few(dont_know, row.asked):
        yield _finding("few-dont-know", where, row.id, f"{dont_know} of {row.asked}, the rest withheld")


def _check_outside(row: QuestionRow, *, where: str) -> Iterator[Finding]:
    if row.notes:
        yield _finding("notes-outside", where, row.id, "notes left the board")
    if not row.n or row.n >= BAND_BELOW:
        return
    if row.counts is not None or row.median is not None or row.agreement.value is not None:
        yield _finding("counts-outside", where, row.id, "counts or spread of fewer than ten left the board")
    if row.mean.value is not None and row.mean.value * HALVES % 1:
        yield _finding("unrounded-outside", where, row.id, f"{row.mean.value:g} over {row.n}")


def _small(n: int | None, value: float | None, *, where: str, what: str) -> Iterator[Finding]:
    if value is not None and (n is None or n < SMALL_GROUP):
        yield _finding("small-group", where, what, f"a mean over {n}")


def _finding(leak: str, where: str, what: str, how: str) -> Finding:
    return Finding(leak=leak, where=where, what=what, how=how)


__all__ = ["DomainSection", "check_rows", "check_table", "few"]
