"""Opening a round to the county's boards, and giving them more time."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govscore.errors import LifecycleError
from govscore.questionnaire.model import Questionnaire
from govscore.reporting.authority import london_day
from govscore.services import rounds as service
from govscore.services.boards import BoardView, list_boards
from govscore.services.round_choice import Reach, count_asked, reach_of
from govscore.services.rounds import RoundFault
from govscore.web.access import of_county
from govscore.web.county.blueprint import county
from govscore.web.county.choices import on_offer, opened_words, present_choices, usual_codes
from govscore.web.county.round_form import RoundForm, empty_form, parts_of, read_closing_day, read_form
from govscore.web.scope import installation, note_act, now, session


@county.get("/rounds/new")
@of_county("officer", "administrator")
def new_round() -> str:
    """Ask what is asked, of whom, and until when."""
    boards = list_boards(session())
    reaches = reach_of(_offered(), boards)
    return _form_page(empty_form(usual_codes(reaches), now=now()), reaches, boards, ())


@county.post("/rounds/new")
@of_county("officer", "administrator")
def open_round() -> str | Response:
    """Open a round."""
    offered, boards = _offered(), list_boards(session())
    form = read_form(request.form, now=now())
    chosen = [each for each in offered if each.code in form.codes]
    asked = [each for each in boards if form.whole_county or each.id in form.board_ids]
    faults = _faults(form, chosen, asked)
    if faults or form.opens_at is None or form.closes_at is None:
        return _form_page(form, reach_of(offered, boards), boards, faults)
    round_id = service.open_round(
        session(),
        title=form.title,
        opens_at=form.opens_at,
        closes_at=form.closes_at,
        questionnaires=chosen,
        board_ids=[each.id for each in asked],
        keys=installation().keys,
        now=now(),
    )
    reached, reaches = count_asked(chosen, asked)
    note_act("opened round", f"round {round_id}", f"{reached} boards")
    flash(opened_words(len(asked), reached, reaches), "success")
    return redirect(url_for("county.home"))


@county.get("/rounds/<uuid:round_id>/closing-date")
@of_county("officer", "administrator")
def closing_date(round_id: UUID) -> str:
    """Ask for a later closing date."""
    round_ = service.get_round(session(), round_id)
    return _closing_date_page(round_id, parts_of(round_.closes_at), None)


@county.post("/rounds/<uuid:round_id>/closing-date")
@of_county("officer", "administrator")
def move_closing_date(round_id: UUID) -> str | Response:
    """Give boards more time."""
    closes_at, faults = read_closing_day(request.form)
    typed = {part: request.form.get(f"closes-{part}", "") for part in ("day", "month", "year")}
    if closes_at is None:
        return _closing_date_page(round_id, typed, faults[0].message)
    try:
        moved = service.move_closing_date(session(), round_id=round_id, closes_at=closes_at, now=now())
    except LifecycleError as refusal:
        return _closing_date_page(round_id, typed, str(refusal))
    note_act("moved closing date", f"round {round_id}", moved.closes_at.isoformat())
    flash("Boards have more time now.", "success")
    return redirect(url_for("county.home"))


def _offered() -> tuple[Questionnaire, ...]:
    """The newest version in force of each questionnaire that boards are asked."""
    return on_offer(installation().library.in_force(london_day(now())))


def _faults(
    form: RoundForm, chosen: Sequence[Questionnaire], boards: Sequence[BoardView]
) -> tuple[RoundFault, ...]:
    moment = now()
    checked = service.check_round(
        title=form.title,
        opens_at=form.opens_at or moment,
        closes_at=form.closes_at or (form.opens_at or moment) + timedelta(days=1),
        questionnaires=chosen,
        boards=boards,
        now=moment,
    )
    return (*form.faults, *checked)


def _form_page(
    form: RoundForm,
    reaches: Sequence[Reach],
    boards: Sequence[BoardView],
    faults: Sequence[RoundFault],
) -> str:
    return render_template(
        "county/round_new.html",
        title="Open a round",
        form=form,
        choices=present_choices(reaches, form.codes),
        boards=boards,
        problems={fault.field: fault.message for fault in reversed(faults)},
        has_errors=bool(faults),
    )


def _closing_date_page(round_id: UUID, typed: dict[str, str], problem: str | None) -> str:
    round_ = service.get_round(session(), round_id)
    return render_template(
        "county/closing_date.html",
        title="Give boards more time",
        round=round_,
        typed=typed,
        problem=problem,
        has_errors=problem is not None,
    )
