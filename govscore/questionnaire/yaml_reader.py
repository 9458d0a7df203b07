"""Reads one YAML file as its author wrote it: no guessing of types, no cleverness, and a line for everything.

A plain `true` or `false` is a boolean, a number is a number only if Python would write it back the same way,
and all the rest is text: `no`, `off`, `1:30`, `012`, dates, and also `2026.10`, which would lose its nought.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from govscore.questionnaire.faults import MOST_FAULTS, Place, quoted

MAX_BYTES = 1_000_000
MAX_DEPTH = 30
MAX_VALUES = 50_000

Scalar = str | bool | int | float | None
Tree = Scalar | list["Tree"] | dict[str, "Tree"]

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NOT_TEXT = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,15}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}")
_WORDS: Mapping[str, Scalar] = {"true": True, "false": False, "null": None, "~": None, "": None}
_ADVICE = (
    ("mapping values are not allowed", "a colon and a space inside plain text: put the whole text in quotes"),
    (
        "cannot start any token",
        "a tab or a stray sign begins here: indent with spaces, or put the text in quotes",
    ),
    ("tab character", "a tab begins here: indent with spaces"),
    ("could not find expected ':'", 'this is no "key: value": check the colon and the indentation'),
    ("expected key", "a key was expected here: check the indentation and the quotes of the lines above"),
    (
        "expected <block end>",
        "a key was expected here: check the indentation and the quotes of the lines above",
    ),
    ("'-' indicator", 'an item was expected here: begin each item of the list with "- ", all equally far in'),
    (
        "block sequence entries are not allowed",
        'a list begins on the line of its key: put each "- " on its own line',
    ),
    ("end of stream", "a quotation mark or a bracket that was opened above is never closed"),
    ("nesting depth", f"is nested more than {MAX_DEPTH} deep: make it flatter"),
    ("'}'", "a comma or the closing brace is missing here"),
    ("']'", "a comma or the closing bracket is missing here"),
    (
        "escape",
        "a backslash inside double quotes means something else: use single quotes, or double the backslash",
    ),
    ("undefined tag handle", 'a tag ("!") is not allowed: put the text in quotes'),
)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something in a file that is not the YAML meant here."""

    line: int
    place: Place
    message: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """What a file holds, the line of each key and item, and what was refused.

    A file that could be read only in part has no content and is not whole.
    """

    content: Tree
    lines: Mapping[Place, int]
    problems: tuple[Problem, ...] = ()
    is_whole: bool = True

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest thing around it that is written down."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


class _Unreadable(Exception):
    """Nothing can be made of the file from this line on."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def read_yaml(raw: bytes, *, most: int = MAX_VALUES) -> Document:
    """Read a file's bytes; whatever they are, the outcome is a document, its problems told by line."""
    building = _Building(most=most)
    try:
        for event in _events(_text(raw)):
            building.take(event)
    except _Unreadable as problem:
        last = Problem(line=problem.line, place=(), message=problem.message)
        return Document(content=None, lines={}, problems=(*building.problems, last), is_whole=False)
    return Document(content=building.root, lines=building.lines, problems=tuple(building.problems))


