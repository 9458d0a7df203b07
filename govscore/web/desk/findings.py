"""What `govscore check` would find in a draft, in the words of the desk, each with the form that mends it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from uuid import UUID

from flask import url_for

from govscore.questionnaire.faults import Fault
from govscore.questionnaire.files import ADVICE, DOMAINS, RUBRIC
from govscore.questionnaire.languages import own_name
from govscore.questionnaire.loader import Examined, Library
from govscore.questionnaire.model import Question
from govscore.services.desk import Draft, not_looked_at_yet, why_too_early
from govscore.web.desk.naming import Names
from govscore.web.desk.plainly import plainly

_NAMED = re.compile(r'^(question|recommendation)s? "?([a-z0-9-]+)"?')
_UNMARKED = re.compile(r"these (questions|domains) have no entry: (.*); add")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to mend or to look at again: what it is about, which part of it, and the form where it can be done."""

    about: str
    part: str
    message: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Everything the check finds."""

    faults: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


def present_findings(draft: Draft, examined: Examined, library: Library, *, today: date) -> Findings:
    """Lay out what the check finds, and what only the shelf and the calendar tell."""
    early = why_too_early(draft, library)
    return Findings(
        faults=(
            *(finding for fault in examined.faults for finding in _findings(draft, fault)),
            *(_about_source(draft, question) for question in not_looked_at_yet(draft, today=today)),
            *((_about_version(draft, early),) if early else ()),
        ),
        warnings=tuple(finding for warning in examined.warnings for finding in _findings(draft, warning)),
    )


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """What a finding is about: its words, the endpoint and ids of its form, and how to reach the part meant."""

    about: str
    endpoint: str
    ids: Mapping[str, str]
    steps: list[str]


def _findings(draft: Draft, fault: Fault) -> Iterator[Finding]:
    """A fault that names several pieces is told of each, since each has a form of its own."""
    unmarked = _UNMARKED.match(fault.message)
    if unmarked is None:
        yield _finding(draft, fault, fault.where)
    else:
        for name in unmarked[2].split(", "):
            yield _finding(draft, fault, f"{unmarked[1]}, {name}")


def _finding(draft: Draft, fault: Fault, where: str) -> Finding:
    names = Names(edition=draft.edition)
    piece = _piece(names, PurePath(fault.file).relative_to(draft.folder).as_posix(), where)
    question = piece.ids.get("question_id", "")
    return Finding(
        about=piece.about,
        part=names.part(question, piece.steps),
        message=plainly(
            names, fault.message, question=question, about_levels=piece.endpoint == "desk.levels"
        ),
        address=_address(draft.id, piece),
    )


def _about_version(draft: Draft, message: str) -> Finding:
    piece = _whole(["version"])
    return Finding(about=piece.about, part="version", message=message, address=_address(draft.id, piece))


def _about_source(draft: Draft, question: Question) -> Finding:
    names = Names(edition=draft.edition)
    piece = _question(names, question.id, ["source", "checked"])
    return Finding(
        about=piece.about,
        part=names.part(question.id, piece.steps),
        message="is a day to come: enter the day on which somebody looked at it, today or earlier",
        address=_address(draft.id, piece),
    )


def _address(draft_id: UUID, piece: _Piece) -> str:
    return url_for(piece.endpoint, draft_id=draft_id, **piece.ids)  # type: ignore[arg-type]


def _piece(names: Names, name: str, where: str) -> _Piece:
    """Find the piece that a place in a file belongs to; what belongs to none is mended with the details."""
    steps = where.split(", ")
    if name.startswith(f"{DOMAINS}/"):
        return _in_domain(names, PurePath(name).stem, where) or _whole(steps)
    if name == RUBRIC:
        return _in_rubric(names, steps)
    if name == ADVICE:
        return _in_advice(names, where) or _whole(steps)
    return _in_manifest(names, steps) or _whole(steps)


def _whole(steps: list[str]) -> _Piece:
    return _Piece(about="Title, audience and boards", endpoint="desk.details", ids={}, steps=steps)


def _in_domain(names: Names, domain_id: str, where: str) -> _Piece | None:
    named = _NAMED.match(where)
    if named and named[2] in names.edition.question_ids:
        return _question(names, named[2], where.split(", ")[1:])
    return _domain(names, domain_id, where.split(", "))


def _in_rubric(names: Names, steps: list[str]) -> _Piece:
    kind, name = (*steps, "", "")[:2]
    if kind == "questions" and name in names.edition.question_ids:
        return _question(names, name, steps[2:])
    if kind == "domains" and (found := _domain(names, name, steps[2:])):
        return found
    return _Piece(about="Levels and missing answers", endpoint="desk.levels", ids={}, steps=steps)


def _in_advice(names: Names, where: str) -> _Piece | None:
    named = _NAMED.match(where)
    advice = next((each for each in names.edition.advice if named and each.id == named[2]), None)
    if advice is None:
        return None
    return _Piece(
        about=f"Recommendation “{advice.title}”",
        endpoint="desk.recommendation",
        ids={"advice_id": advice.id},
        steps=where.split(", ")[1:],
    )


def _in_manifest(names: Names, steps: list[str]) -> _Piece | None:
    kind, name = (*steps, "", "")[:2]
    if kind == "translations" and name != names.edition.manifest.language:
        about = f"Translation into {own_name(name)}"
        return _Piece(about=about, endpoint="desk.translation", ids={"language": name}, steps=[])
    if kind != "scales" or name not in names.edition.manifest.scales:
        return None
    return _Piece(about=names.scale(name), endpoint="desk.scale", ids={"scale_id": name}, steps=steps[2:])


def _question(names: Names, question_id: str, steps: list[str]) -> _Piece:
    ids = {"question_id": question_id}
    return _Piece(about=names.question(question_id), endpoint="desk.question", ids=ids, steps=steps)


def _domain(names: Names, domain_id: str, steps: list[str]) -> _Piece | None:
    if domain_id not in names.edition.manifest.domains:
        return None
    ids = {"domain_id": domain_id}
    return _Piece(about=names.domain(domain_id), endpoint="desk.domain", ids=ids, steps=steps)
