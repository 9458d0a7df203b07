"""What no browser sends is refused in a sentence; what people type is shown and never run."""

import pytest

from tests.web.desk.conftest import SHELF, Author, Desk

SCRIPT = "</textarea></title></svg>\"'><script>alert(1)</script>"
FORMS = {
    "/details": ("title", "summary"),
    "/levels": ("label-secure", "about-secure"),
    "/domains/people": ("title", "about"),
    "/questions/vision": (
        "text",
        "hint",
        "why",
        "evidence",
        "level-secure",
        "wording-chair",
        "source-name",
        "theme",
    ),
    "/recommendations/agree-a-vision": ("title", "what", "who", "time", "success"),
    "/scales/levels": ("label-1", "label-5"),
}


def test_what_people_type_is_shown_and_not_run(author: Author, desk: Desk, draft: str) -> None:
    for ending, names in FORMS.items():
        opened = author.opens(draft + ending)
        author.sends(author.opens(draft + ending), dict.fromkeys(names, SCRIPT))
        author.sends(opened, dict.fromkeys(names, SCRIPT + "2"))
    pages = ("", "/changes", "/publish", "/preview", "/preview/strategy", "/questions/vision/remove")
    endings = (*pages, "/questions/vision/place", "/recommendations/agree-a-vision/remove", "/delete", *FORMS)
    for ending in endings:
        shown = author.opens(draft + ending).response.get_data(as_text=True)
        assert "<script>alert" not in shown, ending
    assert "&lt;script&gt;alert" in author.opens(draft).response.get_data(as_text=True)
    assert "<script>alert" not in author.opens(SHELF).response.get_data(as_text=True)
    assert desk.edition.question("vision").text == SCRIPT


@pytest.mark.parametrize("ending", FORMS)
def test_a_nul_is_taken_as_a_blank(author: Author, desk: Desk, draft: str, ending: str) -> None:
    author.sends(author.opens(draft + ending), dict.fromkeys(FORMS[ending], "a\0b"))
    text = str(desk.draft().stored.contents)
    assert "a b" in text
    assert "\\0" not in text


@pytest.mark.parametrize("ending", FORMS)
@pytest.mark.parametrize("size", [3_001, 1_000_000])
def test_what_is_too_long_is_said_and_kept_on_the_page(
    author: Author, desk: Desk, draft: str, ending: str, size: int
) -> None:
    before = desk.draft()
    name = FORMS[ending][0]
    page = author.sends(author.opens(draft + ending), {name: "x" * size})
    assert f"This has {size} characters; 3000 is the most that can be kept." in page.text
    assert desk.draft() == before


@pytest.mark.parametrize("ending", [*FORMS, "/publish", "/domains/new", "/questions/vision/place"])
@pytest.mark.parametrize(
    "body", [b"", b"text=%ED%A0%80&title=%FF%FE", b"&&&=&", b"mark=x&joint=nested", b"\xff\xfe"]
)
def test_odd_forms_are_refused_and_never_fall_over(
    author: Author, desk: Desk, draft: str, ending: str, body: bytes
) -> None:
    author.client.application.config["WTF_CSRF_ENABLED"] = False
    response = author.client.post(draft + ending, data=body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in {200, 302, 400}
    assert desk.draft().examine().faults == ()


def test_a_form_without_its_mark_is_a_conflict_and_saves_nothing(
    author: Author, desk: Desk, draft: str
) -> None:
    before = desk.draft()
    for mark in ("", "0" * 16, "x" * 10_000):
        page = author.sends(author.opens(f"{draft}/questions/vision"), {"mark": mark, "text": "Other."})
        assert "Two people are editing" in page.text
        assert desk.draft() == before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_no_other_method_is_taken(author: Author, draft: str, method: str) -> None:
    for ending in ("", "/publish", "/questions/vision", "/delete", "/preview/people"):
        assert author.client.open(draft + ending, method=method).status_code == 405


def test_looking_changes_nothing(author: Author, desk: Desk, draft: str) -> None:
    before = desk.draft()
    for ending in ("/delete", "/publish", "/questions/vision/remove", "/domains/people/remove"):
        author.client.head(draft + ending)
        author.opens(draft + ending)
    assert desk.draft() == before


@pytest.mark.parametrize("address", ["/drafts/{}%00", "/%00/1.0", "/sound/%00", "/drafts/{}/questions/%00"])
def test_a_nul_in_an_address_is_refused(author: Author, desk: Desk, draft: str, address: str) -> None:
    found = author.client.get(SHELF + address.format(desk.draft().id))
    assert found.status_code in {400, 404}


def test_a_forged_form_is_refused(author: Author, desk: Desk, draft: str) -> None:
    before = desk.draft()
    for ending in (*FORMS, "/publish", "/delete", "/questions/vision/remove", "/preview/people"):
        assert author.client.post(draft + ending, data={"text": "x"}).status_code == 400
    assert desk.draft() == before
