"""A file is known by what is in it, and what we wrote ourselves comes back without loss."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from govscore.paths import shared
from govscore.questionnaire.edition import edition_of, read_edition, write_edition
from govscore.questionnaire.exporting import FileForm, write_questionnaire
from govscore.questionnaire.faults import FaultyQuestionnaire
from govscore.questionnaire.importing import LARGEST, read_questionnaire
from govscore.questionnaire.loader import Library

LIBRARY = Library(shared("questionnaires"))
EXAMPLES = Path(__file__).parent / "foreign" / "examples"
DAY = date(2026, 11, 24)
OURS = (FileForm.YAML, FileForm.XLSX, FileForm.CSV)


def bring(raw, name="x"):
    return read_questionnaire(raw, name=name, on=DAY)


@pytest.mark.parametrize("form", OURS)
@pytest.mark.parametrize(("code", "version"), LIBRARY.listed())
def test_what_was_taken_away_comes_back_without_loss(code, version, form):
    questionnaire, contents = LIBRARY.get(code, version), LIBRARY.contents(code, version)
    carried = bring(write_questionnaire(questionnaire, contents, form).raw)
    assert carried.losses == ()
    assert carried.contents is not None
    if form is FileForm.YAML:
        assert carried.contents == contents
    assert write_edition(read_edition(carried.contents)) == write_edition(edition_of(questionnaire))


@pytest.mark.parametrize("code", [code for code, _ in LIBRARY.listed()])
def test_an_xlsform_comes_back_as_a_draft_with_a_list_of_losses(code):
    questionnaire = LIBRARY.latest(code)
    raw = write_questionnaire(questionnaire, {}, FileForm.XLSFORM).raw
    carried = bring(raw)
    edition = read_edition(carried.contents)
    assert edition.question_ids == tuple(questionnaire.by_id)
    assert carried.losses


@pytest.mark.parametrize(
    "file",
    sorted(
        path
        for path in EXAMPLES.iterdir()
        if path.suffix in {".lss", ".txt", ".xlsx"} and not path.name.endswith(".losses.txt")
    ),
    ids=lambda path: path.name,
)
def test_every_example_of_other_tools_is_known(file):
    carried = bring(file.read_bytes(), file.name)
    assert carried.contents is not None or carried.losses


def test_a_version_may_change_its_name_on_the_way():
    """Nothing is known from how a file is called."""
    contents = LIBRARY.contents("skills", "1.0")
    raw = write_questionnaire(LIBRARY.get("skills", "1.0"), contents, FileForm.XLSX).raw
    assert bring(raw, "holiday.jpg").contents


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "is empty"),
        (b"   \n", "is empty"),
        (b"x" * (LARGEST + 1), "is larger than 5 MB"),
        (b"just some words\n", "is none of the files that can be read here"),
        (b"\x89PNG\r\n\x1a\n0000", "is none of the files that can be read here"),
        (b"PK\x03\x04 and no more", "cannot be read"),
    ],
    ids=["nothing", "blanks", "too large", "words", "a picture", "a broken archive"],
)
def test_what_cannot_be_read_says_so_in_a_sentence(raw, told):
    with pytest.raises(FaultyQuestionnaire, match=told) as refused:
        bring(raw, "x.bin")
    assert str(refused.value).startswith("x.bin:")


@pytest.mark.parametrize("stray", ["../evil.yaml", "domains/../../evil.yaml", "notes/a.yaml"])
def test_nothing_is_taken_from_outside_the_folder(stray):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, raw in LIBRARY.contents("skills", "1.0").items():
            archive.writestr(name, raw)
        archive.writestr(stray, b"a: b\n")
    with pytest.raises(FaultyQuestionnaire, match="nothing reads this file"):
        bring(packed.getvalue(), "x.zip")
