"""A questionnaire on paper, to be filled in with a pen: the same questionnaire gives the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govscore.errors import ResponseError
from govscore.questionnaire.model import (
    OptionKind,
    Purpose,
    Question,
    Questionnaire,
    Role,
)
from govscore.questionnaire.promises import promise_of
from govscore.questionnaire.reading import minutes_to_read
from govscore.reporting.lettering import printable
from govscore.reporting.palette import FONT
from govscore.reporting.typesetting import Data, day_parts, printed, typeset
from govscore.reporting.words import date_words
from govscore.responses.on_paper import DomainOnPaper, Numbered, domains_on_paper
from govscore.responses.routing import is_asked

TEMPLATE = "paper_form.typ"
OURS = "en"


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """Which board asks, in which round, and until when; none of it decides what is asked."""

    board: str
    round: str
    hand_in_by: str


def paper_form(
    questionnaire: Questionnaire,
    *,
    role: Role,
    governance: str | None = None,
    phases: Sequence[str] = (),
    large_print: bool = False,
    occasion: Occasion | None = None,
) -> bytes:
    """Set a form on A4 as tagged PDF/UA-1, worded for a role; in large print no letter is under 18 points.

    With `governance` and `phases` it asks what that board is asked; without, everything, and each question
    that is for some boards only says for which.
    """
    _check_role(questionnaire, role)
    domains = domains_on_paper(questionnaire, governance=governance, phases=phases)
    if not domains:
        raise ResponseError(
            f"{questionnaire.manifest.title} has no question for a board like this; choose another questionnaire"
        )
    return typeset(TEMPLATE, _data(questionnaire, domains, role, large_print=large_print, occasion=occasion))


def _check_role(questionnaire: Questionnaire, role: Role) -> None:
    if not is_asked(role, questionnaire):
        asked = ", ".join(each.value for each in questionnaire.manifest.audience)
        raise ResponseError(
            f"{questionnaire.manifest.title} does not ask a {role.value}; choose one of: {asked}"
        )


def _data(
    questionnaire: Questionnaire,
    domains: tuple[DomainOnPaper, ...],
    role: Role,
    *,
    large_print: bool,
    occasion: Occasion | None,
) -> Data:
    manifest = questionnaire.manifest
    in_force = date.fromisoformat(manifest.in_force)
    return {
        "title": printable(manifest.title),
        "summary": printable(manifest.summary),
        "language": manifest.language,
        "is_ours": manifest.language == OURS,
        "footer": printable(f"{manifest.title} {manifest.version} · {date_words(in_force)}"),
        "date": day_parts(in_force),
        "font": FONT,
        "is_large": large_print,
        "kind": promise_of(manifest).value,
        "asks_facts": manifest.purpose is Purpose.COMPLIANCE,
        "is_clerk": role is Role.CLERK,
        "count": sum(len(each.questions) for each in domains),
        "has_conditions": any(line.only_if for each in domains for line in each.questions),
        "minutes": minutes_to_read(questionnaire, _questions(domains), role),
        "occasion": printed(vars(occasion)) if occasion else None,
        "domains": [_domain(questionnaire, each, role) for each in domains],
    }


def _questions(domains: tuple[DomainOnPaper, ...]) -> tuple[Question, ...]:
    return tuple(line.question for each in domains for line in each.questions)


def _domain(questionnaire: Questionnaire, each: DomainOnPaper, role: Role) -> Data:
    return {
        "title": printable(each.domain.title),
        "about": printable(each.domain.about),
        "questions": [_question(questionnaire, line, role) for line in each.questions],
    }


def _question(questionnaire: Questionnaire, line: Numbered, role: Role) -> Data:
    question = line.question
    return {
        "number": line.number,
        "text": printable(question.text_for(role)),
        "hint": printable(question.hint or ""),
        "only_if": printable(line.only_if),
        "evidence": printable(question.evidence),
        "scored": _options(questionnaire, question, is_scored=True),
        "others": _options(questionnaire, question, is_scored=False),
    }


def _options(questionnaire: Questionnaire, question: Question, *, is_scored: bool) -> Data:
    rule = questionnaire.rubric.questions.get(question.id)
    return [
        {
            "label": printable(option.label),
            "descriptor": printable(rule.descriptors.get(option.id, "") if rule else ""),
        }
        for option in questionnaire.scale_of(question).options
        if (option.kind is OptionKind.SCORED) is is_scored
    ]
