"""Who answered what cannot be found out: nothing that is stored ties a person to an answer."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import DateTime, Table, select, text

from govscore.errors import ResponseError, SettingsError
from govscore.questionnaire.model import Role
from govscore.responses.model import InvitationId
from govscore.responses.pseudonym import pseudonym
from govscore.services.keys import Keys
from govscore.services.reminders import remind
from govscore.services.respondents import remove_respondent
from govscore.services.transaction import Database
from govscore.storage.responses import DraftSheetRow, ResponseRow
from govscore.storage.sealing import handle_of, unseal
from govscore.storage.tables import METADATA
from tests.services.world import World

NOTE = "Our clerk keeps a list in the blue folder."
OF_ANSWERS = {"draft_sheet", "response"}
OF_PEOPLE = {"invitation", "outbox", "account", "grant", "audit"}

Row = Mapping[str, Any]


def tables(names: set[str]) -> Iterator[Table]:
    """Some tables, by name."""
    return (table for table in METADATA.sorted_tables if table.name in names)


def test_no_table_of_answers_leads_to_a_person() -> None:
    for table in tables(OF_ANSWERS):
        leads_to = {key.column.table.name for key in table.foreign_keys}
        assert leads_to <= {"evaluation"}, table.name
    for table in METADATA.sorted_tables:
        leads_to = {key.column.table.name for key in table.foreign_keys}
        assert not (leads_to & OF_ANSWERS and leads_to & OF_PEOPLE), table.name


def test_no_table_of_answers_or_of_invitations_has_a_time() -> None:
    for table in tables(OF_ANSWERS | {"invitation"}):
        assert not [column.name for column in table.columns if isinstance(column.type, DateTime)]


def dump(database: Database) -> dict[str, list[Row]]:
    """Everything in the database."""
    with database.transaction(write=False) as session:
        return {
            table.name: [dict(row) for row in session.execute(select(table)).mappings()]
            for table in METADATA.sorted_tables
        }


def forms(value: Any) -> set[bytes]:
    """The ways in which a stored value may stand somewhere else."""
    if isinstance(value, UUID):
        return {value.bytes, value.hex.encode(), str(value).encode()}
    if isinstance(value, bytes):
        return {value, value.hex().encode()}
    if isinstance(value, str) and value:
        return {value.encode()}
    return {text.encode() for text in _inside(value)}


def _inside(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _inside(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _inside(inner)
    elif isinstance(value, str) and value:
        yield value


def values_of(rows: Iterable[Row]) -> set[bytes]:
    """Every value in some rows."""
    return {form for row in rows for value in row.values() for form in forms(value)}


def test_answering_changes_nothing_but_the_draft(world: World) -> None:
    emails = world.invites_governors(3)
    with world.database.transaction() as session:
        remind(session, round_id=world.round_id, board_id=world.board_id, now=world.now)
    before = dump(world.database)
    for email in emails:
        world.answers(email, vision="strong", **{"vision.note": NOTE})
        world.answers(email, domain="people", skills="secure")
        world.submits(email)
    world.withdraws(emails[0])
    after = dump(world.database)
    for name in before.keys() - {"draft_sheet"}:
        assert after[name] == before[name], name
    assert len(after["draft_sheet"]) == 2


def test_a_person_and_their_draft_have_nothing_in_common_but_the_evaluation(world: World) -> None:
    for email in world.invites_governors(4):
        world.answers_and_submits(email, vision="strong")
    found = dump(world.database)
    shared = values_of(found["draft_sheet"]) & values_of(row for name in OF_PEOPLE for row in found[name])
    of_evaluation = {form for row in found["evaluation"] for form in forms(row["id"])}
    assert shared <= of_evaluation | {b"governor"}


def test_no_stored_value_is_a_key_to_the_pseudonyms_and_the_true_key_is(world: World) -> None:
    for email in world.invites_governors(4):
        world.answers_and_submits(email, vision="strong")
    found = dump(world.database)
    handles = {row["handle"] for row in found["draft_sheet"]}
    stored = {b""} | values_of(row for rows in found.values() for row in rows)
    people = [
        form for row in found["invitation"] for name in ("id", "email", "name") for form in forms(row[name])
    ]
    guesses = {hmac.digest(key, person, "sha256") for key in stored for person in people}
    guesses |= {hashlib.sha256(person).digest() for person in people}
    assert not {guess for each in guesses for guess in (each, handle_of(each))} & handles
    opened = [world.keys.open_draft_key(row["draft_key"]) for row in found["evaluation"]]
    true = {
        handle_of(pseudonym(key, InvitationId(row["id"]))) for key in opened for row in found["invitation"]
    }
    assert handles <= true


def test_another_secret_does_not_open_the_key(world: World) -> None:
    for row in dump(world.database)["evaluation"]:
        with pytest.raises(SettingsError):
            Keys("another secret, just as long as the first one").open_draft_key(row["draft_key"])


def test_the_order_in_which_drafts_lie_is_not_the_order_of_answering(world: World) -> None:
    emails = world.invites_governors(12)
    for email in emails:
        world.answers_and_submits(email)
    with world.database.transaction() as session:
        lying = [bytes(row) for row in session.execute(text("SELECT handle FROM draft_sheet")).scalars()]
    if world.database.engine.dialect.name == "sqlite":
        assert lying == sorted(lying)


def secrets_of(world: World) -> list[bytes]:
    """Everything that ties people to answers while an evaluation is open."""
    found = dump(world.database)
    sealed = [row["draft_key"] for row in found["evaluation"]]
    return [
        *(row[column] for row in found["draft_sheet"] for column in ("handle", "sealed")),
        *sealed,
        *(world.keys.open_draft_key(key) for key in sealed),
    ]


def files_of(database: Database) -> bytes:
    """The raw bytes of a SQLite database, with its write-ahead log."""
    path = Path(str(database.engine.url.database))
    return b"".join(
        Path(f"{path}{end}").read_bytes() for end in ("", "-wal", "-shm") if Path(f"{path}{end}").exists()
    )


def test_after_closing_nothing_that_tied_people_to_answers_is_left(world: World) -> None:
    for email in world.invites_governors(6):
        world.answers_and_submits(email, vision="strong", **{"vision.note": NOTE})
    tying = secrets_of(world)
    world.closes()
    found = dump(world.database)
    assert found["draft_sheet"] == found["outbox"] == []
    assert not set(tying) & values_of(row for rows in found.values() for row in rows)
    people = values_of(row for name in OF_PEOPLE for row in found[name])
    shared = values_of(found["response"]) & people
    of_evaluation = {form for row in found["evaluation"] for form in forms(row["id"])}
    assert shared <= of_evaluation | {b"governor"}


def test_after_closing_the_secret_does_not_help(world: World) -> None:
    for email in world.invites_governors(6):
        world.answers_and_submits(email, vision="strong")
    world.closes()
    found = dump(world.database)
    for value in values_of(row for rows in found.values() for row in rows):
        with pytest.raises(SettingsError):
            world.keys.open_draft_key(value)
    ids = {row["id"] for row in found["response"]}
    made = {
        UUID(bytes=hmac.digest(key, row["id"].bytes, "sha256")[:16])
        for row in found["invitation"]
        for key in (b"", world.round_id.bytes, world.board_id.bytes)
    }
    assert not ids & made
    assert not ids & {row["id"] for row in found["invitation"]}


def test_responses_have_random_ids_and_lie_in_their_order(world: World) -> None:
    for email in world.invites_governors(12):
        world.answers_and_submits(email)
    world.closes()
    with world.database.transaction() as session:
        lying = [UUID(str(row)) for row in session.execute(text("SELECT id FROM response")).scalars()]
    assert {each.version for each in lying} == {4}
    assert lying == sorted(lying)


def test_responses_do_not_lie_in_the_order_in_which_people_answered(world: World) -> None:
    emails = world.invites_governors(12)
    for number, email in enumerate(emails):
        world.answers_and_submits(email, vision="strong", **{"vision.note": f"Note {number:02d}."})
    world.closes()
    with world.database.transaction() as session:
        notes = [row["vision"]["note"] for row in session.scalars(select(ResponseRow.notes))]
    assert sorted(notes) == [f"Note {number:02d}." for number in range(12)]
    assert notes != sorted(notes)


def test_no_trace_is_left_in_the_files(world: World) -> None:
    if world.database.engine.dialect.name != "sqlite":
        pytest.skip("the files of a server are not ours to read")
    emails = world.invites_governors(7)
    for email in emails:
        world.answers_and_submits(email, vision="secure", **{"vision.note": NOTE})
    # A sealed draft is longer than a page of the file, so the beginning of it is looked for.
    tying = [secret[:100] for secret in secrets_of(world)]
    before = files_of(world.database)
    assert [len(secret) for secret in tying if secret not in before] == [32] * 3
    world.withdraws(emails[0])
    world.closes()
    raw = files_of(world.database)
    assert NOTE.encode() in raw
    assert not [secret for secret in tying if secret in raw]


def test_while_it_is_open_nothing_that_anybody_answered_can_be_read(world: World) -> None:
    for email in world.invites_governors(4):
        world.answers_and_submits(email, vision="strong", **{"vision.note": NOTE})
    stored = values_of(row for rows in dump(world.database).values() for row in rows)
    for word in ("strong", "vision", NOTE):
        assert not [value for value in stored if word.encode() in value]
    if world.database.engine.dialect.name == "sqlite":
        raw = files_of(world.database)
        assert b"@example.org" in raw
        assert NOTE.encode() not in raw


def test_drafts_look_alike_however_much_was_answered(world: World) -> None:
    first, second, third = world.invites_governors(3)
    world.answers(first, vision="strong")
    world.answers(second, vision="strong", plan="strong", committees_report="secure")
    world.answers(third, vision="strong", **{"vision.note": NOTE * 10})
    assert len({len(row["sealed"]) for row in dump(world.database)["draft_sheet"]}) == 1


def test_two_backups_tell_that_a_draft_changed_and_not_how(world: World) -> None:
    """Somebody who sees who has answered can tell whose the new draft is; so it must not be legible."""
    first, second = world.invites_governors(2)
    world.answers_and_submits(first, vision="strong")
    earlier = dump(world.database)["draft_sheet"]
    world.answers_and_submits(second, vision="strong")
    (new,) = [row for row in dump(world.database)["draft_sheet"] if row not in earlier]
    for key in (b"", new["handle"], *values_of(dump(world.database)["invitation"])):
        with pytest.raises(ResponseError):
            unseal(key, new["sealed"])


def test_a_removed_persons_draft_is_gone_from_the_files_once_it_is_closed(world: World) -> None:
    if world.database.engine.dialect.name != "sqlite":
        pytest.skip("the files of a server are not ours to read")
    (email,) = world.invites_governors(1)
    world.answers(email, vision="strong", **{"vision.note": NOTE})
    tying = [secret[:100] for secret in secrets_of(world)]
    with world.database.transaction() as session:
        remove_respondent(
            session,
            world.invitation_id(email),
            round_id=world.round_id,
            board_id=world.board_id,
            keys=world.keys,
            now=world.now,
        )
    world.closes()
    raw = files_of(world.database)
    assert not [secret for secret in tying if secret in raw]
    assert email.encode() not in raw


def test_what_is_kept_about_a_person_is_that_they_answered_and_nothing_else(world: World) -> None:
    emails = world.invites_governors(6)
    before = {row["id"]: row for row in dump(world.database)["invitation"]}
    world.answers_and_submits(*emails[:5])
    world.closes()
    for row in dump(world.database)["invitation"]:
        answered = row["email"] in emails[:5]
        assert row == {**before[row["id"]], "has_answered": answered}


def test_one_closing_date_is_kept_for_everybody(world: World) -> None:
    world.answers_and_submits(*world.invites_governors(5))
    world.now += timedelta(days=1)
    world.closes()
    assert {row["closed_at"] for row in dump(world.database)["evaluation"]} == {world.now}


def test_only_the_role_of_whoever_answers_alone_is_kept(world: World) -> None:
    world.invites("chair@example.org, chair", "trustee@example.org, trustee", "head@example.org, head")
    world.answers_and_submits("chair@example.org", "trustee@example.org", *world.invites_governors(3))
    world.answers("head@example.org", vision="strong")
    world.submits("head@example.org", shares_view=True)
    assert _roles(world, DraftSheetRow) == ["governor"] * 5 + ["head"]
    world.closes()
    assert _roles(world, ResponseRow) == ["governor"] * 5 + ["head"]
    assert Role.CHAIR not in _roles(world, ResponseRow)


def _roles(world: World, row: type[DraftSheetRow] | type[ResponseRow]) -> list[str]:
    with world.database.transaction() as session:
        return sorted(session.scalars(select(row.role)))