def _text(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        message = f"is larger than {MAX_BYTES // 1_000_000} MB: split it, or take out what is not text"
        raise _Unreadable(1, message)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _Unreadable(line, "is not UTF-8 text: save the file again with the encoding UTF-8") from None
    if bad := NOT_TEXT.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise _Unreadable(line, f"holds the invisible character U+{ord(bad[0]):04X}: delete it")
    return text


def _events(text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=_PARSER)
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", None) or "no reason given"
        raise _Unreadable(_line_of(error, problem), _in_plain_words(problem)) from None


def _line_of(error: yaml.YAMLError, problem: str) -> int:
    """Where to look: what is never closed is found at its beginning, not where the file ran out."""
    begins, ends = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    is_unclosed = any(sign in problem for sign in ("end of stream", "'}'", "']'"))
    mark = (begins or ends) if is_unclosed else ends
    return mark.line + 1 if mark else 1


def _in_plain_words(problem: str) -> str:
    for theirs, ours in _ADVICE:
        if theirs in problem:
            return ours
    return f"cannot be read as YAML here ({problem}): check quotes, colons and indentation"


@dataclass(kw_only=True)
class _Frame:
    """A list or mapping that is still being filled."""

    place: Place
    holds: "list[Tree] | dict[str, Tree]"
    key: str | None = None


@dataclass(kw_only=True)
class _Building:
    """The tree as far as it has grown, without recursion, so that no depth of nesting can hurt."""

    most: int = MAX_VALUES
    taken: int = 0
    root: Tree = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    open: list[_Frame] = field(default_factory=list)
    documents: int = 0

    def refuse(self, line: int, place: Place, message: str) -> None:
        self.problems.append(Problem(line=line, place=place, message=message))
        if len(self.problems) == MOST_FAULTS:
            raise _Unreadable(line, "there are more faults from here on: mend those, and read it again")

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        self.taken += 1
        if self.taken > self.most:
            raise _Unreadable(line, f"holds more than {self.most:,} words and numbers: split it")
        match event:
            case yaml.DocumentStartEvent():
                self._start_document(line)
            case yaml.AliasEvent():
                self._refuse_decoration(
                    line, f"the alias *{event.anchor} is not allowed: write the content out again"
                )
                self._put(None, line)
            case yaml.ScalarEvent():
                self._refuse_anchor_and_tag(event, line)
                self._scalar(event, line)
            case yaml.MappingStartEvent():
                self._refuse_anchor_and_tag(event, line)
                self._enter({}, line)
            case yaml.SequenceStartEvent():
                self._refuse_anchor_and_tag(event, line)
                self._enter([], line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.open.pop()

    def _start_document(self, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            raise _Unreadable(
                line, 'begins a second document: keep to one a file, without a line "---" in the middle'
            )

    def _refuse_anchor_and_tag(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor is not None:
            self._refuse_decoration(line, f"the anchor &{event.anchor} is not allowed: take it out")
        if tag := getattr(event, "tag", None):
            written = tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse_decoration(
                line, f"the tag {written} is not allowed: take it out, or put the text in quotes"
            )

    def _refuse_decoration(self, line: int, message: str) -> None:
        self.refuse(line, self._next_place(), message)

    def _next_place(self) -> Place:
        if not self.open:
            return ()
        frame = self.open[-1]
        if isinstance(frame.holds, list):
            return (*frame.place, len(frame.holds))
        return frame.place if frame.key is None else (*frame.place, frame.key)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        if NOT_TEXT.search(event.value):
            self._refuse_decoration(line, "holds an escaped character that is not text: take it out")
        frame = self.open[-1] if self.open else None
        if frame and isinstance(frame.holds, dict) and frame.key is None:
            self._key(frame, event, line)
        else:
            self._put(_meaning(event), line)

    def _key(self, frame: _Frame, event: yaml.ScalarEvent, line: int) -> None:
        place = (*frame.place, event.value)
        if event.value == "<<":
            self.refuse(line, frame.place, 'a merge key ("<<") is not allowed: write the content out again')
        elif event.value == "":
            self.refuse(line, frame.place, "a key is missing before the colon")
        elif event.value in frame.holds:
            message = (
                f"{quoted(event.value)} is given twice, first in line {self.lines[place]}: keep one of them"
            )
            self.refuse(line, place, message)
        self.lines[place] = line
        frame.key = event.value

    def _put(self, value: Tree, line: int) -> None:
        if not self.open:
            self.root = value
            self.lines[()] = line
            return
        frame = self.open[-1]
        if isinstance(frame.holds, list):
            self.lines[(*frame.place, len(frame.holds))] = line
            frame.holds.append(value)
        elif frame.key is not None:
            frame.holds[frame.key] = value
            frame.key = None
        else:
            message = 'a key must be plain text: put text that begins with "{", "[" or "*" in quotes'
            raise _Unreadable(line, message)

    def _enter(self, holds: "list[Tree] | dict[str, Tree]", line: int) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise _Unreadable(line, f"is nested more than {MAX_DEPTH} deep: make it flatter")
        place = self._next_place()
        self._put(holds, line)
        self.open.append(_Frame(place=place, holds=holds))


def _meaning(event: yaml.ScalarEvent) -> Scalar:
    """What a plain word stands for; quoted text is always text."""
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return _number(text)


def _number(text: str) -> str | int | float:
    if _WHOLE_NUMBER.fullmatch(text) and str(int(text)) == text:
        return int(text)
    if _DECIMAL.fullmatch(text) and str(float(text)) == text:
        return float(text)
    return text
