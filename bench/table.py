"""Races one contest at one size, and puts what came out into a line of a table in Markdown."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.contests import Contest
from bench.peers import PACKAGES, own_python, python_with, r_with
from bench.race import Lap, Ratio, Runner, best, furthest_apart, in_turn, memory, ratio

HEAD = (
    "| task | boards | peer | times faster | rounds: lowest to highest, median | ours | peer "
    "| memory, ours / peer | numbers apart, at most |",
    "|---|---|---|---|---|---|---|---|---|",
)


@dataclass(frozen=True, kw_only=True)
class Peer:
    """How to start a peer, and what it is called."""

    command: list[str]
    label: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one race: `seconds` and `megabytes` are ours and the peer's, its seconds those of all boards."""

    contest: Contest
    peer: str
    boards: int
    times: Ratio
    seconds: tuple[float, float]
    megabytes: tuple[float, float]
    apart: Mapping[str, float]

    @property
    def differing(self) -> dict[str, float]:
        """The numbers that are further apart than they may be."""
        return {
            name: value for name, value in self.apart.items() if not value <= self.contest.most_apart(name)
        }


def find_peer(contest: Contest) -> Peer | None:
    """Say how to start the peer of a contest; None where it is one of R's and not there."""
    if contest.is_r:
        found = r_with(contest.peer)
        return found and Peer(command=[found[0], "--vanilla"], label=f"R's {contest.peer} {found[1]}")
    versions = dict(package.split("==") for package in PACKAGES)
    label = f"{contest.peer} {versions[contest.peer]}" if contest.peer in versions else contest.peer
    return Peer(command=[python_with("peers", *PACKAGES)], label=label)


def race(contest: Contest, peer: Peer, data: Path, *, boards: int, rounds: int) -> Outcome:
    """Start both programs, each with its share of the data, and run them in turn."""
    share = contest.boards_for_peer(boards)
    with ExitStack() as stack:
        ours = stack.enter_context(Runner([own_python()], contest.ours, data, boards=boards))
        theirs = stack.enter_context(Runner(peer.command, contest.theirs, data, boards=share))
        laps = in_turn(ours, theirs, rounds)
    label = peer.label if share == boards else f"{peer.label}, timed on {share:,} and scaled"
    return outcome(contest, label, laps, boards=boards)


def outcome(contest: Contest, label: str, laps: tuple[list[Lap], list[Lap]], *, boards: int) -> Outcome:
    """Say what came of the laps of a race."""
    ours, theirs = laps
    scale = contest.scale(boards)
    return Outcome(
        contest=contest,
        peer=label,
        boards=boards,
        times=ratio(ours, theirs, scale=scale),
        seconds=(best(ours), best(theirs) * scale),
        megabytes=(memory(ours)[0], memory(theirs)[0]),
        apart=furthest_apart(ours[-1], theirs[-1]),
    )


def line(found: Outcome) -> str:
    """Put one race into words."""
    cells = [
        found.contest.task,
        f"{found.boards:,}",
        found.peer,
        f"**{number(found.times.best)}**",
        spread(found.times),
        *(seconds(each) for each in found.seconds),
        megabytes(found),
        "**differ**" if found.differing else _agreement(found),
    ]
    return f"| {' | '.join(cells)} |"


def _agreement(found: Outcome) -> str:
    contest, apart = found.contest, found.apart
    strict = max(value for name, value in apart.items() if name not in contest.looser)
    loose = [f"{name} {apart[name]:.0e} of {most:g}" for name, most in contest.looser.items()]
    return "; ".join([f"{strict:.0e} of {contest.tolerance:g}", *loose])


def megabytes(found: Outcome) -> str:
    """Say both peaks."""
    ours, theirs = found.megabytes
    return f"{ours:,.0f} / {theirs:,.0f} MB"


def spread(times: Ratio) -> str:
    """Say the lowest and highest of the rounds, and their median."""
    return f"{number(times.lowest)} to {number(times.highest)}, {number(times.median)}"


def number(value: float) -> str:
    """Say a ratio."""
    return f"{value:,.0f}" if value >= 20 else f"{value:.1f}"


def seconds(value: float) -> str:
    """Say a time."""
    return f"{value:,.1f} s" if value >= 1 else f"{1000 * value:,.1f} ms"
