"""What a questionnaire is called, who answers it and which boards it is for."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from flask import url_for
from pydantic import ValidationError

from govscore.questionnaire.edition import Edition
from govscore.questionnaire.model import Manifest, Role
from govscore.services.desk import Piece
from govscore.web.desk.blueprint import desk, for_authors
from govscore.web.desk.fields import (
    GOVERNANCE_CHOICES,
    PHASE_CHOICES,
    applies_typed,
    missing,
    plain,
    read_applies,
    rebuilt,
    refusals,
    too_long,
)
from govscore.web.desk.pieces import Page, PieceForm, Reading, ask, take
from govscore.web.desk.typed import Typed
from govscore.web.desk.words import AUDIENCE

TITLE = "Title, audience and boards"
LABELS = {
    "title": "Title",
    "summary": "What it is and how to answer",
    "audience": "Who answers",
    "governance": "Kinds of board",
    "phases": "Phases",
    "version": "Version",
}
WANTED = {"title": "Enter a title", "summary": "Say what it is and how to answer"}
CHOICES = {"audience": AUDIENCE, "governance": GOVERNANCE_CHOICES, "phases": PHASE_CHOICES}


def _pick(edition: Edition) -> Piece:
    return edition.manifest


def _fill(edition: Edition, _: Piece) -> Typed:
    manifest = edition.manifest
    return {
        "title": manifest.title,
        "summary": manifest.summary,
        "audience": " ".join(manifest.audience),
        "version": manifest.version,
        **applies_typed(manifest.applies_to),
    }


def _read(edition: Edition, typed: Typed) -> Reading:
    problems = missing(typed, WANTED) | too_long(typed)
    chosen = typed.get("audience", "").split()
    known = dict.fromkeys((*edition.manifest.audience, *Role))
    audience = [role.value for role in known if role.value in chosen]
    if not audience:
        problems["audience"] = "Choose who answers it"
    if problems:
        return Reading(problems=problems)
    try:
        manifest = _manifest(edition.manifest, typed, audience)
    except ValidationError as error:
        return Reading(problems=refusals(error, {}))
    return Reading(change=lambda current: replace(current, manifest=_onto(current.manifest, manifest)))


def _manifest(manifest: Manifest, typed: Typed, audience: Sequence[str]) -> Manifest:
    return rebuilt(
        manifest,
        {
            "title": plain(typed, "title"),
            "summary": plain(typed, "summary"),
            "audience": audience,
            "version": plain(typed, "version"),
            "applies_to": read_applies(typed, manifest.applies_to),
        },
    )


def _onto(current: Manifest, typed: Manifest) -> Manifest:
    """Domains and scales have forms of their own, so what stands there now is kept."""
    return typed.model_copy(update={"domains": current.domains, "scales": current.scales})


FORM = PieceForm(
    template="desk/details.html",
    pick=_pick,
    fill=_fill,
    read=_read,
    labels=lambda _: LABELS,
    offers=lambda _: CHOICES,
    choices=lambda _: CHOICES,
)


@desk.get("/drafts/<uuid:draft_id>/details")
@for_authors
def details(draft_id: UUID) -> str:
    """Ask what a questionnaire is called, and who answers it."""
    return ask(FORM, draft_id, title=TITLE, back=url_for("desk.draft", draft_id=draft_id))


@desk.post("/drafts/<uuid:draft_id>/details")
@for_authors
def save_details(draft_id: UUID) -> Page:
    """Save what a questionnaire is called, and who answers it."""
    return take(FORM, draft_id, title=TITLE, back=url_for("desk.draft", draft_id=draft_id))
