"""Agreement: the engine beside the formulas of the page."""

from math import isnan, nan
from statistics import fmean

import numpy as np
import pytest
from scipy import stats

from govscore.benchmarking.agreement.awg import awg, scale_awg
from govscore.benchmarking.agreement.chance import chance_average_deviation
from govscore.benchmarking.agreement.chance_line import chance_line
from govscore.benchmarking.agreement.concordance import concordance_p, kendall_w
from govscore.benchmarking.agreement.deviation import agreement_word, average_deviation, scale_deviation
from govscore.benchmarking.agreement.krippendorff import krippendorff_alpha
from govscore.benchmarking.agreement.nulls import Null, null_variance
from govscore.benchmarking.agreement.rwg import rwg, scale_rwg
from govscore.benchmarking.moments import moments
from tests.formulas import agreement as plain
from tests.formulas import drawn

NEAR = {"rel": 1e-10, "abs": 1e-12, "nan_ok": True}


@pytest.mark.parametrize("seed", drawn.SEEDS)
@pytest.mark.parametrize("by_median", [False, True])
def test_average_deviation(seed: int, by_median: bool) -> None:
    sheet = drawn.sheet(seed, people=2 + seed, items=6)
    counts, values = drawn.counts(sheet), drawn.values()
    name = "about_median" if by_median else "about_mean"
    columns = [[x for x in column if x is not None] for column in zip(*sheet, strict=True)]
    expected = [
        plain.average_deviation(column, by_median=by_median) if len(column) > 1 else nan for column in columns
    ]
    assert getattr(average_deviation(counts, values), name).tolist() == pytest.approx(expected, **NEAR)
    whole = plain.domain_deviation(sheet, by_median=by_median)
    assert float(getattr(scale_deviation(counts, values), name)) == pytest.approx(whole, **NEAR)


@pytest.mark.parametrize("n", [2, 3, 4, 5, 8])
@pytest.mark.parametrize("options", [2, 3, 4, 5])
@pytest.mark.parametrize("j", [1, 3])
def test_what_chance_would_bring(n: int, options: int, j: int) -> None:
    likely = plain.over_items(plain.deviations_by_chance(n, options), j)
    expected, rare = plain.expected_and_rare(likely)
    found = chance_average_deviation(n, options, items=j)
    assert found.expected == pytest.approx(expected, abs=1e-7)
    assert found.critical == (None if rare is None else pytest.approx(rare, abs=1e-7))


@pytest.mark.parametrize("options", [2, 3, 4, 5])
@pytest.mark.parametrize("n", [2, 3, 4, 6, 9])
def test_the_word(n: int, options: int) -> None:
    expected, rare = plain.expected_and_rare(plain.deviations_by_chance(n, options))
    for step in range(41):
        deviation = (options - 1) / 2 * step / 40
        word = str(agreement_word(deviation, options, n)).replace("-", " ")
        if rare is None:
            assert word == "too few to say"
        else:
            assert word == plain.agreement_word(deviation, options, expected=expected, rare=rare)


@pytest.mark.parametrize(("options", "fewest"), [(5, 3), (4, 4), (3, 4), (2, 6)])
def test_the_word_takes_as_many_as_the_page_says(options: int, fewest: int) -> None:
    assert str(agreement_word(0.0, options, fewest)) == "close"
    assert str(agreement_word(0.0, options, fewest - 1)) == "too-few-to-say"


def test_over_sixty_people_the_limit_at_sixty_stands_in() -> None:
    for step in range(30):
        assert agreement_word(step / 20, 4, 61) == agreement_word(step / 20, 4, 60)


@pytest.mark.parametrize("options", [2, 3, 4, 5, 6, 7, 11])
def test_uniform_null(options: int) -> None:
    assert null_variance(Null.UNIFORM, options) == pytest.approx(plain.uniform_null(options))


def test_the_published_nulls_of_five_options() -> None:
    named = {"slight": 1.34, "moderate": 0.90, "heavy": 0.44, "triangular": 1.32, "normal": 1.04}
    assert {name: null_variance(Null(name), 5) for name in named} == named


