"""Which questions are shown."""

import pytest

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
from govscore.questionnaire.model import Question, Questionnaire, Role
from govscore.responses.model import Answer
from govscore.responses.routing import is_asked, shown
from tests.make import make_answers, make_domain, make_question, make_questionnaire


def ids(
    questionnaire: Questionnaire,
    answers: dict[str, Answer] | None = None,
    *,
    governance: str = "maintained",
    phases: tuple[str, ...] = ("primary",),
    role: Role = Role.GOVERNOR,
) -> list[str]:
    questions = shown(questionnaire, governance=governance, phases=phases, role=role, answers=answers or {})
    return [question.id for question in questions]


def follow_up(condition: Condition, *earlier: Question | str) -> Questionnaire:
    questions = (*(earlier or ("vision",)), make_question("plan", show_if=condition))
    return make_questionnaire((make_domain(questions=questions),))


def is_shown(condition: Condition, **choices: str) -> bool:
    return "plan" in ids(follow_up(condition), make_answers(**choices))


def test_a_question_without_limits_is_asked_of_every_board() -> None:
    assert ids(make_questionnaire(), governance="trust", phases=()) == ["vision", "plan"]


def test_a_question_for_one_kind_of_governance_is_not_asked_of_another() -> None:
    questionnaire = make_questionnaire(
        (make_domain(questions=(make_question("money", governance=("trust", "academy")), "plan")),)
    )
    assert ids(questionnaire, governance="trust") == ["money", "plan"]
    assert ids(questionnaire, governance="maintained") == ["plan"]


def test_a_federation_is_asked_what_applies_to_any_of_its_phases() -> None:
    questionnaire = make_questionnaire(
        (make_domain(questions=(make_question("exams", phases=("secondary",)), "plan")),)
    )
    assert ids(questionnaire, phases=("primary", "secondary")) == ["exams", "plan"]
    assert ids(questionnaire, phases=("primary",)) == ["plan"]
    assert ids(questionnaire, phases=()) == ["plan"]


def test_a_role_outside_the_audience_is_asked_nothing() -> None:
    assert ids(make_questionnaire(), role=Role.HEAD) == []


def test_trustees_are_asked_what_governors_are() -> None:
    assert is_asked(Role.TRUSTEE, make_questionnaire(audience=(Role.GOVERNOR,)))
    assert is_asked(Role.GOVERNOR, make_questionnaire(audience=(Role.TRUSTEE,)))
    assert not is_asked(Role.TRUSTEE, make_questionnaire(audience=(Role.HEAD,)))


@pytest.mark.parametrize(
    ("condition", "choice", "expected"),
    [
        (Is(question="vision", is_="secure"), "secure", True),
        (Is(question="vision", is_="secure"), "strong", False),
        (OneOf(question="vision", one_of=("secure", "strong")), "strong", True),
        (OneOf(question="vision", one_of=("secure", "strong")), "not-yet", False),
        (AtLeast(question="vision", at_least=3), "secure", True),
        (AtLeast(question="vision", at_least=3), "developing", False),
        (AtMost(question="vision", at_most=2), "developing", True),
        (AtMost(question="vision", at_most=2), "secure", False),
        (Answered(question="vision", answered=True), "dont-know", True),
        (Answered(question="vision", answered=False), "dont-know", False),
        (Not(not_=Is(question="vision", is_="secure")), "strong", True),
        (Not(not_=Is(question="vision", is_="secure")), "secure", False),
    ],
)
def test_a_condition_is_judged_by_the_earlier_answer(
    condition: Condition, choice: str, expected: bool
) -> None:
    assert is_shown(condition, vision=choice) is expected


@pytest.mark.parametrize(
    "condition",
    [
        Is(question="vision", is_="secure"),
        OneOf(question="vision", one_of=("secure",)),
        AtLeast(question="vision", at_least=1),
        AtMost(question="vision", at_most=4),
        Answered(question="vision", answered=True),
    ],
)
def test_an_unanswered_question_passes_no_comparison(condition: Condition) -> None:
    assert not is_shown(condition)
    assert is_shown(Not(not_=condition))


def test_a_gap_can_be_asked_for_itself() -> None:
    assert is_shown(Answered(question="vision", answered=False))


@pytest.mark.parametrize("value", [1, 3.0, True])
def test_a_text_compared_with_a_number_is_unequal_and_no_error(value: float | bool) -> None:
    assert not is_shown(Is(question="vision", is_=value), vision="secure")
    assert not is_shown(OneOf(question="vision", one_of=(value,)), vision="secure")


@pytest.mark.parametrize("choice", ["dont-know", "gone-from-the-scale"])
def test_an_option_without_a_value_is_neither_high_nor_low(choice: str) -> None:
    assert not is_shown(AtLeast(question="vision", at_least=1), vision=choice)
    assert not is_shown(AtMost(question="vision", at_most=4), vision=choice)


def test_a_condition_on_a_question_that_does_not_exist_is_not_met() -> None:
    questionnaire = follow_up(AtLeast(question="elsewhere", at_least=1))
    assert ids(questionnaire, make_answers(elsewhere="secure")) == ["vision"]


def test_all_needs_every_part_and_any_needs_one() -> None:
    parts = (Is(question="vision", is_="secure"), Is(question="aims", is_="secure"))
    for condition, expected in ((All(all=parts), False), (AnyOf(any=parts), True)):
        questionnaire = follow_up(condition, "vision", "aims")
        assert ("plan" in ids(questionnaire, make_answers(vision="secure", aims="strong"))) is expected


def test_the_answer_to_a_question_that_is_no_longer_shown_counts_for_no_condition() -> None:
    second = make_question("aims", show_if=Is(question="vision", is_="secure"))
    questionnaire = follow_up(Is(question="aims", is_="strong"), "vision", second)
    answers = make_answers(vision="secure", aims="strong")
    assert ids(questionnaire, answers) == ["vision", "aims", "plan"]
    assert ids(questionnaire, answers | make_answers(vision="not-yet")) == ["vision"]


def test_the_answer_to_a_question_that_does_not_apply_counts_for_no_condition() -> None:
    questionnaire = follow_up(
        Is(question="money", is_="secure"), make_question("money", governance=("trust",)), "vision"
    )
    assert ids(questionnaire, make_answers(money="secure"), governance="maintained") == ["vision"]
