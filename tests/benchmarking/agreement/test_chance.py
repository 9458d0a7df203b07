"""Chance agreement: exact, as every questionnaire there could be says."""

import itertools

import numpy as np
import pytest

from govscore.benchmarking.agreement.chance import chance_average_deviation


def every_board(n: int, n_options: int) -> np.ndarray:
    """Average deviation of each of the boards that could come about, equally likely."""
    answers = np.array(list(itertools.product(range(n_options), repeat=n)), dtype=float)
    return np.abs(answers - answers.mean(axis=1, keepdims=True)).mean(axis=1)


@pytest.mark.parametrize(("n", "n_options"), [(2, 2), (2, 5), (3, 4), (4, 7), (5, 5), (7, 4), (8, 3)])
def test_expectation_and_critical_value_are_those_of_all_boards_there_could_be(
    n: int, n_options: int
) -> None:
    deviations = every_board(n, n_options)
    chance = chance_average_deviation(n, n_options)
    assert chance.expected == pytest.approx(deviations.mean(), rel=1e-10)
    rare = [v for v in np.unique(deviations.round(12)) if (deviations <= v + 1e-9).mean() <= 0.05 + 1e-12]
    assert chance.critical == (pytest.approx(max(rare)) if rare else None)


def test_several_items_are_the_mean_of_independent_ones() -> None:
    single = every_board(3, 3)
    means = np.array([sum(three) / 3 for three in itertools.product(single, repeat=3)]).round(12)
    chance = chance_average_deviation(3, 3, items=3)
    assert chance.expected == pytest.approx(means.mean())
    assert chance.critical == pytest.approx(
        max(v for v in np.unique(means) if (means <= v + 1e-9).mean() <= 0.05)
    )


def test_random_boards_stay_at_or_under_the_critical_value_in_one_case_of_twenty_at_most() -> None:
    answers = np.random.default_rng(20261124).integers(0, 5, (40_000, 10))
    deviations = np.abs(answers - answers.mean(axis=1, keepdims=True)).mean(axis=1)
    chance = chance_average_deviation(10, 5)
    assert chance.critical is not None
    assert 0.03 < (deviations <= chance.critical + 1e-9).mean() < 0.055
    assert chance.expected == pytest.approx(deviations.mean(), abs=0.01)


@pytest.mark.parametrize(("n", "n_options"), [(2, 2), (2, 5), (3, 4)])
def test_where_unanimity_is_no_rarity_there_is_no_critical_value(n: int, n_options: int) -> None:
    assert chance_average_deviation(n, n_options).critical is None


@pytest.mark.parametrize("n_options", [2, 4, 5, 7, 11])
def test_more_people_bring_chance_nearer_to_its_expectation(n_options: int) -> None:
    sizes = [chance_average_deviation(n, n_options) for n in (6, 15, 60)]
    distances = [chance.expected - (chance.critical or 0) for chance in sizes]
    assert distances == sorted(distances, reverse=True)


@pytest.mark.parametrize(
    ("n", "n_options", "items", "message"),
    [(1, 5, 1, "between 2 and 60"), (61, 5, 1, "between 2 and 60"), (5, 1, 1, "options"), (5, 5, 0, "item")],
)
def test_what_is_not_worked_out_is_refused(n: int, n_options: int, items: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        chance_average_deviation(n, n_options, items=items)
