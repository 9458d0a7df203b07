"""Editing, adding, moving and taking out a domain."""

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response

from govscore.questionnaire.checks.questions import MOST_SHORT
from govscore.questionnaire.edition import (
    Edition,
    with_domain,
    with_question,
    without_domain,
)
from govscore.questionnaire.model import Domain, DomainRule
from govscore.questionnaire.resting import Gone
from govscore.services import desk as service
from govscore.services.desk import Piece
from govscore.web.desk.blueprint import desk, for_authors
from govscore.web.desk.fields import (
    WRONG_WEIGHT,
    made,
    missing,
    plain,
    read_number,
    rebuilt,
    refusals,
    too_long,
)
from govscore.web.desk.ids import new_id
from govscore.web.desk.pieces import ALREADY_THERE, Change, Page, PieceForm, Reading, ask, take
from govscore.web.desk.placeholders import first_question
from govscore.web.desk.placing import Placing, ask_place, domain_spots, move
from govscore.web.desk.removal import Removal, ask_removal, remove
from govscore.web.desk.typed import Typed
from govscore.web.scope import session

WANTED = {
    "title": "Enter a title",
    "short": "Enter a short word for charts",
    "about": "Say what the domain is about",
}
LABELS = {
    "title": "Title",
    "short": "Short word",
    "about": "What it is about",
    "weight": "Weight",
    "required": "Needed",
}
REQUIRED = (
    ("yes", "Yes: without it there is no overall score"),
    ("no", "No: the overall score does without it"),
)
ONLY_ONE = "It is the only domain. Add another one before you take this one out."


@dataclass(frozen=True, kw_only=True)
class _Asked:
    domain_id: str | None

    def pick(self, edition: Edition) -> Piece:
        """Only what the form holds: somebody may edit a question of the domain at the same time."""
        if self.domain_id is None:
            return None
        domain = edition.domain(self.domain_id)
        named = domain.model_copy(update={"questions": ()})
        rule = edition.rubric.domains.get(domain.id)
        return (named,) if rule is None else (named, rule)

    def fill(self, edition: Edition, _: Piece) -> Typed:
        if self.domain_id is None:
            return {"weight": "1", "required": "yes"}
        domain = edition.domain(self.domain_id)
        rule = edition.rubric.domains.get(domain.id) or DomainRule()
        return {
            "title": domain.title,
            "short": domain.short,
            "about": domain.about,
            "weight": f"{rule.weight:g}",
            "required": "yes" if rule.required else "no",
        }

    def read(self, edition: Edition, typed: Typed) -> Reading:
        problems = missing(typed, WANTED) | too_long(typed)
        weight = read_number(typed.get("weight", ""))
        if weight is None or not 0 <= weight <= 100:
            problems["weight"] = WRONG_WEIGHT
        if len(plain(typed, "short")) > MOST_SHORT:
            problems["short"] = (
                f"Choose a word of {MOST_SHORT} characters or fewer, so that it fits beside a chart"
            )
        if problems or weight is None:
            return Reading(problems=problems)
        words = {key: plain(typed, key) for key in WANTED}
        if self.domain_id is None and words in (
            {key: getattr(d, key) for key in WANTED} for d in edition.domains
        ):
            return ALREADY_THERE
        try:
            return Reading(change=self.change(edition, typed, weight))
        except ValidationError as error:
            return Reading(problems=refusals(error, {}))

    def change(self, edition: Edition, typed: Typed, weight: float) -> Change:
        words = {key: plain(typed, key) for key in WANTED}
        is_required = typed.get("required") != "no"
        if self.domain_id is None:
            domain_id = new_id(words["short"], edition.manifest.domains, otherwise="domain")
            question, marking = first_question(edition)
            domain = made(Domain, {"id": domain_id, **words, "questions": [question]})
            rule = DomainRule(weight=weight, required=is_required)
            return lambda current: with_question(
                with_domain(current, domain, rule), domain.id, question, marking
            )
        domain_id = self.domain_id

        def change(current: Edition) -> Edition:
            before = current.rubric.domains.get(domain_id) or DomainRule()
            rule = before.model_copy(update={"weight": weight, "required": is_required})
            return with_domain(current, rebuilt(current.domain(domain_id), words), rule)

        return change


