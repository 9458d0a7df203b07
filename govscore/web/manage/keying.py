"""What the page prints on which a paper response is keyed in: the whole form, as it stands on the paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from govscore.questionnaire.model import Purpose
from govscore.responses.answers import FieldError
from govscore.responses.on_paper import DomainOnPaper, Numbered
from govscore.services.keying import EmptyPlace, Keyed, NotKeyed
from govscore.services.respond import Place, Unready
from govscore.web.respond.languages import speaker
from govscore.web.respond.statements import Field, error_address, present_field

UNREADY = {
    Unready.NOTHING_ANSWERED: "Key in at least one answer",
    Unready.NO_WORD_ABOUT_SHARING: "Choose what the paper says about showing this view to the board",
}
SHARING = {"yes": True, "no": False}
LEAVING_OUT = "leaving_out"


@dataclass(frozen=True, kw_only=True)
class KeyedField:
    """One statement with its number on the paper and, where it has one, its condition in words."""

    number: int
    only_if: str
    field: Field


@dataclass(frozen=True, kw_only=True)
class KeyedDomain:
    """One domain's statements."""

    title: str
    about: str
    fields: tuple[KeyedField, ...]


@dataclass(frozen=True, kw_only=True)
class RuledOut:
    """Answers that the others rule out: what the button says that lets them go, and their numbers."""

    button: str
    numbers: str


@dataclass(frozen=True, kw_only=True)
class KeyingPage:
    """The whole form, with what was just typed where it could not be taken."""

    name: str
    board: str
    questionnaire: str
    domains: tuple[KeyedDomain, ...]
    asks_date: bool
    asks_consent: bool
    shares_view: bool | None
    consent_error: str | None
    errors: tuple[dict[str, str], ...]
    ruled_out: RuledOut | None


def present_keying(
    empty: EmptyPlace, *, typed: Mapping[str, str] | None = None, refused: NotKeyed | None = None
) -> KeyingPage:
    """Lay out the form, empty or as it was just typed."""
    place, refused = empty.place, refused or NotKeyed()
    errors = (*refused.errors, *map(_not_asked, refused.ruled_out))
    wrong = {error.question: error for error in errors}
    no_word = refused.unready is Unready.NO_WORD_ABOUT_SHARING
    return KeyingPage(
        name=place.invitation.name,
        board=place.board.name,
        questionnaire=place.questionnaire.manifest.title,
        domains=tuple(_domain(place, each, typed=typed, wrong=wrong) for each in empty.domains),
        asks_date=place.questionnaire.manifest.purpose is Purpose.COMPLIANCE,
        asks_consent=place.asks_consent,
        shares_view=said_about_sharing(typed or {}),
        consent_error=UNREADY[Unready.NO_WORD_ABOUT_SHARING] if no_word else None,
        errors=(*_faults(errors), *_unready(empty, refused.unready)),
        ruled_out=_ruled_out(refused.ruled_out),
    )


def said_about_sharing(typed: Mapping[str, str]) -> bool | None:
    """Read what was typed about showing one person's view; nothing where nothing was."""
    return SHARING.get(typed.get("shares_view", ""))


def keyed_sentences(name: str, keyed: Keyed) -> tuple[str, ...]:
    """Say what became of what was keyed in, and what was left out of it."""
    done = (
        f"The paper answers of {name} are handed in. You cannot see them again. An email tells {name} that "
        "you keyed them in. Shred the paper, or give it back."
    )
    return (done, *_left_out(keyed.left_out))


def numbers_to_leave_out(typed: Mapping[str, str]) -> frozenset[int]:
    """Read which answers are let go."""
    return frozenset(int(number) for number in typed.get(LEAVING_OUT, "").split() if number.isdecimal())


def _left_out(lines: tuple[Numbered, ...]) -> tuple[str, ...]:
    if not lines:
        return ()
    words = _the_answers(lines)
    return (f"{words[0].upper()}{words[1:]} {'was' if len(lines) == 1 else 'were'} left out, as you chose.",)


def _the_answers(lines: tuple[Numbered, ...]) -> str:
    """Name the answers to some questions by their numbers."""
    *first, last = (str(line.number) for line in lines)
    if not first:
        return f"the answer to question {last}"
    return f"the answers to questions {', '.join(first)} and {last}"


def _domain(
    place: Place, each: DomainOnPaper, *, typed: Mapping[str, str] | None, wrong: Mapping[str, FieldError]
) -> KeyedDomain:
    said = speaker(place.questionnaire, place.questionnaire.manifest.language)
    return KeyedDomain(
        title=said(each.domain.title),
        about=said(each.domain.about),
        fields=tuple(_field(place, line, typed=typed, wrong=wrong) for line in each.questions),
    )


def _field(
    place: Place, line: Numbered, *, typed: Mapping[str, str] | None, wrong: Mapping[str, FieldError]
) -> KeyedField:
    said = speaker(place.questionnaire, place.questionnaire.manifest.language)
    field = present_field(place, line.question, wrong.get(line.question.id), typed=typed, said=said)
    return KeyedField(number=line.number, only_if=line.only_if, field=field)


def _faults(errors: Iterable[FieldError]) -> tuple[dict[str, str], ...]:
    return tuple({"text": error.message, "href": error_address(error)} for error in errors)


def _not_asked(line: Numbered) -> FieldError:
    message = f"Question {line.number} is answered. The paper says to answer it only if {line.only_if}"
    return FieldError(question=line.question.id, message=message)


def _ruled_out(lines: tuple[Numbered, ...]) -> RuledOut | None:
    if not lines:
        return None
    return RuledOut(
        button=f"Hand in without {_the_answers(lines)}", numbers=" ".join(str(line.number) for line in lines)
    )


def _unready(empty: EmptyPlace, unready: Unready | None) -> tuple[dict[str, str], ...]:
    if unready is None:
        return ()
    first = empty.questions[0].id if empty.questions else ""
    where = "shares_view" if unready is Unready.NO_WORD_ABOUT_SHARING else first
    return ({"text": UNREADY[unready], "href": f"#{where}"},)
