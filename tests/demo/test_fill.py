"""Filling the demo county: simulated throughout, whole, and the same for the same seed."""

import gzip
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from statistics import correlation
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select, update

from govscore.demo.fill import Size, fill, is_empty
from govscore.demo.people import CLERK, DEMO_ACCOUNTS, PASSWORD
from govscore.errors import GovScoreError
from govscore.questionnaire.loader import Library
from govscore.responses.model import Round
from govscore.services.accounts import add_account, sign_in
from govscore.services.authority import get_authority
from govscore.services.backup import dump
from govscore.services.boards import list_boards
from govscore.services.closing import due_closings
from govscore.services.installation import Installation
from govscore.services.outbox import due_mail
from govscore.services.passwords import weakness
from govscore.services.reports import send_report
from govscore.services.rescore import rescore_round
from govscore.services.transaction import Database
from govscore.storage.accounts import GrantRow
from govscore.storage.evaluations import EvaluationRow, InvitationRow, RoundRow
from govscore.storage.oversight import AuthorityViewRow
from govscore.storage.reports import SentReportRow
from govscore.storage.responses import DraftSheetRow, ResponseRow
from govscore.storage.scorecards import ScorecardRow, list_scorecards, list_scorecards_of
from tests.demo.conftest import NOW, SECRET, Filled, fill_county
from tests.unguarded import unguard

BY_CHANCE = {"draft_key", "handle", "sealed", "password_hash"}
NOT_SEEDED = {"account", "grant", "area", "area_school", "authority_view", "board_reply"}


def rows_of(database: Database) -> dict[str, list[str]]:
    """Every row of a backup but for what is never the same: keys, what hangs on them, and hashes."""
    with database.transaction(write=False) as session:
        lines = gzip.decompress(dump(session)[0]).splitlines()
    found: dict[str, list[str]] = {}
    table = ""
    for line in map(json.loads, lines):
        if set(line) == {"table"}:
            table = line["table"]
        elif table and set(line) != {"rows"}:
            kept = {name: value for name, value in line.items() if name not in BY_CHANCE}
            found.setdefault(table, []).append(json.dumps(kept, sort_keys=True))
    return {name: sorted(rows) for name, rows in found.items()}


def seeded(rows: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: kept for name, kept in rows.items() if name not in NOT_SEEDED}


def test_the_same_seed_gives_the_same_county(forty: Filled, tmp_path: Path, library: Library) -> None:
    again = fill_county(tmp_path, Size(boards=40, respondents=10), library)
    first, second = rows_of(forty.database), rows_of(again.database)
    assert seeded(first) == seeded(second)
    assert {name: len(rows) for name, rows in first.items()} == {
        name: len(rows) for name, rows in second.items()
    }
    again.database.dispose()


def test_another_seed_gives_another_county(forty: Filled, tmp_path: Path, library: Library) -> None:
    other = fill_county(tmp_path, Size(boards=40, respondents=10, seed=2), library)
    first, second = rows_of(forty.database), rows_of(other.database)
    assert first["school"] != second["school"]
    assert first["response"] != second["response"]
    other.database.dispose()


def count_responses_in_another_process(folder: Path, hash_seed: str) -> Any:
    environment = os.environ | {
        "GOVSCORE_DATA_DIR": str(folder),
        "GOVSCORE_DATABASE": "",
        "PYTHONHASHSEED": hash_seed,
    }
    command = [
        sys.executable,
        "-m",
        "govscore.cli.main",
        "demo",
        "--boards",
        "5",
        "--respondents",
        "6",
        "--json",
    ]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    told = json.loads(ran.stdout)
    database = Database(f"sqlite:///{folder / 'govscore.db'}")
    rows = rows_of(database)
    database.dispose()
    return [round_["id"] for round_ in told["rounds"]], told["responses"], rows["response"], rows["scorecard"]


