from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from govscore.paths import shared
from govscore.questionnaire.conditions import All, Answered, AnyOf, AtLeast, AtMost, Is, Not, OneOf
from govscore.questionnaire.foreign.xlsform import read_xlsform
from govscore.questionnaire.foreign.xlsform_out import to_xlsform
from govscore.questionnaire.loader import load_questionnaire, version_folders
from govscore.questionnaire.model import Questionnaire
from govscore.questionnaire.translations import QuestionTranslation
from tests.questionnaire.folders import SOUND
from tests.questionnaire.foreign.forms import ON, drafted

FOLDERS = version_folders(shared("questionnaires"))


def name(folder):
    return f"{folder.parent.name} {folder.name}"


def there_and_back(questionnaire):
    return drafted(read_xlsform(to_xlsform(questionnaire).raw, name="form.xlsx", on=ON))


def asked(questionnaire: Questionnaire):
    """What a form keeps of a questionnaire."""
    return [
        (
            domain.id,
            domain.title,
            domain.about,
            [(q.id, q.text, q.hint, q.scale, q.show_if, _said(q)) for q in domain.questions],
        )
        for domain in questionnaire.domains
    ]


def _said(question):
    return {
        code: (said.text, said.hint) for code, said in question.translations.items() if said.text or said.hint
    }


def offered(questionnaire):
    used = {question.scale for question in questionnaire.questions}
    return {
        scale_id: [(o.id, o.label, o.kind, o.value, dict(o.translations)) for o in scale.options]
        for scale_id, scale in questionnaire.manifest.scales.items()
        if scale_id in used
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_pyxform_takes_every_questionnaire_without_a_warning(folder):
    converted = convert(BytesIO(to_xlsform(load_questionnaire(folder)).raw))
    assert converted.xform.startswith("<?xml")
    assert converted.warnings == []


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_what_goes_out_comes_back(folder):
    questionnaire = load_questionnaire(folder)
    back = there_and_back(questionnaire)
    assert asked(back) == asked(questionnaire)
    assert offered(back) == offered(questionnaire)


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_the_same_questionnaire_gives_the_same_bytes(folder):
    questionnaire = load_questionnaire(folder)
    assert to_xlsform(questionnaire) == to_xlsform(questionnaire)


def changed(question_id, **update):
    """The sound questionnaire of the tests with a change to one question."""
    questionnaire = load_questionnaire(SOUND)
    domains = tuple(
        domain.model_copy(
            update={
                "questions": tuple(
                    q.model_copy(update=update) if q.id == question_id else q for q in domain.questions
                )
            }
        )
        for domain in questionnaire.domains
    )
    return Questionnaire(
        manifest=questionnaire.manifest,
        domains=domains,
        rubric=questionnaire.rubric,
        advice=questionnaire.advice,
        digest=questionnaire.digest,
    )


FIRST, *_, LAST = load_questionnaire(SOUND).questions
OPTIONS = [option.id for option in load_questionnaire(SOUND).scale_of(FIRST).options]
VALUES = [int(value) for value in load_questionnaire(SOUND).scale_of(FIRST).values]
TESTS = st.one_of(
    st.builds(Is, question=st.just(FIRST.id), is_=st.sampled_from(OPTIONS)),
    st.builds(
        OneOf,
        question=st.just(FIRST.id),
        one_of=st.lists(st.sampled_from(OPTIONS), min_size=2, unique=True).map(tuple),
    ),
    st.builds(AtLeast, question=st.just(FIRST.id), at_least=st.sampled_from(VALUES)),
    st.builds(AtMost, question=st.just(FIRST.id), at_most=st.sampled_from(VALUES)),
    st.builds(Answered, question=st.just(FIRST.id), answered=st.booleans()),
)
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        st.builds(All, all=st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(AnyOf, any=st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Not, not_=inner),
    ),
    max_leaves=6,
)


@given(condition=CONDITIONS)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_every_condition_comes_back_as_it_was(condition):
    back = there_and_back(changed(LAST.id, show_if=condition))
    assert back.by_id[LAST.id].show_if == condition


def test_translations_stand_in_columns_of_their_own():
    said = {"cy": QuestionTranslation(text="Beth?", hint="Awgrym")}
    questionnaire = changed(LAST.id, hint="A hint", translations=said)
    book = load_workbook(BytesIO(to_xlsform(questionnaire).raw))
    headings = [cell.value for cell in book["survey"][1]]
    assert "label::Welsh (cy)" in headings
    assert there_and_back(questionnaire).by_id[LAST.id].translations == said


@pytest.mark.parametrize("text", ["=1+1", "+1", "@x", "-1", "Is “this” a < b & c?"])
def test_a_text_stays_a_text(text):
    assert there_and_back(changed(LAST.id, text=text)).by_id[LAST.id].text == text


def test_what_would_stand_for_another_question_is_told():
    exported = to_xlsform(changed(LAST.id, text="Costs ${100}?"))
    assert convert(BytesIO(exported.raw)).warnings == []
    assert any("parted by a space" in loss.message for loss in exported.losses)


def test_what_has_no_place_is_told():
    told = [str(loss) for loss in to_xlsform(load_questionnaire(FOLDERS[0])).losses]
    assert any("how binding the matter is" in line for line in told)
    assert any("levels, weights" in line for line in told)
    assert not any("why it matters" in line for line in told)
