"""Runs what was asked for and says each race as it ends, a line of Markdown at a time."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import county, everything
from bench.contests import FULL, Contest
from bench.race import Lap
from bench.table import HEAD, Outcome, find_peer, line, race

SIZES = (300, 3_000, FULL)
HOW = """\
Boards of 6 to 14 people, 40 questions of five options in 8 domains, 6 % of answers missing; random, and the same in
every run. Each program has its data before the clock starts, one thread, and a process of its own; ours and the
peer's runs alternate, after one of each that is not timed. Times are seconds of the processor. *Times faster* is best
against best; beside it the lowest and highest of the rounds, and their median: five rounds unless said otherwise, and
three where a minute is over before. A peer too slow for all boards is timed on the first of them and its time
multiplied by the ratio of boards, as its line says. Memory is the peak above what the process holds with its data, the
untimed run included. *Numbers apart* is the largest difference of any two numbers over the first boards, 300 at most,
of what is allowed; where one has a number and the other none, they differ."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What came of all races that could be run, and of everything end to end by number of boards."""

    outcomes: Sequence[Outcome] = ()
    ends: Mapping[int, list[Lap]] = field(default_factory=dict)


def measure(
    contests: Sequence[Contest],
    *,
    sizes: Sequence[int],
    rounds: int,
    ends: bool,
    say: Callable[[str], None],
) -> Measured:
    """Race all, at each size; `ends` with everything end to end."""
    with tempfile.TemporaryDirectory() as folder:
        data = _data(Path(folder), sizes)
        laps = everything.run(data, rounds) if ends else {}
        for each in (*everything.lines(laps), *(HEAD if contests else ())):
            say(each)
        outcomes = [found for contest in contests for found in _outcomes(contest, data, rounds, say)]
    return Measured(outcomes=outcomes, ends=laps)


def _outcomes(
    contest: Contest, data: Mapping[int, Path], rounds: int, say: Callable[[str], None]
) -> Iterator[Outcome]:
    if peer := find_peer(contest):
        for boards, folder in data.items():
            outcome = race(contest, peer, folder, boards=boards, rounds=rounds)
            say(line(outcome))
            yield outcome


def _data(folder: Path, sizes: Sequence[int]) -> dict[int, Path]:
    data = {boards: folder / str(boards) for boards in sizes}
    for boards, place in data.items():
        place.mkdir()
        county.build(boards, place)
    return data
