"""`govscore rescore`: does every stored scorecard still come out the same?"""

import argparse

from govscore.cli.shell import Commands, opened, read_uuid, say
from govscore.services.rescore import rescore_round


def add_to(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("rescore", help="recompute every stored scorecard and compare")
    parser.add_argument("--round", required=True, metavar="ID")
    parser.set_defaults(command=rescore)


def rescore(chosen: argparse.Namespace) -> int:
    """Recompute; 1 and a list where one differs."""
    round_id = read_uuid(chosen.round)
    with opened() as here, here.database.transaction(write=False) as session:
        result = rescore_round(session, round_id, library=here.library)
    for difference in result.differences:
        print(f"evaluation {difference.evaluation_id}: {difference.what}")
    say(f"{result.scorecards} scorecards recomputed, {len(result.differences)} differ")
    return 1 if result.differences else 0
