"""How many answers are needed, and when it is worth asking again."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.between.icc import OneWay, between_boards, intraclass
from govscore.benchmarking.between.respondents import (
    NOTICEABLY,
    answers_for,
    answers_needed,
    more_replies,
    reliability_of_mean,
    say_answers_needed,
    say_more_replies,
)
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import reference

NAN = float("nan")


@pytest.mark.parametrize(
    ("icc1", "for_70", "for_80", "at_ten"),
    [
        (0.05, 44.3, 76.0, 0.34),
        (0.10, 21.0, 36.0, 0.53),
        (0.12, 17.1, 29.3, 0.58),
        (0.15, 13.2, 22.7, 0.64),
        (0.20, 9.3, 16.0, 0.71),
        (0.25, 7.0, 12.0, 0.77),
        (0.30, 5.4, 9.3, 0.81),
    ],
)
def test_answers_and_reliability_are_as_in_the_table(
    icc1: float, for_70: float, for_80: float, at_ten: float
) -> None:
    assert round(float(answers_for(icc1, 0.70)), 1) == pytest.approx(for_70, abs=0.051)
    assert round(float(answers_for(icc1, 0.80)), 1) == pytest.approx(for_80, abs=0.051)
    assert round(float(reliability_of_mean(icc1, 10)), 2) == at_ten


@pytest.mark.parametrize(
    ("boards", "limits", "answers"), [(100, [0.073, 0.182], [30, 10]), (300, [0.092, 0.154], [23, 13])]
)
def test_the_range_follows_from_the_interval_of_the_share(
    boards: int, limits: list[float], answers: list[int]
) -> None:
    f = (1 + 9 * 0.12) / 0.88
    anova = OneWay(
        n_people=10 * boards,
        n_boards=boards,
        n_missing=0,
        n_mean=10,
        n0=10,
        msb=f,
        msw=1,
        df_between=boards - 1,
        df_within=9 * boards,
        f=f,
        p=0,
        reasons={},
    )
    icc = intraclass(anova)
    assert icc.icc1 == pytest.approx(0.12)
    shown = [round(icc.icc1_low, 3), round(icc.icc1_high, 3)]
    assert shown == limits
    found = answers_needed(icc.icc1, *shown)
    assert [round(found.most), round(found.fewest)] == answers
    assert not found.reasons


@given(st.floats(0.001, 0.999), st.floats(0.01, 0.99))
def test_as_many_answers_as_needed_are_as_reliable_as_wanted(icc1: float, target: float) -> None:
    assert reliability_of_mean(icc1, answers_for(icc1, target)) == pytest.approx(target, rel=1e-9)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_with_the_share_of_reml_it_is_the_reliability_of_each_board(domain: str) -> None:
    n, means, ssw = reference.sufficient(domain)
    found = between_boards(n, means, ssw)
    scored = np.array(n) > 0
    np.testing.assert_allclose(
        reliability_of_mean(found.model.icc1, np.array(n)[scored]), found.reliability[scored], rtol=1e-10
    )


def test_where_boards_do_not_differ_no_number_would_do() -> None:
    found = answers_needed(-0.02, -0.08, 0.05)
    assert math.isnan(found.needed)
    assert math.isnan(found.most)
    assert round(found.fewest, 1) == 44.3
    assert found.reasons == {"needed": Reason.NOT_ESTIMABLE, "most": Reason.NOT_ESTIMABLE}


def test_without_a_share_there_are_too_few() -> None:
    found = answers_needed(NAN, NAN, NAN)
    assert found.reasons == dict.fromkeys(("needed", "fewest", "most"), Reason.TOO_FEW)


@pytest.mark.parametrize(
    ("icc1", "n", "expected"), [(0.0, 5, 0.0), (1.0, 0, 0.0), (1.0, 1, 1.0), (-0.1, 5, 0.0)]
)
def test_the_ends_are_what_they_should_be(icc1: float, n: int, expected: float) -> None:
    assert reliability_of_mean(icc1, n) == expected


def test_without_a_share_a_mean_has_no_reliability() -> None:
    assert np.isnan(reliability_of_mean(NAN, [0, 5])).all()


@pytest.mark.parametrize(
    ("icc1", "n", "asked", "sentence"),
    [
        (0.12, 6, 10, "Two more replies would make this result noticeably firmer."),
        (0.12, 6, 8, "Two more replies would make this result noticeably firmer."),
        (0.12, 6, 7, "The replies still to come would make this result only a little firmer."),
        (0.12, 6, 6, "Everyone who was asked has answered."),
        (0.30, 3, 9, "One more reply would make this result noticeably firmer."),
        (0.12, 12, 20, "Three more replies would make this result noticeably firmer."),
        (0.12, 30, 60, "13 more replies would make this result noticeably firmer."),
        (0.60, 12, 40, "The replies still to come would make this result only a little firmer."),
        (0.0, 6, 10, "Boards hardly differ here, so more replies would not set this result apart."),
        (
            NAN,
            6,
            10,
            "Too few boards have answered to say how much firmer more replies would make this result.",
        ),
    ],
)
def test_the_sentence_says_whether_to_ask_again(icc1: float, n: int, asked: int, sentence: str) -> None:
    assert say_more_replies(more_replies(icc1, n=n, asked=asked)) == sentence


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ((0.2, 0.1, 0.25), "for a reliability of 0.70: about 10; anything from 7 to 21 fits"),
        ((0.2, -0.1, 0.25), "for a reliability of 0.70: about 10; anything from 7 upwards fits"),
        (
            (-0.01, -0.1, 0.1),
            "Boards hardly differ here. For a reliability of 0.70 a board needs 21 answers or more",
        ),
        ((-0.08, -0.1, -0.01), "no number of answers would tell them apart"),
        ((-0.1, NAN, NAN), "no number of answers would tell them apart"),
        ((NAN, NAN, NAN), "Too few answers"),
        ((1.0, NAN, NAN), "about 1; how sure that is cannot be said"),
    ],
)
def test_the_range_is_said_with_the_number(shares: tuple[float, float, float], words: str) -> None:
    assert words in say_answers_needed(answers_needed(*shares))


@given(st.floats(0.01, 0.9), st.integers(0, 40), st.integers(0, 40))
def test_one_reply_fewer_would_not_be_noticed(icc1: float, n: int, to_come: int) -> None:
    found = more_replies(icc1, n=n, asked=n + to_come)
    if found.extra is None:
        assert reliability_of_mean(icc1, n + to_come) - found.reliability < NOTICEABLY
    else:
        assert found.reliability_then - found.reliability >= NOTICEABLY - 1e-9
        assert reliability_of_mean(icc1, n + found.extra - 1) - found.reliability < NOTICEABLY


def test_numbers_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="over 1"):
        answers_for(1.2)
    with pytest.raises(ValueError, match="target"):
        answers_for(0.2, 1)
    with pytest.raises(ValueError, match="negative"):
        reliability_of_mean(0.2, -1)
    with pytest.raises(ValueError, match="number of people asked"):
        more_replies(0.2, n=9, asked=8)
