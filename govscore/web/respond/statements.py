"""What one page of statements prints: each statement with its options, and what was chosen or typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from govscore.questionnaire.model import Duty, Option, OptionKind, Purpose, Question
from govscore.responses.answers import FieldError, Part
from govscore.responses.model import Answer
from govscore.services.respond import Place
from govscore.web.respond.languages import Say, plainly

NO_ANSWER = Answer(choice="")
DUTIES = {Duty.MUST: "A legal duty", Duty.SHOULD: "Expected of every board", Duty.GOOD: "Good practice"}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One statement with its options, and what was chosen or typed."""

    id: str
    text: str
    hint: str | None
    why: str
    evidence: str
    source: str
    duty: str
    items: tuple[dict[str, object], ...]
    note: str
    checked: str
    error: str | None
    note_error: str | None
    checked_error: str | None


@dataclass(frozen=True, kw_only=True)
class DomainPage:
    """One domain's statements."""

    domain_id: str
    board: str
    title: str
    heading: str
    about: str
    place_in_list: str
    fields: tuple[Field, ...]
    asked: str
    asks_date: bool
    errors: tuple[dict[str, str], ...]


def present_domain(
    place: Place,
    domain_id: str,
    *,
    errors: tuple[FieldError, ...] = (),
    typed: Mapping[str, str] | None = None,
    said: Say = plainly,
) -> DomainPage:
    """Lay out one domain, with what was typed where it could not be taken."""
    domain, questions = place.domain(domain_id), place.shown_in(domain_id)
    domains = [each.domain for each in place.completeness.domains]
    wrong = {error.question: error for error in errors}
    return DomainPage(
        domain_id=domain.id,
        board=place.board.name,
        title=domain.title,
        heading=said(domain.title),
        about=said(domain.about),
        place_in_list=f"Page {domains.index(domain_id) + 1} of {len(domains)}",
        fields=tuple(
            present_field(place, question, wrong.get(question.id), typed=typed, said=said)
            for question in questions
        ),
        asked=" ".join(question.id for question in questions),
        asks_date=place.questionnaire.manifest.purpose is Purpose.COMPLIANCE,
        errors=tuple({"text": error.message, "href": error_address(error)} for error in errors),
    )


def day_first(checked: str) -> str:
    """Write a kept date as people write it here; anything else stays as it was typed."""
    try:
        kept = date.fromisoformat(checked)
    except ValueError:
        return checked
    return f"{kept.day}/{kept.month}/{kept.year}"


def error_address(error: FieldError) -> str:
    """Lead to the part of a statement that an error is about."""
    return f"#{error.question}--{error.part.value}" if error.part else f"#{error.question}"


def present_field(
    place: Place,
    question: Question,
    error: FieldError | None,
    *,
    typed: Mapping[str, str] | None,
    said: Say,
) -> Field:
    """Lay out one statement, with what was typed or, where nothing was, with what is in the draft."""
    answer = place.draft.answers.get(question.id, NO_ANSWER)
    if typed is not None:
        answer = Answer(
            choice=typed.get(question.id, ""),
            note=typed.get(f"{question.id}.note", ""),
            checked=typed.get(f"{question.id}.checked", ""),
        )
    source = question.source
    return Field(
        id=question.id,
        text=said(question.text_for(place.invitation.role)),
        hint=said(question.hint) if question.hint else None,
        why=said(question.why),
        evidence=said(question.evidence),
        source=f"{source.name}, {source.paragraph}" if source.paragraph else source.name,
        duty=DUTIES[question.duty],
        items=tuple(_items(place, question, answer.choice, said)),
        note=answer.note,
        checked=day_first(answer.checked),
        error=_message(error, None),
        note_error=_message(error, Part.NOTE),
        checked_error=_message(error, Part.CHECKED),
    )


def _message(error: FieldError | None, part: Part | None) -> str | None:
    return error.message if error and error.part is part else None


def _items(place: Place, question: Question, chosen: str, said: Say) -> list[dict[str, object]]:
    items: list[dict[str, object]] = []
    for option in place.questionnaire.scale_of(question).options:
        if option.kind is not OptionKind.SCORED and not any("divider" in item for item in items):
            items.append({"divider": "or"})
        item = _item(place, question, option, is_checked=option.id == chosen, said=said)
        items.append(item | {"id": f"{question.id}--{option.id}"} if items else item)
    return items


def _item(
    place: Place, question: Question, option: Option, *, is_checked: bool, said: Say
) -> dict[str, object]:
    rule = place.questionnaire.rubric.questions.get(question.id)
    descriptor = rule.descriptors.get(option.id) if rule else None
    item: dict[str, object] = {
        "value": option.id,
        "text": said(option.label),
        "checked": is_checked,
        "id": question.id,
    }
    return item | {"hint": {"text": said(descriptor)}} if descriptor else item
