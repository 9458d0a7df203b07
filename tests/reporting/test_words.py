from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.questionnaire.model import Level, Rubric
from govscore.reporting.words import (
    NO_SCORE_WORDS,
    WITHHELD_WORDS,
    answers_words,
    count_words,
    date_words,
    inside,
    join_words,
    level_mark,
    level_marks,
    no_score_words,
    one_decimal,
    plain,
    score_words,
    sentence,
    share_words,
    turnout_words,
    withheld_words,
)
from govscore.scoring.model import NoScore, Withheld
from tests.make import LEVELS, make_levels, make_questionnaire

RUBRIC = make_questionnaire().rubric


def rubric_of(count: int) -> Rubric:
    levels = tuple(Level(id=f"l-{n}", label=f"L{n}", value=n, about="As it is.") for n in range(count))
    return Rubric(levels=levels, domains={}, questions={})


@pytest.mark.parametrize(
    ("value", "words"), [(2.25, "2.3"), (2.249, "2.2"), (3, "3.0"), (0, "0.0"), (2.35, "2.4")]
)
def test_half_way_goes_up(value: float, words: str) -> None:
    assert one_decimal(value) == words


def test_a_score_stands_against_the_top_of_its_scale() -> None:
    assert score_words(2.9, RUBRIC) == "2.9 of 4"


def test_a_score_just_below_a_level_is_not_rounded_into_it() -> None:
    assert score_words(2.46, RUBRIC) == "2.46 of 4"
    assert score_words(2.4999, RUBRIC) == "2.49 of 4"


def test_a_score_to_the_nearest_half_says_so() -> None:
    assert score_words(3.0, RUBRIC, to_half=True) == "3 of 4 to the nearest half"
    assert score_words(2.5, RUBRIC, to_half=True) == "2.5 of 4 to the nearest half"


@given(st.floats(min_value=1, max_value=4))
def test_the_number_shown_never_belongs_to_another_level_than_the_score(value: float) -> None:
    shown = float(score_words(value, RUBRIC).split()[0])
    assert RUBRIC.level_at(shown).id == RUBRIC.level_at(value).id


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0%"), (0.001, "under 1%"), (0.625, "63%"), (0.999, "over 99%"), (1, "100%"), (0.5, "50%")],
)
def test_a_share_is_rounded_to_nothing_or_all_only_where_it_is_that(share: float, words: str) -> None:
    assert share_words(share) == words


@pytest.mark.parametrize(
    ("invited", "responded", "words"),
    [
        (9, 7, "7 of 9 have answered; 2 have not."),
        (9, 8, "8 of 9 have answered; 1 has not."),
        (9, 1, "1 of 9 has answered; 8 have not."),
        (9, 9, "All 9 have answered."),
        (1, 1, "The one person invited has answered."),
        (9, 0, "None of 9 people invited has answered."),
        (1, 0, "None of 1 person invited has answered."),
        (3, 5, "All 5 have answered."),
    ],
)
def test_turnout_is_said_in_a_sentence(invited: int, responded: int, words: str) -> None:
    assert turnout_words(invited, responded) == words


def test_numbers_agree_with_their_nouns() -> None:
    assert count_words(1, "answer") == "1 answer"
    assert count_words(2, "legal duty", "legal duties") == "2 legal duties"
    assert answers_words(9) == "9 answers"
    assert answers_words(None) == ""


def test_lists_and_days_are_written_as_people_do() -> None:
    assert [join_words(words) for words in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert date_words(date(2026, 11, 4)) == "4 November 2026"


def test_a_label_within_a_sentence_is_small_but_an_abbreviation_stays() -> None:
    assert inside("Not yet") == "not yet"
    assert inside("SEND") == "SEND"
    assert sentence("not yet") == "Not yet."
    assert sentence("Really?") == "Really?"


@pytest.mark.parametrize(
    ("count", "marks"), [(2, "○●"), (3, "○◑●"), (4, "○◔◑●"), (5, "○◔◑◕●"), (6, "○◔◑◑◕●")]
)
def test_every_rubric_begins_empty_and_ends_full(count: int, marks: str) -> None:
    assert "".join(mark.mark for mark in level_marks(rubric_of(count))) == marks


def test_levels_stand_lowest_first_whatever_their_order_in_the_rubric() -> None:
    rubric = Rubric(levels=make_levels(tuple(reversed(LEVELS))), domains={}, questions={})
    assert [mark.id for mark in level_marks(rubric)] == ["not-yet", "developing", "secure", "strong"]
    assert level_mark(level_marks(rubric), "strong") == level_marks(rubric)[-1]
    assert level_mark(level_marks(rubric), None) is None


@pytest.mark.parametrize("reason", list(Withheld))
def test_every_reason_for_withholding_has_words(reason: Withheld) -> None:
    assert withheld_words(reason) == WITHHELD_WORDS[reason]


@pytest.mark.parametrize("reason", list(NoScore))
def test_every_reason_for_no_score_has_words(reason: NoScore) -> None:
    assert no_score_words(reason) == NO_SCORE_WORDS[reason]


def test_without_a_reason_nothing_is_withheld() -> None:
    assert withheld_words(None) == ""
    assert no_score_words(None) == NO_SCORE_WORDS[NoScore.NOBODY]


def test_characters_that_no_page_can_show_or_that_turn_text_round_are_taken_out() -> None:
    assert plain("  a\x00b\r\nc\td\u202ee ") == "ab\nc de"
    assert plain("Ysgol Tŷ-Gŵyn 🎉 #strong[*]") == "Ysgol Tŷ-Gŵyn 🎉 #strong[*]"


@given(st.text())
def test_what_is_plain_stays_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)
