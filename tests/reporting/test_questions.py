from typing import Any

import pytest

from govscore.questionnaire.model import Duty, OptionKind, Questionnaire
from govscore.reporting.model import QuestionRow
from govscore.reporting.questions import QuestionContext, agreement_reading, compose_question
from govscore.reporting.words import level_marks
from govscore.scoring.model import OptionCount, QuestionScore, Withheld
from tests.make import DUTY, make_domain, make_question, make_question_score, make_questionnaire, make_scale

OPTIONS = ("not-yet", "developing", "secure", "strong", "dont-know", "not-applicable", "not-my-role")


def counts_of(*counts: int) -> tuple[OptionCount, ...]:
    kinds = (OptionKind.SCORED,) * 4 + (
        OptionKind.DONT_KNOW,
        OptionKind.NOT_APPLICABLE,
        OptionKind.NOT_MY_ROLE,
    )
    padded = counts + (0,) * (len(OPTIONS) - len(counts))
    return tuple(
        OptionCount(option=o, kind=k, count=c) for o, k, c in zip(OPTIONS, kinds, padded, strict=True)
    )


def row_of(score: QuestionScore, questionnaire: Questionnaire | None = None) -> QuestionRow:
    questionnaire = questionnaire or make_questionnaire()
    context = QuestionContext(
        questionnaire=questionnaire, marks=level_marks(questionnaire.rubric), domain="strategy", order="1.1"
    )
    return compose_question(questionnaire.by_id[score.question], score, context)


def test_a_number_and_its_words_stand_together() -> None:
    row = row_of(make_question_score(mean=2.9, counts=counts_of(0, 2, 5, 1)))
    assert (row.mean.value, row.mean.words) == (2.9, "2.9 of 4")
    assert row.level is not None
    assert (row.level.word, row.level.mark) == ("secure", "◑")
    assert row.n_words == "8 answers"
    assert row.answers == "2 developing, 5 secure, 1 strong"


def test_non_answers_are_read_out_apart_from_the_levels() -> None:
    row = row_of(make_question_score(asked=12, skipped=1, dont_know=2, counts=counts_of(0, 2, 5, 1, 2, 0, 1)))
    assert row.answers == "2 developing, 5 secure, 1 strong; 2 don't know, 1 not my role, 1 skipped"
    assert row.dont_know.words == "2 of 12 don’t know"
    assert [line.place for line in row.counts or ()] == [1, 2, 3, 4, None, None, None]


@pytest.mark.parametrize(
    ("dont_know", "words"),
    [(0, "nobody chose don’t know"), (1, "1 of 8 doesn’t know"), (3, "3 of 8 don’t know")],
)
def test_dont_knows_are_counted_in_words(dont_know: int, words: str) -> None:
    assert row_of(make_question_score(dont_know=dont_know)).dont_know.words == words


def test_a_band_names_the_option_and_shows_no_number() -> None:
    score = make_question_score(
        scored=None,
        dont_know=None,
        mean=None,
        spread=None,
        withheld=Withheld.UNANIMOUS,
        nearly_all="secure",
    )
    row = row_of(score)
    assert row.band == "nearly all: secure"
    assert row.band_level is not None
    assert row.band_level.id == "secure"
    assert row.counts is None
    assert [reading.value for reading in (row.mean, row.agreement, row.dont_know)] == [None] * 3
    assert row.answers == ""
    assert row.next_level is not None
    assert row.next_level.level.id == "strong"


def test_a_band_of_dont_knows_has_no_level_but_is_marked() -> None:
    row = row_of(
        make_question_score(
            scored=None,
            dont_know=None,
            mean=None,
            spread=None,
            withheld=Withheld.UNANIMOUS,
            nearly_all="dont-know",
        )
    )
    assert row.band == "nearly all: don't know"
    assert row.band_level is None
    assert row.mostly_dont_know


