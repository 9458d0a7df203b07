"""The authoring desk: drafts of questionnaires, begun from a version, edited piece by piece, then published."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePath
from typing import TypeVar
from uuid import UUID, uuid4

from govscore.errors import LifecycleError, QuestionnaireError
from govscore.questionnaire.changes.versions import next_version
from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.edition import Edition, questionnaire_of, read_edition, rewrite
from govscore.questionnaire.faults import FaultyQuestionnaire
from govscore.questionnaire.files import Contents, read_contents
from govscore.questionnaire.loader import Examined, Library, examine_contents, version_numbers
from govscore.questionnaire.model import Question, Questionnaire
from govscore.questionnaire.published import Publication
from govscore.reporting.authority import london_day
from govscore.services.accounts import Account
from govscore.services.transaction import Session
from govscore.storage import questionnaires as rows
from govscore.storage.questionnaires import StoredDraft

LONGEST_REASON = 1000

Model = TypeVar("Model", bound=Frozen)
Piece = Frozen | tuple[Frozen, ...] | None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A version that is being written, with what it says so far."""

    stored: StoredDraft
    edition: Edition

    @property
    def id(self) -> UUID:
        """The id of the draft."""
        return self.stored.id

    @property
    def folder(self) -> PurePath:
        """Where its files would lie, for messages."""
        return PurePath(self.stored.code, self.stored.version)

    def examine(self) -> Examined:
        """Check it as `govscore check` would."""
        return examine_contents(self.stored.contents, folder=self.folder)

    def questionnaire(self) -> Questionnaire:
        """Put it together as it stands, faults and all, to be looked at and never answered."""
        return questionnaire_of(self.edition)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The piece that somebody edits, and the mark of it as they saw it when they began."""

    pick: Callable[[Edition], Piece]
    mark: str


class EditedMeanwhile(LifecycleError):
    """Somebody else changed the same piece since it was opened; neither version is lost."""

    def __init__(self, draft: Draft, theirs: Piece) -> None:
        super().__init__(f"{draft.stored.changed_by} changed this while you were editing it.")
        self.draft = draft
        self.theirs = theirs


class DraftThere(LifecycleError):
    """There is a draft of this questionnaire already, and one at a time is enough."""

    def __init__(self, title: str, other: StoredDraft) -> None:
        super().__init__(
            f"There is a draft of {title} already, last changed by {other.changed_by}. Publish or delete it first."
        )
        self.draft_id = other.id


@dataclass(frozen=True, kw_only=True)
class PublishFault:
    """What keeps a draft from being published: a field of the form, or the draft itself."""

    field: str
    message: str


@dataclass(frozen=True, kw_only=True)
class BroughtIn:
    """The draft that files became, and whether it had to take another version."""

    draft_id: UUID
    version: str
    is_renumbered: bool


def mark_of(piece: Piece) -> str:
    """Take the mark by which a piece is known again; another word in it makes another mark."""
    parts = piece if isinstance(piece, tuple) else () if piece is None else (piece,)
    said = [part.model_dump(mode="json", by_alias=True, exclude_unset=True) for part in parts]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def list_drafts(session: Session) -> tuple[Draft, ...]:
    """List every draft."""
    return tuple(_open(stored) for stored in rows.list_drafts(session))


def list_publications(session: Session) -> tuple[Publication, ...]:
    """List what was published at the desk."""
    return rows.list_publications(session)


def get_draft(session: Session, draft_id: UUID, *, hold: bool = False) -> Draft:
    """Find a draft, or say that it is gone; with `hold`, nobody else changes it until the transaction ends."""
    return _open(rows.get_draft(session, draft_id, lock=hold))


def begin_draft(
    session: Session, code: str, version: str, *, library: Library, account: Account, now: datetime
) -> UUID:
    """Begin the next version of a questionnaire from one that is published."""
    contents = library.contents(code, version)
    following = next_version(library.versions(code)[-1])
    before = _parts(contents, folder=PurePath(code, version))
    manifest = before.manifest.model_copy(update={"version": following})
    after = replace(before, manifest=without_key(manifest, "changes"))
    return add_draft(
        session, rewrite(contents, before, after), based_on=version, library=library, account=account, now=now
    )


def add_draft(
    session: Session,
    contents: Contents,
    *,
    based_on: str | None = None,
    library: Library,
    account: Account,
    now: datetime,
) -> UUID:
    """Take in files as a draft; there is one draft at a time of a questionnaire, and none of what is published."""
    manifest = _parts(contents, folder=PurePath()).manifest
    if manifest.version in library.versions(manifest.code):
        raise LifecycleError(
            f"{manifest.code} {manifest.version} is published already and cannot change. "
            "Give the draft a later version."
        )
    stored = StoredDraft(
        id=uuid4(),
        code=manifest.code,
        version=manifest.version,
        based_on=based_on,
        contents=contents,
        changed_by=account.name,
        changed_at=now,
    )
    if not rows.insert_draft(session, stored, account_id=account.id):
        other = next(each for each in rows.list_drafts(session) if each.code == manifest.code)
        raise DraftThere(manifest.title, other)
    return stored.id


def bring_in(
    session: Session, contents: Contents, *, library: Library, account: Account, now: datetime
) -> BroughtIn:
    """Take in files as a draft; where their version is published already, as a draft of the next one."""
    before = _parts(contents, folder=PurePath())
    versions = library.versions(before.manifest.code)
    version, is_renumbered = before.manifest.version, before.manifest.version in versions
    if is_renumbered:
        version = next_version(versions[-1])
        manifest = without_key(before.manifest.model_copy(update={"version": version}), "changes")
        contents = rewrite(contents, before, replace(before, manifest=manifest))
    draft_id = add_draft(session, contents, library=library, account=account, now=now)
    return BroughtIn(draft_id=draft_id, version=version, is_renumbered=is_renumbered)


def edit_draft(
    session: Session,
    draft_id: UUID,
    change: Callable[[Edition], Edition],
    *,
    seen: Seen | None = None,
    account: Account,
    now: datetime,
) -> Draft:
    """Change one piece of a draft, unless somebody else has changed that piece since it was seen."""
    draft = get_draft(session, draft_id, hold=True)
    if seen is not None:
        theirs = seen.pick(draft.edition)
        if mark_of(theirs) != seen.mark:
            raise EditedMeanwhile(draft, theirs)
    after = change(draft.edition)
    contents = rewrite(draft.stored.contents, draft.edition, after)
    _parts(contents, folder=draft.folder)
    rows.change_draft(
        session,
        draft_id,
        version=after.manifest.version,
        contents=contents,
        account_id=account.id,
        at=now,
    )
    return get_draft(session, draft_id)


def delete_draft(session: Session, draft_id: UUID) -> None:
    """Delete a draft for good."""
    rows.get_draft(session, draft_id, lock=True)
    rows.delete_draft(session, draft_id)


def publish_draft(
    session: Session,
    draft_id: UUID,
    *,
    reason: str,
    in_force: date | None,
    library: Library,
    account: Account,
    now: datetime,
) -> tuple[PublishFault, ...]:
    """Publish a draft with the reason as its entry in the list of changes, or say what keeps it back."""
    draft = get_draft(session, draft_id, hold=True)
    reason = "\n".join(line.rstrip() for line in reason.strip().splitlines())
    faults = (*_form_faults(reason, in_force), *_date_faults(draft, in_force, library))
    if faults or in_force is None:
        return faults
    contents = _final(draft, reason, in_force)
    examined = examine_contents(contents, folder=draft.folder)
    faults = _draft_faults(draft, examined, library, today=london_day(now))
    if faults or examined.questionnaire is None:
        return faults
    publication = Publication(
        code=draft.stored.code,
        version=draft.stored.version,
        digest=examined.questionnaire.digest,
        reason=reason,
        published_by=account.name,
        published_at=now,
    )
    rows.insert_publication(session, publication, contents, account_id=account.id)
    rows.delete_draft(session, draft_id)
    return ()


def before_draft(draft: Draft, library: Library) -> Questionnaire | None:
    """Find the published version that a draft follows: the newest of its questionnaire."""
    versions = library.versions(draft.stored.code)
    return library.get(draft.stored.code, versions[-1]) if versions else None


def why_too_early(draft: Draft, library: Library) -> str:
    """Say that a version as late as a draft's is published already; nothing where there is none."""
    versions = library.versions(draft.stored.code)
    if not versions or version_numbers(draft.stored.version) > version_numbers(versions[-1]):
        return ""
    return f"Version {versions[-1]} is published already; give this draft a later version"


