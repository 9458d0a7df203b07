"""Reads when another tool shows a question: the few forms that have a meaning here, and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

MOST_CHARACTERS = 2_000
MOST_DEPTH = 8


class Dialect(StrEnum):
    """Whose expressions they are."""

    XLSFORM = "XLSForm"
    LIMESURVEY = "LimeSurvey"


class NotTaken(Exception):
    """An expression has no counterpart here; the text says what is in the way."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A question's code or score held against something written down."""

    name: str
    by_score: bool
    sign: str
    literal: str


@dataclass(frozen=True, kw_only=True)
class Selected:
    """A question answered with a code."""

    name: str
    literal: str


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Expressions of which all must hold, or any."""

    by_and: bool
    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, kw_only=True)
class Negated:
    """The opposite of an expression."""

    part: "Expression"


Expression = Compared | Selected | Joined | Negated


@dataclass(frozen=True, kw_only=True)
class _Token:
    kind: str
    text: str


_SHARED = r"""
    (?P<space>\s+)
  | (?P<string>'[^']*'|"[^"]*")
  | (?P<open>\() | (?P<close>\)) | (?P<comma>,)
"""
_PATTERNS = {
    Dialect.XLSFORM: re.compile(
        _SHARED
        + r"""
  | (?P<score>instance\(\s*'[^']*'\s*\)/root/item\[\s*name\s*=\s*\$\{\s*[^{}]+?\s*\}\s*\]/score)
  | (?P<name>\$\{\s*[^{}]+?\s*\})
  | (?P<number>-?[0-9]+(?:\.[0-9]+)?(?![\w.]))
  | (?P<word>[A-Za-z_][\w.-]*)
  | (?P<sign>!=|<=|>=|=|<|>)
""",
        re.VERBOSE,
    ),
    Dialect.LIMESURVEY: re.compile(
        _SHARED
        + r"""
  | (?P<number>-?[0-9]+(?:\.[0-9]+)?(?![\w.]))
  | (?P<word>[A-Za-z0-9_]+(?:\.[A-Za-z]+)?)
  | (?P<sign>==|!=|<=|>=|<|>)
  | (?P<operator>&&|\|\||!)
""",
        re.VERBOSE,
    ),
}
_OPERATORS = {"&&": "and", "||": "or", "!": "not"}
_WORDS = {
    Dialect.XLSFORM: {"and": "and", "or": "or", "not": "not", "selected": "selected"},
    Dialect.LIMESURVEY: {"and": "and", "or": "or", "is_empty": "empty"},
}
_SIGN_WORDS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_IN_SCORE = re.compile(r"\$\{\s*([^{}]+?)\s*\}")
_NEVER = frozenset({"0", "false()"})
_BY_SCORE = frozenset({"value", "valueNAOK"})
_BY_CODE = frozenset({"", "NAOK", "code"})


def read_expression(text: str, dialect: Dialect) -> Expression:
    """Read an expression, or say by NotTaken why it has no counterpart here."""
    if len(text) > MOST_CHARACTERS:
        raise NotTaken(f"it is longer than {MOST_CHARACTERS} characters")
    if text.strip() in _NEVER:
        raise NotTaken("it is never shown there")
    reading = _Reading(tuple(_tokens(text, dialect)))
    expression = reading.any_of(0)
    reading.take("end")
    return expression


def _tokens(text: str, dialect: Dialect) -> Iterator[_Token]:
    position = 0
    while position < len(text):
        match = _PATTERNS[dialect].match(text, position)
        if match is None:
            raise NotTaken(f"“{text[position : position + 20].strip()}” has no counterpart here")
        position = match.end()
        kind, written = str(match.lastgroup), match[0]
        if kind != "space":
            yield _token(kind, written, dialect)
    yield _Token(kind="end", text="")


def _token(kind: str, written: str, dialect: Dialect) -> _Token:
    if kind == "string":
        return _Token(kind="literal", text=written[1:-1])
    if kind == "number":
        return _Token(kind="literal", text=written)
    if kind == "name":
        return _Token(kind="name", text=written[2:-1].strip())
    if kind == "score":
        found = _IN_SCORE.search(written)
        return _Token(kind="score", text=found[1] if found else "")
    if kind == "sign":
        return _Token(kind="sign", text="=" if written == "==" else written)
    if kind == "operator":
        return _Token(kind=_OPERATORS[written], text=written)
    return _word(written, dialect) if kind == "word" else _Token(kind=kind, text=written)


def _word(written: str, dialect: Dialect) -> _Token:
    known = _WORDS[dialect]
    lowered = written.lower() if dialect is Dialect.LIMESURVEY else written
    if lowered in known:
        return _Token(kind=known[lowered], text=written)
    if dialect is Dialect.XLSFORM:
        raise NotTaken(f"“{written}” has no counterpart here")
    if lowered in _SIGN_WORDS:
        return _Token(kind="sign", text=_SIGN_WORDS[lowered])
    name, _, part = written.partition(".")
    if part in _BY_SCORE:
        return _Token(kind="score", text=name)
    if part not in _BY_CODE:
        raise NotTaken(f"“.{part}” has no counterpart here")
    return _Token(kind="name", text=name)


class _Reading:
    """A reading of tokens from left to right; `or` binds least, then `and`, then `not`."""

    def __init__(self, tokens: tuple[_Token, ...]) -> None:
        self._tokens = tokens
        self._at = 0

    def take(self, kind: str) -> str:
        """Step over a token that has to be there."""
        token = self._tokens[self._at]
        if token.kind != kind:
            is_end = token.kind == "end"
            raise NotTaken("it breaks off" if is_end else f"“{token.text}” was not expected there")
        self._at += 1
        return token.text

    def any_of(self, depth: int) -> Expression:
        """Read what `or` joins."""
        if depth > MOST_DEPTH:
            raise NotTaken(f"it is nested more than {MOST_DEPTH} deep")
        return self._joined(depth, "or")

    def _joined(self, depth: int, word: str) -> Expression:
        parts = [self._part(depth, word)]
        while self._next() == word:
            self.take(word)
            parts.append(self._part(depth, word))
        return parts[0] if len(parts) == 1 else Joined(by_and=word == "and", parts=tuple(parts))

    def _part(self, depth: int, word: str) -> Expression:
        return self._joined(depth, "and") if word == "or" else self._single(depth)

    def _next(self) -> str:
        return self._tokens[self._at].kind

    def _single(self, depth: int) -> Expression:
        kind = self._next()
        if kind == "not":
            self.take("not")
            return self._negated(depth + 1)
        if kind == "open":
            self.take("open")
            inner = self.any_of(depth + 1)
            self.take("close")
            return inner
        if kind == "selected":
            return self._selected()
        if kind == "empty":
            return self._empty()
        return self._compared()

    def _negated(self, depth: int) -> Expression:
        if depth > MOST_DEPTH:
            raise NotTaken(f"it is nested more than {MOST_DEPTH} deep")
        if self._next() == "empty":
            return replace(self._empty(), sign="!=")
        return Negated(part=self._single(depth))

    def _empty(self) -> Compared:
        self.take("empty")
        self.take("open")
        name = self.take("name")
        self.take("close")
        return Compared(name=name, by_score=False, sign="=", literal="")

    def _selected(self) -> Selected:
        self.take("selected")
        self.take("open")
        name = self.take("name")
        self.take("comma")
        literal = self.take("literal")
        self.take("close")
        return Selected(name=name, literal=literal)

    def _compared(self) -> Expression:
        if self._next() == "literal":
            literal, sign = self.take("literal"), self.take("sign")
            kind = self._subject()
            return Compared(
                name=self.take(kind),
                by_score=kind == "score",
                sign=_TURNED.get(sign, sign),
                literal=literal,
            )
        kind = self._subject()
        name, sign = self.take(kind), self.take("sign")
        return Compared(name=name, by_score=kind == "score", sign=sign, literal=self.take("literal"))

    def _subject(self) -> str:
        return "score" if self._next() == "score" else "name"
