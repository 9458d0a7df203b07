"""Our workers run as they are raced, and the peers that need no more than NumPy and SciPy give the same numbers."""

from pathlib import Path

import pytest

from bench import county, everything
from bench.contests import CONTESTS, Contest
from bench.peers import own_python
from bench.race import Lap, Runner, furthest_apart

BOARDS = 40
AT_HOME = ("concordance-scipy", "sign-flip-scipy", "dfe-matrices", "ranks-all-pairs")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("workers")
    county.build(BOARDS, made)
    return made


def run(worker: str, data: Path) -> Lap:
    with Runner([own_python()], worker, data, boards=BOARDS) as runner:
        return runner.lap()


@pytest.mark.parametrize("worker", sorted({contest.ours for contest in CONTESTS}))
def test_ours_runs_and_gives_numbers(worker: str, data: Path) -> None:
    lap = run(worker, data)
    assert lap.seconds > 0
    assert all(lap.numbers.values())


@pytest.mark.parametrize("name", AT_HOME)
def test_a_peer_that_needs_no_environment_of_its_own_gives_the_same_numbers(name: str, data: Path) -> None:
    contest: Contest = next(each for each in CONTESTS if each.name == name)
    apart = furthest_apart(run(contest.ours, data), run(contest.theirs, data))
    assert {part: value for part, value in apart.items() if not value <= contest.most_apart(part)} == {}


def test_everything_runs_to_its_end_and_says_what_each_part_took(data: Path) -> None:
    lap = run(everything.WORKER, data)
    assert {"agreement", "domains", "comparators", "gaps", "quality", "change"} <= lap.numbers.keys()


def test_a_worker_that_ends_early_is_named_as_such(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    runner = Runner([own_python()], "ranks_ours.py", tmp_path, boards=BOARDS)
    with runner, pytest.raises(RuntimeError, match="ended without an answer"):
        runner.lap()
    assert "estimate.npy" in capfd.readouterr().err