def why_nothing_new(draft: Draft, library: Library) -> str:
    """Say that a draft asks and marks everything as the version before does; nothing where it does not."""
    before = before_draft(draft, library)
    if before is None or _said(draft.questionnaire()) != _said(before):
        return ""
    return (
        f"Nothing in this draft differs from version {before.version}: change something, or delete the draft"
    )


def not_looked_at_yet(draft: Draft, *, today: date) -> tuple[Question, ...]:
    """List the questions whose source is said to be looked at on a day to come; a file does not know what day it is."""
    asked = (question for domain in draft.edition.domains for question in domain.questions)
    return tuple(each for each in asked if date.fromisoformat(each.source.checked) > today)


def _said(questionnaire: Questionnaire) -> object:
    """What a version says, but for what makes it a version."""
    manifest = questionnaire.manifest.model_dump(exclude={"version", "changes", "in_force"})
    return manifest, questionnaire.domains, questionnaire.rubric, questionnaire.advice


def without_key(model: Model, key: str) -> Model:
    """Forget that a key was ever set, so that it is not written."""
    kept = model.model_dump(by_alias=True, exclude_unset=True, exclude={key})
    return type(model).model_validate(kept, by_alias=True, by_name=False)


def _open(stored: StoredDraft) -> Draft:
    return Draft(stored=stored, edition=_parts(stored.contents, folder=PurePath(stored.code, stored.version)))


