import pytest
from pydantic import ValidationError

from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.messages import explain, known_keys
from govscore.questionnaire.model import AdviceFile, Domain, Manifest, Question, Rubric
from govscore.questionnaire.yaml_reader import read_yaml


def complaints(model, text):
    document = read_yaml(text.encode())
    with pytest.raises(ValidationError) as raised:
        model.model_validate(document.content, by_alias=True, by_name=False)
    return dict(reversed(list(explain(raised.value, document, model))))


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("levels: []", ("levels",), "needs at least 2 items"),
        ("questions: {A B: {descriptors: {}}}", ("questions", "A B"), '"A B" is no id'),
        ("missing: {min_questions: 2.5}", ("missing", "min_questions"), "must be a whole number, not 2.5"),
        (
            "missing: {min_questions: '2'}",
            ("missing", "min_questions"),
            "must be a number as it is usually written: 2,",
        ),
        ("missing: {min_questions: [2]}", ("missing", "min_questions"), "must be a number, not a list"),
        ("missing: {min_share: half}", ("missing", "min_share"), 'must be a number, not "half"'),
        ("missing: {min_share: true}", ("missing", "min_share"), "must be a number, not true"),
        (
            "domains: {x: {required: {}}}",
            ("domains", "x", "required"),
            "must be true or false, without quotes, not a group",
        ),
        ("domains: [x]", ("domains",), "must be keys with their values"),
        ("domains: {x: {weight: 101}}", ("domains", "x", "weight"), "must be at most 100, not 101"),
        (
            "domains: {x: {weight: }}",
            ("domains", "x", "weight"),
            "is empty: fill it in, or take the line out",
        ),
        ("questions: {x: {descriptors: {a: ' '}}}", ("questions", "x", "descriptors", "a"), "is empty"),
        (
            "questions: {x: {descriptors: {a: true}}}",
            ("questions", "x", "descriptors", "a"),
            'in quotes, "true"',
        ),
    ],
)
def test_what_the_model_refuses_is_told_in_plain_words(text, place, message):
    assert message in complaints(Rubric, text)[place]


def test_an_id_may_not_be_endless():
    assert "use at most 60" in complaints(Domain, f"id: {'a' * 61}")["id",]


def test_a_version_has_two_numbers():
    assert complaints(Manifest, 'version: "1"')["version",] == (
        '"1" is no version: write two whole numbers with a dot, such as "1.0"'
    )


def test_a_list_may_not_be_endless():
    options = ", ".join(f"{{id: o{n}, label: O, value: {n}}}" for n in range(31))
    assert complaints(Manifest, f"scales: {{s: {{options: [{options}]}}}}")["scales", "s", "options"] == (
        "may have at most 30 items"
    )


def test_a_list_is_not_short_only_because_an_item_is_faulty():
    found = complaints(Rubric, "levels: [{id: a}, {id: b}]")
    assert ("levels",) not in found
    assert found["levels", 0] == "these are missing: label, value, about; add a line for each"


def test_a_key_of_the_program_is_not_a_key_of_the_file():
    found = complaints(
        AdviceFile, "recommendations: [{when: {all: [{question: x, measure: answer, is_: no}]}}]"
    )
    assert found["recommendations", 0, "when", "all", 0, "is_"] == 'unknown key "is_": did you mean "is"?'


def test_a_place_inside_a_condition_is_found_through_its_kinds():
    text = "show_if:\n  all:\n    - not:\n        any:\n          - {question: 1, is: yes}"
    found = complaints(Question, text)
    assert found["show_if", "all", 0, "not", "any", 0, "question"] == 'must be text: put it in quotes, "1"'


def test_an_unknown_key_inside_a_condition_is_told_with_those_it_may_have():
    found = complaints(Question, "show_if: {question: x, is: yes, when: now}")
    assert found["show_if", "when"].startswith('unknown key "when": known here: all, any, not, question, is,')


def test_the_keys_that_may_stand_at_a_place_are_known():
    assert known_keys(Manifest, ("scales", "any-name", "options", 3)) == (
        "id",
        "label",
        "kind",
        "value",
        "translations",
    )
    assert known_keys(Manifest, ("title", "deeper")) == ()
    assert known_keys(Manifest, ("nothing",)) == ()


def test_a_refusal_without_words_of_ours_is_told_in_its_own():
    class Odd(Frozen):
        at: complex

    assert complaints(Odd, "at: x")["at",].endswith(": correct this")
