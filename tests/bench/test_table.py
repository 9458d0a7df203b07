"""A line of the table says what came out of one race."""

import pytest

from bench.contests import Contest
from bench.table import find_peer, line
from tests.bench.races import CONTEST, laps, raced


def test_a_race_is_a_line() -> None:
    told = line(raced(laps(0.01), boards=100))
    assert "| W | 100 | b 1.0 | **100** | 100 to 100, 100 | 10.0 ms | 1.0 s | 10 / 10 MB | 0e+00 of" in told


def test_a_share_is_scaled() -> None:
    told = line(raced(laps(0.1), boards=1_000))
    assert "| **100** |" in told
    assert "| 10.0 s |" in told


def test_other_numbers_are_said_to_differ() -> None:
    found = raced(laps(0.01, w=0.4), boards=100)
    assert found.differing == {"w": pytest.approx(0.1)}
    assert "**differ**" in line(found)


def test_without_r_its_peers_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert find_peer(Contest(task="t", ours="a.py", theirs="b.R", peer="lme4", least=1, aim=2)) is None
    assert not CONTEST.is_r
