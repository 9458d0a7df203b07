import pytest

from govscore.questionnaire.loader import check_questionnaire
from govscore.questionnaire.model import Role
from tests.make import make_domain, make_question, make_questionnaire
from tests.questionnaire.folders import write_questionnaire


def warnings_of(root, *questions, **changes):
    made = make_questionnaire((make_domain(questions=questions),), **changes)
    folder = write_questionnaire(root, made)
    faults, warnings = check_questionnaire(folder)
    assert faults == ()
    return [(warning.where, warning.message) for warning in warnings if "scale" not in warning.where]


def test_a_question_of_25_words_is_let_be(tmp_path):
    assert warnings_of(tmp_path, make_question(text=" ".join(["word"] * 25))) == []


def test_a_question_of_26_words_is_long(tmp_path):
    found = warnings_of(tmp_path, make_question(text=" ".join(["word"] * 26)))
    assert found[0][0] == 'question "vision", text'
    assert found[0][1].startswith("is 26 words long")


def test_the_wording_for_a_role_is_looked_at_too(tmp_path):
    found = warnings_of(tmp_path, make_question(wording={Role.CHAIR: " ".join(["word"] * 30)}))
    assert [where for where, _ in found] == ['question "vision", wording, chair']


@pytest.mark.parametrize(
    ("text", "is_double"),
    [
        ("The board has a vision, and everybody knows it.", True),
        ("The board sets aims and we review them.", True),
        ("Papers are short and clear or at least early.", True),
        ("Governors and staff know the aims.", False),
        ("The brand is strong.", False),
    ],
)
def test_a_question_that_may_ask_two_things_is_pointed_out(text, is_double, tmp_path):
    found = warnings_of(tmp_path, make_question(text=text))
    assert ["may ask two things" in message for _, message in found] == [True] * is_double


def test_a_source_is_looked_at_within_a_year_of_coming_into_force(tmp_path):
    assert warnings_of(tmp_path / "fresh", make_question(), in_force="2027-10-01") == []
    found = warnings_of(tmp_path / "old", make_question(), in_force="2027-10-02")
    assert [where for where, _ in found] == ['question "vision", source, checked']


def test_a_sitting_of_more_than_20_minutes_is_long_for_each_role(tmp_path):
    questions = tuple(make_question(f"q-{n}", hint="word " * 25, text="Much to do.") for n in range(130))
    found = warnings_of(tmp_path, *questions)
    assert [where for where, _ in found] == ["audience 1", "audience 2"]
    assert "the chair needs about" in found[1][1]


def test_a_scale_that_nobody_uses_is_pointed_out(tmp_path):
    folder = write_questionnaire(tmp_path, make_questionnaire())
    _, warnings = check_questionnaire(folder)
    assert [warning.where for warning in warnings] == ["scales, duty"]
