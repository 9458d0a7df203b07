"""Races every contest at every size and writes the rows of a table in Markdown."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.contests import Contest
from bench.peers import PACKAGES, own_python, python_with, r_with
from bench.race import Lap, Ratio, Runner, best, furthest_apart, in_turn, memory, ratio

HEAD = (
    "| task | boards | peer | times faster | rounds: lowest to highest, median | at least | aim | ours | peer "
    "| memory, ours / peer | numbers apart, at most |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of what is printed, and what of it is not as it is to be."""

    text: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Peer:
    """How to start a peer, and what it is called."""

    command: list[str]
    label: str


def find_peer(contest: Contest) -> Peer | None:
    """Say how to start the peer of a contest; None where it is one of R's and not there."""
    if contest.is_r:
        found = r_with(contest.peer)
        return found and Peer(command=[found[0], "--vanilla"], label=f"R's {contest.peer} {found[1]}")
    versions = dict(package.split("==") for package in PACKAGES)
    label = f"{contest.peer} {versions[contest.peer]}" if contest.peer in versions else contest.peer
    return Peer(command=[python_with("peers", *PACKAGES)], label=label)


def race(
    contest: Contest, peer: Peer, data: Path, *, boards: int, rounds: int
) -> tuple[list[Lap], list[Lap]]:
    """Start both programs, each with its share of the data, and run them in turn."""
    with ExitStack() as stack:
        ours = stack.enter_context(Runner([own_python()], contest.ours, data, boards=boards))
        theirs = stack.enter_context(
            Runner(peer.command, contest.theirs, data, boards=contest.boards_for_peer(boards))
        )
        return in_turn(ours, theirs, rounds)


def row(
    contest: Contest, peer: Peer, laps: tuple[list[Lap], list[Lap]], *, boards: int, is_full: bool
) -> Row:
    """Put one race into words; at the full size it is held to its floor."""
    ours, theirs = laps
    share, scale = contest.boards_for_peer(boards), contest.scale(boards)
    times, apart = ratio(ours, theirs, scale=scale), furthest_apart(ours[-1], theirs[-1])
    differing = {name: value for name, value in apart.items() if not value <= contest.most_apart(name)}
    cells = [
        contest.task,
        f"{boards:,}",
        peer.label if share == boards else f"{peer.label}, timed on {share:,} and scaled",
        f"**{_number(times.best)}**",
        _spread(times),
        f"{contest.least:,g}" if is_full else "",
        f"{contest.aim:,g}" if is_full else "",
        seconds(best(ours)),
        seconds(best(theirs) * scale),
        f"{memory(ours)[0]:,.0f} / {memory(theirs)[0]:,.0f} MB",
        "**differ**" if differing else _agreement(contest, apart),
    ]
    faults = [f"{name} is {value:.1e} apart" for name, value in differing.items()]
    faults += _too_dear(contest, times, memory(ours)[0]) if is_full else []
    named = tuple(f"{contest.name} at {boards:,} boards: {fault}" for fault in faults)
    return Row(text=f"| {' | '.join(cells)} |", faults=named)


def _too_dear(contest: Contest, times: Ratio, megabytes: float) -> list[str]:
    faults = []
    if times.best < contest.least:
        faults.append(f"{_number(times.best)} times faster, not {contest.least:,g}")
    if contest.most_megabytes and megabytes > contest.most_megabytes:
        faults.append(f"{megabytes:,.0f} MB, not under {contest.most_megabytes:,g}")
    return faults


def _agreement(contest: Contest, apart: dict[str, float]) -> str:
    strict = max(value for name, value in apart.items() if name not in contest.looser)
    loose = [f"{name} {apart[name]:.0e} of {most:g}" for name, most in contest.looser.items()]
    return "; ".join([f"{strict:.0e} of {contest.tolerance:g}", *loose])


def _spread(times: Ratio) -> str:
    return f"{_number(times.lowest)} to {_number(times.highest)}, {_number(times.median)}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 20 else f"{value:.1f}"


def seconds(value: float) -> str:
    """Say a time."""
    return f"{value:,.1f} s" if value >= 1 else f"{1000 * value:,.1f} ms"
