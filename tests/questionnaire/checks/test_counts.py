"""A summary that counts its questions wrongly is told; one that counts them rightly, or a few of them, is not."""

import pytest

from govscore.paths import shared
from govscore.questionnaire.loader import check_folders, check_questionnaire
from tests.make import make_domain, make_question, make_questionnaire
from tests.questionnaire.folders import write_questionnaire


def told(root, summary, *, language="en"):
    questions = tuple(make_question(f"q-{number}") for number in range(12))
    made = make_questionnaire((make_domain(questions=questions),))
    manifest = made.manifest.model_copy(update={"summary": summary, "language": language})
    folder = write_questionnaire(root, made.model_copy(update={"manifest": manifest}))
    _, warnings = check_questionnaire(folder)
    return [warning.message for warning in warnings if warning.where == "summary"]


@pytest.mark.parametrize(
    ("summary", "words"),
    [
        ("Thirty statements about us.", "Thirty statements"),
        ("It has 13 questions.", "13 questions"),
        ("Read the thirty-one short statements.", "thirty-one short statements"),
        ("Up to eleven questions.", "Up to eleven questions"),
        ("There are 99 questions on aims and 2 on people.", "99 questions"),
    ],
)
def test_a_wrong_number_is_told(tmp_path, summary, words):
    assert told(tmp_path, summary) == [f'says "{words}", and there are 12: make the two agree']


@pytest.mark.parametrize(
    "summary",
    [
        "Twelve statements about the last thirty months.",
        "12 short questions.",
        "Up to thirty statements.",
        "There are 10 questions on aims and 2 on people.",
        "The first two questions are about you.",
        "Questions about the last 24 months.",
        "A hundred statements.",
    ],
)
def test_a_right_number_is_let_be(tmp_path, summary):
    assert told(tmp_path, summary) == []


def test_numbers_of_another_language_are_not_read(tmp_path):
    assert told(tmp_path, "30 questions.", language="cy") == []


def test_our_own_summaries_count_rightly():
    found = check_folders([shared("questionnaires")]).warnings
    assert [str(each) for each in found if "make the two agree" in each.message] == []
