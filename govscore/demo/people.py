"""The accounts of the demo county. Their passwords are shown on the start page, in the demo only."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from govscore.services.accounts import Account, add_account, get_account
from govscore.services.installation import DemoAccount
from govscore.services.transaction import Session

PASSWORD = "otter-lantern-quince"  # noqa: S105

OFFICER = DemoAccount(
    email="officer@example.org",
    name="Otter Larkmoor",
    password=PASSWORD,
    roles=("governance officer",),
    sees="coverage, comparison and the authority’s own view",
)
ANALYST = DemoAccount(
    email="analyst@example.org",
    name="Amara Quillhurst",
    password=PASSWORD,
    roles=("analyst",),
    sees="the county’s numbers, and how sure they are",
)
ADMINISTRATOR = DemoAccount(
    email="administrator@example.org",
    name="Idris Mossingham",
    password=PASSWORD,
    roles=("administrator",),
    sees="everything in the county that is not a board’s own",
)
CLERK = DemoAccount(
    email="clerk@example.org",
    name="Carys Thornwick",
    password=PASSWORD,
    roles=("clerk of three boards",),
    sees="who is outstanding, and how a round is closed",
)
CHAIR = DemoAccount(
    email="chair@example.org",
    name="Chidi Fernhollow",
    password=PASSWORD,
    roles=("chair",),
    sees="the board’s report, and sending it to the authority",
)
HEAD = DemoAccount(
    email="head@example.org",
    name="Hana Swallowmead",
    password=PASSWORD,
    roles=("head",),
    sees="the same report, with the head’s view beside the governors’",
)
VICE = DemoAccount(
    email="vice-chair@example.org",
    name="Vera Cloudesley",
    password=PASSWORD,
    roles=("vice-chair",),
    sees="what the board says about its chair, which nobody else does",
)
DEMO_ACCOUNTS = (OFFICER, ANALYST, ADMINISTRATOR, CLERK, CHAIR, HEAD, VICE)


def add_demo_accounts(session: Session, boards: Sequence[UUID], *, now: datetime) -> dict[str, Account]:
    """Give the accounts their roles, and hand them over by address.

    Chair, head and vice-chair are the first board's, the clerk has all of them.
    """
    grants = (
        (OFFICER, "officer", None),
        (ANALYST, "analyst", None),
        (ADMINISTRATOR, "administrator", None),
        (CHAIR, "chair", boards[0]),
        (HEAD, "head", boards[0]),
        (VICE, "vice-chair", boards[0]),
        *((CLERK, "clerk", board) for board in boards),
    )
    for who, role, board in grants:
        add_account(
            session, who.email, name=who.name, role=role, board_id=board, now=now, password=who.password
        )
    return {who.email: get_account(session, who.email) for who in DEMO_ACCOUNTS}
