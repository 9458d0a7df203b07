"""Who is asked a question, in words."""

import pytest
from pydantic import TypeAdapter

from govscore.questionnaire.condition_words import applies_words, condition_words
from govscore.questionnaire.conditions import KINDS, Condition
from govscore.questionnaire.model import AppliesTo

READ = TypeAdapter[Condition](Condition)
PLAN = {"question": "plan", "is": "strong"}
SAID = {
    "is": (PLAN, "“plan” is strong"),
    "one_of": ({"question": "plan", "one_of": ["secure", True]}, "“plan” is secure or true"),
    "at_least": ({"question": "plan", "at_least": 3}, "“plan” is 3 or more"),
    "at_most": ({"question": "plan", "at_most": 2.5}, "“plan” is 2.5 or less"),
    "answered": ({"question": "plan", "answered": False}, "“plan” has no answer"),
    "not": ({"not": PLAN}, "not (“plan” is strong)"),
    "any": (
        {"any": [PLAN, {"question": "plan", "answered": True}]},
        "“plan” is strong or “plan” has an answer",
    ),
    "all": ({"all": [{"any": [PLAN]}, {"not": PLAN}]}, "(“plan” is strong) and not (“plan” is strong)"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_condition_has_its_words(kind):
    written, words = SAID[kind]
    assert condition_words(READ.validate_python(written)) == words


def test_a_question_that_is_always_shown_needs_no_words():
    assert condition_words(None) == ""


def test_boards_are_named_by_kind_and_phase():
    assert applies_words(AppliesTo()) == "every kind, every phase"
    assert applies_words(AppliesTo(governance=("trust", "academy"))) == "academy or trust, every phase"
