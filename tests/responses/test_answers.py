"""Form values to answers, or to errors in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.questionnaire.model import Role
from govscore.responses.answers import NOTE_LENGTH, FieldError, Part, merged, read_answers
from govscore.responses.model import Answer
from tests.make import make_answers, make_domain, make_question, make_questionnaire

QUESTION = make_question("vision", text="We share a vision", wording={Role.CHAIR: "You lead on vision"})
QUESTIONNAIRE = make_questionnaire((make_domain(questions=(QUESTION, "plan")),))
PAGE = QUESTIONNAIRE.questions


def read(**raw: str) -> tuple[dict[str, Answer], tuple[FieldError, ...]]:
    fields = {name.replace("__", "."): value for name, value in raw.items()}
    answers, errors = read_answers(QUESTIONNAIRE, PAGE, fields)
    return dict(answers), errors


def message(**raw: str) -> str:
    answers, errors = read(**raw)
    assert "vision" not in answers
    (error,) = errors
    assert error.question == "vision"
    return error.message


def test_a_choice_with_its_note_and_date_becomes_an_answer() -> None:
    answers, errors = read(vision="secure", vision__note=" Minutes of June ", vision__checked="2026-11-24")
    assert answers == {"vision": Answer(choice="secure", note="Minutes of June", checked="2026-11-24")}
    assert errors == ()


def test_a_question_left_blank_is_neither_an_answer_nor_an_error() -> None:
    assert read(vision="", plan=" ", plan__note="  ") == ({}, ())


def test_fields_of_other_questions_are_left_alone() -> None:
    answers, errors = read_answers(QUESTIONNAIRE, PAGE[:1], {"vision": "secure", "plan": "no-such-option"})
    assert (list(answers), errors) == (["vision"], ())


def test_an_answer_that_is_not_offered_is_refused_in_plain_words() -> None:
    assert message(vision="<script>") == "Choose one of the answers offered for “We share a vision”"


def test_an_error_uses_the_words_the_reader_saw() -> None:
    _, (error,) = read_answers(QUESTIONNAIRE, PAGE, {"vision": "x"}, role=Role.CHAIR)
    assert "“You lead on vision”" in error.message


@pytest.mark.parametrize("field", ["vision__note", "vision__checked"])
def test_what_is_written_without_a_choice_asks_for_one_rather_than_being_lost(field: str) -> None:
    expected = "Choose an answer to “We share a vision” so that what you wrote beside it is kept"
    assert message(**{field: "2026-11-24"}) == expected


def test_a_note_of_the_greatest_length_is_kept_and_a_longer_one_told_its_length() -> None:
    answers, errors = read(vision="secure", vision__note="n" * NOTE_LENGTH)
    assert (len(answers["vision"].note), errors) == (1_000, ())
    told = message(vision="secure", vision__note="n" * 1_234)
    assert "1,234 characters long; shorten it to 1,000 or fewer" in told


def test_one_error_does_not_keep_the_other_answers_of_a_page_from_being_read() -> None:
    answers, errors = read(vision="no-such-option", plan="strong")
    assert (answers, len(errors)) == (make_answers(plan="strong"), 1)


def test_control_characters_go_and_line_breaks_stay() -> None:
    answers, _ = read(vision="secure", vision__note="one\r\ntwo\rthree\tfour\x00\x07\x85")
    assert answers["vision"].note == "one\ntwo\nthree\tfour"


def test_half_a_character_is_refused_since_no_database_would_take_it() -> None:
    assert "cannot be kept" in message(vision="secure", vision__note="\ud83d alone")


@pytest.mark.parametrize("typed", ["2026-11-04", "4/11/2026", "04.11.2026", "4 11 2026", " 4/11/2026\x00"])
def test_a_date_is_read_as_people_write_it(typed: str) -> None:
    answers, errors = read(vision="secure", vision__checked=typed)
    assert (answers["vision"].checked, errors) == ("2026-11-04", ())


@pytest.mark.parametrize("typed", ["31/2/2026", "2026-13-01", "last week", "0000-01-01", "4/11/26"])
def test_a_date_that_is_none_is_refused_with_an_example(typed: str) -> None:
    assert "must be a real date, like 24/11/2026" in message(vision="secure", vision__checked=typed)


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        ({"vision": "none"}, None),
        ({"vision__note": "Minutes"}, None),
        ({"vision": "secure", "vision__note": "x" * (NOTE_LENGTH + 1)}, Part.NOTE),
        ({"vision": "secure", "vision__checked": "yesterday"}, Part.CHECKED),
    ],
)
def test_an_error_says_which_part_it_is_about(raw: dict[str, str], part: Part | None) -> None:
    (error,) = read(**raw)[1]
    assert error.part is part


def test_a_page_replaces_its_own_answers_and_no_others() -> None:
    before = make_answers(vision="secure", plan="strong", aims="not-yet")
    assert merged(before, PAGE, make_answers(vision="developing"), ()) == make_answers(
        aims="not-yet", vision="developing"
    )


def test_a_question_with_an_error_keeps_what_was_saved_before() -> None:
    before = make_answers(vision="secure", plan="strong")
    error = FieldError(question="vision", message="…")
    assert merged(before, PAGE, make_answers(plan="not-yet"), (error,)) == make_answers(
        vision="secure", plan="not-yet"
    )


@given(st.dictionaries(st.sampled_from(["vision", "vision.note", "vision.checked"]), st.text()))
def test_whatever_is_sent_ends_as_an_answer_an_error_or_a_blank(raw: dict[str, str]) -> None:
    answers, errors = read_answers(QUESTIONNAIRE, PAGE, raw)
    assert not set(answers) & {error.question for error in errors}
    for answer in answers.values():
        assert answer.choice in {option.id for option in QUESTIONNAIRE.manifest.scales["levels"].options}
        answer.note.encode()
