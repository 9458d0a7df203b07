"""Everything at once says what each index says alone, however many boards there are."""

from dataclasses import fields
from itertools import pairwise

import numpy as np
import pytest

from govscore.benchmarking.agreement.awg import awg, scale_awg
from govscore.benchmarking.agreement.deviation import scale_deviation
from govscore.benchmarking.agreement.rwg import scale_rwg
from govscore.benchmarking.agreement.table import BOARDS_AT_ONCE, agreement_table
from govscore.benchmarking.moments import moments
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import county, reference

FIVE, NULLS, DOMAINS = [1, 2, 3, 4, 5], [2.0, 1.34], [[0, 1], [2, 3, 4], [4]]


@pytest.mark.parametrize("n_boards", [0, 1, BOARDS_AT_ONCE, 2 * BOARDS_AT_ONCE + 3])
def test_blocks_of_boards_make_no_difference(n_boards: int) -> None:
    counts = np.random.default_rng(2).integers(0, 3, (n_boards, 5, 5))
    table = agreement_table(counts, FIVE, NULLS, domains=DOMAINS)
    alone = (
        (table.deviation, scale_deviation(counts, FIVE, domains=DOMAINS)),
        (table.rwg, scale_rwg(moments(counts, FIVE).variance, NULLS, domains=DOMAINS)),
        (table.awg, scale_awg(awg(counts, FIVE), domains=DOMAINS)),
    )
    for ours, expected in alone:
        for field in fields(expected):
            np.testing.assert_allclose(getattr(ours, field.name), getattr(expected, field.name), atol=1e-12)


def test_three_domains_of_one_scale_come_out_as_in_r() -> None:
    domains = ("strategy", "finance", "people")
    counts = np.concatenate([county.counts(domain).chosen for domain in domains], axis=1)
    ends = np.cumsum([0] + [len(reference.items(domain)) for domain in domains])
    places = [list(range(a, b)) for a, b in pairwise(ends)]
    table = agreement_table(counts, [1, 2, 3, 4], 1.25, domains=places)
    names = ("ad_mean", "ad_median", "rwg_j_uniform", "rwg_star_uniform", "awg", "items_used")
    for d, domain in enumerate(domains):
        ours = (
            table.deviation.about_mean[:, d],
            table.deviation.about_median[:, d],
            table.rwg.rwg_j[:, d],
            table.rwg.rwg_star[:, d],
            table.awg.value[:, d],
            table.rwg.items_used[:, d],
        )
        expected = county.columns("expected_board_domain.csv", *names, domain=domain)
        np.testing.assert_allclose(np.column_stack(ours), expected, rtol=1e-10, atol=1e-10)


def test_a_board_that_says_nothing_has_a_reason_for_each_index() -> None:
    table = agreement_table(np.zeros((1, 5, 5), dtype=int), FIVE, 2.0, domains=[[0, 1, 2]])
    for index in (table.deviation, table.rwg, table.awg):
        assert index.reason.tolist() == [[Reason.TOO_FEW]]


def test_the_three_axes_are_needed() -> None:
    with pytest.raises(ValueError, match="boards, items, options"):
        agreement_table([[1, 2]], [1, 2], 1.0, domains=[[0]])
