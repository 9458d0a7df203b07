"""What was typed in a form: text that can be kept, each field within its measure."""

import re
from collections.abc import Iterable, Mapping

from flask import request

LONGEST = 3000

Typed = Mapping[str, str]

# What a file of a questionnaire refuses and nobody sees: it comes with text that is pasted in.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def typed_fields() -> Typed:
    """Take what was typed; several ticks under one name are joined by spaces."""
    return {name: kept(" ".join(request.form.getlist(name))) for name in request.form}


def kept(text: str) -> str:
    """Put a blank in the place of every character that nobody sees and no file takes."""
    return _UNSEEN.sub(" ", text.replace("\r\n", "\n"))


def too_long(typed: Typed, names: Iterable[str]) -> dict[str, str]:
    """Say which fields hold more than anybody would read."""
    lengths = {name: len(typed.get(name, "").strip()) for name in names}
    return {
        name: f"This has {length} characters; {LONGEST} is the most that can be kept. Shorten it"
        for name, length in lengths.items()
        if length > LONGEST
    }
