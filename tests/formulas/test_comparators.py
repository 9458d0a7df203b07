"""Comparators: the engine beside the formulas of the page."""

from math import sqrt
from random import Random

import numpy as np
import pytest

from govscore.benchmarking.comparators.dfe import NEEDS, First, choose_dfe, range_block
from govscore.benchmarking.comparators.distance import Characteristics
from govscore.benchmarking.comparators.nearest_boards import choose_comparators
from govscore.benchmarking.comparators.overlap import mahalanobis_set, overlap
from tests.formulas import comparators as plain
from tests.formulas import drawn

NEAR = {"rel": 1e-9, "abs": 1e-12}
REGIONS = ["North", "South", None]


def boards(seed: int, n: int, *, gaps: float = 0.1) -> list[dict[str, float | None]]:
    """Rounded, so that there are twins."""
    chance = Random(seed)

    def known(value: float) -> float | None:
        return None if chance.random() < gaps else value

    return [
        {
            "pupils": known(10.0 * chance.randint(5, 60)),
            "fsm": known(float(chance.randint(2, 40))),
            "sen": known(float(chance.randint(5, 20))),
            "eal": known(float(chance.choice([0, 0, 0, 5, 30]))),
            "rural": known(float(chance.random() < 0.2)),
        }
        for _ in range(n)
    ]


def characteristics(of: list[dict[str, float | None]], phase: str = "Primary") -> Characteristics:
    names = of[0].keys()
    return Characteristics(
        keys=tuple(str(i) for i in range(len(of))),
        phases=(phase,) * len(of),
        values={name: drawn.with_nan([board[name] for board in of]) for name in names},
    )


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_comparators(seed: int) -> None:
    of = boards(seed, 45 + seed)
    of[7]["pupils"] = 0.0
    keys = [str(i) for i in range(len(of))]
    found = choose_comparators("3", characteristics(of))
    distances = plain.distances(3, of)
    nearest = plain.by_distance(3, distances, keys)[:30]
    assert [member.key for member in found.members] == [keys[i] for i in nearest]
    assert [member.distance for member in found.members] == pytest.approx(
        [distances[i] for i in nearest], **NEAR
    )
    assert found.few_similar == any(distances[i] > 2 for i in nearest)


def test_weights_are_made_up_to_one_and_few_similar_is_said() -> None:
    of = [{**board, "fsm": None} for board in boards(1, 12)]
    found = choose_comparators("0", characteristics(of))
    distances = plain.distances(0, of)
    assert [m.distance for m in found.members] == pytest.approx(sorted(distances[1:]), **NEAR)
    assert sum(dict(found.weights).values()) == pytest.approx(1)
    assert found.few_similar
    assert found.unknown == ("fsm",)


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_the_departments_sets(seed: int) -> None:
    of = boards(seed, 80, gaps=0.05)
    chance = Random(seed)
    regions = [chance.choice(REGIONS) for _ in of]
    found = choose_dfe("5", characteristics(of), First(regions=regions), k=29)
    distances = plain.dfe_distances(5, of)
    keys = [str(i) for i in range(len(of))]
    expected = plain.dfe_set(5, distances, keys=keys, regions=regions, size=29)
    assert [int(member.key) for member in found.members] == expected
    assert [member.distance for member in found.members] == pytest.approx(
        [distances[i] for i in expected], **NEAR
    )


def test_the_departments_special_schools() -> None:
    chance = Random(1)
    of = [{**board, **{need: float(chance.randint(0, 90)) for need in NEEDS}} for board in boards(1, 20)]
    block = range_block(characteristics(of, "Special"), "Special")
    found = block.distances(np.array([2]), np.arange(20)[None, :])[0]
    assert found.tolist() == pytest.approx(plain.dfe_distances_of_special_schools(2, of, NEEDS), **NEAR)


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_agreement_of_two_sets(seed: int) -> None:
    chance = Random(seed)
    a, b = (chance.sample("abcdefghijkl", chance.randint(2, 9)) for _ in range(2))
    found = overlap(a, b)
    assert (found.share, found.jaccard) == pytest.approx(plain.overlap(set(a), set(b)))


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_mahalanobis(seed: int) -> None:
    of = [{name: board[name] for name in ("fsm", "sen")} for board in boards(seed, 40, gaps=0.0)]
    found = mahalanobis_set("0", characteristics(of), k=10)
    rows = [[x or 0.0 for x in board.values()] for board in of]
    s = plain.covariances(rows)
    squares = sorted(plain.mahalanobis(rows[0], row, s) for row in rows[1:])[:10]
    assert list(found.distances) == pytest.approx([sqrt(each) for each in squares], rel=1e-8, abs=1e-9)


def test_ten_boards_a_characteristic_are_the_least_for_mahalanobis() -> None:
    def reason(n: int) -> str | None:
        of = [{name: board[name] for name in ("fsm", "sen")} for board in boards(4, n, gaps=0.0)]
        why = mahalanobis_set("0", characteristics(of), k=3).reason
        return why and str(why)

    assert (reason(20), reason(19)) == (None, "too_few")
