"""Rules in words: when advice is given, when a question is shown, and which boards are asked it."""

from collections.abc import Iterable

from govscore.questionnaire.conditions import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    AtMost,
    Condition,
    Is,
    Not,
    OneOf,
)
from govscore.questionnaire.model import AppliesTo, Comparison, Measure, Questionnaire, Rule

MEASURES = {
    Measure.MEAN: "the mean level of",
    Measure.DONT_KNOW: "the share of don’t know in",
    Measure.SPREAD: "the average deviation in",
    Measure.ANSWER: "the answer to",
}
GOVERNANCE = {
    "maintained": "maintained schools",
    "federation": "federations",
    "academy": "single academies",
    "trust": "trusts",
    "local-committee": "local committees of trusts",
}


def advice_rule(questionnaire: Questionnaire, rule: Rule) -> str:
    """Say when advice is given; what is tested in the same way is named in one go."""
    joint = "and" if rule.all else "or"
    tests: dict[tuple[str, str], list[str]] = {}
    for part in rule.all or rule.any:
        before, subject, after = _test(questionnaire, part)
        if part.measure is Measure.ANSWER:
            tests.setdefault((f"{before} {subject} is", ""), []).append(after)
        else:
            tests.setdefault((before, f"is {after}"), []).append(subject)
    said = [f"{start} {listed(subjects, joint)} {end}".strip() for (start, end), subjects in tests.items()]
    return f" {joint} ".join(said)


def condition(questionnaire: Questionnaire, tree: Condition) -> str:
    """Say when a question is shown."""
    match tree:
        case All(all=parts):
            return " and ".join(condition(questionnaire, part) for part in parts)
        case AnyOf(any=parts):
            return " or ".join(condition(questionnaire, part) for part in parts)
        case Not(not_=part):
            return f"it is not so that {condition(questionnaire, part)}"
        case Is(question=name, is_=choice):
            return f"{_question(questionnaire, name)} was answered {_label(questionnaire, name, choice)}"
        case OneOf(question=name, one_of=choices):
            labels = listed((_label(questionnaire, name, choice) for choice in choices), "or")
            return f"{_question(questionnaire, name)} was answered {labels}"
        case AtLeast(question=name, at_least=least):
            return f"{_question(questionnaire, name)} was answered with level {least:g} or higher"
        case AtMost(question=name, at_most=most):
            return f"{_question(questionnaire, name)} was answered with level {most:g} or lower"
        case Answered(question=name, answered=answered):
            return f"{_question(questionnaire, name)} was {'answered' if answered else 'left open'}"


def boards_asked(rule: AppliesTo) -> str:
    """Say which boards are asked, or nothing where all are."""
    is_for_all = set(rule.governance) >= set(GOVERNANCE)
    named = () if is_for_all else rule.governance
    kinds = listed((GOVERNANCE.get(name, name) for name in named), "and")
    phases = listed((name.replace("-", " ") for name in rule.phases), "and")
    if kinds and phases:
        return f"boards of {kinds}, in the phases {phases}"
    if phases:
        return f"boards in the phases {phases}"
    return f"boards of {kinds}" if kinds else ""


def listed(words: Iterable[str], joint: str) -> str:
    """Join words as a sentence does."""
    known = list(dict.fromkeys(words))
    return f" {joint} ".join([", ".join(known[:-1]), known[-1]] if len(known) > 1 else known)


def _test(questionnaire: Questionnaire, part: Comparison) -> tuple[str, str, str]:
    """One comparison as measure, subject and limit."""
    domain = questionnaire.domain(part.domain) if part.domain else None
    name = part.question or ""
    subject = domain.title if domain else _question(questionnaire, name)
    if part.is_ is not None:
        return MEASURES[part.measure], subject, _label(questionnaire, name, part.is_)
    return MEASURES[part.measure], subject, _limit(part)


def _limit(part: Comparison) -> str:
    form = "{:.0%}" if part.measure is Measure.DONT_KNOW else "{:g}"
    limits = []
    if part.at_least is not None:
        limits.append(f"{form.format(part.at_least)} or higher")
    if part.at_most is not None:
        limits.append(f"{form.format(part.at_most)} or lower")
    return " and ".join(limits)


def _question(questionnaire: Questionnaire, name: str) -> str:
    return f"“{questionnaire.by_id[name].text}”"


def _label(questionnaire: Questionnaire, name: str, choice: object) -> str:
    option = questionnaire.scale_of(questionnaire.by_id[name]).option(str(choice))
    return f"“{option.label}”" if option else str(choice)
