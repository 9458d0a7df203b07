"""A form that is sent twice, as a double press without a script sends it, adds once."""

import pytest
from sqlalchemy import event

from tests.web.desk.conftest import SHELF, Author, Desk

QUESTION = {
    "text": "We walk round the grounds.",
    "why": "Grounds are for children.",
    "evidence": "The diary.",
    "duty": "should",
    "source-name": "Our own",
    "source-checked-day": "1",
    "source-checked-month": "9",
    "source-checked-year": "2025",
    "level-secure": "Seen.",
}
FORMS = {
    "/domains/people/questions/new": QUESTION,
    "/domains/new": {"title": "Grounds", "short": "Grounds", "about": "About grounds."},
    "/recommendations/new": {
        **dict.fromkeys(("title", "what", "who", "time", "success"), "Walk."),
        "when-1": "question:vision",
        "when-1-most": "2",
    },
    "/scales/new": {"label-1": "Never", "value-1": "1", "label-2": "Always", "value-2": "2"},
}


@pytest.mark.parametrize("ending", FORMS)
def test_what_is_sent_twice_is_added_once(author: Author, desk: Desk, draft: str, ending: str) -> None:
    page = author.opens(draft + ending)
    assert "Success Saved" in author.sends(page, FORMS[ending]).text
    once = desk.edition
    assert "Saved once: the same was sent before" in author.sends(page, FORMS[ending]).text
    assert desk.edition == once
    first = next(iter(FORMS[ending]))
    author.sends(page, {**FORMS[ending], first: "Something else."[:14]})
    assert desk.edition != once


def test_a_new_questionnaire_that_is_sent_twice_is_begun_once(author: Author, desk: Desk) -> None:
    page = author.opens(f"{SHELF}/new")
    chosen = {"title": "Visits", "audience": ["governor"]}
    first, second = (author.sends(page, chosen) for _ in range(2))
    assert first.response.request.path == second.response.request.path == desk.address


def test_a_page_looks_once_at_what_is_published(author: Author, desk: Desk) -> None:
    asked: list[str] = []
    engine = desk.installation.database.engine
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    author.opens(SHELF)
    of_list = [each for each in asked if each.startswith("SELECT published_questionnaire.code")]
    assert len(of_list) == 1
