"""Levels by whole steps, most of them alike: who has a rare one, and who only has not the usual one."""

import numpy as np
import pytest

from govscore.benchmarking.gaps.clustered_fit import RatedBoards
from govscore.benchmarking.gaps.ordinal_levels import chance_of_levels
from govscore.benchmarking.gaps.over_claiming import officers_views

PLACES = np.arange(1.0, 401.0)
EVERYBODY = np.ones(400, dtype=bool)
# R 4.2.2, MASS::polr(factor(level) ~ score + phase, method = "probit") on `county`, predict(type = "p"), first four.
BY_POLR = [
    [0.1290190870, 0.344032428, 0.345785901, 0.1811625843],
    [0.0250347042, 0.160109935, 0.347775772, 0.4670795881],
    [0.3582695447, 0.399876337, 0.195267919, 0.0465861991],
    [0.0877225972, 0.297621680, 0.368636536, 0.2460191869],
]
ALIKE = {"mostly the second and third": (-2, -1.2, 1.5), "nearly all the third": (-3, -1.8, 2.2)}


def county() -> RatedBoards:
    """Four levels of four hundred boards, without chance, so that R can have the same."""
    score = 2 + (PLACES * 37 % 101) / 50
    felt = 1.5 * (score - 3) + 2 * np.sin(PLACES**2) + 0.3 * (PLACES % 5 == 0)
    phase = np.eye(2)[(PLACES % 3 == 0).astype(int)]
    return RatedBoards(
        level=1.0 + (felt[:, None] > [-2, -0.5, 1.2]).sum(axis=1),
        design=np.column_stack([phase, score]),
        weights=np.ones(400),
        officer=(PLACES % 7).astype(np.int64),
    )


def year(n: int, seed: int, *, cuts: tuple[float, ...], slope: float) -> dict[str, object]:
    """Officers who differ a little see what boards say of themselves, or do not; nothing is amiss."""
    rng = np.random.default_rng(seed)
    truth = rng.normal(0, 1, n)
    felt = slope * truth + rng.normal(0, 0.4 if slope else 1, n) + 0.3 * rng.normal(0, 1, 5)[np.arange(n) % 5]
    return {
        "level": 1.0 + (felt[:, None] > np.array(cuts)).sum(axis=1),
        "estimate": 3 + 0.25 * (0.8 * truth + rng.normal(0, 0.5, n)),
        "phase": [("primary", "secondary")[place % 3 == 0] for place in range(n)],
        "officer": [place % 5 for place in range(n)],
    }


def test_the_chances_are_those_of_r() -> None:
    boards = county()
    both_tails = [
        2 * min(sum(row[: int(level)]), sum(row[int(level) - 1 :]))
        for row, level in zip(BY_POLR, boards.level, strict=False)
    ]
    found = chance_of_levels(boards, EVERYBODY, 0.0)[:4]
    np.testing.assert_allclose(found, np.minimum(both_tails, 1), rtol=5e-3)  # R has no prior, however wide


@pytest.mark.parametrize("slope", [0.0, 1.0])
@pytest.mark.parametrize("cuts", ALIKE.values(), ids=ALIKE)
@pytest.mark.parametrize("n", [35, 150])
def test_where_most_levels_are_alike_the_others_are_not_flagged(
    n: int, cuts: tuple[float, ...], slope: float
) -> None:
    years = [officers_views(**year(n, seed, cuts=cuts, slope=slope)) for seed in range(60)]
    assert np.mean([found.is_flagged.any() for found in years]) <= 0.05


@pytest.mark.parametrize("seed", range(5))
def test_who_has_the_lowest_level_beside_a_very_high_score_is_flagged(seed: int) -> None:
    given = year(150, seed, cuts=ALIKE["mostly the second and third"], slope=1.0)
    highest = int(np.argmax(given["estimate"]))
    given["level"][highest] = 1.0
    assert officers_views(**given).is_flagged[highest]


def test_levels_mostly_alike_leave_a_line_that_rises_with_the_scores() -> None:
    found = officers_views(**year(150, 3, cuts=ALIKE["mostly the second and third"], slope=1.0))
    assert found.slope > 0.5
    assert found.robust_slope > 0.5
    assert np.mean(found.was_set_aside) < 0.05


def test_a_harsh_officer_makes_no_level_rare() -> None:
    boards = county()
    harsh = boards.officer == 3
    level = np.where(harsh, np.maximum(boards.level - 1, 1), boards.level)
    seen = RatedBoards(level=level, design=boards.design, weights=boards.weights, officer=boards.officer)
    without, with_officers = (
        chance_of_levels(seen, EVERYBODY, theta)[harsh & (level == 1)] for theta in (0, 0.5)
    )
    assert with_officers.min() > without.min()


def test_a_level_that_none_of_the_others_has_counts_as_the_next() -> None:
    boards = county()
    kept = boards.level > 1
    raised = RatedBoards(
        level=np.maximum(boards.level, 2),
        design=boards.design,
        weights=boards.weights,
        officer=boards.officer,
    )
    np.testing.assert_allclose(
        chance_of_levels(boards, kept, 0.0), chance_of_levels(raised, kept, 0.0), rtol=1e-9
    )


def test_where_all_have_one_level_none_is_rare() -> None:
    boards = county()
    alike = RatedBoards(
        level=np.full(400, 3.0), design=boards.design, weights=boards.weights, officer=boards.officer
    )
    assert chance_of_levels(alike, EVERYBODY, 0.0).tolist() == [1.0] * 400