@pytest.mark.slow
def test_the_seed_alone_decides_and_not_the_process(tmp_path: Path) -> None:
    """The order of a set is another in every process."""
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    first, second = (
        count_responses_in_another_process(folder, seed)
        for folder, seed in zip(folders, ("1", "2"), strict=True)
    )
    assert first == second


def test_everything_is_marked_as_simulated(county: Filled) -> None:
    with county.database.transaction(write=False) as session:
        assert get_authority(session).is_simulated
        assert set(session.scalars(select(RoundRow.is_simulated))) == {True}
        assert len(session.scalars(select(RoundRow.id)).all()) == len(county.made.rounds) == 6


def test_nobody_can_be_reached(county: Filled) -> None:
    with county.database.transaction(write=False) as session:
        addresses = set(session.scalars(select(InvitationRow.email)))
    assert all(address.endswith("@example.org") for address in addresses)
    assert all(account.email.endswith("@example.org") for account in DEMO_ACCOUNTS)


def asked(county: Filled, round_: Round) -> Counter[tuple[str, str]]:
    """How many boards a round asks what, by kind of board and questionnaire."""
    with county.database.transaction(write=False) as session:
        kinds = {board.id: board.governance for board in list_boards(session)}
        found = session.execute(
            select(
                EvaluationRow.board_id, EvaluationRow.questionnaire_code, EvaluationRow.questionnaire_version
            ).where(EvaluationRow.round_id == round_.id)
        )
        return Counter((kinds[board_id], f"{code} {version}") for board_id, code, version in found)


def test_there_is_a_closed_round_and_open_ones(county: Filled) -> None:
    past, *present, apart, before = county.made.rounds
    assert all(each.opens_at < each.closes_at < NOW for each in (past, apart, before))
    assert before.closes_at < past.opens_at
    assert all(each.opens_at < NOW < each.closes_at for each in present)


def test_the_round_that_has_closed_asked_every_board_the_first_versions(county: Filled) -> None:
    counts = asked(county, county.made.rounds[0])
    assert sum(counts.values()) == 3 * 289
    assert {what for _, what in counts} == {"board-self-review 1.0", "heads-view 1.0", "compliance 1.0"}


def test_boards_looked_at_themselves_the_year_before_and_are_much_the_same(county: Filled) -> None:
    past, before = county.made.rounds[0], county.made.rounds[-1]
    assert {what for _, what in asked(county, before)} == {"board-self-review 1.0"}
    with county.database.transaction(write=False) as session:
        now, then = (
            dict(list_scorecards(session, round_id=each.id, code="board-self-review"))
            for each in (past, before)
        )
    both = [
        (card.overall, then[board_id].overall)
        for board_id, card in now.items()
        if card.overall is not None and then[board_id].overall is not None
    ]
    assert len(both) > 150
    assert correlation(*zip(*both, strict=True)) > 0.5


def test_each_kind_of_board_is_asked_its_own_questions_now(county: Filled) -> None:
    _, schools, trusts, committees, _, _ = county.made.rounds
    reviews = {"board-self-review 1.1", "heads-view 1.1", "compliance 1.1"}
    assert {kind for kind, _ in asked(county, schools)} == {"maintained", "federation"}
    assert {what for _, what in asked(county, schools)} == reviews
    assert {kind for kind, _ in asked(county, trusts)} == {"academy", "trust"}
    assert {what for _, what in asked(county, trusts)} == {"trust-board-review 1.0", "compliance 1.1"}
    assert {kind for kind, _ in asked(county, committees)} == {"local-committee"}
    assert {what for _, what in asked(county, committees)} == {"local-committee-review 1.0", "compliance 1.1"}


def test_skills_and_the_chair_have_something_to_show_on_the_boards_of_the_accounts(county: Filled) -> None:
    apart = county.made.rounds[-2]
    with county.database.transaction(write=False) as session:
        cards = list_scorecards_of(
            session,
            tuple(session.scalars(select(EvaluationRow.id).where(EvaluationRow.round_id == apart.id)).all()),
        )
    assert len(cards) == 2 * 3
    assert all(card.overall_withheld is None and card.responses >= 5 for card in cards)
    skills = [card for card in cards if card.questionnaire.code == "skills"]
    assert not any(score.notes for card in skills for score in card.questions)