@pytest.mark.parametrize("seed", drawn.SEEDS)
@pytest.mark.parametrize("null", [1.25, 0.44])
def test_rwg(seed: int, null: float) -> None:
    sheet = drawn.sheet(seed, people=2 + seed, items=5)
    variances = moments(drawn.counts(sheet), drawn.values()).variance
    columns = [[x for x in column if x is not None] for column in zip(*sheet, strict=True)]
    expected = [plain.rwg(column, null) if len(column) > 1 else nan for column in columns]
    assert rwg(variances, null).tolist() == pytest.approx(expected, **NEAR)
    found = scale_rwg(variances, null)
    assert (float(found.rwg_j), float(found.rwg_star)) == pytest.approx(
        plain.rwg_of_domain(sheet, null), **NEAR
    )
    assert int(found.items_used) == len(plain.items(sheet))


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_awg(seed: int) -> None:
    sheet = drawn.sheet(seed, people=3 + seed, items=8)
    found = awg(drawn.counts(sheet), drawn.values())
    columns = [[x for x in column if x is not None] for column in zip(*sheet, strict=True)]
    expected = [plain.awg(column, 1, 4) if len(column) > 1 else None for column in columns]
    assert found.value.tolist() == pytest.approx(drawn.with_nan(expected), **NEAR)
    defined = [x for x in expected if x is not None]
    assert float(scale_awg(found).value) == pytest.approx(fmean(defined) if defined else nan, **NEAR)


def test_two_answers_are_the_least_for_agreement() -> None:
    one, two = [[1, 0, 0, 0]], [[1, 1, 0, 0]]
    for figure in (
        lambda counts: average_deviation(counts, drawn.values()).about_mean,
        lambda counts: rwg(moments(counts, drawn.values()).variance, 1.25),
        lambda counts: awg(counts, drawn.values()).value,
    ):
        assert np.isnan(figure(one)).all()
    assert not np.isnan(average_deviation(two, drawn.values()).about_mean).any()
    assert str(awg(one, drawn.values()).reason[0]) == "too_few"
    assert str(awg([[8, 1, 0, 0]], drawn.values()).reason[0]) == "not_admissible"


@pytest.mark.parametrize(("n", "j", "options", "rho"), [(4, 3, 4, 0.0), (8, 4, 5, 0.6)])
def test_the_line_of_chance(n: int, j: int, options: int, rho: float) -> None:
    boards = plain.chance_boards(n, j, options=options, rho=rho, boards=4_000, seed=1)
    line = chance_line(
        [n], items=j, n_options=options, correlation=rho, rng=np.random.default_rng(2), boards=20_000
    )
    found = [line.rwg_j[0], line.rwg_star[0], line.share_over_cut[0], line.ad_mean_expected[0]]
    assert found == pytest.approx(plain.chance_line(boards, options), abs=0.03)
    assert line.ad_mean_rare[0] == pytest.approx(plain.rare_deviation(boards), abs=0.05)


@pytest.mark.parametrize("seed", drawn.SEEDS)
@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
def test_krippendorff(seed: int, level: str) -> None:
    sheet = drawn.sheet(seed, people=2 + seed // 2, items=6, gaps=0.3)
    found = float(getattr(krippendorff_alpha(drawn.counts(sheet), drawn.values()), level))
    expected = plain.krippendorff(sheet, level)
    assert found == pytest.approx(nan if expected is None else expected, **NEAR)


def test_a_single_item_has_an_alpha_of_nought() -> None:
    found = krippendorff_alpha([[2, 1, 0, 3]], drawn.values())
    assert float(found.interval) == pytest.approx(0)
    assert str(krippendorff_alpha([[1, 0, 0, 0]], drawn.values()).reason) == "too_few"
    assert str(krippendorff_alpha([[3, 0, 0, 0]], drawn.values()).reason) == "no_variation"


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_kendall_w(seed: int) -> None:
    sheet = drawn.sheet(seed, people=2 + seed, items=9, gaps=0.06)
    codes = [[x or 0 for x in row] for row in sheet]
    found = kendall_w([0] * len(codes), codes, n_boards=1, n_options=4)
    expected = plain.kendall_w(sheet)
    if expected is None:
        assert isnan(found.w[0])
    else:
        assert (found.w[0], found.chi_square[0]) == pytest.approx(expected, **NEAR)
        freedom = int(found.items_used[0]) - 1
        assert found.p[0] == pytest.approx(stats.chi2.sf(expected[1], freedom))


@pytest.mark.parametrize("seed", range(4))
def test_the_p_of_w_by_permutation(seed: int) -> None:
    sheet = drawn.sheet(seed, people=3, items=4, gaps=0.0)
    rows = [[x or 0 for x in row] for row in sheet]
    found = concordance_p(rows, rng=np.random.default_rng(1), draws=4_999)
    assert found == pytest.approx(plain.concordance_p(rows), abs=0.03)


def test_who_is_too_few_for_w() -> None:
    one = kendall_w([0], [[1, 2, 3]], n_boards=1, n_options=4)
    flat = kendall_w([0, 0], [[1, 1], [2, 2]], n_boards=1, n_options=4)
    assert (str(one.reason[0]), str(flat.reason[0])) == ("too_few", "no_variation")
