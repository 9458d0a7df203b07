"""Editing, adding and taking out a recommendation, with the rule that gives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response

from govscore.questionnaire.edition import Edition, with_advice, without_advice
from govscore.questionnaire.model import Advice, Rule
from govscore.services.desk import Piece
from govscore.web.desk.blueprint import desk, for_authors
from govscore.web.desk.differences import Choices
from govscore.web.desk.fields import made, missing, plain, rebuilt, refusals
from govscore.web.desk.ids import new_id
from govscore.web.desk.pieces import ALREADY_THERE, Page, PieceForm, Reading, ask, take
from govscore.web.desk.removal import Removal, ask_removal, remove
from govscore.web.desk.rules import (
    JOINTS,
    answers,
    measures,
    read_rule,
    rows_for,
    rule_choices,
    rule_labels,
    rule_typed,
    subjects,
)
from govscore.web.desk.typed import Typed

WANTED = {
    "title": "Say in a few words what to do",
    "what": "Say what to do next",
    "who": "Say who does it",
    "time": "Say how long it takes",
    "success": "Say how they would see it worked",
}
LABELS = {
    "title": "What to do, in a few words",
    "what": "What to do next",
    "who": "Who",
    "time": "How long it takes",
    "success": "How you would see it worked",
    "importance": "How much it matters",
}
IMPORTANCE = (("1", "Useful"), ("2", "Important"), ("3", "Most important"))


@dataclass(frozen=True, kw_only=True)
class _Asked:
    advice_id: str | None

    def before(self, edition: Edition) -> Advice | None:
        return None if self.advice_id is None else edition.recommendation(self.advice_id)

    def pick(self, edition: Edition) -> Piece:
        return self.before(edition)

    def fill(self, edition: Edition, _: Piece) -> Typed:
        advice = self.before(edition)
        if advice is None:
            return {"importance": "2", **rule_typed(None)}
        words = {key: str(getattr(advice, key)) for key in LABELS}
        return words | rule_typed(advice.when)

    def read(self, edition: Edition, typed: Typed) -> Reading:
        problems = missing(typed, WANTED)
        read = read_rule(edition, typed, self.rows(edition))
        problems |= read.problems
        if typed.get("importance") not in {value for value, _ in IMPORTANCE}:
            problems["importance"] = "Choose how much it matters"
        if problems or read.rule is None:
            return Reading(problems=problems)
        try:
            advice = self.advice(edition, typed, read.rule)
        except ValidationError as error:
            return Reading(problems=refusals(error, {}))
        others = (each.model_copy(update={"id": advice.id}) for each in edition.advice)
        if self.advice_id is None and advice in others:
            return ALREADY_THERE
        return Reading(change=lambda current: with_advice(current, advice))

    def advice(self, edition: Edition, typed: Typed, rule: Rule) -> Advice:
        words: dict[str, object] = {key: plain(typed, key) for key in WANTED}
        words |= {"importance": int(typed["importance"])}
        words |= {"when": rule.model_dump(by_alias=True, exclude_unset=True)}
        before = self.before(edition)
        if before is not None:
            return rebuilt(before, words)
        taken = {advice.id for advice in edition.advice}
        return made(Advice, {"id": new_id(plain(typed, "title"), taken, otherwise="advice"), **words})

    def rows(self, edition: Edition) -> range:
        before = self.before(edition)
        return rows_for(before.when if before else None)

    def choices(self, edition: Edition) -> Choices:
        return {"importance": IMPORTANCE, **rule_choices(edition, self.rows(edition))}

    def offers(self, edition: Edition) -> Mapping[str, object]:
        return {
            "importance": IMPORTANCE,
            "joints": JOINTS,
            "measures": measures(edition),
            "subjects": subjects(edition),
            "answers": answers(edition),
            "rows": self.rows(edition),
            "advice_id": self.advice_id,
        }


def _form(advice_id: str | None) -> PieceForm:
    asked = _Asked(advice_id=advice_id)
    return PieceForm(
        template="desk/recommendation.html",
        pick=asked.pick,
        fill=asked.fill,
        read=asked.read,
        labels=lambda edition: LABELS | rule_labels(asked.rows(edition)),
        offers=asked.offers,
        choices=asked.choices,
    )


@desk.get("/drafts/<uuid:draft_id>/recommendations/new")
@for_authors
def new_recommendation(draft_id: UUID) -> str:
    """Ask for a new recommendation."""
    return ask(_form(None), draft_id, title="Add a recommendation", back=_back(draft_id))


@desk.post("/drafts/<uuid:draft_id>/recommendations/new")
@for_authors
def add_recommendation(draft_id: UUID) -> Page:
    """Add a recommendation."""
    return take(_form(None), draft_id, title="Add a recommendation", back=_back(draft_id))


@desk.get("/drafts/<uuid:draft_id>/recommendations/<advice_id>")
@for_authors
def recommendation(draft_id: UUID, advice_id: str) -> str:
    """Ask what a recommendation should say."""
    return ask(_form(advice_id), draft_id, title="Edit a recommendation", back=_back(draft_id))


@desk.post("/drafts/<uuid:draft_id>/recommendations/<advice_id>")
@for_authors
def save_recommendation(draft_id: UUID, advice_id: str) -> Page:
    """Save a recommendation."""
    return take(_form(advice_id), draft_id, title="Edit a recommendation", back=_back(draft_id))


@desk.get("/drafts/<uuid:draft_id>/recommendations/<advice_id>/remove")
@for_authors
def ask_remove_recommendation(draft_id: UUID, advice_id: str) -> str:
    """Make sure that a recommendation is to go."""
    return ask_removal(_removal(draft_id, advice_id), draft_id)


@desk.post("/drafts/<uuid:draft_id>/recommendations/<advice_id>/remove")
@for_authors
def remove_recommendation(draft_id: UUID, advice_id: str) -> str | Response:
    """Take out a recommendation."""
    return remove(_removal(draft_id, advice_id), draft_id)


def _removal(draft_id: UUID, advice_id: str) -> Removal:
    return Removal(
        title="Take out this recommendation?",
        pick=lambda edition: edition.recommendation(advice_id),
        words=lambda edition: edition.recommendation(advice_id).title,
        change=lambda edition: without_advice(edition, advice_id),
        what=f"took out the recommendation {advice_id}",
        stays=url_for("desk.recommendation", draft_id=draft_id, advice_id=advice_id),
        back=_back(draft_id),
    )


def _back(draft_id: UUID) -> str:
    return url_for("desk.draft", draft_id=draft_id, _anchor="recommendations")
