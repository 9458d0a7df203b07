"""What is wrong in a questionnaire's files: which file, which line, where in it, and what to do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from govscore.errors import QuestionnaireError

Place = tuple[str | int, ...]

MOST_FAULTS = 100
"""Of one file: beyond these nobody reads on."""

_SHOWN = 60
_LONGEST = 4_000
_MOST_LISTED = 40
_MOST_COMPARED = 200
_MORE = "there are more faults from here on: mend those that are told, and check again"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing to mend, or, among warnings, to look at again."""

    file: str
    line: int
    where: str
    message: str

    def __post_init__(self) -> None:
        """What a file says within our words may hold signs that no page and no terminal can show."""
        for name in ("file", "where", "message"):
            object.__setattr__(self, name, shown(getattr(self, name)))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.where}: {self.message}"


class FaultyQuestionnaire(QuestionnaireError):
    """A questionnaire's files do not hold together; every fault is told, one a line."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def whole_file(
    name: str, message: str, *, line: int = 1, where: str = "the whole file"
) -> FaultyQuestionnaire:
    """Refuse a file as a whole, from some line on or because of one."""
    return FaultyQuestionnaire((Fault(file=name, line=line, where=where, message=message),))


def shown(text: str) -> str:
    """Put a text on one line that can be shown, and cut it short if nobody would read to its end."""
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    if cut.isprintable():
        return cut
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "\ufffd" for sign in cut)


def first_of_each_line(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Keep the first fault of each line, by file and line: the others there are mostly its echoes."""
    kept: dict[tuple[str, int], Fault] = {}
    for fault in faults:
        kept.setdefault((fault.file, fault.line), fault)
    return tuple(kept[spot] for spot in sorted(kept))


def describe(content: object, place: Place) -> str:
    """Say in words where a place is: `question "vision", source, checked`."""
    return ", ".join(_steps(content, place)) or "the whole file"


def quoted(value: object) -> str:
    """Show a value on one line, cut short if it is long."""
    text = " ".join(str(value).split())
    return f'"{text}"' if len(text) <= _SHOWN else f'"{text[:_SHOWN].rstrip()}…"'


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest known word, or list what is known."""
    words = tuple(dict.fromkeys(known))
    near = get_close_matches(word[:_SHOWN], words[:_MOST_COMPARED], n=1)
    more = f" and {len(words) - _MOST_LISTED} more" if len(words) > _MOST_LISTED else ""
    listed = ", ".join(words[:_MOST_LISTED]) or "nothing"
    return f"did you mean {quoted(near[0])}?" if near else f"known here: {listed}{more}"


def at_most(faults: Iterable[Fault], most: int) -> tuple[Fault, ...]:
    """Take so many faults and look for no more; where there are more, the last says so."""
    found = tuple(islice(faults, most + 1))
    if len(found) <= most:
        return found
    last = found[-1]
    more = Fault(file=last.file, line=last.line, where=last.where, message=_MORE)
    return (*found[:most], more)


def _steps(node: object, place: Place) -> Iterator[str]:
    pending = ""
    for part in place:
        node = _child(node, part)
        if isinstance(part, str):
            if pending:
                yield pending
            pending = " ".join(part.split())[:_SHOWN]
        else:
            yield f"{_one_of(pending)} {_name(node, part)}".strip()
            pending = ""
    if pending:
        yield pending


def _child(node: object, part: str | int) -> object:
    if isinstance(node, dict):
        return node.get(part)
    if isinstance(node, list) and isinstance(part, int) and part < len(node):
        return node[part]
    return None


def _name(node: object, index: int) -> str:
    own = node.get("id") if isinstance(node, dict) else None
    return quoted(own) if isinstance(own, str) and own else str(index + 1)


def _one_of(plural: str) -> str:
    return plural.removesuffix("s")
