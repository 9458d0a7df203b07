"""Workbooks made for a test, and workbooks changed behind the back of whatever wrote them."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path, PurePath

from openpyxl import Workbook

from govscore.questionnaire.edition import questionnaire_of, read_edition
from govscore.questionnaire.files import Contents
from govscore.questionnaire.foreign.losses import Carried, Loss
from govscore.questionnaire.loader import examine_contents
from govscore.questionnaire.model import Questionnaire
from govscore.questionnaire.yaml_reader import read_yaml

EXAMPLES = Path(__file__).resolve().parent / "examples"
ON = date(2026, 11, 24)

HEAD = ("type", "name", "label", "relevant")
YES_NO = (("list_name", "name", "label"), ("yes_no", "no", "No"), ("yes_no", "yes", "Yes"))

Rows = Sequence[Sequence[object]]


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """Make a workbook of rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def form(
    *survey: Sequence[object], choices: Rows = YES_NO, head: Sequence[str] = HEAD, **more: Rows
) -> bytes:
    """Make an XLSForm of rows of its survey."""
    return workbook({"survey": (head, *survey), "choices": choices, **more})


def change(raw: bytes, part: str, alter: Callable[[bytes], bytes]) -> bytes:
    """Change one part of a workbook as no program would write it."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, alter(content) if name == part else content)
    return written.getvalue()


def drafted(carried: Carried) -> Questionnaire:
    """Read a draft as any other questionnaire is read; it must hold together but for what is still to be written."""
    assert carried.contents is not None
    examined = examine_contents(carried.contents, folder=PurePath(code_of(carried.contents)) / "1.0")
    assert [fault for fault in examined.faults if "is still to be written" not in fault.message] == []
    edition = read_edition(carried.contents)
    assert edition is not None
    return questionnaire_of(edition)


def code_of(contents: Contents) -> str:
    """The code that a draft was given."""
    tree = read_yaml(contents["questionnaire.yaml"]).content
    assert isinstance(tree, dict)
    return str(tree["code"])


def told(losses: tuple[Loss, ...]) -> str:
    """The losses as they are told, one a line."""
    return "".join(f"{loss}\n" for loss in losses)


def messages(carried: Carried, where: str = "") -> list[str]:
    """What is told of a place."""
    return [loss.message for loss in carried.losses if where in loss.where]
