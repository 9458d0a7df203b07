"""What is wrong in a questionnaire's files: which file, which line, where in it, and what to do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from govscore.errors import QuestionnaireError

Place = tuple[str | int, ...]

_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing to mend, or, among warnings, to look at again."""

    file: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.where}: {self.message}"


class FaultyQuestionnaire(QuestionnaireError):
    """A questionnaire's files do not hold together; every fault is told, one a line."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


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
    near = get_close_matches(word, words, n=1)
    return f"did you mean {quoted(near[0])}?" if near else f"known here: {', '.join(words) or 'nothing'}"


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
