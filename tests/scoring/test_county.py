"""Boards taken together."""

import numpy as np
import pytest

from govscore.scoring.county import summarise_group, summarise_groups
from govscore.scoring.model import Scorecard, Withheld
from tests.make import make_domain_score, make_id, make_scorecard


def card(number: int, mean: float | None, **others: float | None) -> Scorecard:
    return make_scorecard(number=number, domains=(make_domain_score(mean=mean, **others),))


MEANS = (2.0, 2.2, 3.1, 3.6, 2.9, 1.4)


def test_each_board_counts_once_and_quartiles_are_the_usual_ones() -> None:
    summary = summarise_group([card(n, mean) for n, mean in enumerate(MEANS)], "strategy", name="primary")
    assert (summary.name, summary.domain, summary.boards, summary.withheld) == (
        "primary",
        "strategy",
        6,
        None,
    )
    assert summary.mean == pytest.approx(sum(MEANS) / 6)
    quartiles = (summary.lower_quartile, summary.median, summary.upper_quartile)
    assert quartiles == pytest.approx(tuple(np.quantile(MEANS, [0.25, 0.5, 0.75])))
    assert summary.levels == (("secure", 6),)


def test_a_board_without_a_mean_is_left_out_and_counted() -> None:
    cards = [card(n, mean) for n, mean in enumerate((*MEANS, None))] + [make_scorecard(domains=())]
    summary = summarise_group(cards, "strategy")
    assert (summary.boards, summary.without) == (6, 2)
    assert summary.mean == pytest.approx(sum(MEANS) / 6)


def test_fewer_than_five_boards_are_withheld() -> None:
    summary = summarise_group([card(n, 3.0) for n in range(4)] + [card(9, None)], "strategy")
    assert summary.withheld is Withheld.TOO_FEW
    assert (summary.boards, summary.without) == (4, 1)
    assert {summary.mean, summary.median, summary.lower_quartile, summary.upper_quartile} == {None}
    assert summary.levels == ()


def test_nobody_is_a_group_too_small_and_no_error() -> None:
    assert summarise_group([], "strategy").withheld is Withheld.TOO_FEW


def test_dont_knows_are_averaged_over_the_boards_that_show_them_if_they_are_enough() -> None:
    cards = [card(n, 3.0, dont_know_share=0.1 * n) for n in range(5)]
    assert summarise_group(cards, "strategy").dont_know_share == pytest.approx(0.2)
    fewer = [*cards[:4], card(4, 3.0, dont_know_share=None)]
    assert summarise_group(fewer, "strategy").dont_know_share is None


def groups(*sizes: int) -> list[Withheld | None]:
    cards, members, number = {}, {}, 0
    for name, size in enumerate(sizes):
        ids = [make_id("board", number + n) for n in range(size)]
        cards |= {board: card(number + n, 2.5) for n, board in enumerate(ids)}
        members[str(name)] = frozenset(ids)
        number += size
    return [summary.withheld for summary in summarise_groups(cards, members, "strategy")]


def test_a_small_group_takes_the_smallest_other_with_it_lest_it_be_the_rest_of_the_whole() -> None:
    assert groups(20, 3, 8, 11) == [None, Withheld.TOO_FEW, Withheld.SUBTRACTION, None]


def test_small_groups_that_are_enough_together_need_no_other() -> None:
    assert groups(20, 3, 4, 11) == [None, Withheld.TOO_FEW, Withheld.TOO_FEW, None]


def test_groups_that_are_large_enough_or_empty_are_left_alone() -> None:
    assert groups(5, 9) == [None, None]
    assert groups(5, 0) == [None, Withheld.TOO_FEW]


def test_a_small_group_alone_takes_nothing_with_it() -> None:
    assert groups(3) == [Withheld.TOO_FEW]


def test_a_board_of_a_group_that_has_no_scorecard_is_no_part_of_it() -> None:
    cards = {make_id("board", n): card(n, 2.0) for n in range(5)}
    (summary,) = summarise_groups(cards, {"all": frozenset({*cards, make_id("board", 99)})}, "strategy")
    assert (summary.boards, summary.without) == (5, 0)
