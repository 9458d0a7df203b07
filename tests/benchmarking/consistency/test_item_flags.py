"""Which questions are flagged for their author, from which share, and on how few people nothing is said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.benchmarking.consistency.item_flags import ItemFlag, ItemLimits, flag_items, say_item_flag
from govscore.benchmarking.reasons import Reason

rows = st.tuples(st.lists(st.integers(0, 60), min_size=4, max_size=4), st.integers(0, 40), st.integers(0, 40))


def flags(chosen: list[int], *, dont_know: int = 0, not_applicable: int = 0) -> tuple[ItemFlag, ...]:
    return flag_items(chosen, dont_know=dont_know, not_applicable=not_applicable).flags_of()


@pytest.mark.parametrize(
    ("chosen", "dont_know", "not_applicable", "expected"),
    [
        ([0, 0, 30, 70], 0, 0, [ItemFlag.CEILING]),
        ([0, 0, 31, 69], 0, 0, []),
        ([70, 30, 0, 0], 0, 0, [ItemFlag.FLOOR]),
        ([20, 20, 20, 20], 20, 0, [ItemFlag.DONT_KNOW]),
        ([20, 20, 20, 21], 20, 0, []),
        ([20, 20, 20, 10], 0, 31, [ItemFlag.NOT_APPLICABLE]),
        ([20, 20, 20, 10], 0, 30, []),
        ([0, 0, 5, 35], 20, 40, [ItemFlag.CEILING, ItemFlag.DONT_KNOW, ItemFlag.NOT_APPLICABLE]),
        ([0, 0, 0, 2], 100, 0, [ItemFlag.DONT_KNOW]),
        ([0, 0, 0, 29], 0, 0, []),
    ],
)
def test_a_question_is_flagged_from_its_limit_on(
    chosen: list[int], dont_know: int, not_applicable: int, expected: list[ItemFlag]
) -> None:
    assert list(flags(chosen, dont_know=dont_know, not_applicable=not_applicable)) == expected


def test_those_to_whom_it_does_not_apply_do_not_know_or_not() -> None:
    found = flag_items([6, 2, 2, 10], dont_know=5, not_applicable=75)
    assert float(found.top) == 0.5
    assert float(found.bottom) == 0.3
    assert float(found.dont_know) == 0.2
    assert float(found.not_applicable) == 0.75


def test_phases_and_questions_are_done_at_once() -> None:
    chosen = np.array([[[0, 0, 0, 50], [10, 10, 10, 10]], [[20, 5, 5, 20], [0, 0, 0, 10]]])
    found = flag_items(chosen, dont_know=[[0, 0], [0, 30]], not_applicable=[[0, 0], [0, 0]])
    assert found.top.shape == (2, 2)
    assert found.flags_of(0, 0) == (ItemFlag.CEILING,)
    assert found.flags_of(1, 1) == (ItemFlag.DONT_KNOW,)


def test_of_few_replies_nothing_is_said_and_of_nobody_no_share() -> None:
    found = flag_items([[0, 0, 0, 20], [0, 0, 0, 0]], dont_know=[5, 0], not_applicable=[0, 0])
    assert found.reason.tolist() == [Reason.TOO_FEW, Reason.TOO_FEW]
    assert found.flags_of(0) == ()
    assert np.isnan([found.top[1], found.bottom[1], found.dont_know[1], found.not_applicable[1]]).all()


def test_an_authority_may_set_its_own_limits() -> None:
    found = flag_items([0, 1, 3, 4], dont_know=0, not_applicable=0, limits=ItemLimits(ceiling=0.5, least=8))
    assert found.flags_of() == (ItemFlag.CEILING,)


@given(rows)
def test_a_turned_scale_turns_ceiling_and_floor(row: tuple[list[int], int, int]) -> None:
    chosen, dont_know, not_applicable = row
    ahead = flag_items(chosen, dont_know=dont_know, not_applicable=not_applicable)
    turned = flag_items(chosen[::-1], dont_know=dont_know, not_applicable=not_applicable)
    np.testing.assert_array_equal([ahead.top, ahead.bottom], [turned.bottom, turned.top])
    swapped = {ItemFlag.CEILING: ItemFlag.FLOOR, ItemFlag.FLOOR: ItemFlag.CEILING}
    assert {swapped.get(flag, flag) for flag in ahead.flags_of()} == set(turned.flags_of())


def test_each_flag_is_a_sentence_that_says_what_to_do() -> None:
    sentences = {say_item_flag(flag, 0.724) for flag in ItemFlag}
    assert len(sentences) == len(ItemFlag)
    assert all(sentence.startswith("72 in 100") and ". " in sentence for sentence in sentences)
    with pytest.raises(ValueError, match="share"):
        say_item_flag(ItemFlag.CEILING, 72)


@pytest.mark.parametrize(
    ("chosen", "dont_know", "message"),
    [
        ([5], 0, "two options"),
        ([[5, 6]], 0, "one more axis"),
        ([5, -6], 0, "negative"),
        ([5, 6], -1, "negative"),
    ],
)
def test_counts_that_cannot_be_are_refused(chosen: object, dont_know: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        flag_items(chosen, dont_know=dont_know, not_applicable=0)  # type: ignore[arg-type]
