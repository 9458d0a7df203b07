"""Forms of the desk filled in by chance with what nobody means: saved, or refused in a sentence, and never broken."""

from random import Random
from typing import Any

import pytest

from bench.fuzzing.hostile import safe_text
from tests.visitor import Page
from tests.web.desk.conftest import SHELF, Author, Desk

FORMS = (
    "/details",
    "/levels",
    "/domains/new",
    "/domains/people",
    "/domains/people/place",
    "/domains/people/questions/new",
    "/questions/vision",
    "/questions/vision/place",
    "/recommendations/new",
    "/recommendations/agree-a-vision",
    "/scales/new",
    "/scales/levels",
    "/translations/cy/people",
    "/preview/people",
    "/publish",
)
NUMBERS = ("", "0", "-1", "1e999", "nan", "9" * 300, "1,5", "٣", "0.1.2", " 2 ", "100.0000001", "½", "0x10")
KEPT = ("csrf_token", "mark")


def odd(element: Any, chance: Random) -> dict[str, Any]:
    """Put odd texts and numbers into some fields of a form, also where it offers a choice."""
    fields = [name for name in element.fields if name and name not in KEPT]
    chosen = chance.sample(fields, min(len(fields), chance.choice((1, 2, 8))))
    values = {name: chance.choice(NUMBERS) if chance.random() < 0.3 else safe_text(chance) for name in chosen}
    return {name: value.replace("\0", "") for name, value in values.items()}


@pytest.mark.parametrize("ending", FORMS)
def test_whatever_stands_in_its_fields_the_draft_stays_one_that_opens(
    author: Author, desk: Desk, draft: str, ending: str
) -> None:
    chance = Random(ending)
    for _ in range(8):
        opened = author.client.get(draft + ending)
        if opened.status_code != 200 or not Page(opened).tree.xpath("//main//form"):
            break
        page = Page(opened)
        element = page.form()
        sent = {name: value for name, value in element.fields.items() if value is not None}
        address = element.get("action") or draft + ending
        answer = author.client.post(address, data={**sent, **odd(element, chance)}, follow_redirects=True)
        assert answer.status_code in {200, 400, 404}
        draft = still_there(author, desk, draft)


def still_there(author: Author, desk: Desk, draft: str) -> str:
    """The address of the draft, which a publication may have ended; every page of it opens."""
    if author.client.get(draft).status_code == 404:
        author.sends(author.opens(f"{SHELF}/sound/{desk.installation.library.versions('sound')[-1]}"), {})
        draft = desk.address
    for page in ("", "/changes", "/preview", "/details", "/levels"):
        assert author.client.get(draft + page).status_code == 200, page
    desk.draft().examine()
    return draft


def test_a_kind_of_answer_that_no_form_offers_is_refused_at_its_field(author: Author, draft: str) -> None:
    page = author.sends(author.opens(f"{draft}/scales/levels"), {"kind-1": "made-up", "value-1": ""})
    assert "Choose what kind of answer this is" in page.text
