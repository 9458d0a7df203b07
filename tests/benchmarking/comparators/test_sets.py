"""What is shown of a set never has the board itself in it."""

import numpy as np
import pytest

from govscore.benchmarking.comparators.distance import standardise
from govscore.benchmarking.comparators.sets import Rule, describe_set
from tests.benchmarking.schools import primaries

BLOCK = standardise(primaries(fsm=[10, 11, 12, 60]), "Primary")


def test_a_board_among_its_own_comparators_is_refused() -> None:
    with pytest.raises(ValueError, match="never among its own comparators"):
        describe_set(BLOCK, 1, np.array([0, 1]), wanted=2, n_candidates=3, rule=Rule.OWN)


@pytest.mark.parametrize(
    ("chosen", "wanted", "rule", "few"),
    [
        ([1, 2], 2, Rule.ROBUST, False),
        ([1, 2], 3, Rule.ROBUST, True),
        ([3, 1], 2, Rule.OWN, True),
        ([3, 1], 2, Rule.DFE, False),
        ([], 1, Rule.DFE, True),
    ],
)
def test_few_similar_is_said_when_so(chosen: list[int], wanted: int, rule: Rule, few: bool) -> None:
    places = np.array(chosen, dtype=np.intp)
    found = describe_set(BLOCK, 0, places, wanted=wanted, n_candidates=3, rule=rule)
    assert found.few_similar is few
    assert [member.key for member in found.members] == ["abcd"[place] for place in chosen]
