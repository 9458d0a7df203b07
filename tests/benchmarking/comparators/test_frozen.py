"""A set kept for a year says what it was chosen from, and cannot be had without."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from govscore.benchmarking.comparators.dfe import First, choose_dfe
from govscore.benchmarking.comparators.frozen import FrozenSet, Source, freeze
from govscore.benchmarking.comparators.nearest_boards import choose_comparators, choose_own
from govscore.benchmarking.comparators.sets import ComparatorSet
from tests.benchmarking.schools import NAN, primaries

CENSUS = Source(name="school census", as_of=date(2026, 1, 15))
REGISTER = Source(name="register of schools", as_of=date(2026, 11, 2))
BOARDS = primaries(pupils=[100, 110, 300], fsm=[5, 6, 30])


def kept(comparators: ComparatorSet, *sources: Source) -> FrozenSet:
    return freeze(comparators, year="2026/27", chosen_on=date(2026, 11, 12), sources=sources or (CENSUS,))


def test_it_says_how_it_came_about() -> None:
    chosen = choose_comparators("a", BOARDS, k=1)
    assert kept(chosen, REGISTER, CENSUS).statement == (
        "1 board of phase Primary, chosen by our own rule on 12 November 2026 and kept for 2026/27. "
        "From: register of schools of 2 November 2026; school census of 15 January 2026. "
        "Weights: pupils 0.5, fsm 0.5."
    )


def test_it_says_by_whose_rule() -> None:
    dfe = choose_dfe("a", BOARDS, First(regions=("A",) * 3), k=2)
    assert "chosen by the Department for Education’s rule" in kept(dfe).statement
    assert "chosen by hand" in kept(choose_own("a", BOARDS, ["b"])).statement


def test_it_says_what_is_weak_about_it() -> None:
    chosen = choose_comparators("a", primaries(pupils=[100, NAN, 300], fsm=[5, 6, 30]), k=9)
    statement = kept(chosen).statement
    assert "Where a figure was not known, the middle of the phase stands in for it." in statement
    assert statement.endswith("There are few similar boards.")
    assert "few similar" not in kept(choose_comparators("a", BOARDS, k=1)).statement


def test_it_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        kept(choose_comparators("a", BOARDS)).year = "2027/28"  # type: ignore[misc]


def test_without_its_vintage_there_is_none() -> None:
    chosen = choose_comparators("a", BOARDS)
    with pytest.raises(ValueError, match="a set without its vintage cannot be made again"):
        freeze(chosen, year="2026/27", chosen_on=date(2026, 11, 12), sources=())
    with pytest.raises(ValueError, match="register of schools: younger than the day"):
        freeze(chosen, year="2026/27", chosen_on=date(2026, 11, 1), sources=(CENSUS, REGISTER))
