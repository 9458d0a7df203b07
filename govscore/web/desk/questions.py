"""Editing, adding, moving and taking out a question."""

from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from govscore.questionnaire.edition import Edition, without_question
from govscore.questionnaire.resting import Gone
from govscore.services import desk as service
from govscore.services.desk import Piece
from govscore.web.desk.blueprint import desk, for_authors
from govscore.web.desk.pieces import Page, ask, take
from govscore.web.desk.placing import Placing, ask_place, move, question_spots
from govscore.web.desk.question_form import new_question_form, question_form
from govscore.web.desk.removal import Removal, ask_removal, remove
from govscore.web.scope import session

ONLY_ONE = "It is the only question of its domain. Add another one first, or take out the whole domain."


@desk.get("/drafts/<uuid:draft_id>/domains/<domain_id>/questions/new")
@for_authors
def new_question(draft_id: UUID, domain_id: str) -> str:
    """Ask for a new question, last in its domain."""
    form = new_question_form(domain_id)
    return ask(form, draft_id, title="Add a question", back=_back(draft_id, f"domain-{domain_id}"))


@desk.post("/drafts/<uuid:draft_id>/domains/<domain_id>/questions/new")
@for_authors
def add_question(draft_id: UUID, domain_id: str) -> Page:
    """Add a question."""
    form = new_question_form(domain_id)
    return take(form, draft_id, title="Add a question", back=_back(draft_id, f"domain-{domain_id}"))


@desk.get("/drafts/<uuid:draft_id>/questions/<question_id>")
@for_authors
def question(draft_id: UUID, question_id: str) -> str:
    """Ask what a question should say."""
    form = question_form(question_id)
    return ask(form, draft_id, title="Edit a question", back=_back(draft_id, f"question-{question_id}"))


@desk.post("/drafts/<uuid:draft_id>/questions/<question_id>")
@for_authors
def save_question(draft_id: UUID, question_id: str) -> Page:
    """Save a question."""
    form = question_form(question_id)
    return take(form, draft_id, title="Edit a question", back=_back(draft_id, f"question-{question_id}"))


@desk.get("/drafts/<uuid:draft_id>/questions/<question_id>/place")
@for_authors
def question_place(draft_id: UUID, question_id: str) -> str:
    """Ask where a question belongs."""
    return ask_place(_placing(draft_id, question_id), draft_id)


@desk.post("/drafts/<uuid:draft_id>/questions/<question_id>/place")
@for_authors
def move_question(draft_id: UUID, question_id: str) -> str | Response:
    """Move a question."""
    return move(_placing(draft_id, question_id, hold=True), draft_id)


@desk.get("/drafts/<uuid:draft_id>/questions/<question_id>/remove")
@for_authors
def ask_remove_question(draft_id: UUID, question_id: str) -> str:
    """Say what goes with a question before it is taken out."""
    return ask_removal(_removal(draft_id, question_id), draft_id)


@desk.post("/drafts/<uuid:draft_id>/questions/<question_id>/remove")
@for_authors
def remove_question(draft_id: UUID, question_id: str) -> str | Response:
    """Take out a question."""
    return remove(_removal(draft_id, question_id), draft_id)


def _placing(draft_id: UUID, question_id: str, *, hold: bool = False) -> Placing:
    edition = service.get_draft(session(), draft_id, hold=hold).edition
    return Placing(
        title="Move a question",
        words=edition.question(question_id).text,
        spots=question_spots(edition, question_id),
        note="In another domain it counts towards another score, so the trends of both may break.",
        what=f"the question {question_id}",
        back=_back(draft_id, f"question-{question_id}"),
    )


def _removal(draft_id: UUID, question_id: str) -> Removal:
    def pick(edition: Edition) -> Piece:
        rule = edition.rubric.questions.get(question_id)
        return (edition.question(question_id),) if rule is None else (edition.question(question_id), rule)

    return Removal(
        title="Take out this question?",
        pick=pick,
        words=lambda edition: edition.question(question_id).text,
        change=lambda edition: without_question(edition, question_id),
        what=f"took out the question {question_id}",
        stays=_back(draft_id, f"question-{question_id}"),
        back=_back(draft_id),
        refusal=lambda edition: ONLY_ONE if len(edition.domain_of(question_id).questions) == 1 else "",
        gone=lambda _: Gone(questions=(question_id,)),
    )


def _back(draft_id: UUID, anchor: str | None = None) -> str:
    return url_for("desk.draft", draft_id=draft_id, _anchor=anchor)
