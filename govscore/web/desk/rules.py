"""When advice is given, as rows of a form: all or any of some limits on questions and domains."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from govscore.questionnaire.edition import Edition
from govscore.questionnaire.model import Answering, Comparison, Measure, Rule
from govscore.web.desk.conditions import answers_of
from govscore.web.desk.differences import Choices
from govscore.web.desk.fields import made, plain, read_number
from govscore.web.desk.typed import Typed

FEWEST_ROWS = 4
SPARE = 2
PER_CENT = 100
JOINTS = (("any", "Any of these is so"), ("all", "All of these are so"))
MEASURES = (
    (Measure.MEAN.value, "the board’s mean level"),
    (Measure.DONT_KNOW.value, "how many don’t know, in per cent"),
    (Measure.SPREAD.value, "how far views lie apart (average deviation)"),
    (Measure.ANSWER.value, "the answer itself, where one person answers"),
)


@dataclass(frozen=True, kw_only=True)
class ReadRule:
    """The rule that rows come to, or what is wrong with them."""

    rule: Rule | None
    problems: Mapping[str, str]


def rule_typed(rule: Rule | None) -> dict[str, str]:
    """What the rows of a rule hold; an empty row holds what a browser would choose."""
    typed = {"joint": "all" if rule and rule.all else "any"}
    typed |= {f"when-{row}-measure": MEASURES[0][0] for row in rows_for(rule)}
    for row, part in enumerate(rule.all or rule.any if rule else (), start=1):
        typed |= {
            f"when-{row}": f"question:{part.question}" if part.question else f"domain:{part.domain}",
            f"when-{row}-measure": part.measure.value,
            f"when-{row}-least": _limit_typed(part, part.at_least),
            f"when-{row}-most": _limit_typed(part, part.at_most),
            f"when-{row}-is": part.is_ or "",
        }
    return typed


def rule_labels(rows: range) -> dict[str, str]:
    """Name the fields of a rule."""
    labels = {"joint": "It is given when"}
    for row in rows:
        labels |= {
            f"when-{row}": f"Condition {row}: question or domain",
            f"when-{row}-measure": f"Condition {row}: what to look at",
            f"when-{row}-most": f"Condition {row}: at most",
            f"when-{row}-least": f"Condition {row}: at least",
            f"when-{row}-is": f"Condition {row}: the answer is",
        }
    return labels


def rule_choices(edition: Edition, rows: range) -> Choices:
    """Say in words what can be chosen in the fields of a rule."""
    there, given = [("", "None"), *subjects(edition)], [("", "None"), *answers(edition)]
    chosen: dict[str, Sequence[tuple[str, str]]] = {"joint": JOINTS}
    for row in rows:
        chosen |= {f"when-{row}": there, f"when-{row}-measure": MEASURES, f"when-{row}-is": given}
    return chosen


def rows_for(rule: Rule | None) -> range:
    """How many rows the form has: those that are filled, and some to spare."""
    filled = len(rule.all or rule.any) if rule else 0
    return range(1, max(FEWEST_ROWS, filled + SPARE) + 1)


def read_rule(edition: Edition, typed: Typed, rows: range) -> ReadRule:
    """Read the rows of a rule."""
    problems: dict[str, str] = {}
    parts: list[Comparison] = []
    for row in rows:
        subject = typed.get(f"when-{row}", "")
        if not subject:
            if any(plain(typed, f"when-{row}-{key}") for key in ("least", "most", "is")):
                problems[f"when-{row}"] = "Choose the question or domain that this limit is about"
            continue
        part = _comparison(edition, typed, row, subject)
        if isinstance(part, str):
            problems[f"when-{row}"] = part
        else:
            parts.append(part)
    if not parts and not problems:
        problems["when-1"] = "Choose at least one question or domain on which the recommendation rests"
    if problems:
        return ReadRule(rule=None, problems=problems)
    joint = "all" if typed.get("joint") == "all" else "any"
    return ReadRule(rule=Rule.model_validate({joint: tuple(parts)}), problems={})


def subjects(edition: Edition) -> list[tuple[str, str]]:
    """Everything that a recommendation can rest on."""
    found = []
    for domain in edition.domains:
        found.append((f"domain:{domain.id}", f"Domain: {domain.title}"))
        found.extend((f"question:{question.id}", question.text) for question in domain.questions)
    return found


def measures(edition: Edition) -> list[tuple[str, str]]:
    """What can be looked at: one person's answer only where one person answers."""
    is_once = edition.manifest.answering is Answering.ONCE
    return [each for each in MEASURES if is_once or each[0] != Measure.ANSWER]


def answers(edition: Edition) -> list[tuple[str, str]]:
    """Every answer that can be given, once each, where one person answers; otherwise none."""
    if edition.manifest.answering is not Answering.ONCE:
        return []
    return answers_of(edition, edition.question_ids)


def _comparison(edition: Edition, typed: Typed, row: int, subject: str) -> Comparison | str:
    kind, _, name = subject.partition(":")
    known = edition.question_ids if kind == "question" else edition.manifest.domains
    if name not in known:
        return "Choose a question or domain of this draft"
    measure = typed.get(f"when-{row}-measure", "")
    limits: dict[str, object] = {}
    for key, words in (("least", "at_least"), ("most", "at_most")):
        text = plain(typed, f"when-{row}-{key}")
        number = _limit(text, measure)
        if text and number is None:
            return "Enter the limit as a number, like 2.4"
        limits[words] = number
    limits["is"] = plain(typed, f"when-{row}-is") or None
    if all(value is None for value in limits.values()):
        return "Give a limit, or an answer"
    try:
        return made(Comparison, {kind: name, "measure": measure, **limits})
    except ValidationError:
        return "Choose what to look at: the mean, don’t know, how far views lie apart, or the answer"


def _limit_typed(part: Comparison, limit: float | None) -> str:
    """A share is typed and shown in per cent, and kept as a share."""
    if limit is None:
        return ""
    return f"{limit * PER_CENT if part.measure is Measure.DONT_KNOW else limit:g}"


def _limit(text: str, measure: str) -> int | float | None:
    number = read_number(text.removesuffix("%").rstrip())
    if number is None or measure != Measure.DONT_KNOW:
        return number
    return read_number(f"{number / PER_CENT:.6g}")
