"""What was typed in a form: one text under each name, each field within its measure."""

from collections.abc import Iterable, Mapping

from flask import request

LONGEST = 3000

Typed = Mapping[str, str]


def typed_fields() -> Typed:
    """Take what was typed; several ticks under one name are joined by spaces."""
    return {name: " ".join(request.form.getlist(name)) for name in request.form}


def too_long(typed: Typed, names: Iterable[str]) -> dict[str, str]:
    """Say which fields hold more than anybody would read."""
    lengths = {name: len(typed.get(name, "").strip()) for name in names}
    return {
        name: f"This has {length} characters; {LONGEST} is the most that can be kept. Shorten it"
        for name, length in lengths.items()
        if length > LONGEST
    }
