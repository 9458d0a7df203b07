"""One board among its comparators, and the head beside the governors."""

import time
from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest

from govscore.benchmarking.between.shrinkage import fit_boards, shrink
from govscore.benchmarking.compare import ComparedBoard, compare, compare_views, fit_county
from govscore.benchmarking.errors import UnknownBoard
from govscore.benchmarking.model import Benchmark, DomainBenchmark, Position, Quarter
from govscore.boards.characteristics import Characteristics
from govscore.boards.model import Phase
from govscore.scoring.model import DomainScore, NoScore, Withheld
from tests.make import (
    make_domain,
    make_domain_score,
    make_id,
    make_question,
    make_question_score,
    make_questionnaire,
    make_scorecard,
)


def board(
    number: int,
    *scores: DomainScore,
    phase: Phase | None = Phase.PRIMARY,
    pupils: int | None = None,
    known: bool = True,
) -> ComparedBoard:
    return ComparedBoard(
        board_id=make_id("board", number),
        name=f"Board {number}",
        characteristics=Characteristics(
            phase=phase,
            pupils=(pupils or 200 + number) if known else None,
            fsm_percent=10.0 + number % 7 if known else None,
            eal_percent=5.0 if known else None,
            sen_percent=15.0 if known else None,
            is_rural=number % 2 == 0 if known else None,
            schools=1,
            uncounted=0,
        ),
        scores=scores,
    )


def scored(mean: float | None, *, n: int = 8, within: float | None = 3.0) -> DomainScore:
    return make_domain_score(mean=mean, n=n, within=within)


def spread_out(count: int, *, start: int = 1, phase: Phase | None = Phase.PRIMARY) -> list[ComparedBoard]:
    """Boards with means evenly from 1.5 to 3.5."""
    means = np.linspace(1.5, 3.5, count).tolist()
    return [board(start + at, scored(mean), phase=phase) for at, mean in enumerate(means)]


def place(boards: list[ComparedBoard], number: int = 0) -> tuple[Benchmark, DomainBenchmark]:
    found = compare(make_id("board", number), fit_county(boards))
    return found, found.domains[0]


def test_a_board_is_never_among_its_own_comparators() -> None:
    found, _ = place([board(0, scored(2.0)), *spread_out(20)])
    assert make_id("board", 0) not in [member.board_id for member in found.comparators.members]
    assert len(found.comparators.members) == 20


def test_comparators_are_of_the_same_phase_and_have_a_score() -> None:
    boards = [
        board(0, scored(2.0)),
        *spread_out(9),
        *spread_out(5, start=50, phase=Phase.SECONDARY),
        board(80, scored(None)),
    ]
    found, domain = place(boards)
    assert found.comparators.phase == "primary"
    assert {member.name for member in found.comparators.members} == {f"Board {n}" for n in range(1, 10)}
    assert len(domain.scores) == 9


def test_the_nearest_boards_are_chosen_as_many_as_are_wanted() -> None:
    boards = [board(0, scored(2.0)), *spread_out(30)]
    found = compare(make_id("board", 0), fit_county(boards), k=10)
    assert len(found.comparators.members) == 10
    distances = [member.distance for member in found.comparators.members]
    assert distances == sorted(distances)
    assert found.comparators.left_out == ("sen", "eal")


def test_the_estimate_is_that_of_a_model_of_the_boards_of_the_phase() -> None:
    boards = [board(0, scored(3.9, n=6)), *spread_out(12), *spread_out(9, start=50, phase=Phase.SPECIAL)]
    _, domain = place(boards)
    primaries = [each.scores[0] for each in boards[:13]]
    model = fit_boards(
        [each.n for each in primaries], [each.mean for each in primaries], [each.within for each in primaries]
    )
    shrunk = shrink(model, [6], [3.9])
    assert (domain.estimate, domain.low, domain.high, domain.reliability) == pytest.approx(
        (shrunk.estimate[0], shrunk.low[0], shrunk.high[0], shrunk.reliability[0])
    )
    assert domain.drawn_to == "primary"
    assert (domain.score, domain.n) == (3.9, 6)
    assert domain.estimate is not None
    assert domain.estimate < 3.9


