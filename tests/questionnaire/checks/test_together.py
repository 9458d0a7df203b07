from pathlib import Path

import pytest

from govscore.boards.model import Phase
from govscore.questionnaire.applying import PHASES
from govscore.questionnaire.loader import check_questionnaire
from tests.questionnaire.folders import BROKEN, TINY, copy_broken, copy_sound, told

NAMES = sorted(folder.name for folder in BROKEN.iterdir())
FEATURES = sorted(folder for folder in TINY.glob("*/*") if folder.parent != BROKEN)


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_is_told_by_file_line_and_place(name, tmp_path):
    folder = copy_broken(name, tmp_path)
    faults, _ = check_questionnaire(folder)
    assert told(faults, folder) == (BROKEN / name / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FEATURES, ids=lambda folder: folder.parent.name)
def test_the_tiny_questionnaires_of_the_tests_are_sound(folder):
    assert check_questionnaire(folder) == ((), ())


def test_every_fault_says_what_to_do():
    """Each message has, after what is wrong, a colon or a comma and what to do, or what is known."""
    rows = [
        row
        for name in NAMES
        for row in (BROKEN / name / "expected.txt").read_text(encoding="utf-8").splitlines()
    ]
    assert len(rows) > 70
    assert not [row for row in rows if len(row.split(": ", 2)) < 3]


def test_the_phases_are_those_of_the_boards():
    assert set(PHASES) == {phase.value for phase in Phase}


def test_a_message_stays_on_one_line_whatever_was_written(tmp_path):
    folder = copy_sound(tmp_path)
    path = folder / "domains" / "people.yaml"
    path.write_text(path.read_text().replace("id: induction", f'id: "in\\nduction {"x" * 500}"'))
    faults, _ = check_questionnaire(folder)
    assert faults
    assert all("\n" not in str(fault) and len(str(fault)) < 500 for fault in faults)


def test_a_faulty_rubric_does_not_hide_what_is_wrong_elsewhere(tmp_path):
    folder = copy_broken("unknown-scale", tmp_path)
    (folder / "rubric.yaml").write_text("levels: [")
    faults, _ = check_questionnaire(folder)
    assert [Path(fault.file).name for fault in faults] == ["people.yaml", "rubric.yaml"]


def test_a_missing_domain_file_is_told_once_and_does_not_echo(tmp_path):
    folder = copy_sound(tmp_path)
    (folder / "domains" / "people.yaml").unlink()
    faults, _ = check_questionnaire(folder)
    assert [fault.where for fault in faults] == ["domain 2"]


def test_a_questionnaire_answered_once_may_be_for_one_person(tmp_path):
    folder = copy_broken("confidential-chair-alone", tmp_path)
    path = folder / "questionnaire.yaml"
    path.write_text(path.read_text().replace("answering: each", "answering: once"))
    assert "audience" not in [fault.where for fault in check_questionnaire(folder)[0]]


@pytest.mark.parametrize(
    ("condition", "is_told"),
    [
        ("{any: [{question: has-committees, is: chair}, {question: has-committees, is: governor}]}", False),
        ("{any: [{question: has-committees, is: chair}, {question: has-committees, one_of: [chair]}]}", True),
        ("{all: [{question: has-committees, is: chair}, {question: has-committees, answered: true}]}", True),
        ("{not: {question: has-committees, is: chair}}", False),
    ],
)
def test_a_condition_reveals_only_where_nobody_else_can_meet_it(condition, is_told, tmp_path):
    folder = copy_broken("shown-to-the-chair-alone", tmp_path)
    path = folder / "domains" / "strategy.yaml"
    path.write_text(path.read_text().replace("{question: has-committees, is: chair}", condition))
    assert bool(check_questionnaire(folder)[0]) is is_told
