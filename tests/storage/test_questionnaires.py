"""Drafts and published versions come back as they were kept, and there is one draft of a questionnaire."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from govscore.errors import NotFoundError
from govscore.questionnaire.published import Publication
from govscore.services.transaction import Database, Session
from govscore.storage.questionnaires import (
    StoredDraft,
    change_draft,
    delete_draft,
    get_draft,
    insert_draft,
    insert_publication,
    list_drafts,
    list_publications,
)
from tests.county_factory import make_account

CONTENTS = {
    "questionnaire.yaml": "title: Ŵrth gwrs – “ok” \U0001f989\r\n".encode(),
    "domains/people.yaml": b"id: people\n",
}


def draft(now: datetime, code: str = "tiny", version: str = "1.1") -> StoredDraft:
    return StoredDraft(
        id=uuid4(),
        code=code,
        version=version,
        based_on="1.0",
        contents=CONTENTS,
        changed_by="Officer",
        changed_at=now,
    )


def publication(now: datetime, version: str = "1.1") -> Publication:
    return Publication(
        code="tiny",
        version=version,
        digest="d" * 64,
        reason="One question is clearer.\nAnother is new.",
        published_by="Officer",
        published_at=now,
    )


def officer(session: Session, now: datetime) -> UUID:
    return make_account(session, "officer", now=now).id


def test_a_draft_comes_back_byte_for_byte(database: Database, now: datetime) -> None:
    kept = draft(now)
    with database.transaction() as session:
        assert insert_draft(session, kept, account_id=officer(session, now))
    with database.transaction(write=False) as session:
        assert get_draft(session, kept.id) == kept
        assert list_drafts(session) == (kept,)


def test_a_changed_draft_names_who_changed_it_and_when(database: Database, now: datetime) -> None:
    kept, later = draft(now), now + timedelta(hours=1)
    with database.transaction() as session:
        insert_draft(session, kept, account_id=officer(session, now))
        other = make_account(session, "administrator", now=now)
        change_draft(
            session, kept.id, version="2.0", contents={"a.yaml": b"a"}, account_id=other.id, at=later
        )
        after = get_draft(session, kept.id, lock=True)
    assert after == replace(
        kept, version="2.0", contents={"a.yaml": b"a"}, changed_by="Administrator", changed_at=later
    )


def test_there_is_one_draft_of_a_questionnaire_whatever_its_version(
    database: Database, now: datetime
) -> None:
    with database.transaction() as session:
        account_id = officer(session, now)
        assert insert_draft(session, draft(now), account_id=account_id)
        assert not insert_draft(session, draft(now, version="7.0"), account_id=account_id)
        assert insert_draft(session, draft(now, code="other"), account_id=account_id)
    with database.transaction(write=False) as session:
        assert [(each.code, each.version) for each in list_drafts(session)] == [
            ("other", "1.1"),
            ("tiny", "1.1"),
        ]


def test_a_deleted_draft_is_gone(database: Database, now: datetime) -> None:
    kept = draft(now)
    with database.transaction() as session:
        insert_draft(session, kept, account_id=officer(session, now))
        delete_draft(session, kept.id)
        with pytest.raises(NotFoundError, match="published or deleted"):
            get_draft(session, kept.id)


def test_the_shelf_hands_over_what_was_published_and_says_what_there_is(
    database: Database, now: datetime
) -> None:
    shelf = database.shelf()
    assert shelf.listed() == ()
    assert shelf.contents("tiny", "1.1") is None
    with database.transaction() as session:
        insert_publication(session, publication(now), CONTENTS, account_id=officer(session, now))
        assert shelf.listed() == ()
    assert shelf.listed() == (("tiny", "1.1"),)
    assert shelf.contents("tiny", "1.1") == CONTENTS
    with database.transaction(write=False) as session:
        assert list_publications(session) == (publication(now),)


def test_a_version_is_published_once(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        account_id = officer(session, now)
        insert_publication(session, publication(now), CONTENTS, account_id=account_id)
    with database.transaction(write=False) as session, pytest.raises(IntegrityError):
        insert_publication(session, publication(now), {"a.yaml": b"other"}, account_id=account_id)
    assert database.shelf().contents("tiny", "1.1") == CONTENTS
