"""Taking a piece out of a draft: what that does is said before, and nobody's change is lost by it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import render_template, request
from werkzeug.wrappers import Response

from govscore.questionnaire.changes.versions import compare
from govscore.questionnaire.edition import Edition, questionnaire_of
from govscore.questionnaire.model import Questionnaire
from govscore.questionnaire.resting import Gone, Loss, resting_on, without_resting
from govscore.services import desk as service
from govscore.services.desk import Draft, EditedMeanwhile, Piece, Seen, before_draft, mark_of
from govscore.web.access import account
from govscore.web.desk.outline import ChangedDomain, present_changes
from govscore.web.desk.pieces import MARK, Change, done, note_edit
from govscore.web.desk.typed import Typed, typed_fields
from govscore.web.scope import installation, now, session

ALSO = "also"
LOSSES = {
    Loss.ADVICE: "Take out the recommendation “{}”",
    Loss.ADVICE_CONDITION: "Keep the recommendation “{}”, without the condition that goes",
    Loss.SHOWN: "Show the question “{}” always, not only after certain answers",
    Loss.SHOWN_CONDITION: "Show the question “{}” as before, without the condition that goes",
}


@dataclass(frozen=True, kw_only=True)
class Removal:
    """What is to be taken out, and where to go afterwards; `stays` leads back to the piece itself."""

    title: str
    pick: Callable[[Edition], Piece]
    words: Callable[[Edition], str]
    change: Change
    what: str
    stays: str
    back: str
    refusal: Callable[[Edition], str] = lambda _: ""
    gone: Callable[[Edition], Gone] = lambda _: Gone()


def ask_removal(removal: Removal, draft_id: UUID) -> str:
    """Make sure that something is to go."""
    return _page(removal, service.get_draft(session(), draft_id))


def remove(removal: Removal, draft_id: UUID) -> str | Response:
    """Take something out, unless somebody has changed it since this was asked."""
    draft = service.get_draft(session(), draft_id, hold=True)
    if removal.refusal(draft.edition):
        return _page(removal, draft)
    seen = Seen(pick=removal.pick, mark=request.form.get(MARK, ""))
    try:
        change = _with_what_rests(removal, typed_fields())
        service.edit_draft(session(), draft_id, change, seen=seen, account=account(), now=now())
    except EditedMeanwhile as met:
        return _page(removal, met.draft, meanwhile=str(met))
    note_edit(draft, removal.what)
    return done("Taken out", removal.back)


def _with_what_rests(removal: Removal, typed: Typed) -> Change:
    """Take out the piece, and whatever was ticked of what rests on it."""
    chosen = {(Loss(loss), id_) for loss, _, id_ in _ticked(typed) if loss in set(Loss)}

    def change(edition: Edition) -> Edition:
        gone = removal.gone(edition)
        return removal.change(without_resting(edition, gone, chosen))

    return change


def _ticked(typed: Typed) -> list[tuple[str, str, str]]:
    return [each.partition(":") for each in typed.get(ALSO, "").split()]


def _page(removal: Removal, draft: Draft, *, meanwhile: str = "") -> str:
    edition = draft.edition
    refusal = removal.refusal(edition)
    resting = [
        (f"{each.loss}:{each.id}", LOSSES[each.loss].format(each.words))
        for each in resting_on(edition, removal.gone(edition))
    ]
    return render_template(
        "desk/remove.html",
        title=removal.title,
        draft=draft,
        words=removal.words(edition),
        mark=mark_of(removal.pick(edition)),
        meanwhile=meanwhile,
        refusal=refusal,
        resting=resting,
        typed={ALSO: " ".join(value for value, _ in resting)},
        breaks=() if refusal else _new_breaks(draft, removal.change),
        stays=removal.stays,
    )


def _new_breaks(draft: Draft, change: Change) -> tuple[ChangedDomain, ...]:
    """List the domains whose trend goes on now and would break."""
    before = before_draft(draft, installation().library)
    if before is None:
        return ()
    already = {each.title for each in _broken(before, draft.edition)}
    return tuple(each for each in _broken(before, change(draft.edition)) if each.title not in already)


def _broken(before: Questionnaire, edition: Edition) -> tuple[ChangedDomain, ...]:
    changes = present_changes(compare(before, questionnaire_of(edition)))
    return tuple(each for each in (*changes.domains, changes.overall) if each.breaks)
