"""Queries on drafts, each found and opened by its pseudonym only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from govscore.questionnaire.model import Role
from govscore.responses.model import Answer, Draft
from govscore.storage.responses import DraftSheetRow
from govscore.storage.sealing import handle_of, seal, unseal
from govscore.storage.upsert import insert_into


@dataclass(frozen=True, kw_only=True)
class Trace:
    """How far the draft under one handle is, without a word about the answers."""

    handle: bytes = field(repr=False)
    has_submitted: bool
    has_answers: bool


def find_draft(session: Session, pseudonym: bytes) -> Draft | None:
    """Find the draft under a pseudonym, with its answers."""
    found = list_drafts(session, [pseudonym])
    return found[0] if found else None


def list_drafts(session: Session, pseudonyms: Collection[bytes]) -> tuple[Draft, ...]:
    """List the drafts under these pseudonyms with their answers, in one statement."""
    by_handle = {handle_of(pseudonym): pseudonym for pseudonym in pseudonyms}
    sheets = session.scalars(
        select(DraftSheetRow)
        .where(DraftSheetRow.handle.in_(by_handle))
        .order_by(DraftSheetRow.handle)
        .execution_options(populate_existing=True)
    )
    return tuple(_to_draft(sheet, by_handle[sheet.handle]) for sheet in sheets)


def list_traces(session: Session, evaluation_ids: Collection[UUID]) -> tuple[Trace, ...]:
    """List how far each draft is; no answer is read."""
    found = session.execute(
        select(DraftSheetRow.handle, DraftSheetRow.has_submitted, DraftSheetRow.has_answers).where(
            DraftSheetRow.evaluation_id.in_(evaluation_ids)
        )
    )
    return tuple(
        Trace(handle=handle, has_submitted=submitted, has_answers=answered)
        for handle, submitted, answered in found
    )


def save_draft(
    session: Session, evaluation_id: UUID, draft: Draft, *, changed: Mapping[str, Answer | None]
) -> None:
    """Write a draft and the answers that changed, None being one taken back.

    What another device of the same person saved meanwhile stays, except where both changed the same answer.
    """
    if not _is_new(session, evaluation_id, draft, _merged({}, changed)):
        _change(session, draft.pseudonym, changed)


def mark_submitted(session: Session, pseudonym: bytes, *, shares_view: bool) -> None:
    """Put down that a draft is finished, and whether its view may be shown beside others."""
    session.execute(
        update(DraftSheetRow)
        .where(DraftSheetRow.handle == handle_of(pseudonym))
        .values(has_submitted=True, shares_view=shares_view)
    )


def delete_draft(session: Session, pseudonym: bytes) -> None:
    """Delete one draft with all its answers."""
    session.execute(delete(DraftSheetRow).where(DraftSheetRow.handle == handle_of(pseudonym)))


def delete_drafts(session: Session, evaluation_id: UUID) -> None:
    """Delete every draft of an evaluation."""
    session.execute(delete(DraftSheetRow).where(DraftSheetRow.evaluation_id == evaluation_id))


def _is_new(session: Session, evaluation_id: UUID, draft: Draft, answers: Mapping[str, Answer]) -> bool:
    """Write a draft that is not there yet, and say whether it was not."""
    written = (
        insert_into(session, DraftSheetRow)
        .values(
            handle=handle_of(draft.pseudonym),
            role=draft.role.value,
            sealed=seal(draft.pseudonym, answers),
            has_answers=bool(answers),
            has_submitted=draft.has_submitted,
            shares_view=draft.shares_view,
            evaluation_id=evaluation_id,
            evaluation_closed=False,
        )
        .on_conflict_do_nothing(index_elements=["handle"])
        .returning(DraftSheetRow.handle)
    )
    return session.scalar(written) is not None


def _change(session: Session, pseudonym: bytes, changed: Mapping[str, Answer | None]) -> None:
    of_pseudonym = DraftSheetRow.handle == handle_of(pseudonym)
    sealed = session.scalar(select(DraftSheetRow.sealed).where(of_pseudonym).with_for_update())
    if sealed is None:
        return
    answers = _merged(unseal(pseudonym, sealed), changed)
    session.execute(
        update(DraftSheetRow)
        .where(of_pseudonym)
        .values(sealed=seal(pseudonym, answers), has_answers=bool(answers))
    )


def _merged(before: Mapping[str, Answer], changed: Mapping[str, Answer | None]) -> dict[str, Answer]:
    return {key: answer for key, answer in {**before, **changed}.items() if answer is not None}


def _to_draft(sheet: DraftSheetRow, pseudonym: bytes) -> Draft:
    return Draft(
        pseudonym=pseudonym,
        role=Role(sheet.role),
        answers=unseal(pseudonym, sheet.sealed),
        has_submitted=sheet.has_submitted,
        shares_view=sheet.shares_view,
    )
