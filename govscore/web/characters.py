"""Characters that nobody sees and no store keeps: what is typed is taken without them, an address is refused.

They come with text that is pasted from documents; PostgreSQL takes no NUL, and no file of ours takes the others.
"""

import re
from collections.abc import Iterator
from typing import IO, Any

from flask import Flask, Request, abort, request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import FormDataParser

NUL = "\0"
REFUSAL = "This address has a character in it that cannot be kept. Type it again without it."
NAMELESS = (
    "What you sent has a field without a name, which no form here has. Go back and send the form again."
)
Parsed = tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class _Forms(FormDataParser):
    """Reads every form of every page, and takes out of it what nobody sees."""

    def parse(self, *body: Any, **more: Any) -> Parsed:
        rest, form, files = super().parse(*body, **more)
        fields = ((name and kept(name), kept(text)) for name, text in form.items(multi=True))
        for file in files.values():
            file.filename = file.filename and kept(file.filename)
        return rest, self.cls(fields), files


class _Request(Request):
    form_data_parser_class = _Forms


def init_app(app: Flask) -> None:
    """Let no page see such a character."""
    app.request_class = _Request
    app.before_request(_refuse)


def kept(text: str) -> str:
    """Put a blank in the place of every character that nobody sees and no store keeps."""
    return _UNSEEN.sub(" ", text.replace("\r\n", "\n"))


def _refuse() -> None:
    if None in request.form:
        abort(400, NAMELESS)
    if any(NUL in text for text in _address()):
        abort(400, REFUSAL)


def _address() -> Iterator[str]:
    yield request.path
    for name, value in request.args.items(multi=True):
        yield name
        yield value
