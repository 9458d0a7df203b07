"""What is promised of each task stands beside what was measured, and what is not kept is named."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bench.contests import FULL
from bench.promise import Row, promise
from bench.race import Lap
from bench.report import Measured
from tests.bench.races import CONTEST, laps, raced

SIZES = (300, FULL)
SHARE = replace(CONTEST, most=None)


def told(ours: list[Lap], *, sizes: tuple[int, ...] = SIZES) -> Row:
    outcomes = [raced(ours, boards=boards, contest=SHARE) for boards in sizes]
    *_, row = promise([SHARE], Measured(outcomes=outcomes), sizes=sizes)
    return row


def ends(times: Mapping[int, float], *, added: float) -> Row:
    measured = Measured(ends={boards: laps(spent, added=added) for boards, spent in times.items()})
    *_, row = promise([], measured, sizes=tuple(times))
    return row


@pytest.mark.parametrize(("spent", "kept"), [(0.01, "yes, and the aim"), (0.05, "yes"), (0.1, "**no**")])
def test_it_is_kept_or_not(spent: float, kept: str) -> None:
    assert told(laps(spent)).text.endswith(f"| {kept} |")


def test_a_line_has_what_is_promised_and_every_size() -> None:
    line = "| W, against b 1.0 | 12, under 200 MB | 40 | 50 | 50 | 50 to 50, 50 | 10 / 10 MB | yes, and the aim |"
    assert told(laps(0.02)).text == line


@pytest.mark.parametrize(
    ("ours", "faults"),
    [
        (laps(0.01), []),
        (laps(0.1), ["at 22,000 boards: 10.0 times faster, not 12"]),
        (laps(0.01, added=201), ["at 22,000 boards: 201 MB, not under 200"]),
        (laps(0.01, w=0.5 + 1e-8), ["at 300 boards: w is 1.0e-08", "at 22,000 boards: w is 1.0e-08"]),
    ],
)
def test_too_slow_too_large_and_other_numbers_are_named(ours: list[Lap], faults: list[str]) -> None:
    found = told(ours).faults
    assert len(found) == len(faults)
    assert all(fault in each for fault, each in zip(faults, found, strict=True))


def test_smaller_sizes_are_held_to_the_same_numbers_and_to_no_floor() -> None:
    slow, other = told(laps(2.0), sizes=(300,)), told(laps(2.0, w=0.4), sizes=(300,))
    assert slow.faults == ()
    assert slow.text.endswith("| not measured at 22,000 |")
    assert len(other.faults) == 1


def test_what_could_not_be_raced_says_so() -> None:
    *_, row = promise([CONTEST], Measured(), sizes=SIZES)
    assert row.faults == ()
    assert row.text.endswith("| not raced: not installed |")
    assert row.text.count("|") == told(laps(0.02)).text.count("|")


def test_everything_is_held_to_its_memory_and_its_growth() -> None:
    good = ends({300: 0.1, FULL: 5.0}, added=200)
    assert good.faults == ()
    assert good.text.endswith("| grows with the power 0.91 | 400 MB in all | yes, and the aim |")
    assert "600 MB in all | yes |" in ends({300: 0.1, FULL: 5.0}, added=300).text
    assert len(ends({300: 0.1, FULL: 50.0}, added=600).faults) == 2
    assert ends({300: 0.1}, added=600).text.endswith("| not measured at 22,000 |")
