"""Comparator sets: as in R, reproducible, never the board itself, and open about how they came about."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govscore.benchmarking.comparators.distance import Characteristics
from govscore.benchmarking.comparators.nearest_boards import choose_comparators, choose_own
from govscore.benchmarking.comparators.sets import ComparatorSet, Rule
from govscore.benchmarking.errors import NotAComparator, UnknownBoard
from govscore.benchmarking.model import Balance
from tests.benchmarking import reference
from tests.benchmarking.schools import NAN, primaries, reference_schools, some_schools


def keys(chosen: ComparatorSet) -> list[str]:
    return [member.key for member in chosen.members]


def test_the_ten_nearest_of_every_school_are_those_of_r() -> None:
    schools = reference_schools()
    rows = reference.table("expected_neighbours_robust.csv")
    assert len(rows) == 10 * len(schools.keys)
    for urn in schools.keys:
        chosen = choose_comparators(urn, schools, k=10)
        expected = [row for row in rows if row["urn"] == urn]
        assert keys(chosen) == [row["neighbour"] for row in expected]
        distances = [float(row["distance"]) for row in expected]
        np.testing.assert_allclose([member.distance for member in chosen.members], distances, atol=1e-9)


@settings(deadline=None)
@given(some_schools, st.integers(1, 40))
def test_a_board_is_never_in_its_own_set_and_phases_do_not_mix(boards: Characteristics, k: int) -> None:
    phase_of = dict(zip(boards.keys, boards.phases, strict=True))
    own = boards.keys[0]
    chosen = choose_comparators(own, boards, k=k)
    assert own not in keys(chosen)
    assert {phase_of[key] for key in keys(chosen)} <= {phase_of[own]}
    assert len(keys(chosen)) == min(k, chosen.n_candidates)


@settings(deadline=None)
@given(some_schools, st.randoms(use_true_random=False))
def test_the_order_in_which_boards_are_given_does_not_matter(boards: Characteristics, random: object) -> None:
    order = sorted(range(len(boards.keys)), key=lambda _: random.random())  # type: ignore[attr-defined]
    shuffled = Characteristics(
        keys=tuple(boards.keys[i] for i in order),
        phases=tuple(boards.phases[i] for i in order),
        values={name: np.asarray(column)[order] for name, column in boards.values.items()},
    )
    assert choose_comparators("000", shuffled) == choose_comparators("000", boards)


@settings(deadline=None)
@given(some_schools)
def test_contributions_add_up_to_the_square_of_the_distance(boards: Characteristics) -> None:
    for member in choose_comparators("000", boards).members:
        total = sum(part for _, part in member.contributions)
        assert total == pytest.approx(member.distance**2)


def test_twins_stand_at_no_distance_and_in_order_of_their_keys() -> None:
    chosen = choose_comparators("c", primaries(fsm=[10, 20, 10, 10, 40]), k=3)
    assert keys(chosen) == ["a", "d", "b"]
    assert [member.distance for member in chosen.members[:2]] == [0, 0]


def test_boards_that_may_not_be_chosen_still_set_the_scale() -> None:
    boards = primaries(fsm=[10, 11, 20, 30, 50])
    everybody = choose_comparators("a", boards, k=4)
    some = choose_comparators("a", boards, k=4, eligible=[True, False, True, True, False])
    assert keys(some) == ["c", "d"]
    assert some.scales == everybody.scales
    assert (some.n_candidates, everybody.n_candidates) == (2, 4)
    assert some.members == tuple(member for member in everybody.members if member.key in "cd")


def test_gaps_are_filled_and_flagged_on_both_sides() -> None:
    chosen = choose_comparators("a", primaries(pupils=[100, 110, 300], fsm=[NAN, 10, NAN]), k=2)
    assert chosen.filled == ("fsm",)
    assert {member.key: member.filled for member in chosen.members} == {"b": (), "c": ("fsm",)}


def test_what_is_unknown_or_the_same_for_all_is_said() -> None:
    chosen = choose_comparators("a", primaries(pupils=[100, 110, 300], fsm=[10, 12, 9], rural=[1, 1, 1]), k=2)
    assert chosen.unknown == ("sen", "eal")
    assert chosen.constant == ("rural",)
    np.testing.assert_allclose([weight for _, weight in chosen.weights], [3 / 7, 3 / 7, 1 / 7])


def test_the_balance_shows_own_value_and_the_sets_in_the_unit_they_came_in() -> None:
    boards = primaries(pupils=[100, 110, 120, 130, NAN], fsm=[NAN, 4, 8, 12, 16])
    balance = choose_comparators("a", boards, k=4).balance
    assert balance[0] == Balance(characteristic="pupils", own=100, median=120, p10=112, p90=128)
    assert balance[1] == Balance(
        characteristic="fsm", own=None, median=10, p10=pytest.approx(5.2), p90=pytest.approx(14.8)
    )


def test_a_set_of_which_a_value_is_not_known_has_no_balance_of_it() -> None:
    balance = choose_comparators("a", primaries(pupils=[100, 110], fsm=[5, NAN]), k=1).balance[1]
    assert balance == Balance(characteristic="fsm", own=5, median=None, p10=None, p90=None)


@pytest.mark.parametrize(("fsm", "is_far"), [(21.4, False), (21.5, True)])
def test_a_set_whose_last_is_more_than_two_away_says_so(fsm: float, is_far: bool) -> None:
    boards = primaries(fsm=[*range(10, 19), fsm])
    chosen = choose_comparators("j", boards, k=5, weights={"fsm": 1.0})
    assert chosen.few_similar is is_far
    assert (chosen.members[-1].distance > 2) is is_far
    assert chosen.members[0].distance < 2


def test_fewer_candidates_than_wanted_are_few() -> None:
    chosen = choose_comparators("a", primaries(fsm=[10, 11, 12]), k=3)
    assert (len(chosen.members), chosen.wanted, chosen.few_similar) == (2, 3, True)


def test_a_board_alone_in_its_phase_has_nobody_to_be_compared_with() -> None:
    chosen = choose_comparators("a", primaries(fsm=[10]))
    assert (chosen.members, chosen.n_candidates, chosen.few_similar) == ((), 0, True)
    assert chosen.balance[0] == Balance(characteristic="fsm", own=10, median=None, p10=None, p90=None)


def test_two_boards_have_each_other() -> None:
    boards = primaries(fsm=[10, 30])
    assert (keys(choose_comparators("a", boards)), keys(choose_comparators("b", boards))) == (["b"], ["a"])


def test_being_a_comparator_is_not_mutual() -> None:
    boards = primaries(fsm=[10, 20, 22, 24])
    assert keys(choose_comparators("a", boards, k=1)) == ["b"]
    assert keys(choose_comparators("b", boards, k=1)) == ["c"]


def test_weights_decide_who_is_near() -> None:
    boards = primaries(pupils=[100, 105, 400], fsm=[10, 30, 11])
    assert keys(choose_comparators("a", boards, k=1, weights={"pupils": 9, "fsm": 1})) == ["b"]
    assert keys(choose_comparators("a", boards, k=1, weights={"pupils": 1, "fsm": 9})) == ["c"]


def test_only_the_proportion_of_weights_counts() -> None:
    boards = primaries(pupils=[100, 105, 400], fsm=[10, 30, 11])
    ones = choose_comparators("a", boards, weights={"pupils": 1, "fsm": 3})
    tens = choose_comparators("a", boards, weights={"pupils": 10, "fsm": 30})
    assert dataclasses.replace(ones) == tens


def test_a_board_nobody_knows_is_refused_by_its_key() -> None:
    with pytest.raises(UnknownBoard, match="board z is not among the boards given"):
        choose_comparators("z", primaries(fsm=[10, 20]))


@pytest.mark.parametrize(
    ("k", "eligible", "message"), [(0, None, "k must be at least 1"), (5, [True], "one entry a board")]
)
def test_a_wish_that_cannot_be_met_is_refused(k: int, eligible: list[bool] | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        choose_comparators("a", primaries(fsm=[10, 20]), k=k, eligible=eligible)


def test_a_set_of_ones_own_is_shown_with_its_distances_nearest_first() -> None:
    boards = primaries(fsm=[10, 11, 20, 30, 12])
    own = choose_own("a", boards, ["d", "e"])
    nearest = {member.key: member for member in choose_comparators("a", boards, k=4).members}
    assert own.members == (nearest["e"], nearest["d"])
    assert (own.rule, own.wanted, own.n_candidates) == (Rule.OWN, 2, 4)
    assert own.balance[0].median == 21


def test_a_set_of_ones_own_with_a_board_far_away_says_so() -> None:
    boards = primaries(fsm=[*range(10, 19), 60])
    assert not choose_own("a", boards, ["b", "c"], weights={"fsm": 1}).few_similar
    assert choose_own("a", boards, ["b", "j"], weights={"fsm": 1}).few_similar


@settings(deadline=None)
@given(some_schools, st.data())
def test_the_nearest_named_by_hand_are_the_set_that_is_chosen(boards: Characteristics, data) -> None:
    key = data.draw(st.sampled_from(boards.keys))
    chosen = choose_comparators(key, boards, k=5)
    if chosen.members:
        named = choose_own(key, boards, data.draw(st.permutations(keys(chosen))))
        assert named.members == chosen.members
        assert named.balance == chosen.balance


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ([], "comparators of board a: no board was chosen"),
        (["b", "a"], "a board is never among its own comparators"),
        (["b", "c", "b"], "board b is named twice"),
        (["b", "z"], "board z is not among the boards given"),
        (["e"], "board e is not of phase 'Primary'"),
    ],
)
def test_what_cannot_be_a_comparator_is_refused_by_name(chosen: list[str], message: str) -> None:
    boards = Characteristics(
        keys=tuple("abcde"),
        phases=("Primary",) * 4 + ("Secondary",),
        values={"fsm": [10.0, 20.0, 30.0, 40.0, 10.0]},
    )
    with pytest.raises((NotAComparator, UnknownBoard), match=message):
        choose_own("a", boards, chosen)


def test_ties_go_by_number_where_keys_are_numbers() -> None:
    boards = Characteristics(
        keys=("100", "9", "b", "10", "a"), phases=("Primary",) * 5, values={"fsm": [5.0] * 5}
    )
    assert keys(choose_comparators("a", boards)) == ["9", "10", "100", "b"]
