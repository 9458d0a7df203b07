"""Officers' views beside boards' own: who is flagged, who is not, and in which words."""

import re

import numpy as np
import pytest

from govscore.benchmarking.between.shrinkage import fit_boards, shrink
from govscore.benchmarking.gaps.over_claiming import MIN_RATED, officers_views, view_words
from govscore.benchmarking.reasons import Reason

NAN = float("nan")


def rated(
    n: int, *, seed: int, harsh: float = 0.0, noise: float = 0.35
) -> tuple[np.ndarray, np.ndarray, list[str], list[str]]:
    """Levels, estimates, phases and officers; the first officer gives `harsh` less than the others."""
    rng = np.random.default_rng(seed)
    truth = rng.normal(3, 0.35, n)
    estimate = 3 + 0.6 * (truth + rng.normal(0, 0.25, n) - 3)
    officers = [f"officer {place % 5}" for place in range(n)]
    level = truth + rng.normal(0, noise, n) - harsh * np.array([name == "officer 0" for name in officers])
    return level, estimate, [("primary", "secondary")[place % 3 == 0] for place in range(n)], officers


def test_one_board_far_below_its_own_score_is_flagged_and_no_other() -> None:
    level, estimate, phase, officer = rated(60, seed=1)
    level[17] -= 2.5
    found = officers_views(level, estimate, phase=phase, officer=officer)
    assert np.flatnonzero(found.is_flagged).tolist() == [17]
    assert found.difference[17] < -1.5
    assert found.was_set_aside[17]


def test_two_boards_do_not_hide_each_other() -> None:
    level, estimate, phase, officer = rated(40, seed=2, noise=0.2)
    highest = np.argsort(estimate)[-2:]
    level[highest] -= 2.5
    found = officers_views(level, estimate, phase=phase, officer=officer)
    assert set(highest.tolist()) <= set(np.flatnonzero(found.is_flagged).tolist())


def test_a_harsh_officer_makes_no_boards_look_bad() -> None:
    level, estimate, phase, officer = rated(80, seed=3, harsh=1.2)
    with_officers = officers_views(level, estimate, phase=phase, officer=officer)
    without = officers_views(level, estimate, phase=phase)
    theirs = np.array([name == "officer 0" for name in officer])
    assert with_officers.officer_variance > 0.1
    assert abs(np.mean(with_officers.t[theirs])) < 0.5 < abs(np.mean(without.t[theirs]))
    assert without.officer_variance == 0


def test_where_nothing_is_amiss_there_is_a_flag_in_few_years() -> None:
    years = 200
    flagged = 0
    for seed in range(years):
        level, estimate, phase, officer = rated(45, seed=100 + seed)
        inclusion = np.random.default_rng(seed).uniform(0.1, 1, 45)
        found = officers_views(level, estimate, phase=phase, officer=officer, inclusion=inclusion)
        flagged += bool(found.is_flagged.any())
    assert flagged / years <= 0.07


def test_the_shrunken_score_keeps_the_slope_that_the_raw_one_flattens() -> None:
    rng = np.random.default_rng(9)
    truth, n = rng.normal(3, 0.3, 2000), rng.integers(4, 13, 2000)
    raw = truth + rng.normal(0, 0.8, 2000) / np.sqrt(n)
    model = fit_boards(n, raw, 0.64 * rng.chisquare(n - 1))
    level, phase = truth + rng.normal(0, 0.3, 2000), ["primary"] * 2000
    shrunk = officers_views(level, shrink(model, n, raw).estimate, phase=phase)
    assert shrunk.slope == pytest.approx(1, abs=0.08)
    assert officers_views(level, raw, phase=phase).slope < 0.65


def test_under_thirty_rated_boards_nothing_is_flagged_and_it_is_said() -> None:
    level, estimate, phase, officer = rated(MIN_RATED, seed=4)
    level[3] = -4.0
    enough = officers_views(level, estimate, phase=phase, officer=officer)
    assert (enough.is_flagged[3], enough.flags_reason) == (True, None)
    level[8] = NAN
    few = officers_views(level, estimate, phase=phase, officer=officer)
    assert (few.is_flagged.any(), few.flags_reason) == (False, Reason.TOO_FEW)
    assert (few.n, few.n_missing) == (MIN_RATED - 1, 1)
    assert few.q[3] < 0.05


def test_boards_that_were_sure_to_be_visited_do_not_settle_the_line() -> None:
    """The low scorers are all visited, of the others one in ten, and officers see the low ones otherwise."""
    rng = np.random.default_rng(10)
    estimate = rng.normal(3, 0.4, 4000)
    level = 3 + (estimate - 3) ** 2 + rng.normal(0, 0.2, 4000)
    chance = np.where(estimate < 2.7, 1.0, 0.1)
    visited = rng.random(4000) < chance
    phase = ["primary"] * int(visited.sum())
    everybody = np.polyfit(estimate, level, 1)[0]
    one = {"phase": phase}
    weighed = officers_views(level[visited], estimate[visited], inclusion=chance[visited], **one)
    plain = officers_views(level[visited], estimate[visited], **one)
    assert abs(weighed.slope - everybody) < abs(plain.slope - everybody) / 3


