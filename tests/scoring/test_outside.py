"""What may be read outside the board."""

import itertools
from collections import defaultdict

import pytest

from govscore.questionnaire.model import Questionnaire
from govscore.responses.model import Answer
from govscore.scoring.model import Scorecard, Withheld
from govscore.scoring.outside import outside_board, outside_report
from govscore.scoring.score import score_evaluation
from tests.make import make_domain, make_id, make_questionnaire, make_response, make_rubric, make_scale
from tests.scoring.boards import domain, question, questionnaire_of, score


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


def test_the_level_of_an_exact_mean_does_not_stand_beside_the_half() -> None:
    """Five people, 3.5 and secure: the mean is from 3.25 to under 3.5, and so the answers add up to 17."""
    exact = question(score(vision="44333", plan="12341"), "vision")
    seen = question(outside_board(score(vision="44333", plan="12341")), "vision")
    assert (exact.mean, exact.level) == (3.4, "secure")
    assert (seen.mean, seen.level) == (3.5, None)


def test_from_ten_people_on_numbers_are_exact() -> None:
    exact = score(vision="1234123341", plan="1234123412")
    assert outside_board(exact) == exact


def test_what_is_withheld_already_stays_so() -> None:
    card = score(vision="33333333", plan="1234----")
    assert outside_board(score(vision="1234", plan="1234")).questions[0].withheld is Withheld.TOO_FEW
    assert question(outside_board(card), "vision").nearly_all == "secure"
    assert question(outside_board(card), "vision").withheld is Withheld.UNANIMOUS


def told(questionnaire: Questionnaire, **answers: str) -> dict[str, float | None]:
    card = outside_report(questionnaire, score(questionnaire, **answers))
    return {each.question: each.mean for each in card.questions}


VISION_AND_PLAN = questionnaire_of(make_domain(questions=("vision", "plan")))


def test_halves_that_a_domains_mean_would_make_exact_are_left_out_together() -> None:
    """Of 3.5 and 3.5 over five people, the largest total is 36: eighteen and eighteen, and nothing else."""
    assert told(VISION_AND_PLAN, vision="44433", plan="44433") == {"vision": None, "plan": None}
    assert told(VISION_AND_PLAN, vision="44433", plan="44333") == {"vision": 3.5, "plan": 3.5}


def test_where_somebody_left_a_gap_the_domains_mean_is_no_such_sum() -> None:
    halves = told(VISION_AND_PLAN, vision="444333", plan="44433-")
    assert halves == {"vision": 3.5, "plan": 3.5}


def test_a_weight_that_no_other_question_has_tells_odd_from_even() -> None:
    questionnaire = questionnaire_of(make_domain(questions=("vision", "plan")), weights={"plan": 0.5})
    assert told(questionnaire, vision="12344", plan="11223") == {"vision": None, "plan": None}


def test_a_half_between_two_options_far_apart_is_exact_by_itself() -> None:
    domains = (make_domain(questions=("vision", "plan")),)
    scales = {"levels": make_scale((("no", 0), ("yes", 1)), not_scored=())}
    levels = (("not-yet", 1), ("developing", 2), ("secure", 3), ("strong", 4))
    questionnaire = make_questionnaire(
        domains, scales=scales, rubric=make_rubric(domains, scales, levels=levels)
    )
    responses = [make_response(n, vision=("no", "yes")[n % 2], plan=("no", "yes")[n // 3]) for n in range(6)]
    card = score_evaluation(
        questionnaire, make_id("e"), responses, invited=9, governance="maintained", phases=()
    )
    assert {each.mean for each in outside_report(questionnaire, card).questions} == {None}


@pytest.mark.parametrize(("people", "weights"), [(5, {}), (6, {}), (5, {"vision": 2})])
def test_no_half_that_leaves_the_board_is_exact_to_whoever_knows_all_that_leaves(
    people: int, weights: dict[str, float]
) -> None:
    questionnaire = questionnaire_of(make_domain(questions=("vision", "plan")), weights=weights)
    each = ["".join(answers) for answers in itertools.combinations_with_replacement("1234", people)]
    possible: dict[tuple[object, ...], set[tuple[str, str]]] = defaultdict(set)
    for vision, plan in itertools.product(each, repeat=2):
        card = outside_report(questionnaire, score(questionnaire, vision=vision, plan=plan))
        possible[(card.questions, round(domain(card).mean or 0, 9))].add((vision, plan))
    halves = 0
    for (scores, _), truths in possible.items():
        for place, seen in enumerate(scores):  # type: ignore[arg-type, var-annotated]
            if seen.withheld is Withheld.OUTSIDE and seen.mean is not None:
                halves += 1
                assert len({sum(map(int, truth[place])) for truth in truths}) > 1
    assert halves > 0
