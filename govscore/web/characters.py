"""What no request may bring: the character NUL, which PostgreSQL keeps nowhere, and fields without a name."""

from collections.abc import Iterator

from flask import Flask, abort, request

NUL = "\0"
REFUSAL = "What you sent has a character in it that cannot be kept. Type it again without it."
NAMELESS = (
    "What you sent has a field without a name, which no form here has. Go back and send the form again."
)


def init_app(app: Flask) -> None:
    """Refuse such a request before any page sees it."""
    app.before_request(_refuse)


def _refuse() -> None:
    if None in request.form:
        abort(400, NAMELESS)
    if any(NUL in text for text in _texts()):
        abort(400, REFUSAL)


def _texts() -> Iterator[str]:
    yield request.path
    for name, value in request.args.items(multi=True):
        yield name
        yield value
    for name, value in request.form.items(multi=True):
        yield name
        yield value