def review_responses(county: Filled) -> Counter[UUID]:
    past = county.made.rounds[0]
    of_review = (EvaluationRow.round_id == past.id, EvaluationRow.questionnaire_code == "board-self-review")
    with county.database.transaction(write=False) as session:
        counts = session.execute(select(EvaluationRow.board_id, EvaluationRow.responses).where(*of_review))
        return Counter({board_id: n or 0 for board_id, n in counts})


def test_most_boards_answered_and_some_too_little_or_not_at_all(county: Filled) -> None:
    counts = list(review_responses(county).values())
    assert sum(n == 0 for n in counts) >= 3
    assert sum(0 < n < 5 for n in counts) >= 3
    assert sum(n >= 5 for n in counts) > 0.8 * len(counts)


def test_the_responses_are_counted(county: Filled) -> None:
    with county.database.transaction(write=False) as session:
        assert county.made.responses == session.scalar(select(func.sum(EvaluationRow.responses)))


def test_answers_that_may_be_shown_to_nobody_are_not_kept(county: Filled) -> None:
    """As closing would have left it: fewer than five, or a head who does not share."""
    kept = select(func.count()).where(ResponseRow.evaluation_id == EvaluationRow.id).scalar_subquery()
    query = select(EvaluationRow.responses, ScorecardRow.summary, kept).join(
        ScorecardRow, ScorecardRow.evaluation_id == EvaluationRow.id
    )
    withheld = 0
    with county.database.transaction(write=False) as session:
        for given, summary, count in session.execute(query):
            is_withheld = summary["overall_withheld"] is not None
            assert count == (0 if is_withheld else given)
            withheld += is_withheld and given > 0
    assert withheld > 50


def test_who_answered_is_known_only_where_five_did(county: Filled) -> None:
    query = (
        select(EvaluationRow.responses, InvitationRow.has_answered)
        .join(InvitationRow, InvitationRow.evaluation_id == EvaluationRow.id)
        .where(EvaluationRow.closed.is_(True))
    )
    with county.database.transaction(write=False) as session:
        for responses, has_answered in session.execute(query):
            assert (has_answered is None) == (responses < 5)


def test_the_open_round_has_drafts_finished_and_not(county: Filled) -> None:
    with county.database.transaction(write=False) as session:
        finished = session.scalars(select(DraftSheetRow.has_submitted)).all()
        nobody_invited = session.scalar(
            select(func.count())
            .select_from(EvaluationRow)
            .where(
                EvaluationRow.closed.is_(False), EvaluationRow.id.not_in(select(InvitationRow.evaluation_id))
            )
        )
    assert finished.count(True) > 500
    assert finished.count(False) > 50
    assert nobody_invited or 0 > 60


def test_nothing_is_due_so_that_no_letter_goes_out(county: Filled) -> None:
    with county.database.transaction(write=False) as session:
        assert due_mail(session, now=NOW) == ()
        assert due_closings(session, now=NOW) == ()


def test_every_scorecard_of_the_county_comes_out_the_same_again(county: Filled) -> None:
    with county.database.transaction(write=False) as session:
        result = rescore_round(session, county.made.rounds[0].id, library=county.installation.library)
    assert (result.scorecards, result.differences) == (3 * 289, ())


def test_every_account_can_sign_in_with_the_password_that_is_shown(county: Filled) -> None:
    assert weakness(PASSWORD) is None
    with county.database.transaction(write=False) as session:
        for who in DEMO_ACCOUNTS:
            account = sign_in(session, who.email, who.password, now=NOW)
            assert account is not None
            assert account.name == who.name
        clerk = sign_in(session, CLERK.email, PASSWORD, now=NOW)
    assert clerk is not None
    assert len(clerk.board_ids) == 3