def _form(domain_id: str | None) -> PieceForm:
    asked = _Asked(domain_id=domain_id)
    return PieceForm(
        template="desk/domain.html",
        pick=asked.pick,
        fill=asked.fill,
        read=asked.read,
        labels=lambda _: LABELS,
        offers=lambda _: {"required": REQUIRED, "domain_id": domain_id},
        choices=lambda _: {"required": REQUIRED},
    )


@desk.get("/drafts/<uuid:draft_id>/domains/new")
@for_authors
def new_domain(draft_id: UUID) -> str:
    """Ask for a new domain."""
    return ask(_form(None), draft_id, title="Add a domain", back=_back(draft_id))


@desk.post("/drafts/<uuid:draft_id>/domains/new")
@for_authors
def add_domain(draft_id: UUID) -> Page:
    """Add a domain."""
    return take(_form(None), draft_id, title="Add a domain", back=_back(draft_id))


@desk.get("/drafts/<uuid:draft_id>/domains/<domain_id>")
@for_authors
def domain(draft_id: UUID, domain_id: str) -> str:
    """Ask what a domain is called, and how it counts."""
    return ask(_form(domain_id), draft_id, title="Edit a domain", back=_back(draft_id, domain_id))


@desk.post("/drafts/<uuid:draft_id>/domains/<domain_id>")
@for_authors
def save_domain(draft_id: UUID, domain_id: str) -> Page:
    """Save what a domain is called, and how it counts."""
    return take(_form(domain_id), draft_id, title="Edit a domain", back=_back(draft_id, domain_id))


@desk.get("/drafts/<uuid:draft_id>/domains/<domain_id>/place")
@for_authors
def domain_place(draft_id: UUID, domain_id: str) -> str:
    """Ask where a domain belongs."""
    return ask_place(_placing(draft_id, domain_id), draft_id)


@desk.post("/drafts/<uuid:draft_id>/domains/<domain_id>/place")
@for_authors
def move_domain(draft_id: UUID, domain_id: str) -> str | Response:
    """Move a domain."""
    return move(_placing(draft_id, domain_id, hold=True), draft_id)


@desk.get("/drafts/<uuid:draft_id>/domains/<domain_id>/remove")
@for_authors
def ask_remove_domain(draft_id: UUID, domain_id: str) -> str:
    """Say what goes with a domain before it is taken out."""
    return ask_removal(_removal(draft_id, domain_id), draft_id)


@desk.post("/drafts/<uuid:draft_id>/domains/<domain_id>/remove")
@for_authors
def remove_domain(draft_id: UUID, domain_id: str) -> str | Response:
    """Take out a domain with its questions."""
    return remove(_removal(draft_id, domain_id), draft_id)


def _placing(draft_id: UUID, domain_id: str, *, hold: bool = False) -> Placing:
    edition = service.get_draft(session(), draft_id, hold=hold).edition
    return Placing(
        title="Move a domain",
        words=edition.domain(domain_id).title,
        spots=domain_spots(edition, domain_id),
        note="",
        what=f"the domain {domain_id}",
        back=_back(draft_id, domain_id),
    )


def _removal(draft_id: UUID, domain_id: str) -> Removal:
    return Removal(
        title="Take out this domain and its questions?",
        pick=lambda edition: (edition.domain(domain_id),),
        words=lambda edition: _with_size(edition.domain(domain_id)),
        change=lambda edition: without_domain(edition, domain_id),
        what=f"took out the domain {domain_id}",
        stays=_back(draft_id, domain_id),
        back=_back(draft_id),
        refusal=lambda edition: ONLY_ONE if len(edition.domains) == 1 else "",
        gone=lambda edition: Gone(
            questions=[question.id for question in edition.domain(domain_id).questions], domains=[domain_id]
        ),
    )


def _with_size(domain: Domain) -> str:
    count = len(domain.questions)
    return f"{domain.title}, with {count} question{'' if count == 1 else 's'}"


def _back(draft_id: UUID, domain_id: str | None = None) -> str:
    anchor = f"domain-{domain_id}" if domain_id else None
    return url_for("desk.draft", draft_id=draft_id, _anchor=anchor)
