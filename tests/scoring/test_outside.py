"""What may be read outside the board."""

import pytest

from govscore.responses.model import Answer
from govscore.scoring.model import Scorecard, Withheld
from govscore.scoring.outside import outside_board
from govscore.scoring.score import score_evaluation
from tests.make import make_id, make_questionnaire, make_response
from tests.scoring.boards import domain, question, score


def noted(people: int) -> Scorecard:
    responses = [
        make_response(n, vision=Answer(choice=("not-yet", "secure")[n % 2], note=f"Note {n}"), plan="secure")
        for n in range(people)
    ]
    return score_evaluation(
        make_questionnaire(), make_id("e"), responses, invited=12, governance="maintained", phases=()
    )


@pytest.mark.parametrize("people", [9, 10, 30])
def test_notes_stay_with_the_board_as_their_writers_were_told(people: int) -> None:
    assert len(question(noted(people), "vision").notes) == people
    assert question(outside_board(noted(people)), "vision").notes == ()


@pytest.mark.parametrize(("answers", "rounded"), [("12341233", 2.5), ("11111122", 1.5), ("44443333", 3.5)])
def test_a_mean_over_fewer_than_ten_is_given_to_the_nearest_half(answers: str, rounded: float) -> None:
    seen = question(outside_board(score(vision=answers, plan="12341234")), "vision")
    assert seen.mean == rounded
    assert (seen.median, seen.spread, seen.counts) == (None, None, None)
    assert seen.withheld is Withheld.OUTSIDE


def test_domains_and_the_whole_keep_their_means_and_lose_their_spread() -> None:
    exact = score(vision="12341233", plan="12341234")
    seen = outside_board(exact)
    assert (domain(seen).mean, domain(seen).level) == (2.4375, domain(exact).level)
    assert (domain(seen).spread, domain(seen).within) == (None, None)
    assert domain(seen).withheld is None
    assert seen.overall == exact.overall


def test_a_question_keeps_its_level_where_rounding_would_give_it_another() -> None:
    exact = question(score(vision="44433333", plan="12341234"), "vision")
    seen = question(outside_board(score(vision="44433333", plan="12341234")), "vision")
    assert (exact.mean, exact.level) == (3.375, "secure")
    assert (seen.mean, seen.level) == (3.5, "secure")


def test_from_ten_people_on_numbers_are_exact() -> None:
    exact = score(vision="1234123341", plan="1234123412")
    assert outside_board(exact) == exact


def test_what_is_withheld_already_stays_so() -> None:
    card = score(vision="33333333", plan="1234----")
    assert outside_board(score(vision="1234", plan="1234")).questions[0].withheld is Withheld.TOO_FEW
    assert question(outside_board(card), "vision").nearly_all == "secure"
    assert question(outside_board(card), "vision").withheld is Withheld.UNANIMOUS
