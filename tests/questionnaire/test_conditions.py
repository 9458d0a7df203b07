import pytest
from pydantic import TypeAdapter

from govscore.questionnaire.conditions import Condition, Is, kind_of, questions_named

CONDITION = TypeAdapter(Condition)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ({"question": "x", "is": "yes"}, "is"),
        ({"all": []}, "all"),
        ({"question": "x", "is": "yes", "at_least": 2}, None),
        ({"question": "x"}, None),
        ("yes", None),
        (Is(question="x", is_="yes"), "is"),
    ],
)
def test_a_condition_is_told_by_the_one_key_that_says_which_it_is(raw, kind):
    assert kind_of(raw) == kind


def test_the_questions_of_a_tree_are_named_in_order():
    tree = CONDITION.validate_python(
        {
            "any": [
                {"all": [{"question": "a", "is": "x"}, {"question": "b", "answered": False}]},
                {"not": {"question": "c", "at_least": 2}},
                {"question": "a", "one_of": ["x"]},
                {"question": "d", "at_most": 1},
            ]
        }
    )
    assert questions_named(tree) == ("a", "b", "c", "a", "d")
