"""Between boards: the engine beside the formulas of the page."""

from math import isnan
from random import Random
from statistics import fmean

import pytest
from scipy import stats

from govscore.benchmarking.between import respondents
from govscore.benchmarking.between.icc import analyse_variance, between_boards, intraclass
from govscore.benchmarking.between.shrinkage import fit_boards, shrink
from govscore.benchmarking.consistency.board_sums import complete_answers, sum_boards
from govscore.benchmarking.consistency.generalizability import d_study, variance_components
from tests.formulas import between as plain
from tests.formulas import consistency, drawn

NEAR = {"rel": 1e-10, "abs": 1e-12}


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_the_score_for_comparison(seed: int) -> None:
    boards = drawn.boards(seed, k=6 + 3 * seed)
    n, means, ssw = drawn.sums(boards)
    model = fit_boards(n, means, ssw)
    theta = plain.best_theta(boards)
    minus_2_log, mu, sigma2 = plain.reml(theta, boards)
    assert (model.mu, model.sigma2) == pytest.approx((mu, sigma2), rel=1e-6)
    assert model.tau2 == pytest.approx(theta * sigma2, rel=1e-5, abs=1e-6)
    assert -2 * model.log_likelihood == pytest.approx(minus_2_log, rel=1e-9)
    assert model.is_singular == (theta < 1e-6)
    shrunk = shrink(model, n, means)
    for board, mean in enumerate(means):
        expected = plain.score_for_comparison(
            mean, n[board], mu=model.mu, tau2=model.tau2, sigma2=model.sigma2
        )
        found = [shrunk.reliability[board], shrunk.estimate[board], shrunk.sd[board]]
        assert found == pytest.approx(list(expected[:3]), **NEAR)
        ends = (shrunk.low[board], shrunk.high[board])
        if model.is_singular:
            assert all(map(isnan, ends))
        else:
            assert ends == pytest.approx(expected[3:], **NEAR)


def test_a_seed_has_boards_that_do_not_differ() -> None:
    boards = [[3.0, 3.5, 2.5], [3.0, 3.25, 2.75], [2.0, 4.0]]
    model = fit_boards(*drawn.sums(boards))
    assert plain.best_theta(boards) == pytest.approx(0, abs=1e-9)
    assert model.is_singular
    assert shrink(model, [3], [2.0]).estimate[0] == model.mu


@pytest.mark.parametrize(
    ("boards", "reason"),
    [
        ([], "no-boards"),
        ([[3.0, 2.0]], "one-board"),
        ([[3.0], [2.0], [1.0]], "one-person-each"),
        ([[3.0, 3.0], [2.0, 2.0]], "no-variation-within"),
        ([[3.0, 2.0], [2.5]], None),
    ],
)
def test_two_boards_and_one_of_two_people(boards: list[list[float]], reason: str | None) -> None:
    assert fit_boards(*drawn.sums(boards)).reason == reason


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_one_way(seed: int) -> None:
    boards = drawn.boards(seed, k=5 + seed)
    n, means, ssw = drawn.sums(boards)
    anova = analyse_variance(n, means, ssw)
    assert (anova.msb, anova.msw, anova.n0) == pytest.approx(plain.mean_squares(boards), **NEAR)
    assert anova.p == pytest.approx(stats.f.sf(anova.msb / anova.msw, len(n) - 1, sum(n) - len(n)))
    found = intraclass(anova)
    icc2, icc2_limits = plain.icc2(boards)
    assert found.icc1 == pytest.approx(plain.icc1(boards), **NEAR)
    assert [found.icc1_low, found.icc1_high] == pytest.approx(plain.icc1_limits(boards), rel=1e-8)
    assert found.icc2 == pytest.approx(icc2, **NEAR)
    assert [found.icc2_low, found.icc2_high] == pytest.approx(icc2_limits, rel=1e-8)
    stepped = plain.icc2_spearman_brown(boards)
    assert found.icc2_spearman_brown == pytest.approx(stepped, **NEAR)


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_the_third_icc2_is_the_mean_reliability(seed: int) -> None:
    boards = drawn.boards(seed, k=20)
    found = between_boards(*drawn.sums(boards))
    model = found.model
    each = [
        plain.score_for_comparison(0, len(board), mu=0, tau2=model.tau2, sigma2=model.sigma2)[0]
        for board in boards
        if model.tau2 > 0
    ]
    assert found.icc2_mean_reliability == pytest.approx(fmean(each) if each else 0.0)


