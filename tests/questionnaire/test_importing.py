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
from govscore.questionnaire.importing import LARGEST, plain_name, read_questionnaire
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


def workbook_with(part, content, method=zipfile.ZIP_DEFLATED):
    """A workbook of ours with another part in the place of one of its own."""
    raw = write_questionnaire(LIBRARY.get("skills", "1.0"), {}, FileForm.XLSX).raw
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            is_it = name == part
            new.writestr(
                name, content if is_it else old.read(name), method if is_it else zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()


BOOK = "xl/workbook.xml"
STYLES = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>{}</cellXfs></styleSheet>'


def test_a_workbook_whose_list_of_sheets_is_damaged_is_refused():
    raw = bytearray(workbook_with(BOOK, b"<workbook>" + bytes(range(256)) * 20))
    at = raw.index(BOOK.encode()) + len(BOOK)
    raw[at : at + 40] = b"\xff" * 40
    with pytest.raises(FaultyQuestionnaire, match="may be damaged or cut short"):
        bring(bytes(raw))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_workbook_packed_in_another_way_is_refused(method):
    with pytest.raises(FaultyQuestionnaire, match="packed in an unusual way"):
        bring(workbook_with("xl/styles.xml", b"<a/>", method))


def test_a_list_of_sheets_that_never_ends_is_read_once():
    """Each `<sheet` was once searched to the end of the file."""
    with pytest.raises(FaultyQuestionnaire):
        bring(workbook_with(BOOK, b"<sheet " * 28_000))


@pytest.mark.parametrize("sheet", ["levels", "survey"])
def test_a_workbook_with_very_many_styles_is_refused(sheet):
    """Each became objects of some kilobytes."""
    raw = workbook_with("xl/styles.xml", STYLES.format("<xf/>" * 300_000).encode())
    if sheet == "survey":
        raw = (EXAMPLES / "board.xlsx").read_bytes()
        packed = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(raw)) as old,
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                is_it = name == "xl/styles.xml"
                new.writestr(name, STYLES.format("<xf/>" * 300_000) if is_it else old.read(name))
        raw = packed.getvalue()
    with pytest.raises(
        FaultyQuestionnaire, match=r"holds far more than a questionnaire \(in xl/styles.xml\)"
    ):
        bring(raw)


def test_half_a_character_in_a_heading_is_told_so_that_it_can_be_shown():
    heading = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>'
        "<c t='inlineStr'><is><t>_xD800_</t></is></c></row></sheetData></worksheet>"
    )
    with pytest.raises(FaultyQuestionnaire, match="U\\+D800") as refused:
        bring(workbook_with("xl/worksheets/sheet1.xml", heading.encode()))
    assert str(refused.value).encode("utf-8")


@pytest.mark.parametrize("delimiter", [b",", b";"])
def test_a_table_of_very_many_cells_is_refused_before_they_are_all_kept(delimiter):
    heads = delimiter.join([b"row", b"id", *(b"descriptor.o%d" % number for number in range(490))])
    row = delimiter.join([b"question", *[b"x"] * 491])
    with pytest.raises(FaultyQuestionnaire, match="holds more than 60,000 cells: split the questionnaire"):
        bring(b"\r\n".join([heads, *[row] * 4_000]))


def test_thousands_of_questions_in_no_domain_are_told_a_hundred_times():
    """Each was once compared with every domain there is."""
    domains = [b"domain,people-and-roles-%d," % number for number in range(2_400)]
    questions = [b"question,q-%d,people-and-rules-%d" % (number, number) for number in range(2_400)]
    with pytest.raises(FaultyQuestionnaire) as refused:
        bring(b"\r\n".join([b"row,id,domain", *domains, *questions]))
    assert len(refused.value.faults) == 100


def test_a_cell_of_very_many_values_is_not_read_to_its_end():
    with pytest.raises(FaultyQuestionnaire, match="holds more than 2,000 words and numbers"):
        bring(b'row,id,show_if\r\nquestion,a,"[' + b"a," * 60_000 + b']"\r\n')


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("board.xlsx", "board.xlsx"),
        ("C:\\Users\\ann\\board.xlsx", "board.xlsx"),
        ("../../etc/board.yaml", "board.yaml"),
        ("a\nb.csv", "a b.csv"),
        ("a\0\ud800.csv", "a��.csv"),
        ("x" * 5_000 + ".csv", "x" * 96 + ".csv"),
        ("", "the file"),
        (" / ", "the file"),
    ],
)
def test_a_file_is_called_so_that_it_can_be_shown(given, kept):
    assert plain_name(given) == kept
    with pytest.raises(FaultyQuestionnaire) as refused:
        bring(b"just some words\n", given)
    assert str(refused.value).startswith(f"{kept}:1: the whole file: is none of the files")