def test_a_withheld_question_gives_its_reason_everywhere_a_number_would_stand() -> None:
    hidden: dict[str, Any] = dict.fromkeys(("asked", "scored", "skipped", "dont_know", "mean", "spread"))
    row = row_of(make_question_score(withheld=Withheld.TOO_FEW, **hidden))
    assert row.withheld_reason == "too-few"
    words = {row.withheld, row.mean.words, row.agreement.words, row.dont_know.words}
    assert words == {"withheld: fewer than 5 answers"}
    assert row.next_level is None


def test_where_most_dont_know_it_is_said_without_a_number() -> None:
    score = make_question_score(
        scored=None, dont_know=None, mean=None, spread=None, withheld=Withheld.TOO_FEW, mostly_dont_know=True
    )
    assert row_of(score).dont_know.words == "at least half don’t know"


def test_outside_the_board_a_mean_is_to_the_nearest_half_and_counts_stay_behind() -> None:
    row = row_of(make_question_score(mean=3.0, spread=None, withheld=Withheld.OUTSIDE))
    assert row.mean.words == "3 of 4 to the nearest half"
    assert row.agreement.words == "counts stay with the board"
    assert row.level is None  # the exact mean may lie on the other side of an edge


def test_nobody_asked_and_nobody_answering_are_two_things() -> None:
    nothing: dict[str, Any] = {"scored": 0, "mean": None, "spread": None}
    assert row_of(make_question_score(asked=0, **nothing)).mean.words == "nobody was asked"
    assert row_of(make_question_score(asked=8, dont_know=8, **nothing)).mean.words == "nobody gave a level"


def test_the_level_above_is_the_next_rung_and_the_top_has_none() -> None:
    row = row_of(make_question_score(mean=2.0))
    assert row.next_level is not None
    assert row.next_level.descriptor == "vision: secure."
    assert row_of(make_question_score(mean=4.0)).next_level is None


def test_notes_lose_control_characters_and_empty_ones_go() -> None:
    assert row_of(make_question_score(notes=("a\x00b", "\x07", "c"))).notes == ("ab", "c")


def test_a_legal_duty_is_marked() -> None:
    questionnaire = make_questionnaire((make_domain(questions=(make_question("vision", duty=Duty.MUST),)),))
    row = row_of(make_question_score(), questionnaire)
    assert (row.is_legal_duty, row.duty) == (True, "Legal duty")
    assert row.source == "A guide (checked 1 October 2026)"


def test_agreement_on_a_stretched_scale_is_judged_in_its_own_steps() -> None:
    """Answers half a yes-or-no apart are 1.5 levels apart, and still only half a step."""
    questionnaire = make_questionnaire(
        (make_domain(questions=(make_question("vision", scale="duty"),)),),
        scales={"levels": make_scale(), "duty": make_scale(DUTY, not_scored=("dont-know",))},
    )
    assert row_of(make_question_score(spread=0.45), questionnaire).agreement.words == "close"


def test_agreement_without_answers_is_too_few_to_say() -> None:
    assert agreement_reading(None, n=8, options=4, step=1).words == "too few to say"
    assert agreement_reading(0.0, n=2, options=4, step=1).words == "too few to say"
    assert agreement_reading(1.4, n=8, options=4, step=1).words == "far apart"


def test_a_question_that_offers_no_level_has_no_agreement() -> None:
    questionnaire = make_questionnaire(
        (make_domain(questions=(make_question("vision", scale="facts"),)),),
        scales={"levels": make_scale(), "facts": make_scale((), not_scored=("dont-know", "not-my-role"))},
    )
    row = row_of(make_question_score(scored=0, mean=None, spread=None), questionnaire)
    assert (row.agreement.value, row.agreement.words) == (None, "")


@pytest.mark.parametrize(("items", "word"), [(1, "mixed"), (5, "close")])
def test_agreement_over_several_questions_is_rarer_by_chance(items: int, word: str) -> None:
    found = agreement_reading(0.6, n=8, options=4, step=1.0, items=items)
    assert word in found.words