def test_an_icc_of_boards_without_spread() -> None:
    alike = intraclass(analyse_variance(*drawn.sums([[3.0, 3.0], [2.0, 2.0]])))
    assert (alike.icc1, str(alike.reasons["icc1_low"])) == (1.0, "no_variation")
    level = intraclass(analyse_variance(*drawn.sums([[3.0, 2.0], [2.0, 3.0]])))
    assert (level.icc1_shown, str(level.reasons["icc2"])) == (0.0, "no_variation")
    assert level.icc1 < 0
    single = analyse_variance(*drawn.sums([[3.0], [2.0]]))
    assert str(single.reasons["f"]) == "too_few"


@pytest.mark.parametrize("icc", [0.05, 0.12, 0.4, 0.9])
@pytest.mark.parametrize("n", [1, 5, 8, 9, 12, 40])
def test_how_many_answers(icc: float, n: int) -> None:
    assert float(respondents.reliability_of_mean(icc, n)) == pytest.approx(plain.reliability_of_mean(n, icc))
    for target in (0.6, 0.7, 0.9):
        assert float(respondents.answers_for(icc, target)) == pytest.approx(plain.answers_for(target, icc))
    assert respondents.more_replies(icc, n=n, asked=n + 30).extra == plain.firmer(n, icc, 30)


def test_the_range_of_answers_needed_and_the_example_of_the_page() -> None:
    found = respondents.answers_needed(0.12, 0.07, 0.2)
    assert (found.needed, found.fewest, found.most) == pytest.approx(
        [plain.answers_for(0.70, icc) for icc in (0.12, 0.2, 0.07)]
    )
    assert [plain.firmer(n, 0.12, 20) for n in range(5, 13)] == [2, 2, 2, 2, 3, 3, 3, 3]
    assert str(respondents.answers_needed(0.0, 0.0, 0.1).reasons["needed"]) == "not_estimable"


def nested(seed: int) -> list[list[list[float]]]:
    chance = Random(seed)
    return [
        [
            [float(round(3 + chance.gauss(0, 1) + 0.3 * i + 0.2 * board)) for i in range(4)]
            for _ in range(chance.randint(1, 6))
        ]
        for board in range(5 + seed)
    ]


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_where_differences_come_from(seed: int) -> None:
    boards = nested(seed)
    rows = [row for board in boards for row in board]
    whose = [b for b, board in enumerate(boards) for _ in board]
    found = variance_components(sum_boards(complete_answers(rows), whose, n_boards=len(boards)))
    raw = consistency.components(boards)
    names = {"b": "board", "p:b": "person", "i": "item", "bi": "board_item", "res": "residual"}
    assert {name: found.raw[there] for name, there in names.items()} == pytest.approx(raw, **NEAR)
    cut = {name: max(0.0, part) for name, part in raw.items()}
    assert {name: getattr(found, there) for name, there in names.items()} == pytest.approx(cut, **NEAR)
    assert set(found.cut) == {names[name] for name, part in raw.items() if part < 0}
    for fixed in (False, True):
        study = d_study(found, n_respondents=7, n_items=4, items_fixed=fixed)
        expected = plain.error_and_reliability(cut, 7, 4, fixed=fixed)
        assert [
            float(study.relative_error),
            float(study.absolute_error),
            float(study.generalizability),
            float(study.dependability),
        ] == pytest.approx(expected, **NEAR)


def test_components_take_two_boards_and_two_items() -> None:
    def reasons(rows: list[list[float]], whose: list[int]) -> set[str]:
        found = variance_components(sum_boards(complete_answers(rows), whose, n_boards=max(whose) + 1))
        return {str(why) for why in found.reasons.values()}

    assert reasons([[1, 2], [2, 1]], [0, 0]) == {"too_few"}
    assert reasons([[1, 2], [2, 1]], [0, 1]) == {"too_few"}
    assert "not_estimable" in reasons([[1], [2], [3]], [0, 0, 1])
    assert reasons([[1, 2], [2, 1], [2, 4]], [0, 0, 1]) == set()
