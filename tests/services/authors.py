"""Somebody at the authoring desk, with verbs of their own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from govscore.questionnaire.edition import Edition, with_question
from govscore.questionnaire.loader import Library
from govscore.services import desk
from govscore.services.accounts import Account
from govscore.services.desk import Draft, PublishFault, Seen
from govscore.services.transaction import Database
from tests.county_factory import make_account
from tests.questionnaire.folders import SOUND

REASON = "The question on newcomers is clearer."


@dataclass(kw_only=True)
class Author:
    """An officer who writes drafts of the questionnaires in a folder and on the database's shelf."""

    database: Database
    root: Path
    now: datetime
    account: Account = field(init=False)
    library: Library = field(init=False)

    def __post_init__(self) -> None:
        self.library = self.another_library()
        with self.database.transaction() as session:
            self.account = make_account(session, "officer", now=self.now)

    def another_library(self) -> Library:
        """What another process reads of the same folder and the same shelf."""
        return Library(self.root, self.database.shelf())

    def begins(self, version: str = "1.0", *, code: str = SOUND.parent.name) -> UUID:
        with self.database.transaction() as session:
            return desk.begin_draft(
                session, code, version, library=self.library, account=self.account, now=self.now
            )

    def begins_another(self, version: str = "1.0") -> UUID:
        """Begin a draft, and change something in it."""
        draft_id = self.begins(version)
        self.rewords(draft_id, "succession", f"Somebody could chair next, as after version {version}.")
        return draft_id

    def draft(self, draft_id: UUID) -> Draft:
        with self.database.transaction(write=False) as session:
            return desk.get_draft(session, draft_id)

    def edits(
        self, draft_id: UUID, change: Callable[[Edition], Edition], *, seen: Seen | None = None
    ) -> Draft:
        with self.database.transaction() as session:
            return desk.edit_draft(session, draft_id, change, seen=seen, account=self.account, now=self.now)

    def rewords(self, draft_id: UUID, question_id: str, text: str, *, seen: Seen | None = None) -> Draft:
        return self.edits(draft_id, rewording(question_id, text), seen=seen)

    def publishes(
        self, draft_id: UUID, reason: str = REASON, in_force: date | None = date(2026, 12, 1)
    ) -> tuple[PublishFault, ...]:
        with self.database.transaction() as session:
            return desk.publish_draft(
                session,
                draft_id,
                reason=reason,
                in_force=in_force,
                library=self.library,
                account=self.account,
                now=self.now,
            )


def rewording(question_id: str, text: str) -> Callable[[Edition], Edition]:
    """Put other words in the place of a question's."""

    def change(edition: Edition) -> Edition:
        question = edition.question(question_id).model_copy(update={"text": text})
        domain_id = edition.domain_of(question_id).id
        return with_question(edition, domain_id, question, edition.rubric.questions[question_id])

    return change
