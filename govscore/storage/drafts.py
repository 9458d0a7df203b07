"""Queries on drafts, which are found by pseudonym only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from govscore.questionnaire.model import Role
from govscore.responses.model import Answer, Draft
from govscore.storage.responses import DraftAnswerRow, DraftSheetRow
from govscore.storage.upsert import insert_into


@dataclass(frozen=True, kw_only=True)
class Trace:
    """How far one pseudonym is, without a word about the answers."""

    pseudonym: bytes = field(repr=False)
    has_submitted: bool
    has_answers: bool


def find_draft(session: Session, pseudonym: bytes) -> Draft | None:
    """Find the draft under a pseudonym, with its answers."""
    joined = (
        select(DraftSheetRow, DraftAnswerRow)
        .outerjoin(DraftAnswerRow, DraftAnswerRow.pseudonym == DraftSheetRow.pseudonym)
        .where(DraftSheetRow.pseudonym == pseudonym)
        .order_by(DraftAnswerRow.question)
        .execution_options(populate_existing=True)
    )
    rows = session.execute(joined).all()
    return _to_draft(rows[0][0], [row[1] for row in rows if row[1] is not None]) if rows else None


def list_drafts(session: Session, evaluation_id: UUID) -> tuple[Draft, ...]:
    """List an evaluation's drafts with their answers, in two statements."""
    of_evaluation = DraftSheetRow.evaluation_id == evaluation_id
    fresh = {"populate_existing": True}
    sheets = session.scalars(
        select(DraftSheetRow)
        .where(of_evaluation)
        .order_by(DraftSheetRow.pseudonym)
        .execution_options(**fresh)
    ).all()
    answers: dict[bytes, list[DraftAnswerRow]] = {sheet.pseudonym: [] for sheet in sheets}
    found = select(DraftAnswerRow).join(DraftSheetRow, DraftSheetRow.pseudonym == DraftAnswerRow.pseudonym)
    for row in session.scalars(found.where(of_evaluation).execution_options(**fresh)):
        answers[row.pseudonym].append(row)
    return tuple(_to_draft(sheet, answers[sheet.pseudonym]) for sheet in sheets)


def list_traces(session: Session, evaluation_ids: Collection[UUID]) -> tuple[Trace, ...]:
    """List how far each pseudonym is; no answer is read."""
    has_answers = exists().where(DraftAnswerRow.pseudonym == DraftSheetRow.pseudonym)
    found = select(DraftSheetRow.pseudonym, DraftSheetRow.has_submitted, has_answers).where(
        DraftSheetRow.evaluation_id.in_(evaluation_ids)
    )
    return tuple(
        Trace(pseudonym=pseudonym, has_submitted=submitted, has_answers=answered)
        for pseudonym, submitted, answered in session.execute(found)
    )


def save_draft(
    session: Session, evaluation_id: UUID, draft: Draft, *, changed: Mapping[str, Answer | None]
) -> None:
    """Write a draft and the answers that changed, None being one taken back, in three statements."""
    _save_sheet(session, evaluation_id, draft)
    _save_answers(
        session, draft.pseudonym, {key: answer for key, answer in changed.items() if answer is not None}
    )
    _take_back(session, draft.pseudonym, [key for key, answer in changed.items() if answer is None])


def mark_submitted(session: Session, pseudonym: bytes, *, shares_view: bool) -> None:
    """Put down that a draft is finished, and whether its view may be shown beside others."""
    session.execute(
        update(DraftSheetRow)
        .where(DraftSheetRow.pseudonym == pseudonym)
        .values(has_submitted=True, shares_view=shares_view)
    )


def delete_draft(session: Session, pseudonym: bytes) -> None:
    """Delete one draft with all its answers."""
    session.execute(delete(DraftAnswerRow).where(DraftAnswerRow.pseudonym == pseudonym))
    session.execute(delete(DraftSheetRow).where(DraftSheetRow.pseudonym == pseudonym))


def delete_drafts(session: Session, evaluation_id: UUID) -> None:
    """Delete every draft of an evaluation."""
    of_evaluation = select(DraftSheetRow.pseudonym).where(DraftSheetRow.evaluation_id == evaluation_id)
    session.execute(delete(DraftAnswerRow).where(DraftAnswerRow.pseudonym.in_(of_evaluation)))
    session.execute(delete(DraftSheetRow).where(DraftSheetRow.evaluation_id == evaluation_id))


def _save_sheet(session: Session, evaluation_id: UUID, draft: Draft) -> None:
    written = insert_into(session, DraftSheetRow).values(
        pseudonym=draft.pseudonym,
        role=draft.role.value,
        has_submitted=draft.has_submitted,
        shares_view=draft.shares_view,
        evaluation_id=evaluation_id,
        evaluation_closed=False,
    )
    session.execute(written.on_conflict_do_nothing(index_elements=["pseudonym"]))


def _save_answers(session: Session, pseudonym: bytes, answers: Mapping[str, Answer]) -> None:
    if not answers:
        return
    written = insert_into(session, DraftAnswerRow).values(
        [
            {
                "pseudonym": pseudonym,
                "question": question,
                "choice": answer.choice,
                "note": answer.note,
                "checked": answer.checked,
            }
            for question, answer in answers.items()
        ]
    )
    new = written.excluded
    session.execute(
        written.on_conflict_do_update(
            index_elements=["pseudonym", "question"],
            set_={"choice": new.choice, "note": new.note, "checked": new.checked},
        )
    )


def _take_back(session: Session, pseudonym: bytes, questions: Collection[str]) -> None:
    if questions:
        session.execute(
            delete(DraftAnswerRow).where(
                DraftAnswerRow.pseudonym == pseudonym, DraftAnswerRow.question.in_(questions)
            )
        )


def _to_draft(sheet: DraftSheetRow, answers: Collection[DraftAnswerRow]) -> Draft:
    return Draft(
        pseudonym=sheet.pseudonym,
        role=Role(sheet.role),
        answers={
            row.question: Answer(choice=row.choice, note=row.note, checked=row.checked) for row in answers
        },
        has_submitted=sheet.has_submitted,
        shares_view=sheet.shares_view,
    )
