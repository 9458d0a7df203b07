import pytest

from govscore.errors import QuestionnaireError
from govscore.questionnaire.conditions import All, Is, Not
from govscore.questionnaire.foreign.xlsform import read_xlsform
from tests.questionnaire.foreign.forms import HEAD, ON, drafted, form, messages, workbook

ASK = "select_one yes_no"


def carried(*survey, **more):
    return read_xlsform(form(*survey, **more), name="form.xlsx", on=ON)


def test_a_draft_has_what_our_form_demands():
    draft = drafted(carried((ASK, "again", "Once more?"), settings=(("form_title",), ("A short look",))))
    manifest = draft.manifest
    assert (manifest.code, manifest.version, manifest.title) == ("a-short-look", "1.0", "A short look")
    assert (manifest.purpose, manifest.answering, manifest.confidential) == ("quality", "each", True)
    assert (manifest.audience, manifest.in_force) == (("governor", "chair"), "2026-11-24")
    assert [question.text for question in draft.questions] == ["Once more?"]


def test_conditions_of_groups_around_stand_before_its_own():
    found = carried(
        (ASK, "a", "A?"),
        ("begin_group", "g", "G", "${a} = 'yes'"),
        ("begin_group", "h", "H", "${a} != 'no'"),
        (ASK, "b", "B?", "selected(${a}, 'yes')"),
        ("end_group",),
        (ASK, "c", "C?"),
        ("end_group",),
    )
    yes, no = Is(question="a", is_="yes"), Is(question="a", is_="no")
    by_id = drafted(found).by_id
    assert by_id["b"].show_if == All(all=(yes, Not(not_=no), yes))
    assert by_id["c"].show_if == yes


def test_questions_outside_groups_keep_their_place():
    found = carried(
        (ASK, "a", "A?"), ("begin_group", "g", "G"), (ASK, "b", "B?"), ("end_group",), (ASK, "c", "C?")
    )
    draft = drafted(found)
    assert [question.id for question in draft.questions] == ["a", "b", "c"]
    assert [domain.id for domain in draft.domains] == ["questions", "g", "questions-2"]


def test_a_row_called_end_closes_no_group():
    found = carried(
        ("begin_group", "g", "G"),
        ("end", "end_time"),
        (ASK, "a", "A?"),
        ("end_group",),
        settings=(("form_title",), ("T",)),
    )
    assert [domain.id for domain in drafted(found).domains] == ["g"]


def test_translations_without_a_code_are_told():
    head = ("type", "name", "label", "label::Klingon", "label::Welsh")
    found = carried((ASK, "a", "A?", "nuq", "Beth?"), head=head)
    assert drafted(found).by_id["a"].translations.keys() == {"cy"}
    assert any("Klingon" in message for message in messages(found, "languages"))


def test_curly_quotes_stay_as_they_were_written():
    assert drafted(carried((ASK, "a", "What’s “new”?"))).by_id["a"].text == "What’s “new”?"


def test_every_column_without_a_place_is_told():
    head = (*HEAD, "constraint", "default", "required", "my_own")
    found = carried((ASK, "a", "A?", "", ". != ''", "yes", "yes", "x"), head=head)
    told = messages(found, '"a"')
    assert sum("is not carried over" in message for message in told) == 3
    assert "is required there; here every question may be left unanswered" in told


def test_a_list_that_is_too_short_is_told_and_left_out():
    found = carried((ASK, "a", "A?"), choices=(("list_name", "name", "label"), ("yes_no", "yes", "Yes")))
    assert found.contents is None
    assert "was left out: the answers to choose from must be 2 to 30 here, and it has 1" in messages(
        found, '"a"'
    )


def test_a_disabled_row_is_told():
    found = carried((ASK, "a", "A?", "yes"), (ASK, "b", "B?", ""), head=("type", "name", "label", "disabled"))
    assert [question.id for question in drafted(found).questions] == ["b"]
    assert messages(found, '"a"') == ["is disabled there, so it was left out"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (form((ASK, "a", "A?", "${later} = 'x'")), r"form.xlsx:2: row 2: "),
        (form(("begin_group", "g", "G")), r"form.xlsx:2: row 2: "),
        (form((ASK, "1 a", "A?")), "not a sound XLSForm"),
        (form(("select_one none", "a", "A?")), r"form.xlsx:2: row 2: .*none"),
        (workbook({"one": [], "two": []}), "not a sound XLSForm"),
        (
            workbook({"survey": [("type", "name", "name")]}),
            'form.xlsx:1: sheet survey: two columns are headed "name"',
        ),
    ],
)
def test_a_form_that_is_not_sound_is_refused_with_the_row(raw, said):
    with pytest.raises(QuestionnaireError, match=said) as caught:
        read_xlsform(raw, name="form.xlsx", on=ON)
    assert str(caught.value).startswith("form.xlsx")
    assert "\n" not in str(caught.value)


def test_too_many_questions_are_refused():
    with pytest.raises(QuestionnaireError, match=r":1002: survey, .* there are more than 1,000 questions"):
        carried(*((ASK, f"q{number}", "?") for number in range(1_001)))
