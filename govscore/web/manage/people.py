"""Inviting people: a list, a look at what it would do, and then the letters; and each person's own page."""

import csv
from collections.abc import Iterable
from io import StringIO
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as Answer

from govscore.errors import AccessError, ResponseError
from govscore.mail import Letter
from govscore.responses.roster import Roster, read_roster
from govscore.services import respondents as service
from govscore.services.asked import Part
from govscore.services.boards import get_board
from govscore.services.rounds import get_board_round
from govscore.services.seating import Planned, Preview
from govscore.services.turnout import list_respondents
from govscore.web.access import account, of_board
from govscore.web.afterwards import nudge
from govscore.web.manage.blueprint import KEYING, RUNNING, manage
from govscore.web.manage.presenters import Person, present_person, preview_sentence
from govscore.web.manage.rights import refuse_whom_it_is_about
from govscore.web.scope import installation, note_act, now, session

ROUND = "/<uuid:board_id>/rounds/<uuid:round_id>"
PERSON = ROUND + "/respondents/<uuid:invitation_id>"
PRINTING = ("clerk",)
NOTHING_SENT = "Type or paste the people you want to ask, or choose a file"


@manage.get(f"{ROUND}/add")
@of_board(*RUNNING)
def add(board_id: UUID, round_id: UUID) -> str:
    """Ask for a list of people."""
    refuse_whom_it_is_about(board_id, round_id)
    return _form(board_id, round_id)


@manage.post(f"{ROUND}/add")
@of_board(*RUNNING)
def look(board_id: UUID, round_id: UUID) -> str:
    """Show what a list would do, and do nothing; or hand it back to be changed."""
    refuse_whom_it_is_about(board_id, round_id)
    pasted = request.form.get("people", "")
    if "change" in request.form:
        return _form(board_id, round_id, pasted=pasted)
    try:
        roster = _roster(pasted)
    except ResponseError as fault:
        return _form(board_id, round_id, pasted=pasted, problem=_problem(fault))
    found = service.preview(
        session(), roster, round_id=round_id, board_id=board_id, library=installation().library
    )
    return render_template(
        "manage/preview.html",
        title="Check the list",
        board=get_board(session(), board_id),
        round_id=round_id,
        preview=found,
        sentence=preview_sentence(found),
        pasted="" if _upload() else pasted,
        people=_as_text(found.new),
    )


@manage.post(f"{ROUND}/add/confirm")
@of_board(*RUNNING)
def invite(board_id: UUID, round_id: UUID) -> Answer:
    """Invite everybody on a list that was looked at."""
    refuse_whom_it_is_about(board_id, round_id)
    roster = read_roster(request.form.get("people", ""), name="The list")
    done = service.add_respondents(
        session(),
        roster,
        round_id=round_id,
        board_id=board_id,
        library=installation().library,
        now=now(),
    )
    if done.new:
        note_act("invited respondents", f"board {board_id}", f"{len(done.new)} in round {round_id}")
        nudge()
    flash(_invited(done), "success")
    return redirect(url_for("manage.round_page", board_id=board_id, round_id=round_id))


@manage.get(PERSON)
@of_board(*RUNNING)
def respondent(board_id: UUID, round_id: UUID, invitation_id: UUID) -> str:
    """Offer what can be done about one person's invitation."""
    person = _person(board_id, round_id, invitation_id)
    return render_template(
        "manage/respondent.html",
        title=person.name,
        board=get_board(session(), board_id),
        round_id=round_id,
        person=person,
        may_print=account().has_any(PRINTING, board_id=board_id),
        may_key_in=account().has_any(KEYING, board_id=board_id),
    )


@manage.post(f"{PERSON}/new-link")
@of_board(*RUNNING)
def new_link(board_id: UUID, round_id: UUID, invitation_id: UUID) -> Answer:
    """Send one person a new link."""
    who = _person(board_id, round_id, invitation_id)
    service.send_new_link(session(), invitation_id, round_id=round_id, board_id=board_id, now=now())
    note_act("sent a new link", f"board {board_id}", f"round {round_id}")
    nudge()
    flash(f"A new link is on its way to {who.name}. Earlier links no longer work.", "success")
    return redirect(url_for("manage.round_page", board_id=board_id, round_id=round_id))


