"""Change: what could be chance, what is only the way back to the mean, and which questions may be compared."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.between.shrinkage import BoardModel, fit_boards, shrink
from govscore.benchmarking.change.reliable_change import (
    change_words,
    common_items,
    observed_change,
    reliable_change,
    towards_the_mean,
)
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import reference

NAN = float("nan")


def county_model(domain: str = "people") -> BoardModel:
    return fit_boards(*reference.sufficient(domain))


def test_a_reliable_change_follows_from_the_estimates_of_the_reference() -> None:
    """Half of the boards' year against the other half's, by the values that R gave them."""
    model, (n, means, _) = county_model(), reference.sufficient("people")
    own = reference.expected("expected_compare.csv", "people", "eb", "eb_sd")
    before, after = reference.boards()[10:20], reference.boards()[30:40]
    place = {board: i for i, board in enumerate(reference.boards())}

    def year(boards: list[int]) -> object:
        return shrink(model, [n[place[b]] for b in boards], [means[place[b]] for b in boards])

    found = reliable_change(year(before), year(after))  # type: ignore[arg-type]
    delta = [own[b][0] - own[a][0] for a, b in zip(before, after, strict=True)]
    sd = [math.hypot(own[a][1], own[b][1]) for a, b in zip(before, after, strict=True)]
    np.testing.assert_allclose(found.change, delta, atol=1e-6)
    np.testing.assert_allclose(found.index, np.array(delta) / sd, atol=1e-5)
    np.testing.assert_allclose(found.could_be_chance, 1.959963984540054 * np.array(sd), atol=1e-6)
    assert found.is_reliable.tolist() == [
        abs(d) > 1.959963984540054 * s for d, s in zip(delta, sd, strict=True)
    ]


def test_the_two_years_the_other_way_round_change_the_sign() -> None:
    model = county_model()
    one, other = shrink(model, [8, 5], [2.1, 3.0]), shrink(model, [6, 9], [2.9, 2.8])
    there, back = reliable_change(one, other), reliable_change(other, one)
    np.testing.assert_array_equal(there.change, -back.change)
    np.testing.assert_array_equal(there.could_be_chance, back.could_be_chance)


def test_by_itself_a_change_under_no_change_is_rarely_called_one() -> None:
    """Boards of 4 to 15, no truth changed: at most 5 % are said to have, though two years are drawn in."""
    rng = np.random.default_rng(12)
    n = rng.integers(4, 16, (2, 4000))
    truth = rng.normal(3, 0.35, 4000)
    means = truth + rng.normal(0, 0.9 / np.sqrt(n))
    years = []
    for people, scores in zip(n, means, strict=True):
        ssw = 0.81 * rng.chisquare(people - 1)
        years.append(shrink(fit_boards(people, scores, ssw), people, scores))
    assert np.mean(reliable_change(years[0], years[1]).is_reliable) <= 0.05
    assert np.mean(observed_change(n, means, sigma2=0.81).is_reliable) == pytest.approx(0.05, abs=0.012)


def test_low_boards_come_back_by_what_was_expected() -> None:
    """Nothing happened, and the lowest tenth improve: all of it is foreseen."""
    rng = np.random.default_rng(13)
    n = np.full((2, 20000), 10)
    means = rng.normal(3, 0.35, 20000) + rng.normal(0, 0.9 / np.sqrt(n))
    model = fit_boards(n[0], means[0], 0.81 * rng.chisquare(9, 20000))
    found = towards_the_mean(model, n, means)
    lowest = means[0] < np.quantile(means[0], 0.1)
    assert np.mean(found.change[lowest]) > 0.2
    assert np.mean(found.excess[lowest]) == pytest.approx(0, abs=0.02)
    assert np.std(found.excess / found.excess_sd) == pytest.approx(1, abs=0.02)


def test_with_ten_answers_and_an_icc_of_twelve_two_fifths_of_the_distance_come_back() -> None:
    model = fit_boards([10] * 400, np.random.default_rng(1).normal(3, 1, 400), [9.0] * 400)
    known = type(model)(**{**vars(model), "mu": 3.0, "tau2": 0.12, "sigma2": 0.88})
    found = towards_the_mean(known, [10, 10], [2.0, 2.0])
    assert float(found.expected) == pytest.approx(0.423, abs=0.0005)
    assert float(found.change) == 0
    assert float(found.excess) == pytest.approx(-float(found.expected))


@given(st.floats(-5, 5), st.integers(1, 300), st.integers(1, 300))
def test_a_constant_moves_no_change(constant: float, before: int, after: int) -> None:
    one = observed_change([before, after], [2.0, 3.0], sigma2=0.5)
    other = observed_change([before, after], [2.0 + constant, 3.0 + constant], sigma2=0.5)
    assert float(other.change) == pytest.approx(float(one.change), abs=1e-12)
    assert float(other.sd) == float(one.sd) == pytest.approx(math.sqrt(0.5 / before + 0.5 / after))


def test_where_a_change_cannot_be_judged_there_is_a_reason_and_no_flag() -> None:
    found = observed_change([[0, 5, 5], [5, 5, 5]], [[2.0, NAN, 2.0], [3.0, 3.0, 3.0]], sigma2=0.5)
    assert found.reason.tolist() == [Reason.TOO_FEW, Reason.TOO_FEW, None]
    assert np.isnan(found.change).tolist() == np.isnan(found.sd).tolist() == [True, True, False]
    assert found.is_reliable[:2].tolist() == [False, False]


@pytest.mark.parametrize(("sigma2", "reason"), [(NAN, Reason.NOT_ESTIMABLE), (0.0, Reason.NO_VARIATION)])
def test_without_a_variance_nothing_is_judged(sigma2: float, reason: Reason) -> None:
    found = observed_change([5, 5], [2.0, 3.0], sigma2=sigma2)
    assert found.reason.item() == reason
    assert np.isnan(found.index)


def test_boards_that_do_not_differ_have_no_reliable_change() -> None:
    flat = fit_boards([4, 4, 4], [2.0, 2.0, 2.0], [3.0, 3.0, 3.0])
    year = shrink(flat, [4, 0], [2.0, NAN])
    assert reliable_change(year, year).reason.tolist() == [Reason.NO_VARIATION, Reason.TOO_FEW]
    back = towards_the_mean(flat, [4, 4], [1.0, 1.0])
    assert (float(back.expected), float(back.excess)) == (1.0, -1.0)


def test_one_board_alone_has_no_model_and_says_so() -> None:
    alone = fit_boards([4], [2.0], [3.0])
    year = shrink(alone, [4], [2.0])
    assert reliable_change(year, year).reason.tolist() == [Reason.NOT_ESTIMABLE]
    assert towards_the_mean(alone, [[4], [4]], [[2.0], [2.0]]).reason.tolist() == [Reason.NOT_ESTIMABLE]


@pytest.mark.parametrize(
    ("before", "after", "share", "is_linked"),
    [
        ("abcde", "abcde", 1.0, True),
        ("abcde", "abcxy", 0.6, True),
        ("abcde", "abxyz", 0.4, False),
        ("abc", "abcde", 0.6, True),
        ("abcde", "ab", 0.4, False),
        ("abcdefghijklmno", "abcdefghi123456", 0.6, True),
        ("", "", NAN, False),
        ("", "a", 0.0, False),
    ],
)
def test_a_series_holds_from_three_fifths_of_the_version_with_more(
    before: str, after: str, share: float, is_linked: bool
) -> None:
    for one, other in ((before, after), (after, before)):
        found = common_items(list(one), list(other))
        np.testing.assert_allclose(found.share, share)
        assert found.is_linked is is_linked
        assert set(found.items) == set(before) & set(after)
        assert ("changed" in found.words) is not is_linked


def test_the_same_questions_need_no_count() -> None:
    assert common_items(["a", "b"], ["b", "a"]).words == "The same questions were asked both times."


@pytest.mark.parametrize(
    ("before", "after", "least", "words"),
    [
        (
            3.1,
            3.5,
            0.3,
            "Up from 3.1 to 3.5. With this many answers, changes under 0.3 could be chance, and "
            "this one is larger.",
        ),
        (
            3.5,
            3.1,
            0.6,
            "Down from 3.5 to 3.1. With this many answers, changes under 0.6 could be chance, and so "
            "could this one.",
        ),
        (
            3.12,
            3.08,
            0.6,
            "Still 3.1. With this many answers, changes under 0.6 could be chance, and so could this one.",
        ),
        (3.1, 3.5, NAN, "Up from 3.1 to 3.5. It cannot be said how much of this could be chance."),
    ],
)
def test_a_change_is_told_in_words(before: float, after: float, least: float, words: str) -> None:
    assert change_words(before, after, least) == words


def test_what_does_not_fit_is_refused() -> None:
    year = shrink(county_model(), [5, 5], [2.0, 3.0])
    with pytest.raises(ValueError, match="same boards"):
        reliable_change(year, shrink(county_model(), [5], [2.0]))
    with pytest.raises(ValueError, match="between 0 and 1"):
        reliable_change(year, year, confidence_level=95)
    with pytest.raises(ValueError, match="first axis"):
        observed_change([5, 5, 5], [1.0, 2.0, 3.0], sigma2=1)
    with pytest.raises(ValueError, match="first axis"):
        towards_the_mean(county_model(), [5], [2.0])
    with pytest.raises(ValueError, match="negative"):
        observed_change([5, -1], [1.0, 2.0], sigma2=1)
    with pytest.raises(ValueError, match="twice"):
        common_items(["a", "a"], ["a"])
    with pytest.raises(ValueError, match="both years"):
        change_words(NAN, 3.0, 0.5)
