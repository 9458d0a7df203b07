"""A change since last time is judged by how people and boards differ, and by nothing where that is not known."""

from collections.abc import Sequence

import pytest

from govscore.benchmarking.compare import ComparedBoard, fit_county
from govscore.benchmarking.since import changes_since
from govscore.boards.characteristics import Characteristics
from govscore.boards.model import Phase
from govscore.scoring.model import Withheld
from tests.make import make_domain_score, make_id

KNOWN = Characteristics(
    phase=Phase.PRIMARY,
    pupils=200,
    fsm_percent=10.0,
    eal_percent=5.0,
    sen_percent=15.0,
    is_rural=False,
    schools=1,
    uncounted=0,
)
FIRST = make_id("board", 0)
MEANS = (1.8, 2.2, 2.4, 2.6, 2.7, 2.8, 3.0, 3.1, 3.4)


def boards(means: Sequence[float | None], *, n: int = 8, within: float | None = 2.8) -> list[ComparedBoard]:
    return [
        ComparedBoard(
            board_id=make_id("board", number),
            name=f"Board {number}",
            characteristics=KNOWN,
            scores=(
                make_domain_score("strategy", mean=mean, n=n, within=within)
                if mean is not None
                else make_domain_score("strategy", mean=None, n=None, within=None, withheld=Withheld.TOO_FEW),
            ),
        )
        for number, mean in enumerate(means)
    ]


def test_a_change_is_held_against_the_spread_of_people_and_the_answers_there_are() -> None:
    then, now = fit_county(boards(MEANS)), fit_county(boards((2.6, *MEANS[1:])))
    (found,) = changes_since(FIRST, then=then, now=now)
    assert found.could_be_chance == pytest.approx(1.959964 * (0.4 * (1 / 8 + 1 / 8)) ** 0.5, rel=1e-6)
    assert found.is_more_than_chance
    (still,) = changes_since(FIRST, then=then, now=fit_county(boards((2.0, *MEANS[1:]))))
    assert not still.is_more_than_chance


def test_a_low_score_is_expected_to_come_back_part_of_the_way() -> None:
    then = fit_county(boards(MEANS))
    (found,) = changes_since(FIRST, then=then, now=fit_county(boards(MEANS)))
    assert found.expected is not None
    assert MEANS[0] < found.expected < sum(MEANS) / len(MEANS)


def test_fewer_answers_leave_more_to_chance() -> None:
    few, many = (fit_county(boards(MEANS, n=n, within=0.4 * (n - 1))) for n in (5, 15))
    (loose,), (firm,) = (changes_since(FIRST, then=each, now=each) for each in (few, many))
    assert loose.could_be_chance > firm.could_be_chance


def test_nothing_is_said_of_what_has_no_score_or_no_known_spread() -> None:
    then = fit_county(boards(MEANS))
    assert changes_since(FIRST, then=then, now=fit_county(boards((None, *MEANS[1:])))) == ()
    assert changes_since(FIRST, then=then, now=fit_county(boards(MEANS, within=None))) == ()
    assert changes_since(make_id("board", 99), then=then, now=then) == ()


def test_without_a_model_of_last_time_nothing_is_expected() -> None:
    (found,) = changes_since(FIRST, then=fit_county(boards(MEANS[:1])), now=fit_county(boards(MEANS)))
    assert found.expected is None
    assert found.could_be_chance > 0
