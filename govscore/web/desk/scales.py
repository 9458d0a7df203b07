"""The answers that questions offer: their labels, which are scored and with which value."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from flask import url_for
from pydantic import ValidationError

from govscore.errors import NotFoundError
from govscore.questionnaire.edition import Edition
from govscore.questionnaire.model import Option, OptionKind, ResponseScale
from govscore.services.desk import Piece
from govscore.web.desk.blueprint import desk, for_authors
from govscore.web.desk.differences import Choices
from govscore.web.desk.fields import made, plain, read_number
from govscore.web.desk.ids import new_id
from govscore.web.desk.pieces import ALREADY_THERE, Page, PieceForm, Reading, ask, take
from govscore.web.desk.typed import Typed

BLANKS = 3
IN_USE = "Questions use these answers, so at least two must stay"
KINDS = (
    (OptionKind.SCORED.value, "Scored"),
    (OptionKind.DONT_KNOW.value, "Don’t know"),
    (OptionKind.NOT_APPLICABLE.value, "Not applicable"),
    (OptionKind.NOT_MY_ROLE.value, "Not my role"),
)


@dataclass(frozen=True, kw_only=True)
class _Scale:
    scale_id: str | None

    def pick(self, edition: Edition) -> Piece:
        return None if self.scale_id is None else _found(edition, self.scale_id)

    def fill(self, edition: Edition, _: Piece) -> Typed:
        typed = {f"kind-{row}": OptionKind.SCORED.value for row in self.rows(edition)}
        for row, option in enumerate(self.options(edition), start=1):
            typed |= {
                f"label-{row}": option.label,
                f"kind-{row}": option.kind.value,
                f"value-{row}": "" if option.value is None else f"{option.value:g}",
            }
        return typed

    def labels(self, edition: Edition) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for row in self.rows(edition):
            names |= {
                f"label-{row}": f"Answer {row}",
                f"kind-{row}": f"Kind of answer {row}",
                f"value-{row}": f"Value of answer {row}",
            }
        return names

    def read(self, edition: Edition, typed: Typed) -> Reading:
        problems: dict[str, str] = {}
        before = self.options(edition)
        options: list[Option] = []
        for row in self.rows(edition):
            if not plain(typed, f"label-{row}"):
                continue
            kept = before[row - 1] if row <= len(before) else None
            option, problem = _option(typed, row, kept, taken={each.id for each in (*before, *options)})
            if problem:
                problems[f"value-{row}"] = problem
            elif option is not None:
                options.append(option)
        if not options and not problems and self.scale_id and self.scale_id not in used_scales(edition):
            return self.taken_out(self.scale_id)
        if len(options) < 2 and not problems:
            problems["label-1"] = IN_USE if self.scale_id else "Enter at least two answers"
        if problems:
            return Reading(problems=problems)
        try:
            scale = ResponseScale(options=_in_order(options, before))
        except ValidationError:
            return Reading(problems={"label-1": "Enter between 2 and 30 answers"})
        if self.scale_id is None and scale in edition.manifest.scales.values():
            return ALREADY_THERE
        scale_id = self.scale_id or new_id(options[0].label, edition.manifest.scales, otherwise="answers")
        return Reading(change=lambda current: _with(current, scale_id, scale))

    @staticmethod
    def taken_out(scale_id: str) -> Reading:
        return Reading(change=lambda current: _without(current, scale_id))

    def options(self, edition: Edition) -> tuple[Option, ...]:
        return () if self.scale_id is None else _found(edition, self.scale_id).options

    def rows(self, edition: Edition) -> range:
        return range(1, len(self.options(edition)) + BLANKS + 1)

    def offers(self, edition: Edition) -> Mapping[str, object]:
        used = [q.text for d in edition.domains for q in d.questions if q.scale == self.scale_id]
        return {"rows": self.rows(edition), "kinds": KINDS, "used": used, "is_new": self.scale_id is None}

    def choices(self, edition: Edition) -> Choices:
        return {f"kind-{row}": KINDS for row in self.rows(edition)}


def _form(scale_id: str | None) -> PieceForm:
    scale = _Scale(scale_id=scale_id)
    return PieceForm(
        template="desk/scale.html",
        pick=scale.pick,
        fill=scale.fill,
        read=scale.read,
        labels=scale.labels,
        offers=scale.offers,
        choices=scale.choices,
    )


@desk.get("/drafts/<uuid:draft_id>/scales/new")
@for_authors
def new_scale(draft_id: UUID) -> str:
    """Ask for a new set of answers."""
    return ask(_form(None), draft_id, title="Add a set of answers", back=_back(draft_id))


@desk.post("/drafts/<uuid:draft_id>/scales/new")
@for_authors
def add_scale(draft_id: UUID) -> Page:
    """Add a set of answers."""
    return take(_form(None), draft_id, title="Add a set of answers", back=_back(draft_id))


@desk.get("/drafts/<uuid:draft_id>/scales/<scale_id>")
@for_authors
def scale(draft_id: UUID, scale_id: str) -> str:
    """Ask which answers there are."""
    return ask(_form(scale_id), draft_id, title="Edit the answers", back=_back(draft_id))


@desk.post("/drafts/<uuid:draft_id>/scales/<scale_id>")
@for_authors
def save_scale(draft_id: UUID, scale_id: str) -> Page:
    """Save which answers there are."""
    return take(_form(scale_id), draft_id, title="Edit the answers", back=_back(draft_id))


def _back(draft_id: UUID) -> str:
    return url_for("desk.draft", draft_id=draft_id, _anchor="answers")


def _found(edition: Edition, scale_id: str) -> ResponseScale:
    if scale_id not in edition.manifest.scales:
        raise NotFoundError("There is no such set of answers in this draft.")
    return edition.manifest.scales[scale_id]


def _option(
    typed: Typed, row: int, before: Option | None, *, taken: set[str]
) -> tuple[Option | None, str | None]:
    """An answer keeps its id when its label changes, so that what was answered before can still be read."""
    label, kind = plain(typed, f"label-{row}"), typed.get(f"kind-{row}") or OptionKind.SCORED.value
    value = read_number(plain(typed, f"value-{row}"))
    if kind not in set(OptionKind):
        return None, "Choose what kind of answer this is"
    if kind == OptionKind.SCORED and value is None:
        return None, "Enter its value as a number; the lowest answer has the lowest"
    if kind != OptionKind.SCORED and plain(typed, f"value-{row}"):
        return None, "Only a scored answer has a value; leave this empty"
    values: dict[str, object] = {"id": before.id if before else new_id(label, taken, otherwise="answer")}
    values |= {"label": label, "kind": None if kind == OptionKind.SCORED else kind}
    option = made(Option, values)
    if value is not None:
        option = option.model_copy(update={"value": value})
    if before is not None and before.translations:
        option = option.model_copy(update={"translations": before.translations})
    return option, None


def used_scales(edition: Edition) -> frozenset[str]:
    """List the sets of answers that questions offer."""
    return frozenset(question.scale for domain in edition.domains for question in domain.questions)


def _in_order(options: list[Option], before: tuple[Option, ...]) -> tuple[Option, ...]:
    """Scored answers come first; a new one goes where its value belongs, whether they rise or fall."""
    scored = [option for option in options if option.kind is OptionKind.SCORED]
    rest = [option for option in options if option.kind is not OptionKind.SCORED]
    values = [option.value for option in before if option.value is not None]
    falls = len(values) > 1 and values[0] > values[-1]
    scored.sort(key=lambda option: option.value or 0, reverse=falls)
    return (*scored, *rest)


def _without(edition: Edition, scale_id: str) -> Edition:
    scales = {name: scale for name, scale in edition.manifest.scales.items() if name != scale_id}
    return replace(edition, manifest=edition.manifest.model_copy(update={"scales": scales}))


def _with(edition: Edition, scale_id: str, scale: ResponseScale) -> Edition:
    scales = {**edition.manifest.scales, scale_id: scale}
    return replace(edition, manifest=edition.manifest.model_copy(update={"scales": scales}))
