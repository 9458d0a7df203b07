"""Files that are no list, or more than a list, are refused with one sentence and change nothing."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.services.world import World
from tests.visitor import Page, Visitor


def workbook(*rows: tuple[str, ...]) -> bytes:
    """An Excel workbook of these rows."""
    book, file = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file.getvalue()


def bomb() -> bytes:
    """A workbook that is small and unpacks to far more than memory is for."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return file.getvalue()


def entities() -> bytes:
    """A workbook whose sheet would blow up an XML parser that expands entities."""
    source = zipfile.ZipFile(BytesIO(workbook(("Name", "Email"), ("Ann", "ann@example.org"))))
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                doctype = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
                content = doctype + content
            archive.writestr(name, content)
    return file.getvalue()


def uploaded(world: World, clerk: Visitor, content: bytes, name: str) -> Page:
    """Choose a file and look at what it would do."""
    page = clerk.opens(f"/boards/{world.board_id}/rounds/{world.round_id}/add")
    return clerk.sends(page, {"file": (BytesIO(content), name)})


def test_an_excel_workbook_is_a_list(world: World, clerk: Visitor) -> None:
    content = workbook(("Name", "Email", "Role"), ("Ann", "ann@example.org", "Chair"))
    page = uploaded(world, clerk, content, "governors.xlsx")
    assert "1 to invite" in page.text
    clerk.sends(page, {})
    assert [each.invitation.email for each in world.turnout().respondents] == ["ann@example.org"]


def test_a_csv_file_as_excel_saves_it_is_a_list(world: World, clerk: Visitor) -> None:
    content = "Name;Email;Role\r\nZoë;zoe@example.org;Governor\r\n".encode("cp1252")
    assert "Zoë" in uploaded(world, clerk, content, "governors.csv").text


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"),
        (b"%PDF-1.7 \x00\x01", "minutes.pdf"),
        (b"<html><body>Sign in</body></html>", "governors.csv"),
        (b"PK\x03\x04 broken", "broken.xlsx"),
        (b"\xd0\xcf\x11\xe0 old", "old.xls"),
        (b"\x00\x01\x02\x03" * 10, "noise.csv"),
        (bomb(), "bomb.xlsx"),
        (entities(), "entities.xlsx"),
        (b"Name,Email\n" + b"A,a@example.org\n" * 2_100, "long.csv"),
    ],
    ids=["empty", "pdf", "web page", "broken", "old excel", "noise", "bomb", "entities", "long"],
)
def test_what_is_no_list_is_refused_with_one_sentence(
    world: World, clerk: Visitor, content: bytes, name: str
) -> None:
    page = uploaded(world, clerk, content, name)
    assert page.title.startswith("Error: ")
    (message,) = page.tree.xpath("//ul[contains(@class,'govuk-error-summary__list')]/li")
    assert name in message.text_content()
    assert message.xpath("a/@href") == ["#file"]
    assert page.tree.xpath("//*[@id='file-error']")
    assert world.turnout().respondents == ()


def test_a_file_that_is_too_large_is_refused(world: World, clerk: Visitor) -> None:
    response = clerk.client.post(
        f"/boards/{world.board_id}/rounds/{world.round_id}/add",
        data=b"a" * (5 * 2**20 + 1),
        content_type="multipart/form-data; boundary=x",
    )
    assert response.status_code == 413
    assert "up to 5 MB" in Page(response).text


def test_a_formula_in_a_cell_is_not_taken_for_a_name(world: World, clerk: Visitor) -> None:
    content = workbook(("Name", "Email"), ("=1+1", "ann@example.org"), ("@SUM", "bob@example.org"))
    assert "Nobody to invite" in uploaded(world, clerk, content, "governors.xlsx").text
