"""Average deviation: as in R for every board and item, in the odd cases, and the word that goes with it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.agreement.chance import chance_average_deviation
from govscore.benchmarking.agreement.deviation import (
    Agreement,
    agreement_word,
    average_deviation,
    scale_deviation,
)
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import reference

FOUR = [1, 2, 3, 4]
board_counts = st.lists(st.integers(0, 6), min_size=4, max_size=4)


def one(counts: list[int], values: list[float] | list[int]) -> tuple[float, float]:
    spread = average_deviation(counts, values)
    return float(spread.about_mean), float(spread.about_median)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_item_of_every_board_comes_out_as_in_r(domain: str) -> None:
    spread = average_deviation(reference.counts(domain), reference.options(domain))
    place = {board: i for i, board in enumerate(reference.boards())}
    column = {item: j for j, item in enumerate(reference.items(domain))}
    rows = [row for row in reference.table("expected_board_item.csv") if row["domain"] == domain]
    at = [(place[int(row["board"])], column[row["item"]]) for row in rows]
    assert len(at) == spread.n.size
    assert [int(spread.n[cell]) for cell in at] == [int(row["n"]) for row in rows]
    for ours, name in ((spread.about_mean, "ad_mean"), (spread.about_median, "ad_median")):
        expected = [reference.number(row[name]) for row in rows]
        np.testing.assert_allclose([ours[cell] for cell in at], expected, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_domain_of_every_board_comes_out_as_in_r(domain: str) -> None:
    spread = scale_deviation(reference.counts(domain), reference.options(domain))
    rows = reference.expected("expected_board_domain.csv", domain, "ad_mean", "ad_median", "items_used")
    ours = np.column_stack([spread.about_mean, spread.about_median, spread.items_used])
    np.testing.assert_allclose(ours, [rows[board] for board in reference.boards()], rtol=1e-10, atol=1e-10)


def test_all_of_one_mind_have_no_deviation() -> None:
    assert one([0, 0, 9, 0], FOUR) == (0, 0)


def test_a_board_split_between_the_ends_deviates_by_half_the_range() -> None:
    assert one([4, 0, 0, 4], FOUR) == (1.5, 1.5)


def test_the_divisor_is_the_number_of_answers() -> None:
    assert one([1, 0, 0, 1], [0, 1, 2, 3]) == (1.5, 1.5)


def test_the_median_of_an_even_number_lies_midway() -> None:
    assert one([2, 0, 0, 2], [1, 2, 3, 5])[1] == 2


@pytest.mark.parametrize("counts", [[0, 0, 0, 0], [0, 1, 0, 0]])
def test_under_two_answers_there_is_nothing_to_agree_about(counts: list[int]) -> None:
    assert np.isnan(one(counts, FOUR)).all()


def test_more_people_than_a_byte_can_count_are_counted() -> None:
    assert one([300, 0, 0, 300], FOUR) == (1.5, 1.5)


@given(board_counts, st.permutations(range(4)))
def test_the_order_of_options_does_not_matter(counts: list[int], order: list[int]) -> None:
    shuffled = one([counts[i] for i in order], [FOUR[i] for i in order])
    np.testing.assert_allclose(shuffled, one(counts, FOUR))


@given(board_counts, st.integers(-9, 9), st.integers(1, 30))
def test_deviation_is_in_the_unit_of_the_values_whatever_their_origin(
    counts: list[int], origin: int, unit: int
) -> None:
    moved = one(counts, [origin + unit * value for value in FOUR])
    np.testing.assert_allclose(moved, unit * np.array(one(counts, FOUR)), atol=1e-12)


@given(board_counts)
def test_no_centre_is_nearer_than_the_median(counts: list[int]) -> None:
    about_mean, about_median = one(counts, FOUR)
    assert not about_median > about_mean + 1e-12


@given(board_counts)
def test_counts_say_the_same_as_the_answers_they_count(counts: list[int]) -> None:
    answers = np.repeat(FOUR, counts)
    if answers.size >= 2:
        expected = [np.abs(answers - centre).mean() for centre in (answers.mean(), np.median(answers))]
        np.testing.assert_allclose(one(counts, FOUR), expected, atol=1e-12)


def test_an_item_that_one_person_answered_is_not_used_in_the_domain() -> None:
    whole = scale_deviation([[2, 0, 0, 2], [1, 1, 1, 1], [0, 0, 0, 1], [0, 0, 0, 0]], FOUR)
    without = scale_deviation([[2, 0, 0, 2], [1, 1, 1, 1]], FOUR)
    assert float(whole.about_mean) == float(without.about_mean) == 1.25
    assert int(whole.items_used) == 2


def test_a_domain_that_nobody_answered_has_no_agreement() -> None:
    nobody = scale_deviation(np.zeros((3, 4), dtype=int), FOUR)
    assert np.isnan([nobody.about_mean, nobody.about_median]).all()
    assert int(nobody.items_used) == 0


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ([1, 2, 3], "one entry an option"),
        (5, "one entry an option"),
        ([1, 2, -3, 0], "not negative"),
        ([1, 2, 0.5, 0], "whole numbers"),
    ],
)
def test_counts_that_count_nothing_are_refused(counts: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        average_deviation(counts, FOUR)


def test_a_domain_needs_an_axis_of_items() -> None:
    with pytest.raises(ValueError, match="axis of items"):
        scale_deviation([1, 2, 3, 4], FOUR)


@pytest.mark.parametrize(
    ("ad", "n_options", "n", "word"),
    [
        (0.0, 4, 4, Agreement.CLOSE),
        (0.5, 4, 8, Agreement.CLOSE),
        (0.6, 4, 8, Agreement.MIXED),
        (0.9, 4, 8, Agreement.FAR_APART),
        (1.5, 4, 8, Agreement.FAR_APART),
        (0.68, 4, 60, Agreement.MIXED),
        (0.66, 4, 60, Agreement.CLOSE),
        (0.0, 5, 3, Agreement.CLOSE),
        (0.0, 4, 3, Agreement.TOO_FEW),
        (0.0, 5, 2, Agreement.TOO_FEW),
        (float("nan"), 5, 0, Agreement.TOO_FEW),
    ],
)
def test_a_word_follows_from_a_sixth_of_the_scale_and_from_chance(
    ad: float, n_options: int, n: int, word: Agreement
) -> None:
    assert agreement_word(ad, n_options, n) is word


def test_of_two_answers_nothing_is_said_however_many_the_items() -> None:
    assert agreement_word(0.0, 5, 2, items=20) is Agreement.TOO_FEW


def test_over_a_whole_domain_chance_is_told_apart_sooner() -> None:
    assert agreement_word(0.6, 4, 8) is Agreement.MIXED
    assert agreement_word(0.6, 4, 8, items=5) is Agreement.CLOSE


def test_a_large_board_is_measured_as_if_it_were_sixty() -> None:
    expected = chance_average_deviation(60, 4).expected
    assert agreement_word(expected + 0.001, 4, 300) is Agreement.FAR_APART
    assert agreement_word(expected - 0.001, 4, 300) is Agreement.MIXED


def test_a_negative_deviation_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        agreement_word(-0.1, 4, 8)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_every_domain_at_once_says_what_each_says_alone(domain: str) -> None:
    counts, options = reference.counts(domain), reference.options(domain)
    both = scale_deviation(counts, options, domains=[[0, 1], [1, 2], []])
    for place, items in enumerate(([0, 1], [1, 2])):
        alone = scale_deviation(counts[:, items], options)
        np.testing.assert_allclose(both.about_mean[:, place], alone.about_mean, atol=1e-12)
        np.testing.assert_allclose(both.about_median[:, place], alone.about_median, atol=1e-12)
    assert np.isnan(both.about_mean[:, 2]).all()


def test_the_reason_stands_beside_what_is_not_there() -> None:
    counts = [[[0, 0, 0, 0], [0, 1, 0, 0]], [[1, 1, 0, 0], [0, 1, 0, 0]]]
    assert average_deviation(counts, FOUR).reason.tolist() == [[Reason.TOO_FEW] * 2, [None, Reason.TOO_FEW]]
    assert scale_deviation(counts, FOUR).reason.tolist() == [Reason.TOO_FEW, None]
