"""A questionnaire as it stands on one sheet: everything that may be asked, numbered, conditions in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from govscore.questionnaire.applying import applies
from govscore.questionnaire.model import AppliesTo, Domain, Question, Questionnaire
from govscore.responses.only_if import listed, only_if

GOVERNANCE = {
    "maintained": "a maintained school’s board",
    "federation": "a federation’s board",
    "academy": "a single academy’s trust board",
    "local-committee": "a trust’s local committee",
    "trust": "a trust board with several academies",
}
PHASES = {
    "nursery": "a nursery school",
    "primary": "a primary school",
    "secondary": "a secondary school",
    "all-through": "an all-through school",
    "sixteen-plus": "a sixth form or college",
    "special": "a special school",
    "alternative-provision": "alternative provision",
}


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """One question with its number on the sheet; `only_if` goes on after “Answer only if”."""

    number: int
    question: Question
    only_if: str = ""


@dataclass(frozen=True, kw_only=True)
class DomainOnPaper:
    """The questions of one domain that stand on the sheet."""

    domain: Domain
    questions: tuple[Numbered, ...]


def domains_on_paper(
    questionnaire: Questionnaire, *, governance: str | None = None, phases: Sequence[str] = ()
) -> tuple[DomainOnPaper, ...]:
    """List what may be asked of a board; without a board, everything, and the boards in words.

    A question whose condition can never hold for this board is left out, as it would be on the screen.
    """
    numbers: dict[str, int] = {}
    found = []
    for domain in questionnaire.domains:
        questions = []
        for question in domain.questions:
            conditions = tuple(_conditions(question, questionnaire, governance, phases, numbers))
            if False in conditions:
                continue
            numbers[question.id] = len(numbers) + 1
            words = ", and ".join(each for each in conditions if isinstance(each, str))
            questions.append(Numbered(number=numbers[question.id], question=question, only_if=words))
        if questions:
            found.append(DomainOnPaper(domain=domain, questions=tuple(questions)))
    return tuple(found)


def _conditions(
    question: Question,
    questionnaire: Questionnaire,
    governance: str | None,
    phases: Sequence[str],
    numbers: Mapping[str, int],
) -> Iterator[str | bool]:
    if governance is not None:
        yield applies(question.applies_to, governance=governance, phases=phases)
    else:
        yield from _boards(question.applies_to)
    if question.show_if is not None:
        yield only_if(question.show_if, questionnaire, numbers=numbers)


def _boards(rule: AppliesTo) -> Iterator[str]:
    if words := _among(rule.governance, GOVERNANCE):
        yield f"your board is {words}"
    if rule.phases and not set(PHASES) <= set(rule.phases):
        yield f"your board governs {listed((PHASES.get(each, each) for each in rule.phases), 'or')}"


def _among(named: Sequence[str], known: Mapping[str, str]) -> str:
    """Name those a rule takes in or, where they are fewer, those it leaves out; nothing where it takes in all."""
    left_out = [each for each in known if each not in named]
    if not named or not left_out:
        return ""
    if len(left_out) < len(named):
        return f"not {listed((known[each] for each in left_out), 'or')}"
    return listed((known.get(each, each) for each in named), "or")
