"""How a questionnaire was filled in: the engine beside the formulas of the page."""

from math import isnan

import numpy as np
import pytest

from govscore.benchmarking.agreement.deviation import average_deviation
from govscore.benchmarking.quality.guttman import guttman_errors
from govscore.benchmarking.quality.mahalanobis import mahalanobis
from govscore.benchmarking.quality.patterns import boards_alike, response_patterns
from tests.formulas import drawn
from tests.formulas import quality as plain

NEAR = {"rel": 1e-9, "abs": 1e-12}


def codes(sheet: drawn.Sheet) -> list[list[int]]:
    return [[x or 0 for x in row] for row in sheet]


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_runs_and_variability(seed: int) -> None:
    sheet = drawn.sheet(seed, people=12, items=14)
    found = response_patterns(codes(sheet))
    expected = [plain.runs(row) for row in sheet]
    runs = list(zip(found.longest_string.tolist(), found.average_string.tolist(), strict=True))
    assert runs == [pytest.approx(each) for each in expected]
    assert found.irv.tolist() == pytest.approx([plain.irv(row) for row in sheet], **NEAR)


def test_two_answers_are_the_least_for_variability() -> None:
    found = response_patterns([[3, 0], [3, 3]]).irv
    assert isnan(found[0])
    assert found[1] == 0


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_distance(seed: int) -> None:
    sheet = drawn.sheet(seed, people=40, items=4, gaps=0.05)
    rows = [[float(x) for x in row if x is not None] for row in sheet if None not in row]
    found = mahalanobis([drawn.with_nan(row) for row in sheet])
    assert found.squared[~np.isnan(found.squared)].tolist() == pytest.approx(
        plain.squared_distances(rows), **NEAR
    )


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_guttman_errors(seed: int) -> None:
    sheet = drawn.sheet(seed, people=9, items=5, options=3)
    found = guttman_errors(codes(sheet), n_options=3)
    popular = plain.popularity(sheet, 3)
    for person, row in enumerate(sheet):
        if sum(x is not None for x in row) >= 2:
            assert found.errors[person] == pytest.approx(plain.guttman_errors(row, popular))
            assert found.most[person] == pytest.approx(plain.most_errors(row, popular, 3))
        else:
            assert isnan(found.errors[person])


@pytest.mark.parametrize("items", [9, 10])
@pytest.mark.parametrize("last", [3, 2])
def test_alike(items: int, last: int) -> None:
    sheet: drawn.Sheet = [[3] * items, [3] * (items - 1) + [last], [None] * items]
    counts = drawn.counts(sheet)
    assert boards_alike([counts]).tolist() == [plain.alike(list(zip(*sheet, strict=True)))]
    assert (average_deviation(counts, drawn.values()).about_mean == 0).all() == (last == 3)
