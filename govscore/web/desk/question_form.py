"""The form of one question: its words, what each answer looks like, where it comes from, when it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from govscore.questionnaire.condition_words import condition_words
from govscore.questionnaire.conditions import questions_named
from govscore.questionnaire.edition import Edition, questionnaire_of, with_question
from govscore.questionnaire.model import AppliesTo, Domain, Duty, OptionKind, Question, QuestionRule
from govscore.services.desk import Piece
from govscore.web.desk.conditions import (
    JOINTS,
    KEEP,
    NESTED,
    ROWS,
    TESTS,
    answers_of,
    condition_choices,
    condition_labels,
    condition_typed,
    no_condition_typed,
    read_condition,
    rows_of,
)
from govscore.web.desk.days import day_labels, day_typed, read_day, today
from govscore.web.desk.differences import Choices
from govscore.web.desk.fields import (
    GOVERNANCE_CHOICES,
    PHASE_CHOICES,
    WRONG_WEIGHT,
    applies_typed,
    made,
    missing,
    plain,
    read_applies,
    read_number,
    rebuilt,
    refusals,
)
from govscore.web.desk.ids import new_id
from govscore.web.desk.pieces import ALREADY_THERE, Change, PieceForm, Reading
from govscore.web.desk.typed import Typed
from govscore.web.public.presenters import DUTY_WORDS
from govscore.web.public.rules import condition

WANTED = {
    "text": "Enter the question",
    "why": "Say why this matters",
    "evidence": "Say how somebody would know",
    "source-name": "Enter where the matter of the question comes from",
}
NO_DAY = "Enter the day on which somebody last looked at the source, like 24 11 2026"
NOT_YET = "Enter a day on which somebody has looked at the source: today or earlier"
LABELS = {
    "text": "Question",
    "hint": "Hint",
}
MARKING = {"scale": "Answers"}
REST = {
    "weight": "Weight",
    "why": "Why this matters",
    "evidence": "How would you know?",
    "duty": "How binding it is",
    "source-name": "Source",
    "source-paragraph": "Paragraph",
    "source-url": "Web address",
    **day_labels("source-checked", "Source last looked at"),
    "source-status": "Status of the source",
    "theme": "Theme",
    "governance": "Kinds of board",
    "phases": "Phases",
    **condition_labels(),
}
SOURCE = ("name", "paragraph", "url", "status")
DUTIES = tuple((duty.value, words) for duty, words in DUTY_WORDS.items())
PLAIN = ("text", "hint", "why", "evidence", "theme", "scale", "duty")


def question_form(question_id: str) -> PieceForm:
    """The form of a question."""
    return _form(_Asked(question_id=question_id, domain_id=None))


def new_question_form(domain_id: str) -> PieceForm:
    """The form of a new question, last in a domain."""
    return _form(_Asked(question_id=None, domain_id=domain_id))


def _form(asked: "_Asked") -> PieceForm:
    return PieceForm(
        template="desk/question.html",
        pick=asked.pick,
        fill=asked.fill,
        read=asked.read,
        labels=asked.labels,
        offers=asked.offers,
        choices=asked.choices,
    )


@dataclass(frozen=True, kw_only=True)
class _Asked:
    question_id: str | None
    domain_id: str | None

    def domain(self, edition: Edition) -> Domain:
        return (
            edition.domain_of(self.question_id) if self.question_id else edition.domain(self.domain_id or "")
        )

    def scale(self, edition: Edition) -> str:
        scales = edition.manifest.scales
        if self.question_id and (own := edition.question(self.question_id).scale) in scales:
            return own
        used = (question.scale for question in reversed(self.domain(edition).questions))
        return next((name for name in used if name in scales), next(iter(scales)))

    def labels(self, edition: Edition) -> Mapping[str, str]:
        roles = {
            f"wording-{role.value}": f"Wording for the {role.value}" for role in edition.manifest.audience
        }
        levels = {
            f"level-{option}": f"What “{label}” looks like"
            for option, label in _levels(edition, self.scale(edition))
        }
        return LABELS | roles | MARKING | levels | REST

    def choices(self, edition: Edition) -> Choices:
        return {
            "scale": _scales(edition),
            "duty": DUTIES,
            "governance": GOVERNANCE_CHOICES,
            "phases": PHASE_CHOICES,
            **condition_choices(edition, self.earlier(edition)),
        }

    def pick(self, edition: Edition) -> Piece:
        if self.question_id is None:
            self.domain(edition)
            return None
        question = edition.question(self.question_id)
        rule = edition.rubric.questions.get(question.id)
        return (question,) if rule is None else (question, rule)

    def fill(self, edition: Edition, _: Piece) -> Typed:
        if self.question_id is None:
            return {"scale": self.scale(edition), "weight": "1", **no_condition_typed()}
        question = edition.question(self.question_id)
        return {
            "text": question.text,
            "hint": question.hint or "",
            "why": question.why,
            "evidence": question.evidence,
            "duty": question.duty.value,
            "scale": question.scale,
            "theme": question.theme or "",
            **{f"wording-{role.value}": text for role, text in question.wording.items()},
            **{f"source-{key}": getattr(question.source, key) or "" for key in SOURCE},
            **day_typed("source-checked", date.fromisoformat(question.source.checked)),
            **applies_typed(question.applies_to),
            **condition_typed(edition, question.show_if),
            **_rule_typed(edition.rubric.questions.get(question.id)),
        }

    def read(self, edition: Edition, typed: Typed) -> Reading:
        problems = missing(typed, WANTED)
        weight = read_number(typed.get("weight", ""))
        if weight is None or not 0 <= weight <= 100:
            problems["weight"] = WRONG_WEIGHT
        tree, wrong = read_condition(edition, typed, earlier=self.earlier(edition))
        problems |= wrong
        if typed.get("scale", "") not in edition.manifest.scales:
            problems["scale"] = "Choose the answers"
        if typed.get("duty", "") not in {duty.value for duty in Duty}:
            problems["duty"] = "Choose how binding it is"
        problems |= _source_problems(typed)
        if problems or weight is None:
            return Reading(problems=problems)
        try:
            change = self.change(edition, typed, weight, tree)
            if self.question_id is None and _adds_nothing(edition, change(edition)):
                return ALREADY_THERE
            return Reading(change=change)
        except ValidationError as error:
            return Reading(problems=refusals(error, {f"source.{key}": f"source-{key}" for key in SOURCE}))

    def change(
        self, edition: Edition, typed: Typed, weight: float, tree: Mapping[str, object] | None
    ) -> Change:
        before = edition.question(self.question_id) if self.question_id else None
        question_id = self.question_id or new_id(
            plain(typed, "text"), edition.question_ids, otherwise="question"
        )
        keeps_condition = before is not None and typed.get("joint") == NESTED
        changes: dict[str, object] = {
            **{key: plain(typed, key) for key in PLAIN},
            "wording": _wording(edition, typed),
            "source": _source(typed),
            "applies_to": read_applies(typed, before.applies_to if before else AppliesTo()),
            **({} if keeps_condition else {"show_if": tree}),
        }
        question = rebuilt(before, changes) if before else made(Question, {"id": question_id, **changes})
        rule, domain_id = _rule(edition, typed, question, weight), self.domain(edition).id
        return lambda current: with_question(current, domain_id, question, rule)

    def offers(self, edition: Edition) -> Mapping[str, object]:
        earlier, nested = self.earlier(edition), self.nested(edition)
        return {
            "roles": [(role.value, role.value) for role in edition.manifest.audience],
            "scales": _scales(edition),
            "levels": _levels(edition, self.scale(edition)),
            "duties": DUTIES,
            "governance": GOVERNANCE_CHOICES,
            "phases": PHASE_CHOICES,
            "rows": range(1, ROWS + 1),
            "joints": (*JOINTS, KEEP) if nested else JOINTS,
            "nested": nested,
            "tests": TESTS,
            "earlier": [(name, edition.question(name).text) for name in earlier],
            "values": answers_of(edition, earlier),
            "question_id": self.question_id,
        }

    def nested(self, edition: Edition) -> str:
        """Say in words a condition that does not fit the rows of the form."""
        tree = edition.question(self.question_id).show_if if self.question_id else None
        if tree is None or rows_of(edition, tree) is not None:
            return ""
        is_sound = set(questions_named(tree)) <= set(edition.question_ids)
        return condition(questionnaire_of(edition), tree) if is_sound else condition_words(tree)

    def earlier(self, edition: Edition) -> tuple[str, ...]:
        """The questions asked before this one; a new one comes last in its domain."""
        if self.question_id is not None:
            ids = edition.question_ids
            return ids[: ids.index(self.question_id)]
        until = edition.manifest.domains.index(self.domain(edition).id) + 1
        return tuple(question.id for domain in edition.domains[:until] for question in domain.questions)


def _adds_nothing(before: Edition, after: Edition) -> bool:
    """Whether the question that was added says and marks what another one of its domain does."""
    (name,) = set(after.question_ids) - set(before.question_ids)
    added, rules = after.question(name), after.rubric.questions
    return any(
        each.model_copy(update={"id": name}) == added and rules.get(each.id) == rules[name]
        for each in after.domain_of(name).questions
        if each.id != name
    )


def _source_problems(typed: Typed) -> dict[str, str]:
    problems, day, address = {}, read_day(typed, "source-checked"), plain(typed, "source-url")
    if day is None:
        problems["source-checked-day"] = NO_DAY
    elif day > today():
        problems["source-checked-day"] = NOT_YET
    if address and not address.startswith(("https://", "http://")):
        problems["source-url"] = "Enter a web address that begins with https://"
    return problems


def _source(typed: Typed) -> dict[str, str]:
    """The source as it is written, its parts in their order."""
    day = read_day(typed, "source-checked")
    parts = {key: plain(typed, f"source-{key}") for key in SOURCE}
    parts["checked"] = day.isoformat() if day else ""
    return {key: parts[key] for key in ("name", "paragraph", "url", "checked", "status") if parts[key]}


def _wording(edition: Edition, typed: Typed) -> dict[str, str]:
    roles = (role.value for role in edition.manifest.audience)
    return {role: text for role in roles if (text := plain(typed, f"wording-{role}"))}


def _rule_typed(rule: QuestionRule | None) -> dict[str, str]:
    if rule is None:
        return {"weight": "1"}
    described = {f"level-{option}": text for option, text in rule.descriptors.items()}
    return {"weight": f"{rule.weight:g}", **described}


def _rule(edition: Edition, typed: Typed, question: Question, weight: float) -> QuestionRule:
    """Descriptors that are still to be written are left out; the check asks for them."""
    before = edition.rubric.questions.get(question.id) or QuestionRule(descriptors={})
    scored = (name for name, _ in _levels(edition, question.scale))
    descriptors = {name: text for name in scored if (text := plain(typed, f"level-{name}"))}
    is_usual = weight == 1 and "weight" not in before.model_fields_set
    update: dict[str, object] = {"descriptors": descriptors} | ({} if is_usual else {"weight": weight})
    return before.model_copy(update=update)


def _levels(edition: Edition, scale: str) -> list[tuple[str, str]]:
    found = edition.manifest.scales.get(scale)
    options = found.options if found else ()
    return [(option.id, option.label) for option in options if option.kind is OptionKind.SCORED]


def _scales(edition: Edition) -> list[tuple[str, str]]:
    scales = edition.manifest.scales.items()
    return [(name, ", ".join(option.label for option in scale.options)) for name, scale in scales]
