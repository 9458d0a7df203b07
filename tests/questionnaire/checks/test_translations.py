"""Translations of nothing are faults; those that are not there yet are told once for each language."""

from pathlib import Path, PurePath

from govscore.questionnaire.checks.translations import warn_untranslated
from govscore.questionnaire.files import read_folder
from govscore.questionnaire.loader import check_questionnaire, load_questionnaire
from govscore.questionnaire.parts import Asked
from tests.questionnaire.folders import TINY, copy_broken, write_questionnaire
from tests.questionnaire.test_languages import without


def warned(folder: Path) -> list[str]:
    files = read_folder(folder)
    assert files.manifest is not None
    asked = Asked(folder=folder, manifest=files.manifest, domains=files.domains)
    return [fault.message for fault in warn_untranslated(asked, load_questionnaire(folder))]


def test_a_whole_translation_is_not_warned_of():
    assert warned(TINY / "two-languages" / "1.0") == []


def test_what_is_not_translated_yet_is_told_once_for_each_language(tmp_path):
    folder = write_questionnaire(tmp_path, without("plan", "text", "why"))
    assert warned(folder) == [
        'cy: 2 of 57 texts are not translated yet, first at question "plan": until they are, people read them '
        "as they stand"
    ]


def test_a_translation_that_lacks_something_is_no_fault(tmp_path):
    folder = write_questionnaire(tmp_path, without("vision", "hint", "wording"))
    assert check_questionnaire(folder)[0] == ()


def test_a_faulty_rubric_does_not_hide_a_faulty_translation(tmp_path):
    folder = copy_broken("translation-of-nothing", tmp_path)
    (folder / "rubric.yaml").write_text("levels: [")
    told = [PurePath(fault.file).name for fault in check_questionnaire(folder)[0]]
    assert told == ["people.yaml", "people.yaml", "people.yaml", "rubric.yaml"]
