"""The queue hurries; a task that runs twice, late or not at all leaves the tables right."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from huey import MemoryHuey, SqliteHuey
from sqlalchemy import select

from govscore.config import Settings
from govscore.errors import MailError, SettingsError
from govscore.mail import Letter, Post
from govscore.services.closing import close_board, has_closed_lately
from govscore.services.keys import Keys
from govscore.services.reminders import remind
from govscore.services.transaction import Database
from govscore.storage.outbox import OutboxRow
from govscore.tasks import Worker, close_overdue, make_queue, make_worker, send_letter
from tests.make import make_questionnaire
from tests.services.world import Shelf, World


@dataclass(kw_only=True)
class Memory:
    """A sender that remembers, and fails on request."""

    letters: list[Letter] = field(default_factory=list)
    is_down: bool = False
    refuses: tuple[str, ...] = ()

    @contextmanager
    def open(self) -> Iterator[Post]:
        """Make ready, unless the way is blocked."""
        if self.is_down:
            raise MailError("the server is down")
        yield self._post

    def _post(self, letter: Letter) -> None:
        if letter.to in self.refuses:
            raise MailError("no such address")
        self.letters.append(letter)


@pytest.fixture
def world(sqlite_url: str, keys: Keys, now: datetime) -> Iterator[World]:
    """One board in one round, on a fresh SQLite file."""
    database = Database(sqlite_url)
    world = World(database=database, keys=keys, now=now)
    world.opens_a_round()
    yield world
    database.dispose()


@pytest.fixture
def sender() -> Memory:
    """A sender that remembers."""
    return Memory()


@pytest.fixture
def worker(world: World, sender: Memory, tmp_path: Path) -> Worker:
    """Tasks that run where they are called."""
    queue = MemoryHuey("tests", immediate=True)
    return make_worker(
        queue, installation=world.installation(tmp_path), sender=sender, clock=lambda: world.now
    )


def rows(world: World) -> list[OutboxRow]:
    """The outbox."""
    with world.database.transaction(write=False) as session:
        return list(session.scalars(select(OutboxRow)))


def test_a_tick_sends_what_is_due_and_a_second_finds_nothing(
    world: World, worker: Worker, sender: Memory
) -> None:
    world.invites_governors(3)
    worker.tick()
    worker.nudge()
    assert sorted(letter.to for letter in sender.letters) == [f"governor{n}@example.org" for n in (1, 2, 3)]
    assert all(row.sent_at == world.now for row in rows(world))


def test_what_a_reader_kept_from_being_forgotten_at_closing_is_forgotten_at_the_next_tick(
    world: World, worker: Worker, sqlite_url: str
) -> None:
    world.answers_and_submits(*world.invites_governors(5))
    log = Path(f"{sqlite_url.removeprefix('sqlite:///')}-wal")
    with world.database.transaction() as session:
        close_board(
            session,
            round_id=world.round_id,
            board_id=world.board_id,
            keys=world.keys,
            library=world.library,
            now=world.now,
        )
    assert log.stat().st_size > 0
    worker.tick()
    assert log.stat().st_size == 0


def test_long_after_a_closing_nothing_is_forgotten_anew(world: World, now: datetime) -> None:
    world.closes()
    with world.database.transaction(write=False) as session:
        assert has_closed_lately(session, now=now + timedelta(minutes=14))
        assert not has_closed_lately(session, now=now + timedelta(minutes=15))


def test_a_letter_enqueued_twice_goes_once(world: World, sender: Memory, tmp_path: Path) -> None:
    world.invites_governors(1)
    (row,) = rows(world)
    for _ in range(2):
        send_letter(world.installation(tmp_path), sender, row.id, clock=lambda: world.now)
    assert len(sender.letters) == 1


def test_letters_wait_while_the_server_is_down_and_go_when_it_is_back(
    world: World, worker: Worker, sender: Memory
) -> None:
    world.invites_governors(2)
    sender.is_down = True
    worker.tick()
    assert [(row.attempts, row.failure) for row in rows(world)] == [(1, "the server is down")] * 2
    sender.is_down = False
    worker.tick()
    assert sender.letters == []
    world.now += timedelta(minutes=5)
    worker.tick()
    assert len(sender.letters) == 2


def test_reminders_fail_alike_whether_they_are_needed_or_not(
    world: World, worker: Worker, sender: Memory
) -> None:
    first, _second = world.invites_governors(2)
    worker.tick()
    world.answers_and_submits(first)
    with world.database.transaction() as session:
        remind(session, round_id=world.round_id, board_id=world.board_id, now=world.now)
    sender.is_down = True
    worker.tick()
    left = {(row.attempts, row.failure, row.claimed_until) for row in rows(world) if row.letter == "reminder"}
    assert len(left) == 1


def test_reminders_that_cannot_be_written_fail_alike_too(
    world: World, worker: Worker, tmp_path: Path
) -> None:
    first, _second = world.invites_governors(2)
    worker.tick()
    world.answers_and_submits(first)
    with world.database.transaction() as session:
        remind(session, round_id=world.round_id, board_id=world.board_id, now=world.now)
    changed = make_questionnaire(code="board-self-review")
    world.library = Shelf((changed,))
    elsewhere = make_worker(
        MemoryHuey("elsewhere", immediate=True),
        installation=world.installation(tmp_path),
        sender=Memory(),
        clock=lambda: world.now,
    )
    elsewhere.tick()
    left = {(row.attempts, row.failure[:30]) for row in rows(world) if row.letter == "reminder"}
    assert left == {(1, "The questionnaire board-self-r")}


def test_an_address_that_is_refused_is_told_to_the_clerk(
    world: World, worker: Worker, sender: Memory
) -> None:
    world.invites_governors(2)
    sender.refuses = ("governor1@example.org",)
    worker.tick()
    troubles = {each.invitation.email: each.trouble for each in world.turnout().respondents}
    assert troubles == {"governor1@example.org": "no such address", "governor2@example.org": None}


def test_a_tick_closes_what_is_over_once(world: World, worker: Worker) -> None:
    world.answers_and_submits(*world.invites_governors(5))
    worker.tick()
    assert world.turnout().total.started + world.turnout().total.submitted == 5
    assert not any(each.is_closed for each in world.turnout().board_round.evaluations)
    world.now += timedelta(days=14)
    worker.tick()
    worker.tick()
    assert all(each.is_closed for each in world.turnout().board_round.evaluations)


def test_closing_an_hour_late_and_twice_is_the_same_as_once(world: World, tmp_path: Path) -> None:
    world.invites_governors(1)
    world.now += timedelta(days=14, hours=1)
    closed_at = world.now
    for _ in range(2):
        close_overdue(
            world.installation(tmp_path),
            round_id=world.round_id,
            board_id=world.board_id,
            clock=lambda: world.now,
        )
        world.now += timedelta(hours=1)
    dates = {each.evaluation.closed_at for each in world.turnout().board_round.evaluations}
    assert dates == {closed_at}


def test_an_embedded_consumer_leaves_the_processs_signals_alone(worker: Worker) -> None:
    before = signal.getsignal(signal.SIGINT)
    consumer = worker.embedded()
    consumer._set_signal_handlers()
    assert signal.getsignal(signal.SIGINT) is before


def test_the_small_queue_is_a_file_of_its_own(tmp_path: Path) -> None:
    queue = make_queue(Settings(database="sqlite://", data_dir=tmp_path / "var", secret_key="s"))
    assert isinstance(queue, SqliteHuey)
    assert (tmp_path / "var" / "queue.db").exists()


@pytest.mark.parametrize(
    ("queue", "message"),
    [
        ("carrier-pigeon", "GOVSCORE_QUEUE is 'carrier-pigeon'"),
        ("postgres", "not a PostgreSQL address"),
        ("redis://127.0.0.1:1", "begins with 'redis', which cannot be used here"),
    ],
)
def test_a_queue_that_is_not_known_is_refused(tmp_path: Path, queue: str, message: str) -> None:
    settings = Settings(database="sqlite:///x.db", data_dir=tmp_path, secret_key="s", queue=queue)
    with pytest.raises(SettingsError, match=message):
        make_queue(settings)


def test_the_queue_can_live_in_the_same_postgresql_database(
    postgres_url: str, world: World, sender: Memory, tmp_path: Path
) -> None:
    address = postgres_url.replace("postgresql://", "postgresql+psycopg://")
    settings = Settings(database=address, data_dir=tmp_path, secret_key="s", queue="postgres")
    queue = make_queue(settings)
    worker = make_worker(
        queue, installation=world.installation(tmp_path), sender=sender, clock=lambda: world.now
    )
    world.invites_governors(2)
    worker.nudge()
    assert sender.letters == []
    while (task := queue.dequeue()) is not None:
        queue.execute(task)
    queue.storage.close()
    assert len(sender.letters) == 2


def test_an_embedded_consumer_sends_what_is_due_by_itself(
    world: World, sender: Memory, tmp_path: Path
) -> None:
    queue = make_queue(Settings(database="sqlite://", data_dir=tmp_path, secret_key="s"))
    worker = make_worker(
        queue, installation=world.installation(tmp_path), sender=sender, clock=lambda: world.now
    )
    world.invites_governors(2)
    consumer = worker.embedded()
    consumer.start()
    worker.nudge()
    until = time.monotonic() + 20
    while len(sender.letters) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    consumer.stop(graceful=True)
    assert len(sender.letters) == 2
