"""A questionnaire that nobody could answer is refused before its parts are held against each other."""

from pathlib import PurePath

import pytest

from govscore.questionnaire.files import Contents, gather_contents
from govscore.questionnaire.loader import MOST_TOLD, examine_contents
from tests.questionnaire.folders import SOUND

FOLDER = PurePath("sound", "1.0")


def told(contents: Contents) -> list[str]:
    return [str(fault) for fault in examine_contents(contents, folder=FOLDER).faults]


def with_more(file: str, more: str) -> Contents:
    contents = dict(gather_contents(SOUND))
    contents[file] += more.encode()
    return contents


QUESTION = (
    "  - {{id: more-{0}, text: A, why: B, evidence: C, scale: levels, duty: must, "
    "source: {{name: D, checked: 2026-01-01}}{1}}}\n"
)
ADVICE = (
    "  - {{id: more-{0}, title: A, what: B, who: C, time: D, success: E, "
    "when: {{all: [{{question: nobody-{0}, measure: mean, at_most: 1}}]}}}}\n"
)


def test_too_many_questions_are_one_fault() -> None:
    more = "".join(QUESTION.format(number, "") for number in range(1_001))
    found = told(with_more("domains/people.yaml", more))
    assert len(found) == 1
    assert "there are more than 1,000 questions: split the questionnaire, or take some out" in found[0]


def test_a_condition_with_very_many_tests_is_one_fault() -> None:
    tests = ", ".join(["{question: vision, answered: true}"] * 101)
    more = QUESTION.format(1, f", show_if: {{any: [{tests}]}}")
    (found,) = told(with_more("domains/people.yaml", more))
    assert 'question "more-1", show_if: there are more than 100 tests in a condition' in found


def test_too_many_recommendations_are_one_fault() -> None:
    more = "".join(ADVICE.format(number) for number in range(1_001))
    (found,) = told(with_more("recommendations.yaml", more))
    assert "there are more than 1,000 recommendations" in found


def test_so_many_faults_are_told_and_then_that_there_are_more() -> None:
    found = told(with_more("recommendations.yaml", "".join(ADVICE.format(number) for number in range(900))))
    assert len(found) == MOST_TOLD + 1
    assert "there are more faults from here on: mend those that are told, and check again" in found[-1]


@pytest.mark.parametrize("file", ["questionnaire.yaml", "rubric.yaml", "domains/people.yaml"])
def test_a_file_of_very_many_words_is_not_read_to_its_end(file: str) -> None:
    found = told(with_more(file, "more: [" + "a," * 60_000 + "]\n"))
    assert any("holds more than 50,000 words and numbers: split it" in each for each in found)


def test_many_files_together_are_not_read_to_their_end() -> None:
    many = {f"domains/d{number}.yaml": b"a: [" + b"b," * 20_000 + b"]\n" for number in range(20)}
    found = told({**gather_contents(SOUND), **many})
    assert any(
        "was not read, for the files before it hold more than any questionnaire" in each for each in found
    )


def test_a_thousand_unknown_keys_are_told_as_far_as_anybody_reads() -> None:
    more = "".join(f"wrong-{number}: 1\n" for number in range(5_000))
    found = told(with_more("domains/people.yaml", more))
    assert 50 < len([each for each in found if "unknown key" in each]) <= 100
