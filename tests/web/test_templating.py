"""A moment is written in one way, by one filter, on pages and in letters alike."""

from datetime import UTC, datetime

from flask import Flask

from govscore.paths import shared
from govscore.services.dates import moment_words

MOMENT = datetime(2026, 12, 18, 18, 0, tzinfo=UTC)


def test_pages_write_a_moment_as_letters_do(app: Flask) -> None:
    written = app.jinja_env.from_string("{{ moment|when }}").render(moment=MOMENT)
    assert written == moment_words(MOMENT) == "6pm on Friday 18 December 2026"


def test_no_template_asks_for_another_way() -> None:
    templates = {path: path.read_text(encoding="utf-8") for path in shared("templates").rglob("*.html")}
    assert sum("|when }}" in text for text in templates.values()) > 5
    assert not [path.name for path, text in templates.items() if "|moment" in text or "|clock" in text]
