"""What is withheld, and what is shown in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.questionnaire.conditions import Answered, Is
from govscore.responses.model import Answer
from govscore.scoring.model import NoScore, QuestionScore, Withheld
from govscore.scoring.score import score_evaluation
from tests.make import make_domain, make_id, make_question, make_questionnaire, make_response
from tests.scoring.boards import domain, question, questionnaire_of, score

VALUES = ("mean", "median", "spread", "counts")


def values(scored: QuestionScore) -> set[object]:
    return {getattr(scored, name) for name in VALUES}


@pytest.mark.parametrize("people", [1, 4])
def test_fewer_than_five_responses_show_nothing_but_their_number(people: int) -> None:
    card = score(vision="1234"[:people], plan="1234"[:people])
    assert card.responses == people
    assert card.overall_withheld is Withheld.TOO_FEW
    assert card.overall_no_score is None
    assert (card.overall, card.overall_level) == (None, None)
    for scored in card.questions:
        assert scored.withheld is Withheld.TOO_FEW
        assert values(scored) == {None}
        assert {scored.asked, scored.scored, scored.skipped, scored.dont_know} == {None}
        assert scored.notes == ()
    assert (domain(card).mean, domain(card).n, domain(card).level) == (None, None, None)
    assert domain(card).withheld is Withheld.TOO_FEW


def test_five_responses_are_shown() -> None:
    card = score(vision="12344", plan="11233")
    assert question(card, "vision").mean == 2.8
    assert domain(card).mean == 2.4
    assert card.overall == 2.4


def test_an_evaluation_that_nobody_answered_withholds_nothing_and_has_nothing() -> None:
    card = score_evaluation(
        make_questionnaire(),
        make_id("evaluation"),
        (),
        invited=9,
        governance="maintained",
        phases=(),
    )
    assert card.overall_no_score is NoScore.NOBODY
    assert domain(card).no_score is NoScore.NOBODY
    assert domain(card).withheld is None
    assert question(card, "vision").asked == 0


def test_a_question_with_fewer_than_five_levels_is_withheld() -> None:
    card = score(vision="1234----", plan="11223344", aims="12341234")
    assert question(card, "vision").withheld is Withheld.TOO_FEW
    assert values(question(card, "vision")) == {None}
    assert question(card, "vision").scored is None
    assert question(card, "vision").asked == 8


@pytest.mark.parametrize(
    ("answers", "told", "mostly"),
    [
        ("1234----", 0, False),
        ("1234????", None, True),
        ("123?----", None, False),
        ("????????", None, True),
        ("1234-" + "?" * 5, 5, False),
        ("12-" + "?" * 9, None, True),
        ("?" * 10, 10, False),
    ],
)
def test_dont_knows_are_told_where_neither_they_nor_the_others_are_few(
    answers: str, told: int | None, mostly: bool
) -> None:
    rest = "12341234123412"[: len(answers)]
    scored = question(score(vision=answers, plan=rest, aims=rest), "vision")
    assert scored.withheld is Withheld.TOO_FEW
    assert (scored.dont_know, scored.mostly_dont_know) == (told, mostly)


@pytest.mark.parametrize("answers", ["33333333", "33333332", "3333333?", "33333331-", "333333333"])
def test_below_ten_all_or_all_but_one_alike_are_a_band(answers: str) -> None:
    rest = "123412341"[: len(answers)]
    scored = question(score(vision=answers, plan=rest, aims=rest), "vision")
    assert scored.withheld is Withheld.UNANIMOUS
    assert scored.nearly_all == "secure"
    assert values(scored) == {None}
    assert (scored.scored, scored.dont_know) == (None, None)


@pytest.mark.parametrize("answers", ["33333322", "333333??", "3" * 10, "3" * 9 + "2"])
def test_two_who_differ_or_ten_people_are_no_band(answers: str) -> None:
    rest = "1234123412"[: len(answers)]
    scored = question(score(vision=answers, plan=rest), "vision")
    assert scored.withheld is None
    assert scored.mean is not None


def test_a_band_takes_one_more_question_with_it_so_that_the_mean_does_not_tell() -> None:
    card = score(vision="33333333", plan="12341234", aims="22334411")
    assert [scored.withheld for scored in card.questions] == [
        Withheld.UNANIMOUS,
        Withheld.SUBTRACTION,
        None,
    ]
    assert values(question(card, "plan")) == {None}
    assert (question(card, "plan").scored, question(card, "plan").dont_know) == (8, 0)
    assert domain(card).mean is not None


def test_the_companion_is_the_question_the_fewest_answered() -> None:
    card = score(vision="33333333", plan="12341234", aims="2233441-")
    assert question(card, "aims").withheld is Withheld.SUBTRACTION
    assert question(card, "plan").withheld is None


def test_a_single_withheld_question_takes_one_more_with_it() -> None:
    card = score(vision="1234----", plan="12341234", aims="22334411")
    assert question(card, "plan").withheld is Withheld.SUBTRACTION
    assert domain(card).mean is not None


def test_two_withheld_questions_cover_each_other() -> None:
    card = score(vision="1234----", plan="1234----", aims="22334411", goals="12341234")
    assert question(card, "aims").withheld is None
    assert question(card, "goals").withheld is None
    assert domain(card).mean is not None


def test_a_withheld_question_with_nothing_beside_it_takes_the_mean() -> None:
    card = score(vision="33333322", plan="3333333?")
    assert question(card, "vision").withheld is Withheld.SUBTRACTION
    alone = score(questionnaire_of(make_domain(questions=("vision",))), vision="33333333")
    assert domain(alone).withheld is Withheld.SUBTRACTION
    assert (domain(alone).mean, domain(alone).level, domain(alone).within) == (None, None, None)
    assert alone.overall_no_score is NoScore.INCOMPLETE


def test_everybody_at_the_top_everywhere_leaves_no_mean() -> None:
    card = score(vision="44444444", plan="44444444", aims="44444433")
    assert domain(card).withheld is Withheld.SUBTRACTION
    assert domain(card).mean is None


def test_a_question_without_weight_is_no_companion_and_needs_none() -> None:
    weighed = questionnaire_of(make_domain(questions=("vision", "plan", "aims")), weights={"vision": 0})
    card = score(weighed, vision="33333333", plan="12341234", aims="22334411")
    assert [scored.withheld for scored in card.questions] == [Withheld.UNANIMOUS, None, None]


def test_a_domain_in_which_fewer_than_five_have_a_score_is_withheld() -> None:
    card = score(vision="12?????-", plan="34?????-")
    assert domain(card).withheld is Withheld.TOO_FEW
    assert (domain(card).n, domain(card).mean, domain(card).no_score) == (None, None, None)
    assert card.overall_no_score is NoScore.INCOMPLETE


def test_a_domain_in_which_nobody_has_a_score_is_not_told_from_one_with_few() -> None:
    few, none = (score(vision=answers, plan=answers) for answers in ("12??????", "????????"))
    assert domain(few) == domain(none)


@pytest.mark.parametrize("plan", ["43214321", "43214322", "43214320".replace("0", "4")])
def test_people_whose_means_are_all_alike_or_all_but_one_have_no_spread_shown(plan: str) -> None:
    card = score(vision="12341234", plan=plan)
    assert domain(card).withheld is Withheld.UNANIMOUS
    assert (domain(card).spread, domain(card).within) == (None, None)
    assert domain(card).mean is not None
    assert domain(card).level is not None
    assert card.overall is not None


def test_ten_people_may_be_alike() -> None:
    assert domain(score(vision="1234123412", plan="4321432143")).within == pytest.approx(0)


FILTERED = (
    make_question("has-committees"),
    make_question("committees", show_if=Is(question="has-committees", is_="secure")),
    make_question("chairs", show_if=Answered(question="committees", answered=True)),
    "plan",
    "aims",
)


def filtered(has_committees: str, committees: str) -> dict[str, QuestionScore]:
    people = len(has_committees)
    rest = ("12341234" * 3)[:people]
    fields = {"has_committees": has_committees, "committees": committees, "chairs": committees}
    card = score(questionnaire_of(make_domain(questions=FILTERED)), plan=rest, aims=rest, **fields)
    return {scored.question: scored for scored in card.questions}


def test_a_follow_up_of_a_withheld_question_is_withheld_since_its_askers_would_tell() -> None:
    scores = filtered("33333333", "12341234")
    assert scores["has-committees"].withheld is Withheld.UNANIMOUS
    for follow_up in ("committees", "chairs"):
        assert scores[follow_up].withheld is Withheld.SUBTRACTION
        assert scores[follow_up].asked is None


def test_a_follow_up_that_all_but_a_few_were_asked_is_withheld() -> None:
    scores = filtered("3333333333" + "22", "1234123412--")
    assert scores["committees"].withheld is Withheld.TOO_FEW
    assert scores["committees"].asked is None


def test_a_follow_up_asked_of_five_and_not_of_five_is_shown() -> None:
    scores = filtered("3333322222", "12344-----")
    assert scores["committees"].withheld is None
    assert (scores["committees"].asked, scores["committees"].skipped) == (5, 0)


def test_a_follow_up_that_nobody_was_asked_shows_that() -> None:
    scores = filtered("2" * 12, "-" * 12)
    assert (scores["committees"].asked, scores["committees"].withheld) == (0, None)


def test_a_question_on_which_others_depend_is_never_a_companion() -> None:
    questions = (make_question("size"), make_question("more", show_if=Is(question="size", is_="secure")), "a")
    card = score(
        questionnaire_of(make_domain(questions=(*questions, "b"))),
        size="3333322222",
        more="12344-----",
        a="1234------",
        b="1122334412",
    )
    assert question(card, "size").withheld is None
    assert question(card, "a").withheld is Withheld.TOO_FEW


def test_dont_knows_of_a_domain_are_a_share_of_the_answers_asked_for() -> None:
    card = score(vision="1234123??-", plan="12341234-?")
    assert domain(card).dont_know_share == 3 / 20


def test_a_band_is_left_out_of_the_dont_knows_of_its_domain() -> None:
    card = score(vision="3333333?", plan="1234123?", aims="22334411")
    assert domain(card).dont_know_share == 1 / 16


def test_where_a_count_of_dont_knows_is_hidden_there_is_no_share() -> None:
    card = score(vision="1234????", plan="12341234", aims="22334411")
    assert domain(card).dont_know_share is None


def noted(people: int, note: str, **others: str) -> tuple[str, ...]:
    questionnaire = questionnaire_of(make_domain(questions=("vision", "plan")))
    responses = [
        make_response(
            number,
            vision=Answer(choice=("not-yet", "strong")[number % 2], note=note if number < 2 else ""),
            plan="secure",
        )
        for number in range(people)
    ]
    card = score_evaluation(
        questionnaire, make_id("e"), responses, invited=9, governance="maintained", phases=()
    )
    return question(card, "vision").notes


def test_notes_are_shown_from_five_responses() -> None:
    assert noted(5, "Seen in the minutes") == ("Seen in the minutes",) * 2
    assert noted(4, "Seen in the minutes") == ()


letters = st.sampled_from("1234?-n")


@given(
    st.integers(5, 11).flatmap(
        lambda n: st.lists(st.text(letters, min_size=n, max_size=n), min_size=3, max_size=3)
    )
)
def test_a_value_that_is_withheld_is_nowhere_and_one_that_is_not_is_there(columns: list[str]) -> None:
    card = score(**dict(zip(("vision", "plan", "aims"), columns, strict=True)))
    for scored in card.questions:
        if scored.withheld:
            assert values(scored) == {None}
        else:
            assert None not in values(scored)
            assert (scored.scored or 0) >= 5
        assert (scored.nearly_all is not None) == (scored.withheld is Withheld.UNANIMOUS)
    withheld = [scored for scored in card.questions if scored.withheld]
    if domain(card).mean is not None:
        assert len(withheld) != 1
