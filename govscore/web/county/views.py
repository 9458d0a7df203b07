"""The authority's pages: who is in, who needs an answer, and where boards stand."""

from typing import Any
from uuid import UUID

from flask import Response, render_template, request, url_for

from govscore.errors import NotFoundError
from govscore.responses.model import Round
from govscore.services.asked import Part, asked_in
from govscore.services.boards import list_boards
from govscore.services.county import CountyView, county_view
from govscore.services.coverage import coverage_of
from govscore.services.exports import CountyChart, county_chart_kind, county_chart_svg
from govscore.services.renderings import find_drawn, get_or_make
from govscore.services.rounds import get_round, list_rounds
from govscore.web.access import READERS, account, of_county
from govscore.web.county import moderation, rounds
from govscore.web.county.blueprint import county
from govscore.web.county.board_list import present_boards
from govscore.web.county.presenters import (
    Addresses,
    count_rows,
    filter_values,
    not_asked_sentence,
    present_county,
    read_filters,
    taking_part_sentence,
)
from govscore.web.scope import installation, note_act, now, session

__all__ = ["county", "moderation", "rounds"]

ENDPOINTS = {
    CountyChart.FUNNEL: "county.funnel",
    CountyChart.CATERPILLAR: "county.caterpillar",
    CountyChart.VIEWS: "county.two_views",
}


@county.get("")
@of_county()
def home() -> str:
    """Show the newest round: who is in, who needs an answer, where boards stand."""
    found = list_rounds(session())
    if not found:
        return render_template("county/empty.html", title="County", may_open=_may_open())
    return _round_page(found[0], found)


@county.get("/rounds/<uuid:round_id>")
@of_county()
def round_page(round_id: UUID) -> str:
    """Show one round."""
    found = list_rounds(session())
    chosen = next((each for each in found if each.id == round_id), None)
    if chosen is None:
        raise NotFoundError("There is no such round.")
    return _round_page(chosen, found)


@county.get("/rounds/<uuid:round_id>/funnels/<domain_id>.svg")
@of_county(*READERS)
def funnel(round_id: UUID, domain_id: str) -> Response:
    """Draw one domain's funnel."""
    return _drawn(round_id, CountyChart.FUNNEL, domain_id)


@county.get("/rounds/<uuid:round_id>/caterpillars/<domain_id>.svg")
@of_county(*READERS)
def caterpillar(round_id: UUID, domain_id: str) -> Response:
    """Draw one domain's scores for comparison."""
    return _drawn(round_id, CountyChart.CATERPILLAR, domain_id)


@county.get("/rounds/<uuid:round_id>/two-views/<domain_id>.svg")
@of_county(*READERS)
def two_views(round_id: UUID, domain_id: str) -> Response:
    """Draw officers' views beside boards' own."""
    return _drawn(round_id, CountyChart.VIEWS, domain_id)


@county.get("/boards")
@of_county()
def boards() -> str:
    """List the county's boards, or those of which some words are true."""
    asked = request.args.get("q", "").strip()
    return render_template(
        "county/boards.html",
        title="Boards",
        page=present_boards(list_boards(session()), asked, page=request.args.get("page", 1, type=int)),
        asked=asked,
    )


def _drawn(round_id: UUID, chart: CountyChart, domain_id: str) -> Response:
    """Draw a chart, or hand over the one drawn for this content."""
    kind = county_chart_kind(chart, domain_id)
    drawn = find_drawn(session(), digest=request.args.get("content", ""), kind=kind)
    if drawn is None:
        view = county_view(
            session(),
            get_round(session(), round_id),
            read_filters(request.args),
            library=installation().library,
            now=now(),
        )
        drawn = get_or_make(
            session(),
            installation().database,
            digest=view.report.digest,
            kind=kind,
            make=lambda: county_chart_svg(view.report, chart, domain_id),
        )
    response = Response(drawn, mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


def _round_page(chosen: Round, found: tuple[Round, ...]) -> str:
    if Part.REVIEW not in asked_in(chosen, installation().library):
        return _page_without_review(chosen, found)
    view = county_view(
        session(), chosen, read_filters(request.args), library=installation().library, now=now()
    )
    note_act("viewed county", f"round {chosen.id}", ", ".join(view.filters.words))
    may_read = account().has_any(READERS)
    addresses = Addresses(
        chart=lambda chart, domain: _chart_address(chosen, chart, domain, view),
        report=lambda board: url_for("reports.report", round_id=chosen.id, board_id=board),
    )
    return render_template(
        "county/round.html",
        title=f"County: {chosen.title}",
        page=present_county(view, addresses),
        round=chosen,
        is_over=chosen.closes_at <= now(),
        rounds=found,
        may_judge=account().has_any(("officer",)),
        may_read=may_read,
        may_open=_may_open(),
    )


def _page_without_review(chosen: Round, found: tuple[Round, ...]) -> str:
    coverage = coverage_of(session(), chosen)
    note_act("viewed county", f"round {chosen.id}")
    return render_template(
        "county/apart.html",
        title=f"County: {chosen.title}",
        answer=taking_part_sentence(coverage),
        counts=count_rows(coverage),
        not_asked=not_asked_sentence(coverage),
        round=chosen,
        is_over=chosen.closes_at <= now(),
        rounds=found,
        may_open=_may_open(),
    )


def _chart_address(chosen: Round, chart: CountyChart, domain_id: str, view: CountyView) -> str:
    values: dict[str, Any] = {**filter_values(view.filters), "content": view.report.digest}
    return url_for(ENDPOINTS[chart], round_id=chosen.id, domain_id=domain_id, **values)


def _may_open() -> bool:
    return account().has_any(("officer", "administrator"))
