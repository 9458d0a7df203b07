"""Taking a piece out of a draft: what that does is said before, and nobody's change is lost by it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from govscore.questionnaire.changes.versions import compare
from govscore.questionnaire.conditions import questions_named
from govscore.questionnaire.edition import Edition, questionnaire_of
from govscore.questionnaire.model import Advice, Questionnaire
from govscore.services import desk as service
from govscore.services.desk import Draft, EditedMeanwhile, Piece, Seen, before_draft, mark_of
from govscore.web.access import account
from govscore.web.desk.outline import ChangedDomain, present_changes
from govscore.web.desk.pieces import MARK, Change, note_edit
from govscore.web.scope import installation, now, session


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
    gone: Callable[[Edition], tuple[str, ...]] = lambda _: ()


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
        service.edit_draft(session(), draft_id, removal.change, seen=seen, account=account(), now=now())
    except EditedMeanwhile as met:
        return _page(removal, met.draft, meanwhile=str(met))
    note_edit(draft, removal.what)
    flash("Taken out", "saved")
    return redirect(removal.back)


def resting_on(edition: Edition, question_ids: tuple[str, ...]) -> Iterator[str]:
    """Name what would lose its ground with some questions: recommendations, and questions shown after them."""
    gone = set(question_ids)
    for domain in edition.domains:
        for question in domain.questions:
            if question.id not in gone and question.show_if and gone & {*questions_named(question.show_if)}:
                yield f"The question “{question.text}” is shown only after certain answers to it."
    for advice in edition.advice:
        if gone & _named(advice):
            yield f"The recommendation “{advice.title}” rests on it."


def _named(advice: Advice) -> set[str]:
    return {part.question for part in (*advice.when.all, *advice.when.any) if part.question}


def _page(removal: Removal, draft: Draft, *, meanwhile: str = "") -> str:
    edition = draft.edition
    refusal = removal.refusal(edition)
    return render_template(
        "desk/remove.html",
        title=removal.title,
        draft=draft,
        words=removal.words(edition),
        mark=mark_of(removal.pick(edition)),
        meanwhile=meanwhile,
        refusal=refusal,
        resting=tuple(resting_on(edition, removal.gone(edition))),
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
