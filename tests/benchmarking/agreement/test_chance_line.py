"""The line of chance: the published table within simulation error, the exact value, and the same line each time."""

import numpy as np
import pytest

from govscore.benchmarking.agreement.chance import chance_average_deviation
from govscore.benchmarking.agreement.chance_line import ChanceLine, chance_line

SIZES = [4, 5, 6, 8, 10, 12, 15]
# By items and correlation, for each size: what 5 % of random boards exceed in r_wg(j) and in r*_wg(j), and the
# percentage of them over .70. From a simulation of 20,000 boards of people who answer five options at random.
SIMULATED = {
    (5, 0.0): ([78, 73, 69, 63, 59, 56, 52], [42, 35, 31, 26, 22, 20, 18], [11, 7, 5, 2, 1, 0, 0]),
    (5, 0.3): ([80, 75, 72, 66, 62, 58, 54], [45, 38, 34, 28, 24, 22, 19], [13, 9, 6, 3, 1, 1, 0]),
    (5, 0.6): ([87, 82, 79, 73, 69, 65, 60], [57, 48, 43, 35, 30, 27, 23], [21, 16, 12, 7, 4, 2, 1]),
    (10, 0.0): ([81, 77, 74, 69, 65, 62, 58], [30, 25, 22, 18, 16, 14, 12], [15, 11, 8, 4, 2, 1, 0]),
    (10, 0.3): ([85, 81, 78, 73, 70, 67, 63], [35, 30, 26, 21, 19, 17, 14], [21, 16, 13, 7, 5, 3, 2]),
    (10, 0.6): ([91, 88, 86, 82, 78, 76, 72], [50, 43, 38, 31, 27, 24, 21], [32, 26, 22, 17, 13, 10, 7]),
}


def line(
    sizes: list[int], *, items: int = 5, correlation: float = 0.3, seed: int = 4, boards: int = 4000
) -> ChanceLine:
    rng = np.random.default_rng(seed)
    return chance_line(sizes, items=items, n_options=5, correlation=correlation, rng=rng, boards=boards)


@pytest.mark.parametrize(("items", "correlation"), list(SIMULATED))
def test_it_is_the_known_table_within_the_error_of_simulation(items: int, correlation: float) -> None:
    found = line(SIZES, items=items, correlation=correlation, boards=20_000)
    rwg_j, rwg_star, share = (np.array(column) / 100 for column in SIMULATED[items, correlation])
    np.testing.assert_allclose(found.rwg_j, rwg_j, atol=0.016)
    np.testing.assert_allclose(found.rwg_star, rwg_star, atol=0.022)
    np.testing.assert_allclose(found.share_over_cut, share, atol=0.014)


@pytest.mark.parametrize("n", [4, 8, 15])
def test_without_correlation_it_is_the_exact_chance_deviation(n: int) -> None:
    found, exact = line([n], correlation=0.0, boards=40_000), chance_average_deviation(n, 5, items=5)
    assert found.ad_mean_expected[0] == pytest.approx(exact.expected, abs=0.004)
    assert exact.critical is not None
    assert found.ad_mean_rare[0] == pytest.approx(exact.critical, abs=0.012)


def test_where_unanimity_is_no_rarity_there_is_no_rare_deviation() -> None:
    assert chance_average_deviation(2, 5).critical is None
    found = line([2], items=1)
    assert np.isnan([found.ad_mean_rare, found.ad_median_rare]).all()


def test_the_same_seed_gives_the_same_line_and_a_size_its_own_whatever_the_others() -> None:
    whole, again, alone = line([4, 8, 6]), line([4, 8, 6]), line([8])
    np.testing.assert_array_equal(whole.rwg_j, again.rwg_j)
    assert whole.rwg_j[1] == alone.rwg_j[0]
    assert whole.ad_median_rare[1] == alone.ad_median_rare[0]
    assert whole.n.tolist() == [4, 8, 6]


def test_items_answered_alike_make_agreement_by_chance_commoner() -> None:
    none, some, all_alike = (line([8], correlation=c) for c in (0.0, 0.5, 1.0))
    assert none.rwg_star[0] < some.rwg_star[0] < all_alike.rwg_star[0]
    assert none.ad_mean_rare[0] > some.ad_mean_rare[0] > all_alike.ad_mean_rare[0]


def test_more_people_agree_less_by_chance() -> None:
    found = line(SIZES)
    assert found.rwg_star.tolist() == sorted(found.rwg_star, reverse=True)
    assert found.ad_mean_rare.tolist() == sorted(found.ad_mean_rare)
    assert (found.ad_median_expected <= found.ad_mean_expected).all()


def test_no_sizes_make_an_empty_line() -> None:
    assert line([]).rwg_j.tolist() == []


@pytest.mark.parametrize(
    ("changed", "message"),
    [({"sizes": [1]}, "sizes from 2"), ({"items": 0}, "one item"), ({"correlation": 1.2}, "between 0 and 1")],
)
def test_what_cannot_be_drawn_is_refused(changed: dict, message: str) -> None:
    terms = {"sizes": [4], "items": 5, "n_options": 5, "correlation": 0.3} | changed
    with pytest.raises(ValueError, match=message):
        chance_line(terms.pop("sizes"), **terms, rng=np.random.default_rng(1), boards=10)
