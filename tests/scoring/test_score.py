"""A whole evaluation."""

import time

import pytest

from govscore.errors import ScoringError
from govscore.questionnaire.conditions import Is
from govscore.questionnaire.model import Answering, Purpose, Role
from govscore.responses.model import Answer
from govscore.scoring.model import NoScore, Withheld
from govscore.scoring.score import score_evaluation
from tests.make import (
    make_domain,
    make_id,
    make_question,
    make_questionnaire,
    make_ref,
    make_response,
    make_responses,
    make_rubric,
    make_scale,
)
from tests.scoring.boards import domain, question, questionnaire_of, score

BOARD = {"governance": "maintained", "phases": ("primary",)}


def test_a_scorecard_says_whose_it_is_and_on_what_it_rests() -> None:
    questionnaire = make_questionnaire()
    responses = make_responses(6, vision="secure")
    card = score_evaluation(questionnaire, make_id("e"), responses, invited=9, **BOARD)
    assert card.evaluation_id == make_id("e")
    assert card.questionnaire == make_ref(questionnaire)
    assert (card.invited, card.responses) == (9, 6)


def test_scores_are_means_of_people_and_levels_follow() -> None:
    card = score(vision="1234412344", plan="22334-----")
    assert question(card, "plan").skipped == 5
    assert domain(card).n == 10
    assert domain(card).mean == pytest.approx((1.5 + 2 + 3 + 3.5 + 4 + 1 + 2 + 3 + 4 + 4) / 10)
    assert card.overall == domain(card).mean
    assert card.overall_level == domain(card).level == "secure"


def test_a_domain_that_does_not_apply_to_a_board_is_not_asked_and_not_missed() -> None:
    questionnaire = questionnaire_of(
        make_domain("strategy", questions=("vision", "plan")),
        make_domain("exams", questions=(make_question("results", phases=("secondary",)),)),
    )
    card = score(questionnaire, vision="12341234", plan="11223344")
    assert domain(card, "exams").no_score is NoScore.NOT_ASKED
    assert domain(card, "exams").withheld is None
    assert card.overall == domain(card, "strategy").mean
    assert [scored.question for scored in card.questions] == ["vision", "plan"]
    federation = score(
        questionnaire, vision="12341234", plan="11223344", results="1122334?", phases=("primary", "secondary")
    )
    assert domain(federation, "exams").n == 7


def test_a_domain_hidden_from_everybody_is_not_asked() -> None:
    hidden = make_question("committees", show_if=Is(question="vision", is_="strong"))
    questionnaire = questionnaire_of(make_domain(), make_domain("structures", questions=(hidden,)))
    card = score(questionnaire, vision="1123" * 3, plan="1234" * 3)
    assert domain(card, "structures").no_score is NoScore.NOT_ASKED
    assert card.overall == domain(card).mean


def test_a_domain_without_weight_is_not_scored() -> None:
    questionnaire = questionnaire_of(
        make_domain(), make_domain("about-you", questions=("years",)), weights={"years": 0}
    )
    card = score(questionnaire, vision="12341234", plan="11223344", years="12341234")
    assert domain(card, "about-you").no_score is NoScore.NOT_ASKED
    assert question(card, "years").mean == 2.5
    assert card.overall is not None


def test_answers_to_questions_not_shown_do_not_count() -> None:
    questionnaire = questionnaire_of(
        make_domain(
            questions=("vision", "aims", make_question("plan", show_if=Is(question="vision", is_="strong")))
        )
    )
    card = score(questionnaire, vision="1" * 6 + "4" * 6, aims="1234" * 3, plan="3" * 12)
    assert (question(card, "plan").asked, question(card, "plan").scored) == (6, None)


def test_an_answer_the_questionnaire_does_not_have_is_refused() -> None:
    for response in (make_response(vision="wonderful"), make_response(elsewhere="secure")):
        with pytest.raises(ScoringError, match=r"tiny 1\.0: has no answer"):
            score_evaluation(make_questionnaire(), make_id("e"), [response], invited=9, **BOARD)


HEAD = make_questionnaire(answering=Answering.ONCE, audience=(Role.HEAD,), code="heads-view")


