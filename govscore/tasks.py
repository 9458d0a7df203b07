"""Work that nobody waits for. The queue hurries it; our tables remember it, and a tick finds what is due.

Every task may run twice, late or not at all, and the tables come out right.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from huey.exceptions import ConfigurationError

from govscore.config import Settings
from govscore.errors import GovScoreError, MailError, SettingsError
from govscore.mail import Post, Sender
from govscore.services.closing import close_if_due, due_closings, has_closed_lately
from govscore.services.installation import Installation
from govscore.services.outbox import due_mail, is_due, mark_failed, mark_refused, mark_sent, take_letter

NAME = "govscore"
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)


def make_queue(settings: Settings) -> Huey:
    """Open the queue that the setting GOVSCORE_QUEUE names."""
    kind = settings.queue.partition("://")[0]
    try:
        match kind:
            case "sqlite":
                settings.data_dir.mkdir(parents=True, exist_ok=True)
                return SqliteHuey(NAME, filename=str(settings.data_dir / "queue.db"), results=False)
            case "postgres" | "postgresql":
                return PostgresHuey(NAME, dsn=_libpq_address(settings), results=False)
            case "redis" | "rediss":
                return RedisHuey(NAME, url=settings.queue, results=False)
    except ConfigurationError as fault:
        raise SettingsError(
            f"GOVSCORE_QUEUE begins with {kind!r}, which cannot be used here: {fault}"
        ) from fault
    raise SettingsError(f"GOVSCORE_QUEUE is {kind!r}; it may be sqlite, postgres or redis://host:port.")


def _libpq_address(settings: Settings) -> str:
    """The queue's own address, or else the database's, without the name of a driver in it."""
    address = settings.queue if "://" in settings.queue else settings.database
    scheme, _, rest = address.partition("://")
    if scheme.partition("+")[0] not in {"postgres", "postgresql"}:
        raise SettingsError(
            "GOVSCORE_QUEUE is 'postgres', but GOVSCORE_DATABASE is not a PostgreSQL address."
        )
    return f"postgresql://{rest}"


class EmbeddedConsumer(Consumer):
    """A consumer inside the web process, which keeps its own signals."""

    def _set_signal_handlers(self) -> None:
        pass


@dataclass(frozen=True, kw_only=True)
class Worker:
    """The tasks of one installation on one queue."""

    queue: Huey
    tick: Callable[[], object]

    def nudge(self) -> None:
        """Look at once for what is due; a lost nudge costs at most a minute."""
        self.tick()

    def embedded(self) -> EmbeddedConsumer:
        """A consumer to start beside the site in the same process."""
        return EmbeddedConsumer(self.queue, workers=1, worker_type="thread")


def make_worker(queue: Huey, *, installation: Installation, sender: Sender, clock: Clock = utc_now) -> Worker:
    """Put the tasks on a queue."""

    @queue.task(name="send_mail")
    def send_mail(mail_id: str) -> None:
        send_letter(installation, sender, UUID(mail_id), clock=clock)

    @queue.task(name="close_board")
    def close(round_id: str, board_id: str) -> None:
        close_overdue(installation, round_id=UUID(round_id), board_id=UUID(board_id), clock=clock)

    @queue.task(name="forget_deleted")
    def forget() -> None:
        installation.database.forget_deleted()

    def tick() -> None:
        with installation.database.transaction(write=False) as session:
            mails, closings = due_mail(session, now=clock()), due_closings(session, now=clock())
            is_to_forget = has_closed_lately(session, now=clock())
        if is_to_forget:
            forget()
        for round_id, board_id in closings:
            close(str(round_id), str(board_id))
        for mail_id in mails:
            send_mail(str(mail_id))

    queue.periodic_task(crontab(minute="*"), name="tick")(tick)
    return Worker(queue=queue, tick=tick)


def send_letter(installation: Installation, sender: Sender, mail_id: UUID, *, clock: Clock = utc_now) -> None:
    """Send one letter if it is still due.

    The way is opened before the letter is looked at: when the mail server is down, every letter fails alike,
    whether it is needed or not.
    """
    with installation.database.transaction(write=False) as session:
        if not is_due(session, mail_id, now=clock()):
            return
    try:
        with sender.open() as post:
            _post(installation, post, mail_id, clock=clock)
    except GovScoreError as fault:
        with installation.database.transaction() as session:
            mark_failed(session, mail_id, failure=str(fault), now=clock())


def close_overdue(
    installation: Installation, *, round_id: UUID, board_id: UUID, clock: Clock = utc_now
) -> None:
    """Close a board's evaluations if their round has ended, and leave no trace of the drafts."""
    with installation.database.transaction() as session:
        closed = close_if_due(
            session,
            round_id=round_id,
            board_id=board_id,
            keys=installation.keys,
            library=installation.library,
            now=clock(),
        )
    if closed:
        installation.database.forget_deleted()


def _post(installation: Installation, post: Post, mail_id: UUID, *, clock: Clock) -> None:
    with installation.database.transaction() as session:
        letter = take_letter(
            session,
            mail_id,
            keys=installation.keys,
            library=installation.library,
            base_url=installation.base_url,
            now=clock(),
        )
    if letter is None:
        return
    try:
        post(letter)
    except MailError as fault:
        with installation.database.transaction() as session:
            mark_refused(session, mail_id, failure=str(fault), now=clock())
        return
    with installation.database.transaction() as session:
        mark_sent(session, mail_id, now=clock())
