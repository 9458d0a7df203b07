import json

import pytest

from govscore.paths import shared
from govscore.questionnaire.conditions import All, Answered, AnyOf, AtLeast, AtMost, Is, Not, OneOf
from govscore.questionnaire.foreign.relevance_out import visible_if
from govscore.questionnaire.foreign.surveyjs_out import to_surveyjs
from govscore.questionnaire.loader import load_questionnaire, version_folders
from govscore.questionnaire.translations import QuestionTranslation
from tests.questionnaire.folders import SOUND
from tests.questionnaire.foreign.test_xlsform_out import FIRST, LAST, OPTIONS, VALUES, changed

FOLDERS = version_folders(shared("questionnaires"))
ONE = Is(question="q-a", is_="x")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name} {folder.name}")
def test_every_domain_is_a_page_and_every_question_a_choice(folder):
    questionnaire = load_questionnaire(folder)
    survey = json.loads(to_surveyjs(questionnaire).raw)
    assert [page["name"] for page in survey["pages"]] == [f"domain-{d.id}" for d in questionnaire.domains]
    elements = [element for page in survey["pages"] for element in page["elements"]]
    assert [(e["name"], e["type"]) for e in elements] == [
        (q.id, "radiogroup") for q in questionnaire.questions
    ]
    for element, question in zip(elements, questionnaire.questions, strict=True):
        options = questionnaire.scale_of(question).options
        assert [choice["value"] for choice in element["choices"]] == [option.id for option in options]


@pytest.mark.parametrize(
    ("condition", "written"),
    [
        (ONE, "{q-a} = 'x'"),
        (OneOf(question="q-a", one_of=("x", "y")), "{q-a} anyof ['x', 'y']"),
        (Answered(question="q-a", answered=True), "{q-a} notempty"),
        (Answered(question="q-a", answered=False), "{q-a} empty"),
        (Not(not_=ONE), "!({q-a} = 'x')"),
        (All(all=(ONE, Not(not_=ONE))), "({q-a} = 'x' and !({q-a} = 'x'))"),
        (AnyOf(any=(ONE, ONE)), "({q-a} = 'x' or {q-a} = 'x')"),
    ],
)
def test_conditions_in_the_words_of_surveyjs(condition, written):
    assert visible_if(condition, load_questionnaire(SOUND)) == written


def test_a_level_is_spelt_out_as_the_options_that_reach_it():
    questionnaire = load_questionnaire(SOUND)
    scored = {o.id: o.value for o in questionnaire.scale_of(FIRST).options if o.value is not None}
    top = ", ".join(f"'{name}'" for name, value in scored.items() if value >= VALUES[-1])
    assert (
        visible_if(AtLeast(question=FIRST.id, at_least=VALUES[-1]), questionnaire)
        == f"{{{FIRST.id}}} anyof [{top}]"
    )
    low = ", ".join(f"'{name}'" for name, value in scored.items() if value <= VALUES[0])
    assert (
        visible_if(AtMost(question=FIRST.id, at_most=VALUES[0]), questionnaire)
        == f"{{{FIRST.id}}} anyof [{low}]"
    )


def test_a_translated_text_is_given_in_every_language():
    questionnaire = changed(
        LAST.id,
        translations={"cy": QuestionTranslation(text="Beth?")},
        show_if=Is(question=FIRST.id, is_=OPTIONS[0]),
    )
    survey = json.loads(to_surveyjs(questionnaire).raw)
    element = survey["pages"][-1]["elements"][-1]
    assert element["title"] == {"default": LAST.text, "cy": "Beth?"}
    assert element["visibleIf"] == f"{{{FIRST.id}}} = '{OPTIONS[0]}'"


def test_levels_are_described_behind_their_labels():
    questionnaire = load_questionnaire(SOUND)
    survey = json.loads(to_surveyjs(questionnaire).raw)
    choice = survey["pages"][0]["elements"][0]["choices"][0]
    descriptor = questionnaire.rubric.questions[FIRST.id].descriptors[choice["value"]]
    assert choice["text"].endswith(f": {descriptor}")
    assert any("why it matters" in str(loss) for loss in to_surveyjs(questionnaire).losses)