def test_a_phase_of_fewer_than_eight_boards_is_drawn_to_the_county() -> None:
    boards = [board(0, scored(3.9)), *spread_out(6), *spread_out(30, start=50, phase=Phase.SECONDARY)]
    found, domain = place(boards)
    everyone = [each.scores[0] for each in boards]
    model = fit_boards(*([getattr(each, name) for each in everyone] for name in ("n", "mean", "within")))
    assert domain.drawn_to is None
    assert domain.estimate == pytest.approx(shrink(model, [8], [3.9]).estimate[0])
    assert domain.position is Position.TOO_FEW
    assert len(found.comparators.members) == 6


@pytest.mark.parametrize(
    ("mean", "position"), [(3.9, Position.ABOVE), (2.5, Position.IN_LINE), (1.1, Position.BELOW)]
)
def test_in_line_is_where_the_interval_covers_the_comparators_middle(mean: float, position: Position) -> None:
    _, domain = place([board(0, scored(mean, n=12)), *spread_out(30)])
    assert domain.position is position
    assert domain.median == pytest.approx(2.5)
    assert domain.low is not None
    assert domain.high is not None
    assert (domain.low <= 2.5 <= domain.high) is (position is Position.IN_LINE)


def test_few_answers_leave_a_board_in_line_that_many_would_place_above() -> None:
    positions = [
        place([board(0, scored(3.1, n=n, within=1.0)), *spread_out(30)])[1].position for n in (1, 40)
    ]
    assert positions == [Position.IN_LINE, Position.ABOVE]


def test_with_seven_comparators_nothing_is_said_and_with_eight_a_quarter() -> None:
    _, seven = place([board(0, scored(3.9)), *spread_out(7)])
    assert (seven.position, seven.quarter, seven.percentile) == (Position.TOO_FEW, None, None)
    assert (seven.scores, seven.median, seven.lower_quartile) == ((), None, None)
    _, eight = place([board(0, scored(3.9)), *spread_out(8)])
    assert (eight.quarter, eight.percentile) == (Quarter.TOP, None)
    assert eight.position is not Position.TOO_FEW


def test_from_twenty_comparators_on_there_is_a_percentile() -> None:
    _, domain = place([board(0, scored(2.5)), *spread_out(21)])
    assert domain.percentile == 50
    assert domain.scores == tuple(sorted(domain.scores))
    assert (domain.lower_quartile, domain.upper_quartile) == pytest.approx((2.0, 3.0))


def test_a_board_without_a_score_sees_the_others_and_has_no_place() -> None:
    own = make_domain_score(mean=None, n=None, spread=None, within=None, withheld=Withheld.TOO_FEW)
    _, domain = place([board(0, own), *spread_out(20)])
    assert (domain.score, domain.estimate, domain.low, domain.percentile) == (None, None, None, None)
    assert domain.position is Position.TOO_FEW
    assert len(domain.scores) == 20


def test_a_board_whose_spread_is_withheld_is_placed_and_left_out_of_the_model() -> None:
    others = spread_out(20)
    with_it = place([board(0, scored(3.9, within=None)), *others])[1]
    model = fit_boards(
        *([getattr(each.scores[0], name) for each in others] for name in ("n", "mean", "within"))
    )
    assert with_it.estimate == pytest.approx(shrink(model, [8], [3.9]).estimate[0])


def test_a_domain_that_nobody_was_asked_is_compared_with_nothing() -> None:
    own = make_domain_score("exams", mean=None, n=0, spread=None, within=None, no_score=NoScore.NOT_ASKED)
    _, domain = place([board(0, own, scored(2.0)), *spread_out(20)])
    assert (domain.domain, domain.scores, domain.position) == ("exams", (), Position.TOO_FEW)


def test_boards_that_do_not_differ_measurably_are_all_in_line() -> None:
    alike = [board(number, scored(2.5 + 0.001 * (number % 2), within=9.0)) for number in range(12)]
    _, domain = place(alike)
    assert domain.position is Position.IN_LINE
    assert (domain.low, domain.high, domain.reliability) == (None, None, 0)


def test_where_nothing_can_be_estimated_nothing_is_said() -> None:
    _, domain = place([board(number, scored(2.0 + number / 10, n=1, within=0.0)) for number in range(12)])
    assert (domain.estimate, domain.position) == (None, Position.TOO_FEW)


