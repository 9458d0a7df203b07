"""From what a form sent to answers, or to errors in words; nothing that was typed is lost on the way."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from govscore.questionnaire.model import Question, Questionnaire, Role
from govscore.responses.model import Answer

NOTE_LENGTH = 1_000
_ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/. ](?P<month>\d{1,2})[/. ](?P<year>\d{4})")


class Part(StrEnum):
    """What is written beside a choice."""

    NOTE = "note"
    CHECKED = "checked"


@dataclass(frozen=True, kw_only=True)
class FieldError:
    """What is wrong with the answer to one question, for the page to say beside the part it is about."""

    question: str
    message: str
    part: Part | None = None


class _Refused(ValueError):
    """A field cannot be taken; caught in `read_answers`, and never seen outside this file."""

    def __init__(self, message: str, part: Part | None = None) -> None:
        super().__init__(message)
        self.part = part


def read_answers(
    questionnaire: Questionnaire,
    questions: Iterable[Question],
    raw: Mapping[str, str],
    *,
    role: Role = Role.GOVERNOR,
) -> tuple[Mapping[str, Answer], tuple[FieldError, ...]]:
    """Read the answers to a page's questions from the fields `<id>`, `<id>.note` and `<id>.checked`.

    A question left blank is in neither result: it was skipped, or its answer was taken back. A note or a
    date without a choice is an error rather than an answer, so that the page can show it again instead of
    dropping it.
    """
    answers: dict[str, Answer] = {}
    errors: list[FieldError] = []
    for question in questions:
        try:
            answer = _read_answer(questionnaire, question, raw, wording=question.text_for(role))
        except _Refused as refusal:
            errors.append(FieldError(question=question.id, message=str(refusal), part=refusal.part))
            continue
        if answer is not None:
            answers[question.id] = answer
    return answers, tuple(errors)


def merged(
    before: Mapping[str, Answer],
    questions: Iterable[Question],
    answers: Mapping[str, Answer],
    errors: Iterable[FieldError],
) -> Mapping[str, Answer]:
    """Lay a page's answers over the draft: an error keeps what was saved before, a blank takes it back."""
    kept = {error.question for error in errors}
    page = {question.id for question in questions} - kept
    return {key: answer for key, answer in before.items() if key not in page} | {
        key: answer for key, answer in answers.items() if key not in kept
    }


def _read_answer(
    questionnaire: Questionnaire, question: Question, raw: Mapping[str, str], *, wording: str
) -> Answer | None:
    choice = raw.get(question.id, "").strip()
    note = _read_note(raw.get(f"{question.id}.note", ""), wording)
    typed_date = _clean(raw.get(f"{question.id}.checked", "")).strip()
    if not choice:
        if note or typed_date:
            raise _Refused(f"Choose an answer to “{wording}” so that what you wrote beside it is kept")
        return None
    if questionnaire.scale_of(question).option(choice) is None:
        raise _Refused(f"Choose one of the answers offered for “{wording}”")
    return Answer(choice=choice, note=note, checked=_read_date(typed_date, wording) if typed_date else "")


def _read_note(text: str, wording: str) -> str:
    if any(unicodedata.category(character) == "Cs" for character in text):
        raise _Refused(
            f"Your note on “{wording}” has a character that cannot be kept; type it again without it",
            Part.NOTE,
        )
    note = _clean(text).strip()
    if len(note) > NOTE_LENGTH:
        raise _Refused(
            f"Your note on “{wording}” is {len(note):,} characters long; "
            f"shorten it to {NOTE_LENGTH:,} or fewer",
            Part.NOTE,
        )
    return note


def _clean(text: str) -> str:
    """Keep line breaks and tabs, and no other control character."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})


def _read_date(text: str, wording: str) -> str:
    found = _ISO_DATE.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    except ValueError:
        raise _Refused(
            f"The date on which “{wording}” was checked must be a real date, like 24/11/2026", Part.CHECKED
        ) from None
