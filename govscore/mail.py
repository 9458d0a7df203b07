"""Handing one letter to the outside world: to the console or to an SMTP server.

It knows nothing of who gets what, or why.
"""

import html
import smtplib
import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from typing import Protocol, TextIO
from urllib.parse import SplitResult, unquote, urlsplit

from govscore.errors import MailError, SettingsError

TIMEOUT_SECONDS = 30
PORTS = {"smtp": 587, "smtps": 465}
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter to one address. Its reference stays the same however often it is sent."""

    reference: str
    to: str
    name: str
    subject: str
    text: str


Post = Callable[[Letter], None]


class Sender(Protocol):
    """A way to send. Opening it fails when the way is blocked; posting fails when one letter is not taken."""

    def open(self) -> AbstractContextManager[Post]:
        """Make ready to post."""


def make_sender(mail: str, *, sender: str) -> Sender:
    """Choose the way that the setting GOVSCORE_MAIL names; `sender` is the address letters come from."""
    if mail == "console":
        return ConsoleSender(sender)
    if mail == "notify":
        raise SettingsError(
            "GOVSCORE_MAIL is 'notify', and sending by GOV.UK Notify is not built yet. "
            "Set it to console, smtp://user:password@host:port or smtps://user:password@host:port."
        )
    server = urlsplit(mail)
    if server.scheme not in PORTS or not server.hostname:
        raise SettingsError(
            f"GOVSCORE_MAIL begins with {server.scheme or mail.partition(':')[0]!r}; it may be console, "
            "smtp://user:password@host:port or smtps://user:password@host:port."
        )
    return SmtpSender(server, sender)


class ConsoleSender:
    """Writes letters where the program runs, for the demo and for trying things out."""

    def __init__(self, sender: str, stream: TextIO | None = None) -> None:
        self._sender = sender
        self._stream = stream

    @contextmanager
    def open(self) -> Iterator[Post]:
        """Make ready to write."""
        yield self._write

    def _write(self, letter: Letter) -> None:
        compose(letter, sender=self._sender)
        stream = self._stream or sys.stdout
        stream.write(f"\n--- to {letter.name} <{letter.to}>: {letter.subject}\n\n{letter.text}\n---\n")
        stream.flush()


class SmtpSender:
    """Hands letters to an SMTP server, over TLS wherever the server offers it."""

    def __init__(self, server: SplitResult, sender: str) -> None:
        self._server = server
        self._sender = sender

    @contextmanager
    def open(self) -> Iterator[Post]:
        """Connect and sign in; a server that cannot be reached is said so in one sentence."""
        with ExitStack() as stack:
            try:
                connection = self._dial()
                stack.callback(connection.close)
                self._secure(connection)
            except (OSError, smtplib.SMTPException, ValueError) as fault:
                where = f"{self._server.hostname}:{self._port}"
                raise MailError(f"The mail server {where} cannot be used: {_reason(fault)}") from fault
            yield lambda letter: self._post(connection, letter)

    @property
    def _port(self) -> int:
        return self._server.port or PORTS[self._server.scheme]

    def _dial(self) -> smtplib.SMTP:
        host = self._server.hostname or ""
        if self._server.scheme == "smtps":
            trusted = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, self._port, timeout=TIMEOUT_SECONDS, context=trusted)
        return smtplib.SMTP(host, self._port, timeout=TIMEOUT_SECONDS)

    def _secure(self, connection: smtplib.SMTP) -> None:
        connection.ehlo()
        is_safe = self._server.scheme == "smtps" or self._server.hostname in LOOPBACK
        if connection.has_extn("starttls"):
            connection.starttls(context=ssl.create_default_context())
            connection.ehlo()
        elif self._server.username and not is_safe:
            raise ValueError("it offers no TLS, so the password would travel in clear; use smtps://")
        if self._server.username:
            connection.login(unquote(self._server.username), unquote(self._server.password or ""))

    def _post(self, connection: smtplib.SMTP, letter: Letter) -> None:
        message = compose(letter, sender=self._sender)
        try:
            connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as fault:
            refusals = "; ".join(f"{code} {_plain(said)}" for code, said in fault.recipients.values())
            raise MailError(f"The mail server did not take the address: {refusals}") from fault
        except (OSError, smtplib.SMTPException) as fault:
            raise MailError(f"The mail server did not take the letter: {_reason(fault)}") from fault


def compose(letter: Letter, *, sender: str) -> EmailMessage:
    """Write a letter as a message in plain text and HTML; nothing in it can become a header of its own."""
    message = EmailMessage(policy=SMTP)
    try:
        user, _, domain = letter.to.rpartition("@")
        message["From"] = sender
        message["To"] = Address(display_name=letter.name, username=user, domain=domain)
        message["Subject"] = letter.subject
        message["Message-ID"] = f"<{letter.reference}@{sender.rpartition('@')[2].strip('>')}>"
    except (ValueError, IndexError) as fault:
        raise MailError(
            "The letter has a line break or a sign in its heading that mail cannot carry"
        ) from fault
    message["Date"] = formatdate(localtime=True)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(as_html(letter), subtype="html")
    return message


def as_html(letter: Letter) -> str:
    """Write the text in paragraphs, with addresses on a line of their own as links."""
    paragraphs = "".join(f"<p>{_paragraph(text)}</p>" for text in letter.text.strip().split("\n\n"))
    title = html.escape(letter.subject)
    head = f'<!doctype html><html lang="en-GB"><head><title>{title}</title></head>'
    return f"{head}<body>{paragraphs}</body></html>"


def _paragraph(text: str) -> str:
    return "<br>".join(_line(line) for line in text.strip().splitlines())


def _line(line: str) -> str:
    safe = html.escape(line)
    return f'<a href="{safe}">{safe}</a>' if line.startswith(("https://", "http://")) else safe


def _reason(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"{fault.smtp_code} {_plain(fault.smtp_error)}"
    return str(fault) or type(fault).__name__


def _plain(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())
