"""`govscore user add` and `govscore user disable`: accounts."""

import argparse
from datetime import UTC, datetime

from govscore.cli.shell import Commands, opened, read_uuid, say
from govscore.services.accounts import add_account, disable_account
from govscore.services.boards import get_board


def add_to(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    parser = commands.add_parser("user", help="give and shut accounts")
    kinds = parser.add_subparsers(metavar="add|disable", required=True)
    adding = kinds.add_parser("add", help="give an address a role")
    adding.add_argument("email", metavar="EMAIL")
    adding.add_argument("--role", required=True)
    adding.add_argument("--board", metavar="ID", help="the board, for chair, vice-chair, clerk and head")
    adding.add_argument("--name", default="", help="the person's name")
    adding.set_defaults(command=add)
    disabling = kinds.add_parser("disable", help="shut an account")
    disabling.add_argument("email", metavar="EMAIL")
    disabling.set_defaults(command=disable)


def add(chosen: argparse.Namespace) -> int:
    """Add a role, and print a new account's password once."""
    board_id = read_uuid(chosen.board) if chosen.board else None
    with opened() as here, here.database.transaction() as session:
        if board_id:
            get_board(session, board_id)
        password = add_account(
            session,
            chosen.email,
            name=chosen.name or chosen.email.partition("@")[0],
            role=chosen.role,
            board_id=board_id,
            now=datetime.now(UTC),
        )
    if password:
        say(
            f"{chosen.email} can sign in with this password, which is not shown again. Change it at /account."
        )
        print(password)
    else:
        say(f"{chosen.email} has an account already; it now has the role {chosen.role}.")
    return 0


def disable(chosen: argparse.Namespace) -> int:
    """Shut an account and end its sessions."""
    with opened() as here, here.database.transaction() as session:
        disable_account(session, chosen.email, now=datetime.now(UTC))
    say(f"{chosen.email} can no longer sign in.")
    return 0
