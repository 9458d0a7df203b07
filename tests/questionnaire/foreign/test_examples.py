import pytest

from govscore.questionnaire.conditions import questions_named
from govscore.questionnaire.foreign.limesurvey import read_limesurvey, read_limesurvey_tsv
from govscore.questionnaire.foreign.placeholder import PLACEHOLDER
from govscore.questionnaire.foreign.xlsform import read_xlsform
from tests.questionnaire.foreign.forms import EXAMPLES, ON, drafted, told

READERS = {
    "board.lss": read_limesurvey,
    "board-older.lss": read_limesurvey,
    "board.txt": read_limesurvey_tsv,
    "board.xlsx": read_xlsform,
    "xlsform_spec_test.xlsx": read_xlsform,
}


def carried(name):
    return READERS[name]((EXAMPLES / name).read_bytes(), name=name, on=ON)


@pytest.mark.parametrize("name", READERS)
def test_every_loss_of_an_example_is_told_line_by_line(name):
    expected = (EXAMPLES / f"{name}.losses.txt").read_text(encoding="utf-8")
    assert told(carried(name).losses) == expected


@pytest.mark.parametrize("name", READERS)
def test_an_example_becomes_a_draft_that_holds_together(name):
    questionnaire = drafted(carried(name))
    asked = [question.id for question in questionnaire.questions]
    for place, question in enumerate(questionnaire.questions):
        assert question.why.startswith(PLACEHOLDER)
        if question.show_if is not None:
            assert set(questions_named(question.show_if)) <= set(asked[:place])


@pytest.mark.parametrize("name", READERS)
def test_the_same_file_gives_the_same_draft(name):
    assert carried(name) == carried(name)


@pytest.mark.parametrize("name", ["board-older.lss", "board.txt"])
def test_a_survey_is_the_same_draft_in_whichever_form_limesurvey_wrote_it(name):
    assert carried(name).contents == carried("board.lss").contents
