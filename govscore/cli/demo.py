"""`govscore demo`: fill an empty database with an invented county."""

import argparse
from datetime import UTC, datetime

from govscore.cli.shell import Commands, opened, put_out, say
from govscore.demo.fill import Demo, Size, fill
from govscore.services.health import prepare


def add_to(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("demo", help="fill an empty database with an invented county")
    parser.add_argument(
        "--boards", type=_positive, metavar="N", help="this many synthetic boards instead of a county"
    )
    parser.add_argument(
        "--respondents", type=_positive, metavar="M", help="about this many people on each board"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the same seed gives the same county"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(command=demo)


def demo(chosen: argparse.Namespace) -> int:
    """Fill the database and say what is in it."""
    size = Size(boards=chosen.boards, respondents=chosen.respondents, seed=chosen.seed)
    with opened(is_demo=True) as here:
        prepare(here.database)
        with here.database.transaction() as session:
            made = fill(session, here, size=size, now=datetime.now(UTC))
    if chosen.json:
        put_out(_document(made))
    else:
        say(f"{made.boards} boards, {made.responses} responses, {len(made.rounds)} rounds, all simulated.")
        for account in made.accounts:
            say(f"{account.email}  {account.password}  {', '.join(account.roles)}")
    return 0


def _document(made: Demo) -> dict[str, object]:
    return {
        "accounts": [
            {"email": account.email, "password": account.password, "roles": list(account.roles)}
            for account in made.accounts
        ],
        "rounds": [
            {
                "id": str(round_.id),
                "title": round_.title,
                "opens_at": round_.opens_at,
                "closes_at": round_.closes_at,
            }
            for round_ in made.rounds
        ],
        "boards": made.boards,
        "responses": made.responses,
    }


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of 1 or more")
    return number
