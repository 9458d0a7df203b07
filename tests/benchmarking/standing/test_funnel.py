"""Funnels: R's target, limits and z, exact limits for shares, and zones without a verdict."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.standing.funnel import (
    Zone,
    funnel_limits,
    funnel_places,
    funnel_target,
    share_limits,
)
from tests.benchmarking import reference

NAN = float("nan")
LIMITS = ("lo", "hi")


def funnel_of(domain: str) -> dict[str, float]:
    found: dict[str, float] = reference.document("expected_domains.json")["domains"][domain]["funnel"]
    return found


def scored(domain: str) -> np.ndarray:
    return np.array(list(reference.expected("expected_compare.csv", domain, "n", "mean").values()))


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_the_target_is_the_mean_of_all_people(domain: str) -> None:
    n, means, _ = reference.sufficient(domain)
    assert funnel_target(n, means) == pytest.approx(funnel_of(domain)["target"], rel=1e-10)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_board_has_the_z_and_p_of_r(domain: str) -> None:
    n, means = scored(domain).T
    r = funnel_of(domain)
    places = funnel_places(n, means, target=r["target"], sigma2=r["sigma2"])
    expected = list(reference.expected("expected_compare.csv", domain, "z", "p").values())
    np.testing.assert_allclose(np.column_stack([places.z, places.p]), expected, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("domain", reference.DOMAINS)
@pytest.mark.parametrize(("between", "tau"), [("", None), ("_tau", "tau2_reml")])
def test_every_board_has_the_limits_of_r(domain: str, between: str, tau: str | None) -> None:
    n, _ = scored(domain).T
    r = funnel_of(domain)
    lines = funnel_limits(n, r["target"], r["sigma2"], tau2=r[tau] if tau else 0.0)
    columns = [f"lim{level}{between}_{end}" for level in ("95", "998") for end in LIMITS]
    expected = list(reference.expected("expected_compare.csv", domain, *columns).values())
    ours = np.column_stack([lines.lower_95, lines.upper_95, lines.lower_998, lines.upper_998])
    np.testing.assert_allclose(ours, expected, rtol=1e-10)


@pytest.mark.parametrize("share", [0.7, 0.9])
def test_limits_of_a_share_are_those_of_r(share: float) -> None:
    rows = [r for r in reference.table("expected_binomial_limits.csv") if float(r["theta"]) == share]
    lines = share_limits([int(row["n"]) for row in rows], share)
    ours = np.column_stack([lines.lower_95, lines.upper_95, lines.lower_998, lines.upper_998])
    names = ("lo95", "hi95", "lo998", "hi998")
    np.testing.assert_allclose(ours, [[float(row[name]) for name in names] for row in rows], atol=1e-9)


def test_limits_of_a_share_near_those_of_the_normal_curve_when_there_are_many() -> None:
    exact = share_limits([10_000], 0.5)
    normal = funnel_limits([10_000], 0.5, 0.25)
    np.testing.assert_allclose(exact.lower_95, normal.lower_95, atol=1e-4)
    np.testing.assert_allclose(exact.upper_998, normal.upper_998, atol=1e-4)


@given(st.integers(1, 60), st.floats(0.02, 0.98))
def test_limits_of_noes_mirror_those_of_yeses(n: int, share: float) -> None:
    yes, no = share_limits([n], share), share_limits([n], 1 - share)
    assert yes.lower_998[0] < yes.lower_95[0] < yes.upper_95[0] < yes.upper_998[0]
    assert abs((1 - no.upper_95[0]) - yes.lower_95[0]) <= 1 / n + 1e-9


def test_zones_begin_at_the_limits() -> None:
    lines = funnel_limits([9], 3.0, 0.81)
    inside, look, ask = lines.lower_95[0] + 1e-9, lines.lower_95[0] - 1e-9, lines.upper_998[0] + 1e-9
    places = funnel_places([9, 9, 9, 9], [inside, look, ask, NAN], target=3.0, sigma2=0.81)
    assert places.zones == (Zone.INSIDE, Zone.WORTH_A_LOOK, Zone.ASK, Zone.NO_SCORE)


def test_real_differences_between_boards_widen_the_funnel() -> None:
    assert funnel_places([16], [3.5], target=3, sigma2=0.64).zones == (Zone.WORTH_A_LOOK,)
    assert funnel_places([16], [3.5], target=3, sigma2=0.64, tau2=0.05).zones == (Zone.INSIDE,)


def test_a_board_with_nobody_has_no_place_and_does_not_move_the_target() -> None:
    assert funnel_target([4, 0, 4, 9], [2.0, 5.0, 3.0, NAN]) == 2.5
    places = funnel_places([4, 0], [2.0, 5.0], target=2.5, sigma2=1)
    assert math.isnan(places.z[1])
    assert math.isnan(places.p[1])


@pytest.mark.parametrize(("n", "means"), [([], []), ([0], [3.0]), ([5], [NAN])])
def test_without_any_board_there_is_no_target(n: list[int], means: list[float]) -> None:
    assert math.isnan(funnel_target(n, means))


def test_a_board_of_one_has_the_widest_limits() -> None:
    lines = funnel_limits([1, 2], 3.0, 1.0)
    assert lines.upper_95[0] - 3 == pytest.approx(1.959964, abs=1e-6)
    assert lines.upper_95[0] > lines.upper_95[1]


@given(st.integers(-50, 50))
def test_a_constant_moves_every_line_by_as_much(shift: int) -> None:
    lines, moved = funnel_limits([5, 9], 3.0, 0.7), funnel_limits([5, 9], 3.0 + shift, 0.7)
    np.testing.assert_allclose(moved.lower_998, lines.lower_998 + shift)


@pytest.mark.parametrize("n", [[0], [-1], [2.5], [NAN], [[3]]])
def test_a_step_that_is_no_number_of_answers_is_refused(n: list[float]) -> None:
    with pytest.raises(ValueError, match="whole numbers of answers"):
        funnel_limits(n, 3.0, 1.0)


@pytest.mark.parametrize(("sigma2", "tau2"), [(-1, 0), (1, -1), (NAN, 0), (math.inf, 0)])
def test_a_variance_that_is_none_is_refused(sigma2: float, tau2: float) -> None:
    with pytest.raises(ValueError, match="finite and not negative"):
        funnel_limits([5], 3.0, sigma2, tau2=tau2)


def test_without_any_variance_nothing_has_a_place() -> None:
    with pytest.raises(ValueError, match="without any variance"):
        funnel_places([5], [3.0], target=3, sigma2=0)


@pytest.mark.parametrize("share", [0, 1, -0.2, 70, NAN])
def test_a_share_outside_0_to_1_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="share must lie between"):
        share_limits([8], share)


@pytest.mark.parametrize(("n", "message"), [([5, 6], "equally long"), ([-5], "not be negative")])
def test_boards_that_cannot_be_are_refused(n: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        funnel_target(n, [3.0])
    with pytest.raises(ValueError, match=message):
        funnel_places(n, [3.0], target=3, sigma2=1)


def test_limits_of_a_share_are_those_of_the_formula_by_hand() -> None:
    worked = reference.document("published.json")["binomial_funnel_limits"]
    for row in worked["expected"]:
        lines = share_limits([row["n"]], row["theta"])
        ours = [lines.lower_95[0], lines.upper_95[0], lines.lower_998[0], lines.upper_998[0]]
        expected = [row[name] for name in ("lo95", "hi95", "lo998", "hi998")]
        np.testing.assert_allclose(ours, expected, atol=worked["tolerance"])
