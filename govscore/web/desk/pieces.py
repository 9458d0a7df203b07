"""Editing one piece of a draft: the same few steps for a question, a domain or a recommendation.

A form carries the mark of the piece as it was when the page was made. Where somebody else has changed that
piece since, nothing is saved and nothing is lost: the form comes back with what was typed, beside theirs.
Where the piece is gone, what was typed is shown, to be copied.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govscore.errors import NotFoundError
from govscore.questionnaire.edition import Edition
from govscore.services import desk as service
from govscore.services.desk import Draft, EditedMeanwhile, Piece, Seen, mark_of
from govscore.web.access import account
from govscore.web.desk.differences import Choices, Difference, find_differences, typed_words
from govscore.web.desk.typed import Typed, too_long, typed_fields
from govscore.web.scope import note_act, now, session

MARK = "mark"
PLACE = "from"
ADDED_BEFORE = "Saved once: the same was sent before"

Change = Callable[[Edition], Edition]
Page = str | Response | tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a form came to: the change it asks for, or what is wrong, field by field.

    What a form adds may be there already: pressed twice, it adds once.
    """

    change: Change | None = None
    is_there: bool = False
    problems: Mapping[str, str] = field(default_factory=dict)


ALREADY_THERE = Reading(change=lambda edition: edition, is_there=True)


@dataclass(frozen=True, kw_only=True)
class PieceForm:
    """How one kind of piece is shown and read.

    `fill` turns a piece into what its fields hold, `read` turns what was typed into a change. `labels` names
    the fields in the order in which they are compared; `offers` is what there is to choose from, and
    `choices` the words for what was chosen, field by field.
    """

    template: str
    pick: Callable[[Edition], Piece]
    fill: Callable[[Edition, Piece], Typed]
    read: Callable[[Edition, Typed], Reading]
    labels: Callable[[Edition], Mapping[str, str]]
    offers: Callable[[Edition], Mapping[str, object]] = lambda _: {}
    choices: Callable[[Edition], Choices] = lambda _: {}


def ask(form: PieceForm, draft_id: UUID, *, title: str, back: str) -> str:
    """Show the form with what the draft says now."""
    draft = service.get_draft(session(), draft_id)
    piece = form.pick(draft.edition)
    shown = _Shown(typed=form.fill(draft.edition, piece), mark=mark_of(piece))
    return _page(form, draft, shown, title=title, back=back)


def take(form: PieceForm, draft_id: UUID, *, title: str, back: str) -> Page:
    """Save what was typed and go back, or show the form again with what keeps it from being saved."""
    typed = typed_fields()
    try:
        return _take(form, draft_id, typed, title=title, back=back)
    except NotFoundError as gone:
        return show_gone(gone, typed)


def show_gone(gone: NotFoundError, typed: Typed) -> Page:
    """Show what was typed into a form whose piece somebody has taken out meanwhile."""
    lines = typed_words(typed)
    page = render_template(
        "desk/gone.html",
        title="What you edited is gone",
        text=str(gone),
        lines=lines,
        back=url_for("desk.shelf"),
    )
    return page, 404


def _take(form: PieceForm, draft_id: UUID, typed: Typed, *, title: str, back: str) -> Page:
    draft = service.get_draft(session(), draft_id, hold=True)
    form.pick(draft.edition)
    mark = request.form.get(MARK, "")
    reading = form.read(draft.edition, typed)
    problems = {**reading.problems, **too_long(typed, form.labels(draft.edition))}
    if reading.change is None or problems:
        shown = _Shown(typed=typed, mark=mark, problems=problems)
        return _page(form, draft, shown, title=title, back=back)
    if reading.is_there:
        return done(ADDED_BEFORE, back)
    seen = Seen(pick=form.pick, mark=mark)
    try:
        service.edit_draft(session(), draft_id, reading.change, seen=seen, account=account(), now=now())
    except EditedMeanwhile as met:
        return _page(form, met.draft, _both(form, typed, met), title=title, back=back)
    note_edit(draft, title)
    return done("Saved", back)


def done(what: str, back: str) -> Response:
    """Say at the top of the page what was done; a link there leads back to where the reader was."""
    flash(what, "success")
    page, _, place = back.partition("#")
    return redirect(f"{page}?{urlencode({PLACE: place})}" if place else page)


def note_edit(draft: Draft, what: str) -> None:
    """Put down who edited what."""
    note_act("edited draft", f"questionnaire {draft.stored.code} {draft.stored.version}", what)


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """What the form's fields hold, the mark they go back with, and what is said about them."""

    typed: Typed
    mark: str
    problems: Mapping[str, str] = field(default_factory=dict)
    meanwhile: str = ""
    differences: tuple[Difference, ...] = ()


def _both(form: PieceForm, typed: Typed, met: EditedMeanwhile) -> _Shown:
    """Theirs is seen now, so saving once more is a choice."""
    edition = met.draft.edition
    theirs = form.fill(edition, met.theirs)
    return _Shown(
        typed=typed,
        mark=mark_of(met.theirs),
        meanwhile=str(met),
        differences=find_differences(form.labels(edition), form.choices(edition), yours=typed, theirs=theirs),
    )


def _page(form: PieceForm, draft: Draft, shown: _Shown, *, title: str, back: str) -> str:
    return render_template(
        form.template,
        title=title,
        draft=draft,
        back=back,
        typed=shown.typed,
        mark=shown.mark,
        problems=_in_order(form, draft.edition, shown.problems),
        has_errors=bool(shown.problems),
        meanwhile=shown.meanwhile,
        differences=shown.differences,
        **form.offers(draft.edition),
    )


def _in_order(form: PieceForm, edition: Edition, problems: Mapping[str, str]) -> dict[str, str]:
    """Problems in the order of the fields, as the page shows them."""
    names: Sequence[str] = (*form.labels(edition), *problems)
    return {name: problems[name] for name in dict.fromkeys(names) if name in problems}