def test_a_board_of_which_nothing_is_known_has_no_comparators() -> None:
    boards = [board(0, scored(2.0), phase=None, known=False), *spread_out(20)]
    found, domain = place(boards)
    assert found.comparators.members == ()
    assert found.comparators.phase == "unknown"
    assert found.comparators.few_similar
    assert found.comparators.left_out == ("pupils", "fsm", "sen", "eal", "rural")
    assert domain.estimate is not None
    assert domain.position is Position.TOO_FEW


def test_a_board_that_is_not_in_the_round_cannot_be_compared() -> None:
    with pytest.raises(UnknownBoard, match="is not among the boards"):
        compare(UUID(int=1), fit_county(spread_out(9)))


def test_the_order_of_the_boards_changes_nothing() -> None:
    boards = [board(0, scored(3.2)), *spread_out(25)]
    assert place(boards)[0] == place(boards[::-1])[0]


def test_the_width_of_the_interval_follows_the_level_of_confidence() -> None:
    county = fit_county([board(0, scored(3.2)), *spread_out(25)])
    wide, narrow = (
        compare(make_id("board", 0), county, confidence_level=level).domains[0] for level in (0.95, 0.5)
    )
    assert wide.high - wide.low > narrow.high - narrow.low  # type: ignore[operator]


def test_a_county_of_three_hundred_boards_takes_seconds() -> None:
    rng = np.random.default_rng(20261124)
    domains = [f"domain-{number}" for number in range(6)]
    boards = [
        board(
            number,
            *(
                make_domain_score(name, mean=float(mean))
                for name, mean in zip(domains, rng.uniform(1, 4, 6), strict=True)
            ),
            phase=(Phase.PRIMARY, Phase.SECONDARY)[number % 4 == 0],
        )
        for number in range(300)
    ]
    start = time.perf_counter()
    county = fit_county(boards)
    for each in boards:
        compare(each.board_id, county)
    assert time.perf_counter() - start < 10


HEAD = make_questionnaire(
    (
        make_domain("strategy", questions=(make_question("head-vision", parallel="vision"), "head-only")),
        make_domain("people", questions=(make_question("head-skills", parallel="skills"),)),
        make_domain("money", questions=(make_question("head-budget", parallel="budget"),)),
    )
)


def test_the_head_is_set_beside_the_governors_on_parallel_questions() -> None:
    head = make_scorecard(
        questions=(
            make_question_score("head-vision", mean=4.0, scored=1),
            make_question_score("head-only", mean=1.0, scored=1),
            make_question_score("head-skills", mean=2.5, scored=1),
        )
    )
    board_card = make_scorecard(
        questions=(make_question_score("vision", mean=2.75), make_question_score("skills", mean=3.0))
    )
    views = compare_views(HEAD, head, board_card)
    assert [(gap.question, gap.parallel, gap.domain, gap.gap, gap.is_large) for gap in views.gaps] == [
        ("head-vision", "vision", "strategy", 1.25, True),
        ("head-skills", "skills", "people", -0.5, False),
    ]
    assert (views.gaps[0].head, views.gaps[0].governors, views.gaps[0].n) == (4.0, 2.75, 8)
    assert (views.mean_gap, views.left_out) == (0.375, 0)


def test_a_side_that_is_withheld_is_left_out_and_counted() -> None:
    head = make_scorecard(
        questions=(
            make_question_score("head-vision", mean=4.0),
            make_question_score("head-skills", mean=None),
        )
    )
    hidden = make_question_score("vision", mean=None, withheld=Withheld.TOO_FEW)
    views = compare_views(
        HEAD, head, make_scorecard(questions=(hidden, make_question_score("skills", mean=3.0)))
    )
    assert (views.gaps, views.mean_gap, views.left_out) == ((), None, 2)


def test_a_view_that_was_not_shared_shows_no_gap() -> None:
    card = make_scorecard(questions=(make_question_score("vision", mean=2.75),))
    unshared = replace(
        card, questions=(make_question_score("head-vision", mean=None, withheld=Withheld.NO_CONSENT),)
    )
    assert compare_views(HEAD, unshared, card).left_out == 1
