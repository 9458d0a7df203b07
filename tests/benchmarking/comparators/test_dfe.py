"""The Department for Education's sets: its distance, its order, and the board itself never among them."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govscore.benchmarking.comparators.dfe import NEEDS, POOL, First, choose_dfe, range_block
from govscore.benchmarking.comparators.distance import Characteristics
from govscore.benchmarking.comparators.neighbours import dfe_boards
from govscore.benchmarking.comparators.sets import ComparatorSet, Rule
from govscore.benchmarking.errors import NothingToCompareBy, UnknownBoard
from tests.benchmarking import reference
from tests.benchmarking.schools import NAN, primaries, reference_schools

PUBLISHED = reference.document("published.json")["dfe_comparator_distance"]
NOWHERE = ("A",)


def keys(chosen: ComparatorSet) -> list[str]:
    return [member.key for member in chosen.members]


def specials(**values: list[float]) -> Characteristics:
    n = len(next(iter(values.values())))
    return Characteristics(keys=tuple("abcdefghij"[:n]), phases=("Special",) * n, values=values)


def random_schools(n: int, seed: int, *, phase: str = "Primary", needs: int = 0) -> Characteristics:
    """Coarse values, so that there are ties and twins, and gaps."""
    rng = np.random.default_rng(seed)
    values = {name: rng.integers(1, 8, n) * 10.0 for name in ("pupils", "fsm", "sen", *NEEDS[:needs])}
    values["fsm"][rng.random(n) < 0.1] = NAN
    return Characteristics(
        keys=tuple(str(number) for number in rng.permutation(np.arange(95, 95 + n)).tolist()),
        phases=(phase,) * n,
        values=values,
    )


def by_the_rule(own: int, schools: Characteristics, first: First, k: int) -> list[str]:
    """The rule once more, school by school, as one would tell it."""
    is_special = schools.phases[own].casefold() == "special"
    groups = [{"pupils": 0.6, "fsm": 0.4}, dict.fromkeys(NEEDS, 1.0)]
    if not is_special:
        groups = [{"pupils": 0.5, "fsm": 0.4, "sen": 0.1}]
    columns = {}
    for name in {name for group in groups for name in group} & set(schools.values):
        known = np.array(schools.values[name], dtype=float)
        columns[name] = np.where(np.isnan(known), np.nanmedian(known), known)

    def distance(other: int) -> float:
        return sum(
            math.sqrt(
                sum(
                    weight * ((columns[name][own] - columns[name][other]) / (np.ptp(columns[name]) or 1)) ** 2
                    for name, weight in group.items()
                    if name in columns
                )
            )
            for group in groups
        )

    others = [i for i in range(len(schools.keys)) if i != own]
    nearest = sorted(others, key=lambda i: (round(distance(i), 9), int(schools.keys[i])))[:POOL]
    first_of_all = [
        [i for i in nearest if np.asarray(status)[own] and np.asarray(status)[i]] for status in first.statuses
    ]
    region = [i for i in nearest if first.regions[i] == first.regions[own] is not None]
    ordered = dict.fromkeys([i for group in (*first_of_all, region, nearest) for i in group])
    return [schools.keys[i] for i in list(ordered)[:k]]


@pytest.mark.parametrize("case", PUBLISHED["cases"], ids=lambda case: case["case"])
def test_distances_are_those_worked_out_from_the_formula(case) -> None:
    values = {name: [NAN if v is None else v for v in case[name]] for name in ("pupils", "fsm", "sen")}
    block = range_block(primaries(**values), "Primary")
    n = block.rows.size
    ours = block.distances(np.arange(n), np.tile(np.arange(n), (n, 1)))
    np.testing.assert_allclose(ours, case["expected"], atol=PUBLISHED["tolerance"])


def test_the_ten_nearest_by_range_are_those_of_r() -> None:
    schools = reference_schools()
    rows = reference.table("expected_neighbours_range.csv")
    everywhere_else = First(regions=[None] * len(schools.keys))
    found = dfe_boards(schools, everywhere_else, k=10)
    for own, urn in enumerate(schools.keys):
        expected = [row for row in rows if row["urn"] == urn]
        if expected:
            assert [schools.keys[row] for row in found.rows[own]] == [row["neighbour"] for row in expected]
            distances = [float(row["distance"]) for row in expected]
            np.testing.assert_allclose(found.distances[own], distances, atol=1e-9)
            assert keys(choose_dfe(urn, schools, everywhere_else, k=10)) == [r["neighbour"] for r in expected]
    assert len(rows) == 10 * sum(phase != "Special" for phase in schools.phases)


@pytest.mark.parametrize(
    ("phase", "needs"), [("Primary", 0), ("special", 10), ("Special", 4), ("Special", 0)]
)
@pytest.mark.parametrize("seed", range(3))
def test_every_set_is_the_one_the_rule_tells(phase: str, needs: int, seed: int) -> None:
    schools = random_schools(180, seed, phase=phase, needs=needs)
    rng = np.random.default_rng(100 + seed)
    first = First(
        regions=[[None, "A", "B", "C"][i] for i in rng.integers(0, 4, 180)],
        statuses=(rng.random(180) < 0.2, rng.random(180) < 0.1),
    )
    found = dfe_boards(schools, first)
    for own in range(0, 180, 7):
        told = by_the_rule(own, schools, first, 30)
        assert keys(choose_dfe(schools.keys[own], schools, first)) == told
        assert [schools.keys[row] for row in found.rows[own]] == told


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 80), st.integers(1, POOL), st.integers(0, 99))
def test_all_at_once_is_one_by_one(n: int, k: int, seed: int) -> None:
    schools = random_schools(n, seed, needs=2, phase="Special" if seed % 2 else "Primary")
    rng = np.random.default_rng(seed)
    first = First(regions=[["A", "B"][i] for i in rng.integers(0, 2, n)])
    eligible = rng.random(n) < 0.8
    found = dfe_boards(schools, first, k=k, eligible=eligible)
    for own in range(0, n, 5):
        chosen = choose_dfe(schools.keys[own], schools, first, k=k, eligible=eligible)
        rows = found.rows[own][found.rows[own] >= 0]
        assert [schools.keys[row] for row in rows] == keys(chosen)
        np.testing.assert_allclose(found.distances[own][: rows.size], [m.distance for m in chosen.members])
        assert np.isnan(found.distances[own][rows.size :]).all()
        assert own not in rows
        assert eligible[rows].all()


def test_the_same_region_goes_before_nearness_and_statuses_before_both() -> None:
    boards = primaries(pupils=[100, 101, 102, 103, 104, 200])
    region = First(regions=("A", "B", "A", "B", "A", "B"))
    assert keys(choose_dfe("a", boards, region, k=4)) == ["c", "e", "b", "d"]
    private = [True, False, False, True, True, False]
    boarding = [True, True, False, False, True, False]
    both = First(regions=("A", "B", "A", "B", "A", "B"), statuses=(private, boarding))
    assert keys(choose_dfe("a", boards, both, k=5)) == ["d", "e", "b", "c", "f"]
    assert keys(choose_dfe("c", boards, both, k=5)) == ["a", "e", "b", "d", "f"]


def test_a_region_that_is_not_known_is_nobodys() -> None:
    boards = primaries(pupils=[100, 101, 102, 103])
    assert keys(choose_dfe("a", boards, First(regions=(None, "A", None, "A")))) == ["b", "c", "d"]


def test_beyond_the_sixty_nearest_nobody_is_looked_at() -> None:
    n = 70
    boards = Characteristics(
        keys=tuple(f"{i:02}" for i in range(n)),
        phases=("Primary",) * n,
        values={"pupils": np.arange(1.0, n + 1)},
    )
    first = First(regions=["A", *["B"] * 60, *["A"] * 9])
    assert keys(choose_dfe("00", boards, first)) == [f"{i:02}" for i in range(1, 31)]
    assert keys(choose_dfe("00", boards, First(regions=["A", *["B"] * 59, *["A"] * 10])))[0] == "60"


def test_twenty_nine_are_the_first_of_thirty() -> None:
    schools = random_schools(90, 4)
    first = First(regions=["A", "B", "C"] * 30)
    key = schools.keys[0]
    assert keys(choose_dfe(key, schools, first, k=29)) == keys(choose_dfe(key, schools, first))[:29]


def test_ties_go_by_number_and_not_by_text() -> None:
    boards = Characteristics(
        keys=("9", "100", "10", "2"), phases=("Primary",) * 4, values={"pupils": [5] * 4}
    )
    assert keys(choose_dfe("9", boards, First(regions=NOWHERE * 4))) == ["2", "10", "100"]


def test_special_schools_add_a_root_of_their_own_for_primary_needs() -> None:
    boards = specials(pupils=[50, 100, 150], fsm=[20, 20, 60], need_asd=[0, 30, 60], need_mld=[10, 10, 20])
    block = range_block(boards, "Special")
    apart = block.distances(np.array([0]), np.array([[1, 2]]))[0]
    np.testing.assert_allclose(apart, [math.sqrt(0.6 * 0.25) + 0.5, 1 + math.sqrt(2)])
    assert set(block.unknown) == set(NEEDS) - {"need_asd", "need_mld"}
    chosen = choose_dfe("a", boards, First(regions=NOWHERE * 3))
    for member in chosen.members:
        assert sum(part for _, part in member.contributions) == pytest.approx(member.distance**2)
    assert dict(chosen.members[0].contributions)["fsm"] == 0


def test_only_special_schools_are_compared_by_needs_and_only_others_by_sen() -> None:
    values = {"pupils": [10.0, 20], "sen": [1.0, 2], "need_asd": [1.0, 2]}
    main = Characteristics(keys=("a", "b"), phases=("Primary",) * 2, values=values)
    special = Characteristics(keys=("a", "b"), phases=("SPECIAL",) * 2, values=values)
    assert range_block(main, "Primary").names == ("pupils", "sen")
    assert range_block(special, "SPECIAL").names == ("pupils", "need_asd")


def test_gaps_are_filled_flagged_and_what_says_nothing_is_named() -> None:
    chosen = choose_dfe(
        "a", primaries(pupils=[100, NAN, 300], fsm=[7, 7, 7]), First(regions=NOWHERE * 3), k=5
    )
    assert (chosen.unknown, chosen.constant, chosen.rule) == (("sen",), ("fsm",), Rule.DFE)
    assert {member.key: member.filled for member in chosen.members} == {"b": ("pupils",), "c": ()}
    assert chosen.few_similar
    assert chosen.weights == (("pupils", 0.5), ("fsm", 0.4))


def test_a_board_alone_or_unknown_has_nobody() -> None:
    alone = choose_dfe("a", primaries(pupils=[100]), First(regions=NOWHERE))
    assert (alone.members, alone.few_similar) == ((), True)
    assert dfe_boards(primaries(pupils=[100]), First(regions=NOWHERE), k=2).rows.tolist() == [[-1, -1]]
    nothing = primaries(pupils=[NAN, NAN])
    assert dfe_boards(nothing, First(regions=NOWHERE * 2), k=1).rows.tolist() == [[-1], [-1]]
    with pytest.raises(NothingToCompareBy):
        choose_dfe("a", nothing, First(regions=NOWHERE * 2))
    with pytest.raises(UnknownBoard):
        choose_dfe("z", nothing, First(regions=NOWHERE * 2))


@pytest.mark.parametrize("k", [0, POOL + 1])
def test_a_size_the_rule_does_not_know_is_refused(k: int) -> None:
    boards, first = primaries(pupils=[100, 200]), First(regions=NOWHERE * 2)
    with pytest.raises(ValueError, match="k must be from 1 to 60"):
        choose_dfe("a", boards, first, k=k)
    with pytest.raises(ValueError, match="k must be from 1 to 60"):
        dfe_boards(boards, first, k=k)


def test_a_status_must_be_said_of_every_board() -> None:
    with pytest.raises(ValueError, match="one entry a board"):
        First(regions=("A", "B"), statuses=([True],))
