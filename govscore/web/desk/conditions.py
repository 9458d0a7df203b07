"""When a question is shown, as rows of a form: all or any of a few tests, each of which may be turned round.

A tree that is nested deeper cannot be put in rows. It is shown in words and kept, or replaced by rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
from govscore.questionnaire.edition import Edition
from govscore.questionnaire.model import Option
from govscore.web.desk.differences import Choices
from govscore.web.desk.typed import Typed

ROWS = 4
JOINTS = (("all", "All of these are so"), ("any", "Any of these is so"))
TESTS = (
    ("is", "the answer is"),
    ("is-not", "the answer is not"),
    ("at_least", "the answer is this or a higher level"),
    ("at_most", "the answer is this or a lower level"),
    ("answered", "it has any answer"),
    ("unanswered", "it has no answer"),
)
NESTED = "nested"
KEEP = (NESTED, "As it is now; leave the fields below empty")
NEEDS_NOTHING = ("answered", "unanswered")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One test: which question, which test, which option."""

    question: str
    test: str
    value: str = ""


def rows_of(edition: Edition, condition: Condition | None) -> tuple[str, tuple[Row, ...]] | None:
    """Put a condition in rows, with how they are joined; nothing where it does not fit."""
    match condition:
        case None:
            return "all", ()
        case All(all=parts):
            joint, tests = "all", parts
        case AnyOf(any=parts):
            joint, tests = "any", parts
        case _:
            joint, tests = "all", (condition,)
    rows = tuple(_row(edition, test) for test in tests)
    if len(rows) > ROWS or any(row is None for row in rows):
        return None
    return joint, tuple(row for row in rows if row is not None)


def no_condition_typed() -> dict[str, str]:
    """What the fields hold before anything is chosen."""
    return {"joint": "all", **{f"if-{number}-test": TESTS[0][0] for number in range(1, ROWS + 1)}}


def condition_typed(edition: Edition, condition: Condition | None) -> dict[str, str]:
    """What the fields of a condition hold."""
    found = rows_of(edition, condition)
    if found is None:
        return no_condition_typed() | {"joint": NESTED}
    joint, rows = found
    typed = no_condition_typed() | {"joint": joint}
    for number, row in enumerate(rows, start=1):
        typed |= {
            f"if-{number}": row.question,
            f"if-{number}-test": row.test,
            f"if-{number}-value": row.value,
        }
    return typed


def condition_labels() -> dict[str, str]:
    """Name the fields of a condition."""
    labels = {"joint": "When it is shown"}
    for number in range(1, ROWS + 1):
        labels |= {
            f"if-{number}": f"Condition {number}: question",
            f"if-{number}-test": f"Condition {number}: what about it",
            f"if-{number}-value": f"Condition {number}: answer",
        }
    return labels


def condition_choices(edition: Edition, earlier: Sequence[str]) -> Choices:
    """Say in words what can be chosen in the fields of a condition."""
    questions = [("", "None"), *((name, edition.question(name).text) for name in earlier)]
    values = [("", "None"), *answers_of(edition, earlier)]
    chosen: dict[str, Sequence[tuple[str, str]]] = {"joint": (*JOINTS, KEEP)}
    for number in range(1, ROWS + 1):
        chosen |= {f"if-{number}": questions, f"if-{number}-test": TESTS, f"if-{number}-value": values}
    return chosen


def read_condition(
    edition: Edition, typed: Typed, *, earlier: Sequence[str]
) -> tuple[dict[str, object] | None, Mapping[str, str]]:
    """Read the rows as a condition's YAML tree, or nothing where no row is filled in; with what is wrong."""
    tests: list[dict[str, object]] = []
    problems: dict[str, str] = {}
    for number in range(1, ROWS + 1):
        row = Row(
            question=typed.get(f"if-{number}", ""),
            test=typed.get(f"if-{number}-test", ""),
            value=typed.get(f"if-{number}-value", "").strip(),
        )
        if not row.question:
            if row.value:
                problems[f"if-{number}"] = "Choose the question that this answer belongs to"
            continue
        if problem := _problem(edition, row, earlier):
            problems[f"if-{number}"] = problem
        else:
            tests.append(_test(edition, row))
    if not tests:
        return None, problems
    if len(tests) == 1:
        return tests[0], problems
    return {"any" if typed.get("joint") == "any" else "all": tests}, problems


def _row(edition: Edition, test: Condition) -> Row | None:
    match test:
        case Is(question=name, is_=value):
            return Row(question=name, test="is", value=str(value))
        case Not(not_=Is(question=name, is_=value)):
            return Row(question=name, test="is-not", value=str(value))
        case OneOf(question=name, one_of=(value,)):
            return Row(question=name, test="is", value=str(value))
        case AtLeast(question=name, at_least=number):
            return _row_at(edition, name, "at_least", number)
        case AtMost(question=name, at_most=number):
            return _row_at(edition, name, "at_most", number)
        case Answered(question=name, answered=answered):
            return Row(question=name, test="answered" if answered else "unanswered")
        case _:
            return None


def _row_at(edition: Edition, question_id: str, test: str, number: float) -> Row | None:
    """A number that is the value of no option cannot be chosen."""
    named = (option.id for option in options_of(edition, question_id) if option.value == number)
    option = next(named, None)
    return None if option is None else Row(question=question_id, test=test, value=option)


def _test(edition: Edition, row: Row) -> dict[str, object]:
    match row.test:
        case "is":
            return {"question": row.question, "is": row.value}
        case "is-not":
            return {"not": {"question": row.question, "is": row.value}}
        case "at_least" | "at_most":
            values = {option.id: option.value for option in options_of(edition, row.question)}
            return {"question": row.question, row.test: values[row.value]}
        case _:
            return {"question": row.question, "answered": row.test == "answered"}


def _problem(edition: Edition, row: Row, earlier: Sequence[str]) -> str | None:
    if row.question not in earlier:
        return "Choose a question that is asked before this one"
    if row.test not in {name for name, _ in TESTS}:
        return "Choose a test"
    if row.test in NEEDS_NOTHING:
        return None
    options = {option.id: option for option in options_of(edition, row.question)}
    if row.value not in options:
        labels = ", ".join(option.label for option in options.values())
        return f"Choose one of the answers of that question: {labels}"
    if row.test in ("at_least", "at_most") and options[row.value].value is None:
        return f"“{options[row.value].label}” is no level, so nothing is higher or lower: choose another"
    return None


def answers_of(edition: Edition, question_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Every answer that some questions offer, once each."""
    found: dict[str, dict[str, None]] = {}
    for name in question_ids:
        for option in options_of(edition, name):
            found.setdefault(option.id, {})[option.label] = None
    return [(option_id, " or ".join(labels)) for option_id, labels in found.items()]


def options_of(edition: Edition, question_id: str) -> tuple[Option, ...]:
    """The options of a question, or none where there is no such question or scale."""
    if question_id not in edition.question_ids:
        return ()
    scale = edition.manifest.scales.get(edition.question(question_id).scale)
    return scale.options if scale else ()
