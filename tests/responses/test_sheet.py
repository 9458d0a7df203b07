"""A response as one short text, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.errors import ResponseError
from govscore.questionnaire.model import Option, OptionKind, ResponseScale
from govscore.responses.model import Answer
from govscore.responses.sheet import decode, encode, notes_of, shown_in
from tests.make import make_answers, make_domain, make_question, make_questionnaire, make_scale

LONG = ResponseScale(
    options=tuple(Option(id=f"option-{n}", label=str(n), kind=OptionKind.SCORED, value=n) for n in range(30))
)
QUESTIONNAIRE = make_questionnaire(
    (make_domain(questions=("vision", "plan", make_question("size", scale="long"))),),
    scales={"levels": make_scale(), "long": LONG},
)
ALL = [question.id for question in QUESTIONNAIRE.questions]


def test_each_question_has_one_character() -> None:
    answers = make_answers(vision="strong", size="option-29")
    assert encode(QUESTIONNAIRE, answers, ALL) == "4.U"


def test_skipped_and_not_shown_are_told_apart() -> None:
    assert encode(QUESTIONNAIRE, make_answers(vision="dont-know"), ["vision", "plan"]) == "5.-"
    assert shown_in(QUESTIONNAIRE, "5.-") == {"vision", "plan"}


@given(
    st.dictionaries(st.sampled_from(ALL), st.integers(0, 29)),
    st.sets(st.sampled_from(ALL)),
    st.text(max_size=5),
)
def test_what_is_written_is_read_back(picks: dict[str, int], also_shown: set[str], note: str) -> None:
    answers = {
        key: Answer(choice=options[pick % len(options)].id, note=note)
        for key, pick in picks.items()
        if (options := QUESTIONNAIRE.scale_of(QUESTIONNAIRE.by_id[key]).options)
    }
    codes = encode(QUESTIONNAIRE, answers, {*answers, *also_shown})
    assert codes.isascii()
    assert len(codes) == len(ALL)
    assert decode(QUESTIONNAIRE, codes, notes_of(answers)) == answers
    assert shown_in(QUESTIONNAIRE, codes) == {*answers, *also_shown}


def test_notes_are_gathered_only_where_there_is_something_to_keep() -> None:
    answers = make_answers(vision="secure", plan=Answer(choice="secure", checked="2026-11-24"))
    assert notes_of(answers) == {"plan": {"note": "", "checked": "2026-11-24"}}


def test_an_answer_to_a_question_not_shown_is_not_dropped_in_silence() -> None:
    with pytest.raises(ResponseError, match="“plan” cannot be stored, as the question was not shown"):
        encode(QUESTIONNAIRE, make_answers(plan="secure"), ["vision"])


def test_a_choice_from_another_scale_is_refused() -> None:
    with pytest.raises(ResponseError, match="“option-1” is not one of its answers"):
        encode(QUESTIONNAIRE, make_answers(vision="option-1"), ALL)


def test_codes_of_another_version_are_refused() -> None:
    with pytest.raises(ResponseError, match="has 3 questions, and the stored response 2"):
        decode(QUESTIONNAIRE, "4.", {})


@pytest.mark.parametrize("code", ["9", "é", "0", "a"])
def test_a_code_that_stands_for_nothing_is_refused(code: str) -> None:
    with pytest.raises(ResponseError, match="stands for none of its 7 answers"):
        decode(QUESTIONNAIRE, f"{code}..", {})


def test_a_note_without_its_answer_is_refused() -> None:
    with pytest.raises(ResponseError, match="“plan” has no answer beside it"):
        decode(QUESTIONNAIRE, "4..", {"plan": {"note": "left over"}})
