"""A board's report: read as a page, as PDF, as a table and as charts."""

import re
from collections.abc import Callable
from uuid import UUID

from flask import Response, request

from govscore.errors import NotFoundError
from govscore.services.exports import chart_svg, report_csv, report_pdf, style_of
from govscore.services.renderings import get_or_make
from govscore.services.reports import ReadableReport
from govscore.web.access import READERS, of_board
from govscore.web.reports import apart, sending
from govscore.web.reports.blueprint import reports
from govscore.web.reports.pages import find_readable, report_page
from govscore.web.scope import installation, note_act, session

__all__ = ["apart", "reports", "sending"]


@reports.get("/report")
@of_board(county=READERS)
def report(board_id: UUID, round_id: UUID) -> str:
    """Show the report as this reader may see it."""
    return report_page(board_id, round_id)


@reports.get("/report.pdf")
@of_board(county=READERS)
def pdf(board_id: UUID, round_id: UUID) -> Response:
    """Hand over the report on paper."""
    found = _readable(board_id, round_id)
    note_act("downloaded report", f"board {board_id}", f"round {round_id}, pdf, {found.copy} copy")
    content = _drawn(found, "report.pdf", lambda: report_pdf(found.report))
    return _file(content, found, mimetype="application/pdf", ending="pdf")


@reports.get("/report.csv")
@of_board(county=READERS)
def csv(board_id: UUID, round_id: UUID) -> Response:
    """Hand over every number of the report."""
    found = _readable(board_id, round_id)
    note_act("downloaded report", f"board {board_id}", f"round {round_id}, csv, {found.copy} copy")
    return _file(report_csv(found.report), found, mimetype="text/csv", ending="csv")


@reports.get("/charts/<name>.svg")
@of_board(county=READERS)
def chart(board_id: UUID, round_id: UUID, name: str) -> Response:
    """Draw one chart; a browser that has it already is told so."""
    found = _readable(board_id, round_id)
    kind = f"{name}.svg"
    response = Response(_drawn(found, kind, lambda: chart_svg(found.report, name)), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(f"{found.report.digest}-{style_of(kind)}")
    response.make_conditional(request)
    return response


def _readable(board_id: UUID, round_id: UUID) -> ReadableReport:
    found = find_readable(board_id, round_id)
    if found is None:
        raise NotFoundError("There is no report yet. It is made when the evaluation closes.")
    return found


def _drawn(found: ReadableReport, kind: str, make: Callable[[], bytes]) -> bytes:
    database = installation().database
    return get_or_make(session(), database, digest=found.report.digest, kind=style_of(kind), make=make)


def _file(content: bytes, found: ReadableReport, *, mimetype: str, ending: str) -> Response:
    response = Response(content, mimetype=mimetype)
    words = f"{found.report.board.name} {found.report.round.title} report"
    name = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