def boards_with_accounts(county: Filled) -> dict[str, list[UUID]]:
    with county.database.transaction(write=False) as session:
        found: dict[str, list[UUID]] = {}
        for role, board_id in session.execute(
            select(GrantRow.role, GrantRow.board_id).where(GrantRow.board_id.is_not(None))
        ):
            found.setdefault(role, []).append(board_id)
    return found


def test_the_boards_of_the_accounts_have_something_to_show(county: Filled) -> None:
    held = boards_with_accounts(county)
    assert held["chair"] == held["head"]
    assert held["chair"][0] in held["clerk"]
    counts = review_responses(county)
    assert all(counts[board_id] >= 5 for board_id in held["clerk"])


def test_the_chair_has_a_report_to_send_and_most_others_have_sent_theirs(county: Filled) -> None:
    (own,) = boards_with_accounts(county)["chair"]
    with county.database.transaction(write=False) as session:
        sent = set(session.scalars(select(SentReportRow.board_id)))
        marked = set(
            session.scalars(select(EvaluationRow.board_id).where(EvaluationRow.sent_at.is_not(None)))
        )
        viewed = set(session.scalars(select(AuthorityViewRow.board_id)))
    assert sent == marked
    assert own not in sent
    assert 180 < len(sent) < 289
    assert viewed
    assert viewed <= sent
    counts = review_responses(county)
    assert all(counts[board_id] >= 5 for board_id in sent)


def test_what_was_sent_in_bulk_is_what_the_service_would_have_sent(forty: Filled) -> None:
    past = forty.made.rounds[0]
    with forty.database.transaction(write=False) as session:
        sent = session.scalars(select(SentReportRow).limit(1)).one()
        board_id, before, sent_at = sent.board_id, (sent.digest, sent.document), sent.sent_at
        session.expunge_all()
        unguard(session, "sent_report")
        session.execute(delete(SentReportRow).where(SentReportRow.board_id == board_id))
        session.execute(update(EvaluationRow).where(EvaluationRow.board_id == board_id).values(sent_at=None))
        send_report(
            session,
            round_id=past.id,
            board_id=board_id,
            account_id=None,
            library=forty.installation.library,
            now=sent_at,
        )
        again = session.scalars(select(SentReportRow).where(SentReportRow.board_id == board_id)).one()
        assert (again.digest, again.document) == before


def test_forty_boards_of_ten_are_forty_boards_of_ten(forty: Filled) -> None:
    assert forty.made.boards == 40
    with forty.database.transaction(write=False) as session:
        invited = session.scalars(
            select(EvaluationRow.invited).where(
                EvaluationRow.questionnaire_code == "board-self-review", EvaluationRow.closed
            )
        ).all()
    assert invited == [10] * 40
    assert 250 < forty.made.responses < 500


@pytest.mark.parametrize("boards", [1, 2])
def test_a_county_can_be_very_small(tmp_path: Path, library: Library, boards: int) -> None:
    for seed in range(6):
        folder = tmp_path / str(seed)
        folder.mkdir()
        filled = fill_county(folder, Size(boards=boards, respondents=1, seed=seed), library)
        assert filled.made.boards == boards
        filled.database.dispose()


def test_the_county_goes_into_an_empty_database_only(installation: Installation) -> None:
    with installation.database.transaction() as session:
        assert is_empty(session)
        add_account(session, "officer@example.org", name="", role="officer", board_id=None, now=NOW)
        assert not is_empty(session)
        with pytest.raises(GovScoreError, match="not empty"):
            fill(session, installation, size=Size(boards=1), now=NOW)


def test_it_is_filled_once(forty: Filled) -> None:
    with forty.database.transaction(write=False) as session, pytest.raises(GovScoreError, match="not empty"):
        fill(session, forty.installation, size=Size(boards=1), now=NOW)


def test_the_secret_is_not_in_what_is_stored(forty: Filled) -> None:
    with forty.database.transaction(write=False) as session:
        assert SECRET.encode() not in gzip.decompress(dump(session)[0])
