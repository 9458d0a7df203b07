"""Conditions in words that a person with a pen can follow."""

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
from govscore.responses.only_if import only_if
from tests.make import make_questionnaire

NUMBERS = {"vision": 1, "plan": 4}
VISION, PLAN = Is(question="vision", is_="strong"), Is(question="plan", is_="secure")
SAID_VISION, SAID_PLAN = "you chose “Strong” at question 1", "you chose “Secure” at question 4"
ELSEWHERE = Is(question="elsewhere", is_="strong")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (VISION, SAID_VISION),
        (
            OneOf(question="plan", one_of=("not-yet", "dont-know")),
            "you chose “Not yet” or “Don't know” at question 4",
        ),
        (AtLeast(question="plan", at_least=3), "you chose “Secure” or “Strong” at question 4"),
        (AtMost(question="plan", at_most=3), "you chose “Not yet”, “Developing” or “Secure” at question 4"),
        (Answered(question="plan", answered=True), "you answered question 4"),
        (Answered(question="plan", answered=False), "you left question 4 blank"),
        (Not(not_=VISION), "you did not choose “Strong” at question 1"),
        (Not(not_=Not(not_=VISION)), SAID_VISION),
        (Not(not_=Answered(question="plan", answered=True)), "you left question 4 blank"),
        (All(all=(VISION, PLAN)), f"{SAID_VISION}, and {SAID_PLAN}"),
        (AnyOf(any=(VISION, PLAN)), f"{SAID_VISION}, or {SAID_PLAN}"),
        (
            Not(not_=All(all=(VISION, PLAN))),
            "you did not choose “Strong” at question 1, or you did not choose “Secure” at question 4",
        ),
        (
            All(all=(Answered(question="plan", answered=True), AnyOf(any=(VISION, PLAN)))),
            f"you answered question 4, and ({SAID_VISION}, or {SAID_PLAN})",
        ),
    ],
)
def test_every_kind_of_condition_is_said_by_number(condition: Condition, words: str) -> None:
    assert only_if(condition, make_questionnaire(), numbers=NUMBERS) == words


@pytest.mark.parametrize(
    ("condition", "settled"),
    [
        (ELSEWHERE, False),
        (Not(not_=ELSEWHERE), True),
        (Answered(question="elsewhere", answered=False), True),
        (Answered(question="elsewhere", answered=True), False),
        (All(all=(VISION, ELSEWHERE)), False),
        (All(all=(VISION, Not(not_=ELSEWHERE))), SAID_VISION),
        (AnyOf(any=(ELSEWHERE, VISION)), SAID_VISION),
        (AnyOf(any=(Not(not_=ELSEWHERE), VISION)), True),
        (All(all=(Not(not_=ELSEWHERE),)), True),
        (AnyOf(any=(ELSEWHERE,)), False),
        (Is(question="vision", is_="no such option"), False),
    ],
)
def test_a_question_that_is_not_on_the_sheet_never_has_an_answer(
    condition: Condition, settled: str | bool
) -> None:
    assert only_if(condition, make_questionnaire(), numbers=NUMBERS) == settled