@pytest.mark.parametrize("seed", range(20))
def test_officers_who_hardly_differ_leave_a_variance_of_nothing_and_no_less(seed: int) -> None:
    """Nearly all boards have the same level: the few others are set aside, and rounding is all that remains."""
    _, estimate, phase, officer = rated(146, seed=seed)
    level = np.full(146, 3.0)
    level[: seed % 5] = 4.0
    found = officers_views(level, estimate, phase=phase, officer=officer)
    assert found.sigma2 >= 0
    assert found.officer_variance >= 0


def test_the_order_of_boards_does_not_matter() -> None:
    level, estimate, phase, officer = rated(50, seed=6, harsh=0.5)
    order = np.random.default_rng(1).permutation(50)
    one = officers_views(level, estimate, phase=phase, officer=officer)
    other = officers_views(
        level[order], estimate[order], phase=[phase[i] for i in order], officer=[officer[i] for i in order]
    )
    np.testing.assert_allclose(other.t, one.t[order], atol=1e-6)
    np.testing.assert_allclose(other.usual, one.usual[order], atol=1e-6)


def test_a_constant_and_a_board_not_rated_change_nothing() -> None:
    level, estimate, phase, officer = rated(50, seed=7)
    one = officers_views(level, estimate, phase=phase, officer=officer)
    more = officers_views(
        np.append(level + 1, NAN),
        np.append(estimate - 2, 3.0),
        phase=[*phase, "special"],
        officer=[*officer, "x"],
    )
    np.testing.assert_allclose(more.t[:-1], one.t, atol=1e-6)
    np.testing.assert_allclose(more.difference[:-1], one.difference, atol=1e-6)
    assert (more.reason[-1], np.isnan(more.t[-1]), more.is_flagged[-1]) == (Reason.TOO_FEW, True, False)


def test_scores_that_differ_by_next_to_nothing_do_not_differ() -> None:
    level, _, phase, officer = rated(40, seed=9)
    found = officers_views(level, 3 + np.arange(40) * 1e-8, phase=phase, officer=officer)
    assert set(found.reason) == {Reason.NO_VARIATION}
    assert np.isnan(found.slope)


def test_the_only_board_of_a_phase_is_not_judged() -> None:
    level, estimate, phase, _ = rated(40, seed=8)
    found = officers_views(level, estimate, phase=["special", *phase[1:]])
    assert found.reason.tolist() == [Reason.NOT_ESTIMABLE] + [None] * 39
    assert np.isnan(found.q[0])
    assert not np.isnan(found.q[1:]).any()


@pytest.mark.parametrize(
    ("level", "estimate", "reason"),
    [
        ([], [], None),
        ([3.0], [3.0], Reason.TOO_FEW),
        ([3.0, 2.0, 2.5], [3.0, 2.0, 4.0], Reason.TOO_FEW),
        ([3.0, 2.0, 4.0, 1.0, 2.0], [3.0] * 5, Reason.NO_VARIATION),
        ([3.0] * 5, [3.0, 2.0, 1.0, 2.5, 3.5], Reason.NOT_ESTIMABLE),
        ([NAN] * 3, [1.0, 2.0, 3.0], Reason.TOO_FEW),
    ],
)
def test_where_there_is_no_line_nothing_is_said_and_why(
    level: list[float], estimate: list[float], reason: Reason | None
) -> None:
    found = officers_views(level, estimate, phase=["primary"] * len(level))
    assert found.reason.tolist() == [reason] * len(level)
    assert np.isnan(found.p).all()
    assert not found.is_flagged.any()
    assert found.flags_reason is Reason.TOO_FEW


@pytest.mark.parametrize(
    ("difference", "is_flagged", "start"),
    [
        (-1.0, True, "The officer’s view was lower than boards with similar self-scores usually get."),
        (1.0, True, "The officer’s view was higher than boards with similar self-scores usually get."),
        (-1.0, False, "The officer’s view is about what"),
        (NAN, False, "Too little is known"),
    ],
)
def test_the_words_accuse_nobody(difference: float, is_flagged: bool, start: str) -> None:
    words = view_words(difference, is_flagged=is_flagged)
    assert words.startswith(start)
    assert not re.search(
        "claim|honest|inflat|exaggerat|wrong|mislead|fail|blame|suspic|outlier", words, re.IGNORECASE
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"phase": ["primary"]}, "phase"),
        ({"officer": ["a"]}, "officer"),
        ({"inclusion": [0.0, 1.0]}, "above 0"),
        ({"inclusion": [1.5, 1.0]}, "at most 1"),
        ({"estimate": [1.0]}, "one length"),
        ({"level": [float("inf"), 1.0]}, "finite"),
    ],
)
def test_what_does_not_fit_is_refused(changes: dict[str, object], message: str) -> None:
    given = {"level": [3.0, 2.0], "estimate": [3.0, 2.0], "phase": ["a", "a"], **changes}
    with pytest.raises(ValueError, match=message):
        officers_views(given.pop("level"), given.pop("estimate"), **given)  # type: ignore[arg-type]
