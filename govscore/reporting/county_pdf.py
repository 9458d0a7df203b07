"""The county's report as an accessible PDF: the same report gives the same bytes."""

from dataclasses import replace

from govscore.reporting.county_model import CountyDomain, CountyReport, Distribution, Grouping, HeatRow
from govscore.reporting.funnel_chart import describe_funnel, draw_funnel
from govscore.reporting.funnel_model import FunnelData
from govscore.reporting.images import to_svg
from govscore.reporting.lettering import printable
from govscore.reporting.palette import FONT
from govscore.reporting.typesetting import DIGITS, INK, Data, day_parts, printed, typeset
from govscore.reporting.words import count_words, date_words

TEMPLATE = "county.typ"
AUDIENCE = "confidential to the authority"
MADE_UP = "Simulated: the boards, people and answers in this report are made up"
WITHHELD = "▒ withheld"
WIDTH = 5.0
MOST_NAMED = 15


def to_county_pdf(report: CountyReport) -> bytes:
    """Set a county's report on A4 as tagged PDF/UA-1, its boards by group and name."""
    return typeset(TEMPLATE, _data(report))


def _data(report: CountyReport) -> Data:
    about: dict[str, object] = {
        "title": f"Self-evaluation of boards: {report.authority}",
        "author": report.authority,
        "subtitle": f"{report.round.title}, {report.round.dates}".strip(", "),
        "footer": _footer(report),
        "keywords": [report.source.words],
        "simulated": MADE_UP,
        "is_simulated": report.round.is_simulated,
        "headline": report.headline,
        "coverage": report.coverage.words,
        "counts": [(each.label, str(each.count)) for each in report.coverage.counts],
        "domains": [_domain(domain) for domain in report.domains],
        "groupings": [_grouping(grouping) for grouping in report.groupings],
        "heat_words": report.heat_words,
        "heat_header": ["Board", *(domain.short for domain in report.domains)],
        "heat": _heat(report),
        "method": [{"title": note.title, "text": note.text} for note in report.method],
        "source": report.source.words,
        "digest": report.digest,
    }
    return {
        **{key: printed(value) for key, value in about.items()},
        "funnels": [_funnel(domain) for domain in report.domains if domain.funnel is not None],
        "date": day_parts(report.generated_on),
        "font": FONT,
        "ink": INK,
    }


def _footer(report: CountyReport) -> str:
    version = f"{report.source.title} {report.source.version}"
    return " · ".join((version, date_words(report.generated_on), AUDIENCE, report.digest[:DIGITS]))


def _domain(domain: CountyDomain) -> tuple[str, ...]:
    spread = domain.distribution
    return (domain.title, "", "", "") if spread is None else (domain.title, *_spread(spread))


def _spread(spread: Distribution) -> tuple[str, str, str]:
    if spread.withheld:
        return (spread.withheld, "", "")
    return (spread.mean.words, spread.words, spread.middle_half)


def _grouping(grouping: Grouping) -> dict[str, object]:
    rows = [
        (
            row.name,
            *(
                cell.withheld or f"{cell.mean.words} ({count_words(cell.boards, 'board')})"
                for cell in row.cells
            ),
        )
        for row in grouping.rows
    ]
    return {"title": grouping.title, "words": grouping.words, "rows": rows}


def _heat(report: CountyReport) -> list[dict[str, object]]:
    groups = dict.fromkeys(row.group for row in report.heat)
    return [
        {"name": group, "rows": [_heat_row(row) for row in report.heat if row.group == group]}
        for group in groups
    ]


def _heat_row(row: HeatRow) -> dict[str, object]:
    """A board that has sent nothing has its standing instead of levels."""
    cells = [
        WITHHELD
        if cell.is_withheld
        else cell.words
        if cell.level is None
        else f"{cell.level.mark} {cell.level.word}"
        for cell in row.cells
    ]
    is_sent = row.cells and any(cell.level is not None or cell.is_withheld for cell in row.cells)
    return {"name": row.name, "cells": cells if is_sent else [], "standing": row.standing}


def _funnel(domain: CountyDomain) -> Data:
    if domain.funnel is None:
        return None
    text = describe_funnel(domain.funnel)
    drawn = domain.funnel if len(text.rows) <= MOST_NAMED else _unnamed(domain.funnel)
    return {
        "title": printable(domain.title),
        "svg": to_svg(draw_funnel(drawn, width=WIDTH)).decode(),
        "alternative": printable(text.alternative),
        "header": printed(text.header),
        "rows": printed(text.rows),
    }


def _unnamed(funnel: FunnelData) -> FunnelData:
    """More names than fit beside a picture stand in the table below it only."""
    return replace(funnel, points=tuple(replace(point, name=None) for point in funnel.points))
