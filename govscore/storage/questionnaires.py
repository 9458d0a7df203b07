"""Tables of the authoring desk: drafts that change, and versions that were published there and never do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, Engine, ForeignKey, Select, delete, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from govscore.errors import NotFoundError
from govscore.questionnaire.files import Contents
from govscore.questionnaire.published import Publication
from govscore.storage.accounts import AccountRow
from govscore.storage.base import Base
from govscore.storage.upsert import insert_into

GONE = "There is no such draft. It was published or deleted."


class QuestionnaireDraftRow(Base):
    """A version that is being written: its files, and who last changed them."""

    __tablename__ = "questionnaire_draft"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    code: Mapped[str] = mapped_column(unique=True)
    version: Mapped[str]
    based_on: Mapped[str | None]
    contents: Mapped[dict[str, str]] = mapped_column(JSON)
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    changed_at: Mapped[datetime]


class PublishedQuestionnaireRow(Base):
    """A version published at the desk; added once, never changed and never deleted."""

    __tablename__ = "published_questionnaire"

    code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    contents: Mapped[dict[str, str]] = mapped_column(JSON)
    reason: Mapped[str]
    published_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    published_at: Mapped[datetime]


@dataclass(frozen=True, kw_only=True)
class StoredDraft:
    """A draft, the version it began as, and who last changed it."""

    id: UUID
    code: str
    version: str
    based_on: str | None
    contents: Contents
    changed_by: str
    changed_at: datetime


class DatabaseShelf:
    """The versions published at the desk, read in transactions of their own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def listed(self) -> tuple[tuple[str, str], ...]:
        """List code and version of each."""
        with Session(self._engine) as session:
            found = session.execute(select(PublishedQuestionnaireRow.code, PublishedQuestionnaireRow.version))
            return tuple((code, version) for code, version in found)

    def contents(self, code: str, version: str) -> Contents | None:
        """Hand over the files of one version, or nothing where there is no such version."""
        chosen = select(PublishedQuestionnaireRow.contents).where(
            PublishedQuestionnaireRow.code == code, PublishedQuestionnaireRow.version == version
        )
        with Session(self._engine) as session:
            found = session.scalar(chosen)
        return None if found is None else _from_text(found)


def insert_draft(session: Session, draft: StoredDraft, *, account_id: UUID) -> bool:
    """Write a new draft, unless there is one of its questionnaire; say whether it was written."""
    written = (
        insert_into(session, QuestionnaireDraftRow)
        .values(
            id=draft.id,
            code=draft.code,
            version=draft.version,
            based_on=draft.based_on,
            contents=_to_text(draft.contents),
            changed_by=account_id,
            changed_at=draft.changed_at,
        )
        .on_conflict_do_nothing(index_elements=["code"])
        .returning(QuestionnaireDraftRow.id)
    )
    return session.scalar(written) is not None


def get_draft(session: Session, draft_id: UUID, *, lock: bool = False) -> StoredDraft:
    """Find a draft; with `lock`, keep others from changing it until the transaction ends."""
    chosen = _drafts().where(QuestionnaireDraftRow.id == draft_id)
    if lock:
        chosen = chosen.with_for_update(of=QuestionnaireDraftRow).execution_options(populate_existing=True)
    found = session.execute(chosen).one_or_none()
    if found is None:
        raise NotFoundError(GONE)
    row, name = found
    return _to_draft(row, name)


def list_drafts(session: Session) -> tuple[StoredDraft, ...]:
    """List every draft, by code and version."""
    ordered = _drafts().order_by(QuestionnaireDraftRow.code, QuestionnaireDraftRow.version)
    return tuple(_to_draft(row, name) for row, name in session.execute(ordered))


def change_draft(
    session: Session, draft_id: UUID, *, version: str, contents: Contents, account_id: UUID, at: datetime
) -> None:
    """Put other files in the place of a draft's."""
    session.execute(
        update(QuestionnaireDraftRow)
        .where(QuestionnaireDraftRow.id == draft_id)
        .values(version=version, contents=_to_text(contents), changed_by=account_id, changed_at=at)
    )


def delete_draft(session: Session, draft_id: UUID) -> None:
    """Delete a draft."""
    session.execute(delete(QuestionnaireDraftRow).where(QuestionnaireDraftRow.id == draft_id))


def insert_publication(
    session: Session, publication: Publication, contents: Contents, *, account_id: UUID
) -> None:
    """Publish a version, for good."""
    session.execute(
        insert(PublishedQuestionnaireRow),
        {
            "code": publication.code,
            "version": publication.version,
            "digest": publication.digest,
            "contents": _to_text(contents),
            "reason": publication.reason,
            "published_by": account_id,
            "published_at": publication.published_at,
        },
    )


def list_publications(session: Session) -> tuple[Publication, ...]:
    """List what was published at the desk, without its files."""
    row = PublishedQuestionnaireRow
    found = session.execute(
        select(row.code, row.version, row.digest, row.reason, AccountRow.name, row.published_at)
        .join(AccountRow, AccountRow.id == row.published_by)
        .order_by(row.code, row.published_at)
    )
    return tuple(
        Publication(
            code=code, version=version, digest=digest, reason=reason, published_by=name, published_at=at
        )
        for code, version, digest, reason, name, at in found
    )


def _drafts() -> Select[QuestionnaireDraftRow, str]:
    return select(QuestionnaireDraftRow, AccountRow.name).join(
        AccountRow, AccountRow.id == QuestionnaireDraftRow.changed_by
    )


def _to_draft(row: QuestionnaireDraftRow, name: str) -> StoredDraft:
    return StoredDraft(
        id=row.id,
        code=row.code,
        version=row.version,
        based_on=row.based_on,
        contents=_from_text(row.contents),
        changed_by=name,
        changed_at=row.changed_at,
    )


def _to_text(contents: Contents) -> dict[str, str]:
    return {name: raw.decode("utf-8") for name, raw in contents.items()}


def _from_text(stored: Mapping[str, str]) -> Contents:
    return {name: text.encode("utf-8") for name, text in stored.items()}
