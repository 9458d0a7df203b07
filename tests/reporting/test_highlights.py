from typing import Any

from govscore.reporting.highlights import (
    by_standing,
    find_strengths,
    find_talking_points,
    standing_of,
    strengths_words,
    talking_words,
)
from govscore.reporting.model import DomainSection, Point
from govscore.scoring.model import QuestionScore, Withheld
from tests.make import make_domain, make_question_score, make_questionnaire
from tests.reporting.test_sections import MARKS, section_of

NAMES = ("one", "two", "three", "four", "five", "six")
QUESTIONNAIRE = make_questionnaire((make_domain(questions=NAMES),))


def sections_of(*scores: QuestionScore) -> tuple[DomainSection, ...]:
    by_id = {score.question: score for score in scores}
    return (section_of(questionnaire=QUESTIONNAIRE, scores=by_id),)


def score_of(name: str, mean: float | None, spread: float | None = 0.2, **others: Any) -> QuestionScore:
    return make_question_score(name, mean=mean, spread=spread, **others)


def band_of(name: str, option: str) -> QuestionScore:
    return score_of(
        name, None, None, scored=None, dont_know=None, withheld=Withheld.UNANIMOUS, nearly_all=option
    )


def picked(sections: tuple[DomainSection, ...]) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    strengths = find_strengths(sections, MARKS)
    return strengths, find_talking_points(sections, MARKS, but=strengths)


def test_the_three_highest_are_strengths() -> None:
    strengths, _ = picked(sections_of(*(score_of(n, 2.6 + i / 5) for i, n in enumerate(NAMES))))
    assert [point.question for point in strengths] == ["six", "five", "four"]
    assert strengths[0].words == "Strong (3.6 of 4, 8 answers)."


def test_of_two_alike_the_better_agreed_comes_first() -> None:
    strengths, _ = picked(sections_of(score_of("one", 3.0, 0.5), score_of("two", 3.0, 0.1)))
    assert [point.question for point in strengths] == ["two", "one"]


def test_what_people_are_far_apart_on_is_no_strength() -> None:
    strengths, talking = picked(sections_of(score_of("one", 2.6, 1.3), score_of("two", 3.0)))
    assert [point.question for point in strengths] == ["two"]
    assert "one" in [point.question for point in talking]


def test_nothing_in_the_lower_half_is_a_strength() -> None:
    strengths, talking = picked(
        sections_of(score_of("one", 2.4), score_of("two", 2.0), score_of("three", 1.2))
    )
    assert strengths == ()
    assert [point.question for point in talking] == ["three", "two", "one"]


def test_lowest_least_agreed_and_most_unknown_are_talked_about_in_that_order() -> None:
    sections = sections_of(
        score_of("one", 1.5),
        score_of("two", 2.2, 1.0),
        score_of("three", 2.3, dont_know=3),
        score_of("four", 2.4),
    )
    _, talking = picked(sections)
    assert [(p.question, p.reason) for p in talking] == [
        ("one", "lowest"),
        ("two", "least-agreed"),
        ("three", "most-dont-know"),
    ]


def test_one_dont_know_is_not_made_much_of() -> None:
    _, talking = picked(sections_of(score_of("one", 1.5), score_of("two", 2.0, dont_know=1)))
    assert "most-dont-know" not in [point.reason for point in talking]


def test_a_band_counts_as_the_level_that_nearly_all_chose() -> None:
    strengths, talking = picked(sections_of(band_of("one", "strong"), band_of("two", "not-yet")))
    assert [(p.question, p.words) for p in strengths] == [("one", "Nearly all: strong.")]
    assert [(p.question, p.words) for p in talking] == [("two", "Nearly all: not yet.")]


def test_nearly_all_not_knowing_is_talked_about() -> None:
    _, talking = picked(sections_of(band_of("one", "dont-know")))
    assert [(p.reason, p.words) for p in talking] == [("most-dont-know", "Nearly all: don't know.")]


def test_a_withheld_question_is_never_picked_out() -> None:
    hidden = score_of("one", None, None, scored=None, dont_know=None, asked=None, withheld=Withheld.TOO_FEW)
    assert picked(sections_of(hidden)) == ((), ())
    (section,) = sections_of(hidden)
    assert standing_of(section.questions[0]) is None
    assert by_standing(section.questions[0]) == float("inf")


def test_at_the_top_there_is_nothing_lowest_to_talk_about() -> None:
    sections = sections_of(*(score_of(name, 4.0, 0.0) for name in NAMES[:5]))
    strengths, talking = picked(sections)
    assert len(strengths) == 3
    assert talking == ()


def test_an_empty_list_says_so() -> None:
    assert strengths_words((), has_scores=False) == "No scores are shown, so nothing can be picked out."
    assert "place to start" in strengths_words((), has_scores=True)
    assert "agree one answer" in talking_words((), has_scores=False)
    assert "next level" in talking_words((), has_scores=True)


def test_a_list_is_introduced() -> None:
    strengths, talking = picked(sections_of(score_of("one", 3.0), score_of("two", 1.0)))
    assert strengths_words(strengths, has_scores=True) == "The statement rated highest."
    assert strengths_words(strengths * 2, has_scores=True) == "The statements rated highest."
    assert talking_words(talking, has_scores=True) == "Start the conversation here."
