"""What the shelf prints: questionnaires with their versions, and one version whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Questionnaire
from govscore.questionnaire.published import Publication
from govscore.services.desk import Draft
from govscore.web.desk.words import PURPOSE_WORDS
from govscore.web.public.presenters import ROLE_WORDS, QuestionnaireCriteria, present_questionnaire
from govscore.web.public.rules import boards_asked, listed


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    """One published version."""

    version: str
    in_force: date
    changes: str
    questions: int


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    """A draft, and who last changed it."""

    id: UUID
    version: str
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """One questionnaire: what it is, its versions from new to old, and its draft."""

    code: str
    title: str
    purpose: str
    asked_of: str
    boards: str
    versions: tuple[VersionLine, ...]
    draft: DraftLine | None


@dataclass(frozen=True, kw_only=True)
class VersionPage:
    """One version: where it stands among the others, and all it says."""

    code: str
    version: str
    digest: str
    purpose: str
    boards: str
    changes: str
    published: Publication | None
    earlier: tuple[str, ...]
    is_newest: bool
    criteria: QuestionnaireCriteria


def present_shelf(library: Library, drafts: Iterable[Draft]) -> tuple[Shelved, ...]:
    """List the questionnaires that are published, then those that are only drafts."""
    by_code = {draft.stored.code: draft for draft in drafts}
    codes = dict.fromkeys((*(code for code, _ in library.listed()), *by_code))
    return tuple(_shelved(library, code, by_code.get(code)) for code in codes)


def present_version(
    questionnaire: Questionnaire, versions: tuple[str, ...], publications: Iterable[Publication]
) -> VersionPage:
    """Lay out one version."""
    key = (questionnaire.code, questionnaire.version)
    place = versions.index(questionnaire.version)
    return VersionPage(
        code=questionnaire.code,
        version=questionnaire.version,
        digest=questionnaire.digest,
        purpose=PURPOSE_WORDS[questionnaire.manifest.purpose.value],
        boards=boards_asked(questionnaire.manifest.applies_to),
        changes=questionnaire.manifest.changes or "",
        published=next((each for each in publications if (each.code, each.version) == key), None),
        earlier=versions[:place],
        is_newest=place == len(versions) - 1,
        criteria=present_questionnaire(questionnaire),
    )


def _shelved(library: Library, code: str, draft: Draft | None) -> Shelved:
    versions = [library.get(code, version) for version in reversed(library.versions(code))]
    manifest = versions[0].manifest if versions else draft.edition.manifest if draft else None
    if manifest is None:
        raise LookupError(code)
    return Shelved(
        code=code,
        title=manifest.title,
        purpose=PURPOSE_WORDS[manifest.purpose.value],
        asked_of=listed((ROLE_WORDS[role] for role in manifest.audience), "and"),
        boards=boards_asked(manifest.applies_to),
        versions=tuple(_version(each) for each in versions),
        draft=_draft(draft) if draft else None,
    )


def _version(questionnaire: Questionnaire) -> VersionLine:
    return VersionLine(
        version=questionnaire.version,
        in_force=date.fromisoformat(questionnaire.manifest.in_force),
        changes=questionnaire.manifest.changes or "",
        questions=len(questionnaire.questions),
    )


def _draft(draft: Draft) -> DraftLine:
    return DraftLine(
        id=draft.id,
        version=draft.stored.version,
        changed_by=draft.stored.changed_by,
        changed_at=draft.stored.changed_at,
    )
