"""Whether a board score means anything: as aov, ICC1, ICC2 and lmer have it, and silent where none of them can."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govscore.benchmarking.between.icc import analyse_variance, between_boards, intraclass, say_between
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import reference, sheets

NAN = float("nan")
ITEMS = [(domain, place) for domain in reference.DOMAINS for place in range(len(reference.items(domain)))]
board = st.tuples(st.integers(1, 15), st.integers(0, 400), st.integers(1, 200)).map(
    lambda b: (b[0], 1 + b[1] / 100, b[2] / 20 * (b[0] > 1))
)
some_boards = st.lists(board, min_size=3, max_size=25).filter(lambda found: sum(b[0] > 1 for b in found) > 1)


def columns(found: list[tuple[int, float, float]]) -> tuple[tuple[float, ...], ...]:
    return tuple(zip(*found, strict=True))


def closed_forms(n: object, means: object, ssw: object) -> list[float]:
    anova = analyse_variance(n, means, ssw)  # type: ignore[arg-type]
    icc = intraclass(anova)
    return [anova.n0, anova.msb, anova.msw, anova.f, anova.p, icc.icc1, icc.icc1_low, icc.icc1_high, icc.icc2]


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_the_countys_domains_come_out_as_in_r(domain: str) -> None:
    found = between_boards(*reference.sufficient(domain))
    r = reference.document("expected_domains.json")["domains"][domain]["between"]
    anova, icc = found.anova, found.intraclass
    assert (anova.n_people, anova.n_boards, anova.df_between, anova.df_within) == (
        r["n"],
        r["k"],
        r["df1"],
        r["df2"],
    )
    ours = [
        anova.n_mean,
        anova.n0,
        anova.msb,
        anova.msw,
        anova.f,
        anova.p,
        icc.icc1,
        icc.icc1_mean_n,
        icc.icc2,
    ]
    names = ("n_mean", "n0", "msb", "msw", "f", "p", "icc1", "icc1_mean_n", "icc2")
    np.testing.assert_allclose(ours, [r[name] for name in names], rtol=1e-10, atol=1e-14)
    limits = [icc.icc1_low, icc.icc1_high, icc.icc2_low, icc.icc2_high]
    np.testing.assert_allclose(limits, r["icc1_ci"] + r["icc2_ci"], rtol=1e-10)
    assert not found.reasons
    assert not anova.reasons
    assert not icc.reasons


@pytest.mark.parametrize(("domain", "place"), ITEMS)
def test_the_countys_items_come_out_as_in_r(domain: str, place: int) -> None:
    found = between_boards(*sheets.of_item(domain, place))
    r = reference.document("expected_domains.json")["items"][reference.items(domain)[place]]
    anova, icc = found.anova, found.intraclass
    ours = [anova.n0, anova.msb, anova.msw, anova.f, anova.p, icc.icc1, icc.icc2, icc.icc1_low, icc.icc1_high]
    theirs = [r[name] for name in ("n0", "msb", "msw", "f", "p", "icc1", "icc2")] + r["icc1_ci"]
    np.testing.assert_allclose(ours, theirs, rtol=1e-10, atol=1e-14)
    np.testing.assert_allclose(
        [found.model.tau2, found.model.sigma2, found.model.mu],
        [r["tau2"], r["sigma2"], r["mu"]],
        rtol=1e-6,
        atol=1e-6,
    )


def test_shrout_and_fleiss_come_out_as_published() -> None:
    example = reference.document("published.json")["shrout_fleiss_1979"]
    data = np.array(example["data"], dtype=float)
    n = [data.shape[1]] * data.shape[0]
    ssw = ((data - data.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
    anova = analyse_variance(n, data.mean(axis=1), ssw)
    icc = intraclass(anova)
    np.testing.assert_allclose(
        [icc.icc1, icc.icc2, icc.icc2_spearman_brown],
        [example["expected"]["ICC11"], example["expected"]["ICC1k"], example["expected"]["ICC1k"]],
        rtol=1e-10,
    )
    oneway = example["oneway"]
    np.testing.assert_allclose(
        [anova.msb, anova.msw, anova.f, icc.icc1_low, icc.icc1_high, icc.icc2_low, icc.icc2_high],
        [oneway["msb"], oneway["msw"], oneway["f"], *oneway["icc1_ci95"], *oneway["icc2_ci95"]],
        rtol=1e-10,
    )
    assert round(icc.icc1, 2) == example["published"]["ICC11"]


def test_the_three_that_are_called_icc2_differ_and_the_mean_reliability_is_lowest() -> None:
    n = [2, 3, 4, 5, 20, 25, 30]
    means = [2.0, 3.6, 2.4, 3.4, 2.7, 3.2, 3.3]
    found = between_boards(n, means, [0.5 * (size - 1) for size in n])
    three = [found.intraclass.icc2, found.intraclass.icc2_spearman_brown, found.icc2_mean_reliability]
    assert len({round(value, 6) for value in three}) == 3
    assert min(three) == three[2]


def test_a_board_is_as_reliable_as_its_answers_are_many() -> None:
    n, means, ssw = reference.sufficient("people")
    found = between_boards(n, means, ssw)
    assert np.isnan(found.reliability).tolist() == [size == 0 for size in n]
    expected = [found.model.tau2 / (found.model.tau2 + found.model.sigma2 / size) for size in n if size]
    np.testing.assert_allclose(found.reliability[~np.isnan(found.reliability)], expected, rtol=1e-12)
    assert found.icc2_mean_reliability == pytest.approx(np.mean(expected), rel=1e-12)


def test_a_share_below_nothing_is_kept_raw_and_shown_as_nothing() -> None:
    found = between_boards([10, 8, 12], [3.0, 3.01, 2.99], [9.0, 7.0, 11.0])
    assert found.intraclass.icc1 < 0
    assert found.intraclass.icc1_shown == 0
    assert found.model.is_singular
    assert say_between(found).startswith("No measurable difference between boards")


@pytest.mark.parametrize(
    ("n", "means", "ssw", "missing", "why"),
    [
        ([], [], [], {"msb", "msw", "n0", "f", "p", "n_mean"}, Reason.TOO_FEW),
        ([0, 0], [NAN, NAN], [0, 0], {"msb", "msw", "n0", "f", "p", "n_mean"}, Reason.TOO_FEW),
        ([9], [3.0], [8.0], {"msb", "n0", "f", "p"}, Reason.TOO_FEW),
        ([1], [3.0], [0.0], {"msb", "msw", "n0", "f", "p"}, Reason.TOO_FEW),
        ([1, 1, 1], [1.0, 2.0, 3.0], [0, 0, 0], {"msw", "f", "p"}, Reason.TOO_FEW),
        ([5, 5], [2.0, 3.0], [0, 0], {"f", "p"}, Reason.NO_VARIATION),
        ([5, 5], [3.0, 3.0], [1e-30, 2e-31], {"f", "p"}, Reason.NO_VARIATION),
    ],
)
def test_what_cannot_be_had_says_why(
    n: list[int], means: list[float], ssw: list[float], missing: set[str], why: Reason
) -> None:
    found = between_boards(n, means, ssw)
    anova = found.anova
    assert anova.reasons == dict.fromkeys(missing, why)
    figures = ("msb", "msw", "n0", "f", "p", "n_mean")
    assert {name for name in figures if math.isnan(getattr(anova, name))} == missing
    assert found.reasons == dict.fromkeys(("reliability", "icc2_mean_reliability"), why)
    assert math.isnan(found.icc2_mean_reliability)
    assert len(say_between(found)) > 40


def test_people_who_never_differ_from_their_board_give_a_share_of_one_without_interval() -> None:
    icc = intraclass(analyse_variance([5, 5], [2.0, 3.0], [0, 0]))
    assert (icc.icc1, icc.icc1_shown, icc.icc2, icc.icc2_spearman_brown) == (1, 1, 1, 1)
    assert set(icc.reasons.items()) == {
        (name, Reason.NO_VARIATION) for name in ("icc1_low", "icc1_high", "icc2_low", "icc2_high")
    }


def test_boards_of_one_mean_have_no_icc2() -> None:
    icc = intraclass(analyse_variance([4, 4], [3.0, 3.0], [2.0, 2.0]))
    assert icc.icc1 == pytest.approx(-1 / 3)
    assert math.isnan(icc.icc2)
    assert icc.reasons["icc2"] is Reason.NO_VARIATION
    assert icc.reasons["icc2_spearman_brown"] is Reason.NOT_ADMISSIBLE


def test_one_answer_throughout_has_no_share() -> None:
    icc = intraclass(analyse_variance([4, 4], [3.0, 3.0], [0.0, 0.0]))
    assert math.isnan(icc.icc1)
    assert math.isnan(icc.icc1_shown)
    assert set(icc.reasons.values()) == {Reason.NO_VARIATION}


def test_the_share_is_said_in_words() -> None:
    found = between_boards(*reference.sufficient("strategy"))
    assert say_between(found).startswith("About 12 in 100 of the difference between people’s answers")
    faint = between_boards([10] * 3, [2.685, 3.0, 3.315], [9.0, 7.0, 9.5])
    assert 0 < faint.model.icc1 < 0.01
    assert say_between(faint).startswith("Less than one in 100")


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_confidence_level_outside_0_to_1_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="confidence_level"):
        intraclass(analyse_variance([3, 3], [1.0, 2.0], [1.0, 1.0]), confidence_level=level)


def test_a_surer_interval_is_wider() -> None:
    anova = analyse_variance(*reference.sufficient("finance"))
    narrow, wide = intraclass(anova, confidence_level=0.5), intraclass(anova, confidence_level=0.99)
    assert wide.icc1_low < narrow.icc1_low < narrow.icc1 < narrow.icc1_high < wide.icc1_high


@given(some_boards, st.randoms(use_true_random=False))
def test_the_order_of_boards_does_not_matter(found: list[tuple[int, float, float]], random: object) -> None:
    shuffled = sorted(found, key=lambda _: random.random())  # type: ignore[attr-defined]
    np.testing.assert_allclose(
        closed_forms(*columns(shuffled)), closed_forms(*columns(found)), rtol=1e-8, atol=1e-11
    )


@given(some_boards, st.integers(-1000, 1000))
def test_a_constant_changes_nothing(found: list[tuple[int, float, float]], shift: int) -> None:
    moved = [(n, mean + shift, ssw) for n, mean, ssw in found]
    np.testing.assert_allclose(
        closed_forms(*columns(moved)), closed_forms(*columns(found)), rtol=1e-8, atol=1e-9
    )


@given(some_boards, st.integers(1, 3))
def test_a_gap_and_an_empty_board_are_boards_left_out(
    found: list[tuple[int, float, float]], gaps: int
) -> None:
    gappy = [*found, *[(7, NAN, 1.0)] * gaps, (0, 3.0, 0.0)]
    assert analyse_variance(*columns(gappy)).n_missing == gaps + 1
    np.testing.assert_array_equal(closed_forms(*columns(gappy)), closed_forms(*columns(found)))


@given(some_boards)
def test_the_share_lies_within_its_interval(found: list[tuple[int, float, float]]) -> None:
    icc = intraclass(analyse_variance(*columns(found)))
    assume(not icc.reasons)
    assert icc.icc1_low <= icc.icc1_high
    assert icc.icc2_low <= icc.icc2_high
    assert icc.icc1 <= 1
