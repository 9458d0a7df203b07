"""The audit of one copy of a board's report: every hidden number, bounded by all that the copy tells."""

from collections.abc import Iterator, Sequence

import numpy as np

from bench.disclosure.advice import advice_facts
from bench.disclosure.cells import (
    Asked,
    Cell,
    Fact,
    Sum,
    asked_in,
    domain_fact,
    facts_of,
    follow_up_facts,
    write_down,
)
from bench.disclosure.findings import Finding
from bench.disclosure.rows import check_rows, check_table
from govscore.benchmarking.disclosure.audit import known_range, too_tight
from govscore.questionnaire.conditions import questions_named
from govscore.questionnaire.model import Questionnaire
from govscore.reporting.model import DomainSection, Report

Group = tuple[str, Sum, float]


def audit_copy(
    report: Report, questionnaire: Questionnaire, *, where: str, is_outside: bool
) -> Iterator[Finding]:
    """Say what a reader of one copy could work out."""
    yield from check_rows(report, where=where, is_outside=is_outside)
    yield from check_table(report, where=where)
    everything = {each.row.id: each for part in report.domains for each in asked_in(part, questionnaire)}
    given = frozenset(advice.id for part in report.domains for advice in part.advice)
    for section in report.domains:
        rows = [everything[row.id] for row in section.questions]
        groups = [group for each in rows for group in _protected(each)]
        if groups:
            rows = _with_filters(rows, everything)
            yield from _audit(section, rows, groups, given, report=report, where=where)


def _audit(
    section: DomainSection,
    rows: Sequence[Asked],
    groups: Sequence[Group],
    given: frozenset[str],
    *,
    report: Report,
    where: str,
) -> Iterator[Finding]:
    people = report.turnout.responded
    facts = [fact for each in rows for fact in facts_of(each, people=people)]
    facts += follow_up_facts({each.row.id: each for each in rows})
    facts += [fact for each in rows for fact in advice_facts(each, given)]
    own = [each for each in rows if each.row.domain == section.id]
    whole = domain_fact(section, own, people=people)
    try:
        low, high, tight = _bounds(facts if whole is None else [*facts, whole], rows, groups, people)
    except ValueError:  # not everybody answered everything, so the mean is no sum of the questions'
        low, high, tight = _bounds(facts, rows, groups, people)
    for i in tight:
        yield Finding(
            leak="recoverable",
            where=where,
            what=groups[i][0],
            how=f"lies between {low[i]:g} and {high[i]:g}, given all else in {section.id}",
        )


def _bounds(
    facts: Sequence[Fact], rows: Sequence[Asked], groups: Sequence[Group], people: int
) -> tuple[Sequence[float], Sequence[float], Sequence[int]]:
    cells, published = write_down(facts, rows, people=people)
    place = {cell: i for i, cell in enumerate(cells)}
    known = known_range(published, np.array([_row(sum_, place) for _, sum_, _ in groups]))
    return known.low.tolist(), known.high.tolist(), too_tight(known, wide=[wide for _, _, wide in groups])


def _protected(asked: Asked) -> Iterator[Group]:
    """What must keep two values: a band's two states, and the sum behind what is hidden or told to the nearest half.

    Where too few gave a level, each count as well. What is withheld only to cover another is no secret itself: its
    sum must stay open for the other's sake, and its counts need not.
    """
    row = asked.row
    if not row.asked or not row.withheld_reason:
        return
    if asked.band is not None:
        yield f"{row.id}, all or all but one", asked.chose(asked.band), 1.0
    elif asked.values:
        yield f"{row.id}, sum of the answers", asked.total, asked.step
        if row.withheld_reason == "too-few":
            for option in asked.values:
                yield f"{row.id}, {option}", asked.chose(option), 1.0


def _with_filters(rows: Sequence[Asked], everything: dict[str, Asked]) -> list[Asked]:
    """Add the questions that these depend on, and those that depend on these."""
    ids = {each.row.id for each in rows}
    linked = set(ids)
    for key, each in everything.items():
        named = set() if each.question.show_if is None else set(questions_named(each.question.show_if))
        if key in ids:
            linked |= named & set(everything)
        elif named & ids:
            linked.add(key)
    return [each for key, each in everything.items() if key in linked]


def _row(sum_: Sum, place: dict[Cell, int]) -> list[float]:
    row = [0.0] * len(place)
    for cell, times in sum_.items():
        row[place[cell]] = times
    return row
