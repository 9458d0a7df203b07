"""Laps and races that are made up, for the tests of the tables."""

from bench.contests import Contest
from bench.race import Lap
from bench.table import Outcome, outcome

CONTEST = Contest(
    task="W", ours="a.py", theirs="a_b.py", peer="b", least=12, aim=40, most=100, most_megabytes=200
)


def laps(seconds: float, *, w: float = 0.5, added: float = 10.0) -> list[Lap]:
    """Three of one program, all alike."""
    return [Lap(seconds=seconds, numbers={"w": [w]}, added=added, whole=2 * added)] * 3


def raced(ours: list[Lap], *, boards: int, contest: Contest = CONTEST) -> Outcome:
    """Against a peer that takes a second for its share."""
    return outcome(contest, "b 1.0", (ours, laps(1.0)), boards=boards)
