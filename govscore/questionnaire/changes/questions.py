"""What became of one question between two versions, and each thing about it that differs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govscore.questionnaire.changes.model import Bearing, Change, Difference, QuestionComparison
from govscore.questionnaire.condition_words import applies_words, condition_words
from govscore.questionnaire.model import (
    OptionKind,
    Question,
    Questionnaire,
    QuestionRule,
    ResponseScale,
    Role,
)

DESCRIBED_BY_DEFAULT = QuestionRule(descriptors={})


@dataclass(frozen=True, kw_only=True)
class Side:
    """One question as one version has it."""

    questionnaire: Questionnaire
    question: Question

    @property
    def scale(self) -> ResponseScale:
        """The options it offers."""
        return self.questionnaire.scale_of(self.question)

    @property
    def rule(self) -> QuestionRule:
        """How it is judged; without a rule it weighs 1."""
        return self.questionnaire.rubric.questions.get(self.question.id, DESCRIBED_BY_DEFAULT)


def compare_question(old: Questionnaire, new: Questionnaire, question_id: str) -> QuestionComparison:
    """Say what became of a question that at least one of two versions asks."""
    before, after = _side(old, question_id), _side(new, question_id)
    if before is None or after is None:
        return QuestionComparison(
            id=question_id,
            changes=(Change.ADDED if before is None else Change.REMOVED,),
            old_text=None if before is None else before.question.text,
            new_text=None if after is None else after.question.text,
        )
    read = tuple(_read(before, after))
    scored, moved = tuple(_scale(before, after)), tuple(_domain(before, after))
    found = ((read, Change.REWORDED), (scored, Change.RESCALED), (moved, Change.MOVED))
    changes = tuple(change for differences, change in found if differences)
    rest = (*_weight(before, after), *_asked(before, after), *_notes(before, after))
    return QuestionComparison(
        id=question_id,
        changes=changes or (Change.SAME,),
        old_text=before.question.text,
        new_text=after.question.text,
        differences=(*read, *scored, *moved, *rest),
    )


def _side(questionnaire: Questionnaire, question_id: str) -> Side | None:
    question = questionnaire.by_id.get(question_id)
    return None if question is None else Side(questionnaire=questionnaire, question=question)


def _read(before: Side, after: Side) -> Iterator[Difference]:
    """Everything that somebody reads before choosing; where a line breaks is no difference."""
    old, new = before.question, after.question
    yield from _pair("text", old.text, new.text, Bearing.ANSWER)
    for role in Role:
        if role in old.wording or role in new.wording:
            what = f"wording for the {role}"
            yield from _pair(what, old.text_for(role), new.text_for(role), Bearing.ANSWER)
    yield from _pair("hint", old.hint or "", new.hint or "", Bearing.ANSWER)
    yield from _pair("options without a value", _unscored(before), _unscored(after), Bearing.ANSWER)
    for option in before.scale.options:
        other = after.scale.option(option.id)
        if other is not None:
            yield from _pair(f"option “{option.id}”", option.label, other.label, Bearing.ANSWER)
    described = before.rule.descriptors
    for option_id, text in after.rule.descriptors.items():
        if option_id in described:
            yield from _pair(f"what “{option_id}” means", described[option_id], text, Bearing.ANSWER)


def _scale(before: Side, after: Side) -> Iterator[Difference]:
    yield from _pair("options and their values", _scored(before), _scored(after), Bearing.SCORE)


def _domain(before: Side, after: Side) -> Iterator[Difference]:
    old, new = (side.questionnaire.domain_of(side.question.id) for side in (before, after))
    if old.id != new.id:
        yield Difference(what="domain", old=old.title, new=new.title, bearing=Bearing.SCORE)


def _weight(before: Side, after: Side) -> Iterator[Difference]:
    yield from _pair("weight", f"{before.rule.weight:g}", f"{after.rule.weight:g}", Bearing.SCORE)


def _asked(before: Side, after: Side) -> Iterator[Difference]:
    old, new = before.question, after.question
    yield from _pair(
        "boards asked", applies_words(old.applies_to), applies_words(new.applies_to), Bearing.ASKED
    )
    yield from _pair("shown if", condition_words(old.show_if), condition_words(new.show_if), Bearing.ASKED)


def _notes(before: Side, after: Side) -> Iterator[Difference]:
    """What explains a question without bearing on its answer: told, and of no consequence to a trend."""
    told, now = _told(before), _told(after)
    for what in dict.fromkeys((*told, *now)):
        yield from _pair(what, told.get(what, ""), now.get(what, ""), Bearing.NOTE)


def _told(side: Side) -> Mapping[str, str]:
    question, source = side.question, side.question.source
    where = (source.name, source.paragraph, source.url, f"checked {source.checked}", source.status)
    told = {
        "why": question.why,
        "evidence": question.evidence,
        "source": ", ".join(part for part in where if part),
        "duty": question.duty.value,
        "theme": question.theme or "",
        "mirrors": question.parallel or "",
    }
    return told | dict(_translated(side))


def _translated(side: Side) -> Iterator[tuple[str, str]]:
    for language, said in side.question.translations.items():
        for key, text in (
            ("text", said.text),
            ("hint", said.hint),
            ("why", said.why),
            ("evidence", said.evidence),
        ):
            yield f"{language}: {key}", text or ""
        for role, text in said.wording.items():
            yield f"{language}: wording for the {role}", text
    for language, texts in side.rule.translations.items():
        for option_id, text in texts.items():
            yield f"{language}: what “{option_id}” means", text
    for option in side.scale.options:
        for language, text in option.translations.items():
            yield f"{language}: option “{option.id}”", text


def _unscored(side: Side) -> str:
    return ", ".join(sorted(o.id for o in side.scale.options if o.kind is not OptionKind.SCORED))


def _scored(side: Side) -> str:
    scored = sorted((float(o.value), o.id) for o in side.scale.options if o.value is not None)
    return ", ".join(f"{option_id} {value:g}" for value, option_id in scored)


def _pair(what: str, old: str, new: str, bearing: Bearing) -> Iterator[Difference]:
    if old.split() != new.split():
        yield Difference(what=what, old=old, new=new, bearing=bearing)
