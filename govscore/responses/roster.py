"""The door for lists of respondents: each line becomes a candidate, or an error that says what to mend."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from govscore.errors import ResponseError
from govscore.questionnaire.model import Role
from govscore.responses.lines import Line
from govscore.responses.table import read_table
from govscore.responses.words import ACCEPTED_ROLES, column_named, role_named

MAX_NAME = 100
_EMAIL = re.compile(
    r"(?=.{3,254}\Z)(?=[^@]{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
_BRACKETED = re.compile(r".*<\s*([^<>]*)\s*>\s*")
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody who may be invited."""

    line: int
    name: str
    email: str
    role: Role


@dataclass(frozen=True, kw_only=True)
class RowError:
    """Why one line is not taken, in a sentence that says what to do."""

    line: int
    message: str


@dataclass(frozen=True, kw_only=True)
class Roster:
    """Whom a list names, the lines that must be mended first, and what else in the file was not read."""

    rows: tuple[Candidate, ...]
    errors: tuple[RowError, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Raw:
    line: int
    name: str
    email: str
    role: str


@dataclass(frozen=True, kw_only=True)
class _Taken:
    """On which line each address was seen, and where the head stands."""

    emails: dict[str, int] = field(default_factory=dict)
    heads: list[int] = field(default_factory=list)


class _Refused(ValueError):
    """A line cannot be taken; caught in `read_roster`, and never seen outside this file."""


def read_roster(content: bytes | str, *, name: str) -> Roster:
    """Read pasted text, CSV or a workbook; a heading is optional and may name the columns in any order.

    Without a heading a line is name, email address, role; the address is known by its @. Without a role
    somebody is a governor, without a name they go by their address.
    """
    table = read_table(content, name=name)
    taken = _Taken()
    rows: list[Candidate] = []
    errors: list[RowError] = []
    for raw in _raw_rows(table.lines, name=name):
        try:
            rows.append(_candidate(raw, taken))
        except _Refused as refusal:
            errors.append(RowError(line=raw.line, message=str(refusal)))
    return Roster(rows=tuple(rows), errors=tuple(errors), left_out=table.left_out)


def _raw_rows(lines: Sequence[Line], *, name: str) -> list[_Raw]:
    columns = [column_named(cell) for cell in lines[0].cells]
    if not any(columns) or any("@" in cell for cell in lines[0].cells):
        return [_by_place(line) for line in lines]
    _check_columns(columns, lines[0], name=name)
    if len(lines) == 1:
        raise ResponseError(f"{name} has a heading and nobody under it; add a line for each person")
    return [_by_heading(line, columns) for line in lines[1:]]


def _check_columns(columns: Sequence[str | None], heading: Line, *, name: str) -> None:
    if "email" not in columns:
        raise ResponseError(
            f"{name}, line {heading.number}: none of the headings ({', '.join(heading.cells)}) is for the "
            "email address; call one of them Email"
        )
    twice = next((column for column in columns if column and columns.count(column) > 1), None)
    if twice:
        raise ResponseError(
            f"{name}, line {heading.number}: two columns are headed {twice}; leave one of them out"
        )


def _by_heading(line: Line, columns: Sequence[str | None]) -> _Raw:
    cells = {column: cell for column, cell in zip(columns, line.cells, strict=False) if column}
    parts = (cells.get(column, "") for column in ("name", "forename", "surname"))
    return _Raw(
        line=line.number,
        name=" ".join(part for part in parts if part.strip()),
        email=cells.get("email", ""),
        role=cells.get("role", ""),
    )


def _by_place(line: Line) -> _Raw:
    """Take the name from before the address and the role from behind it, or both from behind."""
    place = next((at for at, cell in enumerate(line.cells) if "@" in cell), len(line.cells))
    before, after = _filled(line.cells[:place]), _filled(line.cells[place + 1 :])
    if not before:
        before, after = after[:1], after[1:]
    elif len(before) > 1 and not after and _is_role(before[-1]):
        before, after = before[:-1], before[-1:]
    email = line.cells[place] if place < len(line.cells) else ""
    return _Raw(line=line.number, name=" ".join(before), email=email, role=" ".join(after))


def _filled(cells: Iterable[str]) -> list[str]:
    return [cell for cell in cells if cell.strip()]


def _is_role(cell: str) -> bool:
    return role_named(cell) is not None


def _candidate(raw: _Raw, taken: _Taken) -> Candidate:
    name, role_text = _tidy(raw.name), _tidy(raw.role)
    email = _email(raw.email, who=name or "This person")
    role = role_named(role_text)
    if role is None:
        raise _Refused(f"“{role_text}” is not a role; use one of: {ACCEPTED_ROLES}")
    if len(name) > MAX_NAME:
        raise _Refused(f"The name is {len(name)} characters long; shorten it to {MAX_NAME} or fewer")
    if email in taken.emails:
        raise _Refused(
            f"{email} is already on line {taken.emails[email]}; each person needs an address of their own"
        )
    if role is Role.HEAD and taken.heads:
        raise _Refused(f"There is a head on line {taken.heads[0]} already; a board has one head")
    taken.emails[email] = raw.line
    if role is Role.HEAD:
        taken.heads.append(raw.line)
    return Candidate(line=raw.line, name=name or email, email=email, role=role)


def _email(text: str, *, who: str) -> str:
    bracketed = _BRACKETED.fullmatch(text)
    email = _tidy(bracketed[1] if bracketed else text).lower().removeprefix("mailto:")
    if not email:
        raise _Refused(f"{who} has no email address; add one")
    if not _EMAIL.fullmatch(email):
        raise _Refused(f"“{email}” is not an email address; write it like name@example.org")
    return email


def _tidy(text: str) -> str:
    """Take out what cannot be seen, and refuse what a spreadsheet would work out."""
    if any(unicodedata.category(character) == "Cs" for character in text):
        raise _Refused("A cell has a character that cannot be kept; type it again without it")
    visible = "".join(
        " " if c.isspace() else c for c in text if unicodedata.category(c) not in {"Cc", "Cf"} or c.isspace()
    )
    tidy = " ".join(visible.split())
    if tidy.startswith(_FORMULA) and tidy.strip("-"):
        raise _Refused(f"“{tidy}” is a formula, or looks like one; type what it stands for instead")
    return tidy.strip("-") if not tidy.strip("-") else tidy
