"""Runs what was asked for and says it, a line of Markdown at a time."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench import county, everything
from bench.contests import Contest
from bench.machine import describe, load
from bench.table import HEAD, Row, find_peer, race, row

FULL = 22_000
SIZES = (300, 3_000, FULL)
HOW = """\
Boards of 6 to 14 people, 40 questions of five options in 8 domains, 6 % of answers missing; random, and the same in
every run. Each program has its data before the clock starts, one thread, and a process of its own; ours and the
peer's runs alternate, after one of each that is not timed. Times are seconds of the processor. *Times faster* is best
against best; beside it the lowest and highest of the rounds, and their median. Memory is the peak above what the
process holds with its data, the untimed run included. *Numbers apart* is the largest difference of any two numbers
over the first boards, 300 at most, of what is allowed; where one has a number and the other none, they differ."""


def report(contests: Sequence[Contest], *, sizes: Sequence[int], rounds: int, ends: bool) -> Iterator[Row]:
    """Race all, at each size; `ends` with everything end to end."""
    yield from _texts(f"{describe()}.", "", f"Programs that wanted a core when it began: {load()}.", "", HOW)
    missing: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        data = {boards: Path(folder) / str(boards) for boards in sizes}
        for boards, place in data.items():
            place.mkdir()
            county.build(boards, place)
        yield from _texts("", *HEAD) if contests else ()
        for contest in contests:
            yield from _rows(contest, data, rounds, missing)
        if missing:
            yield from _texts("", f"Not raced, since it is not installed: {', '.join(missing)}.")
        if ends:
            yield Row(text="")
            yield from everything.rows(data, rounds, full=FULL)
    yield from _texts("", f"Programs that wanted a core when it ended: {load()}.")


def _rows(contest: Contest, data: Mapping[int, Path], rounds: int, missing: list[str]) -> Iterator[Row]:
    peer = find_peer(contest)
    if peer is None:
        missing.append(f"R's {contest.peer}")
        return
    for boards, folder in data.items():
        laps = race(contest, peer, folder, boards=boards, rounds=rounds)
        yield row(contest, peer, laps, boards=boards, is_full=boards == FULL)


def _texts(*lines: str) -> Iterator[Row]:
    return (Row(text=line) for line in lines)
