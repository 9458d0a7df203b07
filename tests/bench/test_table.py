"""A line of the table says what came out, and what is not as it is to be."""

import pytest

from bench.contests import Contest
from bench.race import Lap
from bench.table import Peer, find_peer, row

CONTEST = Contest(
    task="W", ours="a.py", theirs="a_b.py", peer="b", least=12, aim=40, most=100, most_megabytes=200
)
PEER = Peer(command=[], label="b 1.0")


def laps(seconds: float, *, w: float = 0.5, added: float = 10.0) -> list[Lap]:
    return [Lap(seconds=seconds, numbers={"w": [w]}, added=added, whole=2 * added)] * 2


def test_a_race_won_is_a_line_without_fault() -> None:
    told = row(CONTEST, PEER, (laps(0.01), laps(1.0)), boards=100, is_full=True)
    assert told.faults == ()
    assert (
        "| W | 100 | b 1.0 | **100** | 100 to 100, 100 | 12 | 40 | 10.0 ms | 1.0 s | 10 / 10 MB |"
        in told.text
    )


def test_a_share_is_said_and_scaled() -> None:
    told = row(CONTEST, PEER, (laps(0.1), laps(1.0)), boards=1_000, is_full=True)
    assert "b 1.0, timed on 100 and scaled | **100** |" in told.text
    assert "| 10.0 s |" in told.text


@pytest.mark.parametrize(
    ("ours", "fault"),
    [
        (laps(0.1), "10.0 times faster, not 12"),
        (laps(0.01, added=201), "201 MB, not under 200"),
        (laps(0.01, w=0.5 + 1e-8), "w is 1.0e-08 apart"),
    ],
)
def test_too_slow_too_large_and_other_numbers_are_faults(ours: list[Lap], fault: str) -> None:
    told = row(CONTEST, PEER, (ours, laps(1.0)), boards=100, is_full=True)
    assert [fault in each for each in told.faults] == [True]


def test_a_smaller_size_is_held_to_the_same_numbers_and_to_no_floor() -> None:
    slow = row(CONTEST, PEER, (laps(2.0), laps(1.0)), boards=100, is_full=False)
    assert slow.faults == ()
    other = row(CONTEST, PEER, (laps(2.0, w=0.4), laps(1.0)), boards=100, is_full=False)
    assert "**differ**" in other.text
    assert len(other.faults) == 1


def test_without_r_its_peers_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert find_peer(Contest(task="t", ours="a.py", theirs="b.R", peer="lme4", least=1, aim=2)) is None
