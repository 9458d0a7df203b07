"""What the check finds in a draft, in the words of `govscore check`, each with the form that mends it."""

import re
from dataclasses import dataclass
from pathlib import PurePath
from uuid import UUID

from flask import url_for

from govscore.questionnaire.edition import Edition
from govscore.questionnaire.faults import Fault
from govscore.questionnaire.files import ADVICE, DOMAINS, MANIFEST, RUBRIC
from govscore.questionnaire.loader import Examined, Library
from govscore.services.desk import Draft, why_too_early

_NAMED = re.compile(r'^(question|recommendation)s? "?([a-z0-9-]+)"?')


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to mend or to look at again: what it is about, and the form where it can be done."""

    about: str
    where: str
    message: str
    spot: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Everything the check finds."""

    faults: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


def present_findings(draft: Draft, examined: Examined, library: Library) -> Findings:
    """Lay out what the check finds, and that a version as late as this one is published already."""
    early = why_too_early(draft, library)
    return Findings(
        faults=(
            *(_finding(draft, fault) for fault in examined.faults),
            *((_about_version(draft, early),) if early else ()),
        ),
        warnings=tuple(_finding(draft, warning) for warning in examined.warnings),
    )


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """What a finding is about: its words, and the endpoint and id of its form."""

    about: str
    endpoint: str
    ids: dict[str, str]


def _finding(draft: Draft, fault: Fault) -> Finding:
    name = PurePath(fault.file).relative_to(draft.folder).as_posix()
    piece = _piece(draft.edition, name, fault.where)
    return Finding(
        about=piece.about,
        where=fault.where,
        message=fault.message,
        spot=f"{name}:{fault.line}",
        address=_address(draft.id, piece),
    )


def _about_version(draft: Draft, message: str) -> Finding:
    piece = _piece(draft.edition, MANIFEST, "version")
    address = _address(draft.id, piece)
    return Finding(about=piece.about, where="version", message=message, spot=MANIFEST, address=address)


def _address(draft_id: UUID, piece: _Piece) -> str:
    return url_for(piece.endpoint, draft_id=draft_id, **piece.ids)  # type: ignore[arg-type]


def _piece(edition: Edition, name: str, where: str) -> _Piece:
    """Find the piece that a place in a file belongs to; what belongs to none is mended with the details."""
    if name.startswith(f"{DOMAINS}/"):
        found = _in_domain(edition, PurePath(name).stem, where)
    elif name == RUBRIC:
        found = _in_rubric(edition, where.split(", "))
    elif name == ADVICE:
        found = _in_advice(edition, where)
    elif name == MANIFEST:
        found = _in_manifest(edition, where.split(", "))
    else:
        found = None
    return found or _Piece(about="Title, audience and boards", endpoint="desk.details", ids={})


def _in_domain(edition: Edition, domain_id: str, where: str) -> _Piece | None:
    named = _NAMED.match(where)
    if named and named[2] in edition.question_ids:
        return _question(edition, named[2])
    return _domain(edition, domain_id)


def _in_rubric(edition: Edition, steps: list[str]) -> _Piece | None:
    kind, name = (*steps, "", "")[:2]
    if kind == "questions" and name in edition.question_ids:
        return _question(edition, name)
    if kind == "domains" and name in edition.manifest.domains:
        return _domain(edition, name)
    return _Piece(about="Levels and missing answers", endpoint="desk.levels", ids={})


def _in_advice(edition: Edition, where: str) -> _Piece | None:
    named = _NAMED.match(where)
    advice = next((each for each in edition.advice if named and each.id == named[2]), None)
    if advice is None:
        return None
    return _Piece(
        about=f"Recommendation “{advice.title}”",
        endpoint="desk.recommendation",
        ids={"advice_id": advice.id},
    )


def _in_manifest(edition: Edition, steps: list[str]) -> _Piece | None:
    kind, name = (*steps, "", "")[:2]
    scale = edition.manifest.scales.get(name) if kind == "scales" else None
    if scale is None:
        return None
    labels = ", ".join(option.label for option in scale.options)
    return _Piece(about=f"Answers “{labels}”", endpoint="desk.scale", ids={"scale_id": name})


def _question(edition: Edition, question_id: str) -> _Piece:
    text = edition.question(question_id).text
    return _Piece(about=f"Question “{text}”", endpoint="desk.question", ids={"question_id": question_id})


def _domain(edition: Edition, domain_id: str) -> _Piece | None:
    if domain_id not in edition.manifest.domains:
        return None
    title = edition.domain(domain_id).title
    return _Piece(about=f"Domain “{title}”", endpoint="desk.domain", ids={"domain_id": domain_id})
