"""One letter reaches the outside world whole, and nothing in it becomes a heading of its own."""

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import StringIO
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from govscore.errors import MailError, SettingsError
from govscore.mail import ConsoleSender, Letter, as_html, compose, make_sender

LETTER = Letter(
    reference="0f3c",
    to="ann@example.org",
    name="Ann O'Hara, MBE",
    subject="Your view – Hillside",
    text="Dear Ann\n\nOpen your link:\n\nhttps://boards.example.org/r/abc\n\nThe council <clerk>\n",
)
SENDER = "govscore@example.org"


class Postbox:
    """A mail server's memory; addresses at nowhere.example are refused."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Take an address, or refuse it."""
        if address.endswith("nowhere.example"):
            return "550 no such address"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Keep a message."""
        self.messages.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        return "250 OK"


def free_port() -> int:
    """A port on this machine at which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, str]]:
    """A mail server on this machine, and the setting that names it."""
    box, port = Postbox(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, f"smtp://127.0.0.1:{port}"
    controller.stop()


def test_a_letter_arrives_as_it_was_written(postbox: tuple[Postbox, str]) -> None:
    box, setting = postbox
    with make_sender(setting, sender=SENDER).open() as post:
        post(LETTER)
    (message,) = box.messages
    assert message["To"] == '"Ann O\'Hara, MBE" <ann@example.org>'
    assert (message["From"], message["Subject"]) == (SENDER, LETTER.subject)
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == LETTER.text


def test_several_letters_go_by_one_connection(postbox: tuple[Postbox, str]) -> None:
    box, setting = postbox
    with make_sender(setting, sender=SENDER).open() as post:
        for _ in range(3):
            post(LETTER)
    assert len(box.messages) == 3


def test_an_address_the_server_refuses_is_said_in_one_sentence(postbox: tuple[Postbox, str]) -> None:
    _, setting = postbox
    lost = Letter(reference="1", to="a@nowhere.example", name="A", subject="S", text="T")
    with (
        make_sender(setting, sender=SENDER).open() as post,
        pytest.raises(MailError, match="did not take the address: 550 no such address"),
    ):
        post(lost)


def test_a_server_that_is_not_there_is_said_in_one_sentence() -> None:
    port = free_port()
    sender = make_sender(f"smtp://127.0.0.1:{port}", sender=SENDER)
    with pytest.raises(MailError, match=rf"mail server 127\.0\.0\.1:{port} cannot be used"), sender.open():
        pass


def test_a_letter_is_marked_as_written_by_a_machine_and_can_be_recognised() -> None:
    message = compose(LETTER, sender=SENDER)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == "<0f3c@example.org>"
    assert compose(LETTER, sender=SENDER)["Message-ID"] == message["Message-ID"]


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Hello\nBcc: all@example.org"},
        {"subject": "Hello\r\nBcc: all@example.org"},
        {"name": "Ann\nBcc: all@example.org"},
        {"to": "ann@example.org\nBcc: all@example.org"},
    ],
)
def test_nothing_in_a_letter_becomes_a_heading(change: dict[str, str]) -> None:
    fields = {"reference": "1", "to": "a@example.org", "name": "A", "subject": "S", "text": "T"}
    with pytest.raises(MailError, match="line break"):
        compose(Letter(**(fields | change)), sender=SENDER)


def test_the_html_has_the_link_and_no_markup_of_the_writers() -> None:
    page = as_html(LETTER)
    assert '<a href="https://boards.example.org/r/abc">https://boards.example.org/r/abc</a>' in page
    assert "&lt;clerk&gt;" in page


def test_the_console_shows_the_letter() -> None:
    stream = StringIO()
    with ConsoleSender(SENDER, stream).open() as post:
        post(LETTER)
    assert "ann@example.org" in stream.getvalue()
    assert LETTER.text in stream.getvalue()


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("notify", "not built yet"),
        ("pigeon", "begins with 'pigeon'"),
        ("smtp://", "begins with 'smtp'"),
        ("http://mail.example.org", "begins with 'http'"),
    ],
)
def test_a_setting_that_names_no_way_is_refused(setting: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        make_sender(setting, sender=SENDER)


def test_a_setting_that_is_refused_does_not_show_its_password() -> None:
    with pytest.raises(SettingsError) as refusal:
        make_sender("ftp://user:hunter2@mail.example.org", sender=SENDER)
    assert "hunter2" not in str(refusal.value)


class Doorkeeper:
    """Lets in whoever knows the password."""

    def __init__(self) -> None:
        self.tries: list[tuple[bytes, bytes]] = []

    def __call__(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        """Note who knocks."""
        self.tries.append((data.login, data.password))
        return AuthResult(success=data.password == b"p@ss", handled=False)


@pytest.fixture
def guarded() -> Iterator[tuple[Doorkeeper, int]]:
    """A mail server on every address of this machine, that asks for a password and offers no TLS."""
    doorkeeper, port = Doorkeeper(), free_port()
    controller = Controller(
        Postbox(), hostname="127.0.0.1", port=port, authenticator=doorkeeper, auth_require_tls=False
    )
    controller.start()
    yield doorkeeper, port
    controller.stop()


def test_a_password_in_the_setting_is_used(guarded: tuple[Doorkeeper, int]) -> None:
    doorkeeper, port = guarded
    with make_sender(f"smtp://user%40x:p%40ss@127.0.0.1:{port}", sender=SENDER).open() as post:
        post(LETTER)
    assert doorkeeper.tries == [(b"user@x", b"p@ss")]


def test_a_wrong_password_is_said_in_one_sentence_without_the_password(
    guarded: tuple[Doorkeeper, int],
) -> None:
    sender = make_sender(f"smtp://user:hunter2@127.0.0.1:{guarded[1]}", sender=SENDER)
    with pytest.raises(MailError, match="cannot be used: 535") as refusal, sender.open():
        pass
    assert "hunter2" not in str(refusal.value)


def test_a_password_does_not_travel_in_clear(guarded: tuple[Doorkeeper, int]) -> None:
    doorkeeper, port = guarded
    sender = make_sender(f"smtp://user:p%40ss@0.0.0.0:{port}", sender=SENDER)
    with pytest.raises(MailError, match="no TLS, so the password would travel in clear"), sender.open():
        pass
    assert doorkeeper.tries == []
