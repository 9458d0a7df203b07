"""Paper: the form to print, and the page on which the clerk keys in what somebody answered with a pen."""

from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from govscore.questionnaire.model import Role
from govscore.services.keying import EmptyPlace, NotKeyed, find_empty_place, key_in
from govscore.services.paper_forms import board_paper_form
from govscore.web.access import account, of_board
from govscore.web.afterwards import nudge
from govscore.web.manage.blueprint import KEYING, RUNNING, manage
from govscore.web.manage.keying import (
    KeyingPage,
    keyed_sentences,
    numbers_to_leave_out,
    present_keying,
    said_about_sharing,
)
from govscore.web.scope import installation, note_act, now, session

ROUND = "/<uuid:board_id>/rounds/<uuid:round_id>"
KEY_IN = ROUND + "/respondents/<uuid:invitation_id>/paper"
LARGE = "large"


@manage.get(f"{ROUND}/paper/<code>.pdf")
@of_board(*RUNNING)
def paper_form(board_id: UUID, round_id: UUID, code: str) -> Response:
    """Hand out a questionnaire as a form to be printed."""
    is_large = request.args.get("print") == LARGE
    content = board_paper_form(
        session(),
        code,
        round_id=round_id,
        board_id=board_id,
        library=installation().library,
        role=_role(request.args.get("role")),
        large_print=is_large,
    )
    response = Response(content, mimetype="application/pdf")
    name = f"{code}-paper{'-large-print' if is_large else ''}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@manage.get(KEY_IN)
@of_board(*KEYING)
def paper(board_id: UUID, round_id: UUID, invitation_id: UUID) -> str:
    """Offer the whole form, empty."""
    empty = _empty_place(board_id, round_id, invitation_id)
    return _page(round_id, invitation_id, present_keying(empty), board_id=board_id)


@manage.post(KEY_IN)
@of_board(*KEYING)
def key_paper_in(board_id: UUID, round_id: UUID, invitation_id: UUID) -> str | Answer:
    """Hand in what stands on the paper, whole, or hand the form back with what was typed."""
    empty = _empty_place(board_id, round_id, invitation_id, hold=True)
    raw = request.form.to_dict()
    done = key_in(
        session(),
        empty,
        raw,
        shares_view=said_about_sharing(raw),
        keyed_by=account().id,
        now=now(),
        leaving_out=numbers_to_leave_out(raw),
    )
    if isinstance(done, NotKeyed):
        page = present_keying(empty, typed=raw, refused=done)
        return _page(round_id, invitation_id, page, board_id=board_id)
    note_act("keyed in paper response", f"board {board_id}", f"round {round_id}")
    nudge()
    first, *rest = keyed_sentences(empty.place.invitation.name, done)
    flash(first, "success")
    for sentence in rest:
        flash(sentence, "info")
    return redirect(url_for("manage.round_page", board_id=board_id, round_id=round_id))


def _empty_place(board_id: UUID, round_id: UUID, invitation_id: UUID, *, hold: bool = False) -> EmptyPlace:
    return find_empty_place(
        session(),
        invitation_id,
        round_id=round_id,
        board_id=board_id,
        installation=installation(),
        now=now(),
        hold=hold,
    )


def _page(round_id: UUID, invitation_id: UUID, page: KeyingPage, *, board_id: UUID) -> str:
    return render_template(
        "manage/key_in.html",
        title=f"Key in the paper answers of {page.name}",
        page=page,
        where={"board_id": board_id, "round_id": round_id, "invitation_id": invitation_id},
        has_errors=bool(page.errors),
    )


def _role(asked: str | None) -> Role | None:
    """Read in whose wording the form is wanted; the usual one where nobody says."""
    return next((role for role in Role if role.value == asked), None)
