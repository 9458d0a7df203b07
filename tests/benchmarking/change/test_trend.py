"""Page's trend: as R and SciPy give it, ties kept, rows with a missing year dropped and counted."""

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import page_trend_test, rankdata

from govscore.benchmarking.change import trend
from govscore.benchmarking.change.trend import page_trend
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import reference

NAN = float("nan")
NAMES = {
    "l_statistic": "L",
    "expected": "E",
    "variance": "V",
    "z": "z",
    "p_normal": "p_normal",
    "p_exact": "p_exact",
    "z_with_ties": "z_ties_allowed_for",
    "p_with_ties": "p_ties_allowed_for",
}
tables = st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=1, max_size=4)


def panel(series: str) -> list[list[float]]:
    rows = [row for row in reference.table("panel.csv") if row["series"] == series]
    return [[reference.number(row[f"y{year}"]) for year in range(1, 5)] for row in rows]


@pytest.mark.parametrize("series", ["tied", "untied"])
def test_each_panel_has_the_trend_of_the_reference(series: str) -> None:
    found, wanted = page_trend(panel(series)), reference.document("expected_gaps.json")["page"][series]
    for ours, theirs in NAMES.items():
        assert float(getattr(found, ours)) == pytest.approx(wanted[theirs], rel=1e-10), ours
    assert (int(found.n_rows), found.n_years) == (wanted["n"], wanted["k"])
    assert int(found.n_dropped) == len(panel(series)) - wanted["n"]


def test_the_published_example_keeps_its_ties() -> None:
    example = reference.document("published.json")["page_trend"]
    found, wanted = page_trend(example["data"]), example["expected"]
    assert float(found.l_statistic) == example["published"]["L"]
    assert float(found.p_exact) == pytest.approx(wanted["p_exact_given_the_ties"], rel=1e-12)
    for name in ("z", "p_normal"):
        assert float(getattr(found, name)) == pytest.approx(wanted[name], rel=1e-12)


def test_without_ties_it_is_scipys() -> None:
    scores = np.random.default_rng(8).random((6, 5))
    found, theirs = page_trend(scores), page_trend_test(scores, method="exact")
    assert float(found.l_statistic) == theirs.statistic
    assert float(found.p_exact) == pytest.approx(theirs.pvalue, rel=1e-10)


@given(tables)
def test_the_exact_p_is_the_share_of_all_ways_to_permute_the_rows(table: list[list[int]]) -> None:
    ranks = [rankdata(row) for row in table]
    years = np.arange(1, 4)
    shares = [[float(years @ np.array(order)) for order in permutations(row)] for row in ranks]
    seen = sum(float(years @ row) for row in ranks)
    sums = [sum(way) for way in product(*shares)]
    found = page_trend(table)
    assert float(found.p_exact) == pytest.approx(np.mean([each >= seen - 1e-9 for each in sums]), rel=1e-12)
    assert float(found.l_statistic) == pytest.approx(seen)


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter_and_a_constant_neither(table: list[list[int]], random) -> None:  # type: ignore[no-untyped-def]
    moved = [
        [each + 10 * place for each in row] for place, row in enumerate(random.sample(table, len(table)))
    ]
    assert float(page_trend(moved).l_statistic) == float(page_trend(table).l_statistic)
    assert float(page_trend(moved).p_exact) == pytest.approx(float(page_trend(table).p_exact), rel=1e-12)


def test_years_backwards_turn_the_trend() -> None:
    table = np.array(panel("untied"))
    assert float(page_trend(table[:, ::-1]).z) == pytest.approx(-float(page_trend(table).z))


def test_many_boards_at_once_are_as_each_alone() -> None:
    scores = np.random.default_rng(9).integers(1, 4, (40, 6, 4)).astype(float)
    scores[np.random.default_rng(10).random(scores.shape) < 0.05] = NAN
    together = page_trend(scores)
    for row in range(40):
        alone = page_trend(scores[row])
        for name in NAMES:
            np.testing.assert_allclose(getattr(together, name)[row], getattr(alone, name), rtol=1e-13)


def test_without_a_whole_row_there_is_no_trend() -> None:
    found = page_trend([[[1, 2, NAN]], [[1, 2, 3]]])
    assert found.reason.tolist() == found.exact_reason.tolist() == [Reason.TOO_FEW, None]
    assert (found.n_rows.tolist(), found.n_dropped.tolist()) == ([0, 1], [1, 0])
    assert all(np.isnan(getattr(found, name)[0]) for name in NAMES)
    assert page_trend(np.empty((2, 0, 3))).reason.tolist() == [Reason.TOO_FEW] * 2


def test_years_that_are_all_alike_show_no_trend() -> None:
    found = page_trend([[2, 2, 2], [3, 3, 3]])
    assert (float(found.z), float(found.p_exact)) == (0.0, 1.0)
    assert np.isnan(found.z_with_ties)


def test_what_is_too_long_to_count_has_no_exact_p(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trend, "MOST_YEARS", 3)
    found = page_trend([[1, 2, 3, 4]])
    assert (found.exact_reason.item(), found.reason.item()) == (Reason.NOT_ESTIMABLE, None)
    assert float(found.p_normal) < 0.5


@pytest.mark.parametrize(
    ("scores", "message"),
    [([1, 2, 3], "axes of rows"), ([[1, 2]], "two make a change"), ([[1, 2, float("inf")]], "finite")],
)
def test_what_is_no_table_of_years_is_refused(scores: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        page_trend(scores)  # type: ignore[arg-type]