def test_a_view_that_was_shared_is_shown_whole_though_it_is_one_persons() -> None:
    response = make_response(
        role=Role.HEAD, shares_view=True, vision=Answer(choice="secure", note="As minuted")
    )
    card = score_evaluation(HEAD, make_id("e"), [response], invited=1, **BOARD)
    assert question(card, "vision").mean == 3
    assert question(card, "vision").notes == ("As minuted",)
    assert (domain(card).mean, domain(card).spread, card.overall) == (3, 0, 3)


def test_a_view_that_was_not_shared_is_withheld_whole() -> None:
    response = make_response(role=Role.HEAD, vision=Answer(choice="secure", note="In confidence"))
    card = score_evaluation(HEAD, make_id("e"), [response], invited=1, **BOARD)
    assert card.overall_withheld is Withheld.NO_CONSENT
    assert {scored.withheld for scored in (*card.questions, *card.domains)} == {Withheld.NO_CONSENT}
    assert "In confidence" not in repr(card)
    assert {scored.mean for scored in (*card.questions, *card.domains)} == {None}


def test_a_view_that_was_not_given_is_nobodys() -> None:
    card = score_evaluation(HEAD, make_id("e"), [], invited=1, **BOARD)
    assert card.overall_no_score is NoScore.NOBODY


def test_two_responses_where_one_answers_for_the_board_are_refused() -> None:
    responses = make_responses(2, vision="secure")
    with pytest.raises(ScoringError, match="Heads view: one person answers for the board, and there are 2"):
        score_evaluation(HEAD, make_id("e"), responses, invited=2, **BOARD)


def duties(answering: Answering = Answering.ONCE) -> object:
    scales = {"duty": make_scale((("yes", 2), ("partly", 1), ("no", 0)))}
    domains = (
        make_domain(
            "publishing",
            questions=(
                make_question("website", scale="duty"),
                make_question("accounts", scale="duty", governance=("trust",)),
                make_question("register", scale="duty"),
            ),
        ),
    )
    return make_questionnaire(
        domains,
        code="compliance",
        purpose=Purpose.COMPLIANCE,
        answering=answering,
        audience=(Role.CLERK,),
        scales=scales,
        rubric=make_rubric(domains, scales),
    )


def test_duties_are_found_and_never_averaged() -> None:
    response = make_response(role=Role.CLERK, website="no")
    card = score_evaluation(duties(), make_id("e"), [response], invited=1, **BOARD)
    assert [(duty.question, duty.answer) for duty in card.duties] == [("website", "no"), ("register", None)]
    assert (card.questions, card.domains, card.overall) == ((), (), None)
    assert card.overall_no_score is NoScore.NOT_ASKED
    assert card.overall_withheld is None


def test_duties_that_nobody_answered_are_all_there_unanswered() -> None:
    card = score_evaluation(duties(), make_id("e"), [], invited=1, **BOARD)
    assert [(duty.question, duty.answer) for duty in card.duties] == [("website", None), ("register", None)]


def test_duties_answered_by_several_are_refused() -> None:
    responses = [make_response(number, role=Role.CLERK, website="yes") for number in range(2)]
    with pytest.raises(ScoringError, match="duties are answered once for the board"):
        score_evaluation(duties(Answering.EACH), make_id("e"), responses, invited=2, **BOARD)


def test_scoring_again_gives_the_same_scorecard() -> None:
    responses = make_responses(vision=("not-yet", "strong", "secure", "secure", "developing", "dont-know"))
    first, again = (
        score_evaluation(make_questionnaire(), make_id("e"), order, invited=9, **BOARD)
        for order in (responses, responses[::-1])
    )
    assert first == again


def test_ten_people_and_thirty_questions_take_milliseconds() -> None:
    domains = tuple(
        make_domain(f"domain-{d}", questions=tuple(f"q-{d}-{number}" for number in range(5)))
        for d in range(6)
    )
    questionnaire = questionnaire_of(*domains)
    options = ("not-yet", "developing", "secure", "strong", "dont-know")
    answers = {
        each.id.replace("-", "_"): tuple(options[(3 * at + 7 * person) % 5] for person in range(9))
        for at, each in enumerate(questionnaire.questions)
    }
    responses = make_responses(**answers)
    best = min(_seconds(questionnaire, responses) for _ in range(5))
    assert best < 0.015  # five times what it takes on a slow machine


def _seconds(questionnaire: object, responses: object) -> float:
    start = time.perf_counter()
    score_evaluation(questionnaire, make_id("e"), responses, invited=10, **BOARD)
    return time.perf_counter() - start