@manage.post(f"{PERSON}/letter")
@of_board(*PRINTING)
def letter(board_id: UUID, round_id: UUID, invitation_id: UUID) -> Response:
    """Hand out a letter to print, for somebody whom email does not reach."""
    printed = service.print_letter(
        session(),
        invitation_id,
        round_id=round_id,
        board_id=board_id,
        installation=installation(),
        now=now(),
    )
    note_act("printed a letter with a personal link", f"board {board_id}", f"invitation {invitation_id}")
    return _as_file(printed)


@manage.get(f"{PERSON}/remove")
@of_board(*RUNNING)
def ask_to_remove(board_id: UUID, round_id: UUID, invitation_id: UUID) -> str:
    """Say what removing somebody would mean."""
    person = _person(board_id, round_id, invitation_id)
    return render_template(
        "manage/remove.html",
        title=f"Remove {person.name}?",
        board=get_board(session(), board_id),
        round_id=round_id,
        person=person,
    )


@manage.post(f"{PERSON}/remove")
@of_board(*RUNNING)
def remove(board_id: UUID, round_id: UUID, invitation_id: UUID) -> Answer:
    """Take one person's invitation back, with whatever they had answered."""
    who = _person(board_id, round_id, invitation_id)
    service.remove_respondent(
        session(),
        invitation_id,
        round_id=round_id,
        board_id=board_id,
        keys=installation().keys,
        now=now(),
    )
    note_act("removed a respondent", f"board {board_id}", f"round {round_id}")
    flash(f"{who.name} is removed, and anything they had answered is deleted.", "success")
    return redirect(url_for("manage.round_page", board_id=board_id, round_id=round_id))


def _person(board_id: UUID, round_id: UUID, invitation_id: UUID) -> Person:
    invitation = service.get_respondent(session(), invitation_id, round_id=round_id, board_id=board_id)
    here = installation()
    listed = list_respondents(
        session(), round_id=round_id, board_id=board_id, keys=here.keys, library=here.library
    )
    found = next(each for each in listed.respondents if each.invitation.id == invitation.id)
    if found.part is Part.CHAIR and not account().has_any(("clerk",), board_id=board_id):
        raise AccessError("Only the clerk looks after the list of those who are asked about the chair.")
    return present_person(found)


def _form(board_id: UUID, round_id: UUID, *, pasted: str = "", problem: dict[str, str] | None = None) -> str:
    return render_template(
        "manage/add.html",
        title="Add people to ask",
        board=get_board(session(), board_id),
        round=get_board_round(session(), round_id=round_id, board_id=board_id).round,
        pasted=pasted,
        problem=problem,
        has_errors=problem is not None,
    )


def _upload() -> FileStorage | None:
    upload = request.files.get("file")
    return upload if upload is not None and upload.filename else None


def _problem(fault: ResponseError) -> dict[str, str]:
    """Say what is wrong with a list, beside the field it came from."""
    return {"text": str(fault), "href": "#file" if _upload() else "#people"}


def _roster(pasted: str) -> Roster:
    upload = _upload()
    if upload is not None and upload.filename:
        return read_roster(upload.stream.read(), name=upload.filename)
    if not pasted.strip():
        raise ResponseError(NOTHING_SENT)
    return read_roster(pasted, name="The list")


def _as_text(new: Iterable[Planned]) -> str:
    """Write the people who would be invited so that reading them again gives the same people."""
    text = StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerows((each.candidate.name, each.candidate.email, each.candidate.role.value) for each in new)
    return text.getvalue()


def _invited(done: Preview) -> str:
    if not done.new:
        return "Everybody on that list is invited already."
    return f"Invited {len(done.new)} {'person' if len(done.new) == 1 else 'people'}."


def _as_file(printed: Letter) -> Response:
    text = f"{printed.subject}\n\n{printed.text}"
    response = Response(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="letter.txt"'
    return response