def _parts(contents: Contents, *, folder: PurePath) -> Edition:
    """Take files apart, or say why they cannot even be edited."""
    edition = read_edition(contents)
    if edition is None:
        faults = read_contents(contents, folder=folder).faults
        if faults:
            raise FaultyQuestionnaire(faults)
        raise QuestionnaireError(
            "The domains that questionnaire.yaml lists are not the ones that have a file."
        )
    return edition


def _form_faults(reason: str, in_force: date | None) -> tuple[PublishFault, ...]:
    faults = []
    if not reason:
        faults.append(PublishFault(field="reason", message="Say what changes in this version, and why"))
    elif len(reason) > LONGEST_REASON:
        message = f"The reason has {len(reason)} characters; {LONGEST_REASON} or fewer will do"
        faults.append(PublishFault(field="reason", message=message))
    if in_force is None:
        message = "Enter the day from which it is in force, like 24 11 2026"
        faults.append(PublishFault(field="in_force", message=message))
    return tuple(faults)


def _date_faults(draft: Draft, in_force: date | None, library: Library) -> tuple[PublishFault, ...]:
    """A version that is in force before the one before it would rewrite the past."""
    before = before_draft(draft, library)
    if in_force is None or before is None or in_force.isoformat() >= before.manifest.in_force:
        return ()
    day = date.fromisoformat(before.manifest.in_force)
    message = (
        f"Version {before.version} is in force from {day.day} {day:%B %Y}: choose that day or a later one"
    )
    return (PublishFault(field="in_force", message=message),)


def _final(draft: Draft, reason: str, in_force: date) -> Contents:
    update: Mapping[str, object] = {"changes": reason, "in_force": in_force.isoformat()}
    after = replace(draft.edition, manifest=draft.edition.manifest.model_copy(update=update))
    return rewrite(draft.stored.contents, draft.edition, after)


def _draft_faults(
    draft: Draft, examined: Examined, library: Library, *, today: date
) -> tuple[PublishFault, ...]:
    if count := len(examined.faults) + len(not_looked_at_yet(draft, today=today)):
        message = f"The check finds {count} thing{'' if count == 1 else 's'} to mend first"
        return (PublishFault(field="draft", message=message),)
    message = why_too_early(draft, library) or why_nothing_new(draft, library)
    return (PublishFault(field="draft", message=message),) if message else ()
