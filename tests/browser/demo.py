"""The demo county, filled once and served, and the addresses worth visiting in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from govscore.services.installation import Installation
from govscore.storage.accounts import GrantRow
from govscore.storage.evaluations import EvaluationRow, InvitationRow, RoundRow
from govscore.storage.reports import SentReportRow


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where to go in the demo county: the chair's own board, one that has sent its report, and personal links."""

    own: UUID
    sent: UUID
    past: UUID
    apart: UUID
    present: UUID
    invitation: UUID
    links: dict[str, str]

    def of_respondents(self) -> Iterator[str]:
        """The pages of a governor, a head and a clerk."""
        for link in self.links.values():
            yield from (link, f"{link}/hub", f"{link}/check", f"{link}/withdraw")
        yield f"{self.links['governor']}/accountability"
        yield f"{self.links['head']}/strategy"
        yield f"{self.links['clerk']}/meetings"

    def of_boards(self) -> Iterator[str]:
        """The pages of a clerk."""
        now, then = f"/boards/{self.own}/rounds/{self.present}", f"/boards/{self.own}/rounds/{self.past}"
        yield from ("/boards", "/account", "/sign-out", f"/boards/{self.own}")
        yield from (now, f"{now}/add", f"{now}/close", f"{now}/respondents/{self.invitation}")
        yield from (then, f"{then}/report", f"{then}/report/send")
        skills = f"/boards/{self.own}/rounds/{self.apart}"
        yield from (skills, f"{skills}/skills")

    def of_vice_chair(self) -> Iterator[str]:
        """The pages of a vice-chair."""
        yield from ("/boards", f"/boards/{self.own}", f"/boards/{self.own}/rounds/{self.apart}/chair")

    def of_county(self) -> Iterator[str]:
        """The pages of an officer."""
        there = f"/boards/{self.sent}/rounds/{self.past}"
        yield from (
            "/county",
            f"/county/rounds/{self.past}",
            f"/county/rounds/{self.present}",
            f"/county/rounds/{self.apart}",
            "/county/rounds/new",
        )
        yield from (
            "/county/boards",
            f"{there}/report",
            f"/county/boards/{self.sent}/rounds/{self.past}/view",
            f"/county/boards/{self.sent}/rounds/{self.past}/view/strategy",
        )


PUBLIC = ("/", "/criteria", "/accessibility", "/privacy", "/sign-in", "/no-such-page", "/r/forged")


def find_places(installation: Installation) -> Places:
    """Look the addresses up."""
    with installation.database.transaction(write=False) as session:
        past, apart, *_, present = session.scalars(select(RoundRow.id).order_by(RoundRow.opens_at))
        own = session.scalars(select(GrantRow.board_id).where(GrantRow.role == "chair")).one()
        sent = session.scalars(
            select(SentReportRow.board_id).where(SentReportRow.board_id != own).limit(1)
        ).one()
        invited = select(InvitationRow.role, InvitationRow.id).join(
            EvaluationRow, EvaluationRow.id == InvitationRow.evaluation_id
        )
        open_ones = session.execute(
            invited.where(EvaluationRow.round_id == present, EvaluationRow.board_id == own).order_by(
                InvitationRow.id
            )
        ).all()
    ids = dict(reversed([(role, id_) for role, id_ in open_ones]))
    return Places(
        own=own or UUID(int=0),
        sent=sent,
        past=past,
        apart=apart,
        present=present,
        invitation=ids["governor"],
        links={
            role: f"/r/{installation.keys.link_token(id_, 1)}" for role, id_ in ids.items() if role != "chair"
        },
    )
