"""Files and paper are taken away from the desk, and come back as drafts with every loss listed."""

import io
import zipfile
from pathlib import Path

import pytest
from werkzeug.datastructures import FileStorage

from tests.visitor import Page
from tests.web.desk.conftest import SHELF, Author, Desk, problems

EXAMPLES = Path(__file__).parents[2] / "questionnaire" / "foreign" / "examples"
LSS = next(EXAMPLES.glob("*.lss"))


def brings(author: Author, raw: bytes, name: str) -> Page:
    page = author.opens(f"{SHELF}/import")
    return author.sends(page, {"file": FileStorage(io.BytesIO(raw), name)})


def takes(author: Author, address: str) -> bytes:
    response = author.client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    return response.get_data()


def test_the_export_page_leads_to_every_form(author: Author, desk: Desk) -> None:
    page = author.opens(f"{SHELF}/sound/1.0/export")
    addresses = {link for link in page.links().values() if "/export/" in link}
    assert {link.rpartition("/")[2].partition("?")[0] for link in addresses} == {
        "yaml",
        "xlsx",
        "csv",
        "xlsform",
        "surveyjs",
        "pdf",
    }
    for address in addresses:
        assert takes(author, address)


def test_a_form_that_is_not_there_is_not_found(author: Author, desk: Desk) -> None:
    author.opens(f"{SHELF}/sound/1.0/export/docx", status=404)
    author.opens(f"{SHELF}/sound/9.9/export/yaml", status=404)


def test_what_a_file_cannot_say_is_listed_before_it_is_taken(author: Author, desk: Desk) -> None:
    assert "What it cannot say" in author.opens(f"{SHELF}/sound/1.0/export").text


@pytest.mark.parametrize("form", ["yaml", "xlsx", "csv"])
def test_a_draft_comes_back_byte_for_byte(author: Author, desk: Desk, draft: str, form: str) -> None:
    before = desk.draft().stored.contents
    raw = takes(author, f"{draft}/export/{form}")
    author.sends(author.opens(f"{draft}/delete"), {})
    page = brings(author, raw, f"any.{form}")
    assert page.heading == "Sound is a draft now"
    assert "was carried over" in page.text
    after = desk.draft().stored.contents
    if form == "yaml":
        assert after == before
    assert desk.draft().examine().faults == ()


def test_a_version_that_is_published_comes_in_as_the_next(author: Author, desk: Desk) -> None:
    page = brings(author, takes(author, f"{SHELF}/sound/1.0/export/xlsx"), "sound.xlsx")
    assert "this is a draft of version 1.1" in page.text
    assert desk.draft().stored.version == "1.1"
    assert ("brought in draft", "questionnaire sound 1.1", "sound.xlsx") in desk.acts()


def test_a_source_that_nobody_can_have_looked_at_yet_is_told_and_keeps_the_draft_back(
    author: Author, desk: Desk
) -> None:
    raw = takes(author, f"{SHELF}/sound/1.0/export/yaml")
    brings(author, raw.replace(b"2026-10-01", b"2999-10-01", 1), "sound.yaml")
    page = author.opens(f"{desk.address}/publish")
    assert "This draft cannot be published yet: 1 thing to mend." in page.text
    said = (
        "when its source was last looked at: is a day to come: enter the day on which somebody looked at it"
    )
    assert said in page.text
    assert not page.tree.xpath("//main//form")
    mended = next(address for address in page.links().values() if "/questions/" in address)
    today = {"source-checked-day": "1", "source-checked-month": "10", "source-checked-year": "2026"}
    author.sends(author.opens(mended.partition("#")[0]), today)
    assert "to mend" not in author.opens(f"{desk.address}/publish").text


def test_there_is_one_draft_at_a_time(author: Author, desk: Desk, draft: str) -> None:
    page = brings(author, takes(author, f"{SHELF}/sound/1.0/export/yaml"), "sound.yaml")
    assert "There is a draft of Sound already" in problems(page)["file"]


def test_every_loss_of_another_tools_file_is_listed(author: Author, desk: Desk) -> None:
    page = brings(author, LSS.read_bytes(), LSS.name)
    told = page.tree.xpath("//main//ol/li")
    assert len(told) == int(page.text.partition(f" things in {LSS.name}")[0].split()[-1])
    assert "is still to be written" in author.opens(desk.address).text


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "is empty"),
        (b"only words", "is none of the files that can be read here"),
        (b"PK\x03\x04 broken", "cannot be read"),
        (b"--- # questionnaire.yaml\ncode: [\n", "questionnaire.yaml:"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "entit"),
    ],
    ids=["nothing", "words", "a broken archive", "broken YAML", "entities"],
)
def test_what_cannot_be_read_is_said_in_sentences(author: Author, desk: Desk, raw: bytes, told: str) -> None:
    page = brings(author, raw, "x.bin")
    assert page.title.startswith("Error: ")
    assert told in " ".join(item.text_content() for item in page.tree.xpath("//main//*[@role='alert']//li"))


def test_a_file_must_be_chosen(author: Author, desk: Desk) -> None:
    assert problems(author.posts(f"{SHELF}/import"))["file"] == "Choose a file"


def test_a_file_that_is_far_too_large_is_refused_in_a_sentence(author: Author, desk: Desk) -> None:
    page = author.opens(f"{SHELF}/import")
    author.client.application.config["MAX_CONTENT_LENGTH"] = 1_000
    sent = {"file": FileStorage(io.BytesIO(b"x" * 2_000), "x.yaml")}
    refused = author.sends(page, sent, status=413)
    assert "MB" in refused.text


def test_a_draft_in_the_way_of_an_import_is_led_to(author: Author, draft: str) -> None:
    page = brings(author, takes(author, f"{draft}/export/yaml"), "sound.yaml")
    assert "There is a draft of Sound already, last changed by Officer." in page.text
    assert page.links()["Go to the draft that is there already"] == draft


def test_files_of_an_archive_that_nothing_reads_are_told(author: Author, desk: Desk) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, raw in desk.installation.library.contents("sound", "1.0").items():
            archive.writestr(f"board/{name}", raw)
        for name in ("board/CHANGELOG.md", "board/.hidden.yaml", "other/rubric.yaml", "board/domains/x.txt"):
            archive.writestr(name, "words")
    page = brings(author, packed.getvalue(), "board.zip")
    assert "4 things in board.zip could not be carried over" in page.text
    assert "board/CHANGELOG.md: no part of a questionnaire: left out" in page.text
    assert ".hidden.yaml" not in desk.draft().stored.contents
