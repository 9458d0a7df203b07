"""Files that nobody should send: the page says what is wrong with them, and never falls over."""

import re

import pytest

from bench.fuzzing.cases import KINDS, LIGHT, make_of_kind
from bench.fuzzing.material import File
from tests.visitor import Page
from tests.web.desk.conftest import SHELF, Author, Desk

IMPORT = f"{SHELF}/import"
BOUNDARY = b"no-file-holds-this-line-7c1e"
PLACED = re.compile(r".+:[1-9][0-9]*: .+: .+")
PAGES = ("", "/changes", "/publish", "/preview", "/details", "/levels", "/export", "/translations")


def send(author: Author, file: File, *, status: tuple[int, ...] = (200,)) -> Page:
    """Send a file as a browser would; the test client would leave a large one open behind it."""
    token = author.opens(IMPORT).form().fields["csrf_token"]
    name = (
        file.name.replace("\r", "%0D")
        .replace("\n", "%0A")
        .replace('"', "%22")
        .encode("utf-8", "surrogatepass")
    )
    body = b"\r\n".join(
        (
            b"--" + BOUNDARY,
            b'Content-Disposition: form-data; name="csrf_token"',
            b"",
            token.encode(),
            b"--" + BOUNDARY,
            b'Content-Disposition: form-data; name="file"; filename="' + name + b'"',
            b"Content-Type: application/octet-stream",
            b"",
            file.raw,
            b"--" + BOUNDARY + b"--",
            b"",
        )
    )
    kind = f"multipart/form-data; boundary={BOUNDARY.decode()}"
    response = author.client.post(IMPORT, data=body, content_type=kind, follow_redirects=True)
    assert response.status_code in status
    return Page(response)


def faults(page: Page) -> list[str]:
    """What is told above the form."""
    return [
        link.text_content().strip()
        for link in page.tree.xpath("//*[contains(@class, 'govuk-error-summary__list')]//a")
    ]


@pytest.mark.parametrize("kind", LIGHT)
def test_a_spoilt_file_becomes_a_draft_whose_pages_open_or_is_refused_in_sentences(
    author: Author, desk: Desk, kind: str
) -> None:
    for number in (1, 2):
        page = send(author, make_of_kind(kind, number, seed=9).file)
        if page.title.startswith("Error: "):
            assert faults(page)
            continue
        for ending in PAGES:
            assert author.client.get(desk.address + ending).status_code in {200, 400, 404}
        author.sends(author.opens(f"{desk.address}/delete"), {})


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in LIGHT])
def test_a_file_beyond_measure_is_refused_or_read(author: Author, kind: str) -> None:
    send(author, make_of_kind(kind, 3, seed=9).file, status=(200, 413))


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("board\x1b[31m.yaml", "board [31m.yaml"),
        ("<script>alert(1)</script>.yaml", "script>.yaml"),
        ("../../outside.yaml", "outside.yaml"),
        ("b" * 5_000 + ".yaml", "b" * 95 + ".yaml"),
    ],
)
def test_an_odd_name_is_shown_and_does_no_harm(author: Author, name: str, called: str) -> None:
    page = send(author, File(name=name, raw=b"just some words\n"))
    (fault,) = faults(page)
    assert fault.startswith(f"{called}:1: the whole file: is none of the files that can be read here")
    assert PLACED.fullmatch(fault)
    assert "<script>alert" not in page.response.get_data(as_text=True)


def test_half_a_character_in_a_name_is_refused_in_a_sentence(author: Author) -> None:
    page = send(author, File(name="half \ud800.yaml", raw=b"just some words\n"), status=(400,))
    assert "Go back, reload the page and send it again." in page.text


def test_a_nul_in_a_name_is_not_kept(author: Author, desk: Desk) -> None:
    sound = make_of_kind("untouched", 0, seed=9).file
    send(author, File(name="a\0b.yaml", raw=sound.raw))
    assert all("\0" not in detail for _, _, detail in desk.acts())


def test_a_file_that_is_too_large_is_refused_in_a_sentence(author: Author) -> None:
    large = send(author, File(name="large.csv", raw=b"x" * 5_100_000))
    assert faults(large) == ["large.csv:1: the whole file: is larger than 5 MB: no questionnaire is as long"]
    larger = send(author, File(name="larger.csv", raw=b"x" * 6_000_000), status=(413,))
    assert larger.tree.xpath("string(//h1)").strip() == "That file is too large"
    assert "A file may be up to 5 MB." in larger.text


def test_a_form_without_a_file_asks_for_one(author: Author) -> None:
    token = author.opens(IMPORT).form().fields["csrf_token"]
    page = Page(author.client.post(IMPORT, data={"csrf_token": token}))
    assert faults(page) == ["Choose a file"]
    page = Page(author.client.post(IMPORT, data={"csrf_token": token, "file": "words instead"}))
    assert faults(page) == ["Choose a file"]
