"""The published index and its parts."""

import pytest

from govscore.questionnaire.model import Answering, Duty, Purpose
from govscore.recommendations.priority import prioritise, target_value
from govscore.recommendations.rules import find_evidence
from govscore.scoring.model import DutyFinding, Scorecard, Withheld
from tests.make import (
    make_advice,
    make_comparison,
    make_domain,
    make_domain_score,
    make_question,
    make_question_score,
    make_questionnaire,
    make_rubric,
    make_scale,
    make_scorecard,
)

LOW = make_comparison("vision", at_most=4)


def priority(card: Scorecard, *, importance: int = 2, comparisons: tuple[object, ...] = (LOW,)) -> object:
    questionnaire = make_questionnaire()
    advice = make_advice(importance=importance, any_of=comparisons)  # type: ignore[arg-type]
    evidence = find_evidence(questionnaire, card, advice.when)
    assert evidence
    return prioritise(questionnaire, card, advice, evidence)


def with_question(**scores: object) -> Scorecard:
    return make_scorecard(domains=(), questions=(make_question_score("vision", **scores),))


def test_the_example_of_the_documentation_comes_out() -> None:
    found = priority(with_question(mean=2.1, spread=0.6))
    assert (found.shortfall, found.doubt, found.index) == pytest.approx((0.30, 0.40, 1.0))
    assert found.importance == 2


def test_secure_or_better_is_no_shortfall() -> None:
    assert priority(with_question(mean=3.0, spread=0.0)).index == 0
    assert priority(with_question(mean=4.0, spread=0.0)).shortfall == 0


def test_doubt_is_the_larger_of_not_knowing_and_differing() -> None:
    assert priority(with_question(asked=8, dont_know=4, spread=0.3)).doubt == 0.5
    assert priority(with_question(asked=8, dont_know=1, spread=0.9)).doubt == pytest.approx(0.6)


def test_a_board_split_between_the_ends_is_as_much_in_doubt_as_can_be() -> None:
    assert priority(with_question(mean=2.5, spread=1.5)).doubt == 1


def test_importance_multiplies_the_whole() -> None:
    card = with_question(mean=2.1, spread=0.6)
    assert [priority(card, importance=i).index for i in (1, 2, 3)] == pytest.approx([0.5, 1.0, 1.5])


def test_what_is_withheld_adds_nothing() -> None:
    band = with_question(
        mean=None, spread=None, scored=None, dont_know=None, nearly_all="not-yet", withheld=Withheld.UNANIMOUS
    )
    assert priority(band).shortfall == pytest.approx(2 / 3)
    assert priority(band).doubt == 0
    unknown = with_question(
        mean=None, spread=None, scored=None, dont_know=None, mostly_dont_know=True, withheld=Withheld.TOO_FEW
    )
    by_share = make_comparison("vision", measure="dont-know", at_least=0.25)  # type: ignore[arg-type]
    found = priority(unknown, comparisons=(by_share,))
    assert (found.shortfall, found.doubt) == (0, 0.5)


def test_the_largest_parts_of_all_the_evidence_count() -> None:
    card = make_scorecard(
        domains=(make_domain_score(mean=2.7, spread=0.9, dont_know_share=0.0),),
        questions=(make_question_score("vision", mean=2.1, spread=0.0),),
    )
    found = priority(card, comparisons=(LOW, make_comparison(domain="strategy", at_most=4)))
    assert (found.shortfall, found.doubt) == pytest.approx((0.3, 0.6))


@pytest.mark.parametrize(
    ("answer", "duty", "shortfall", "doubt"),
    [
        ("no", Duty.MUST, 1, 0),
        ("partly", Duty.MUST, 0.5, 0),
        ("no", Duty.SHOULD, 2 / 3, 0),
        ("no", Duty.GOOD, 1 / 3, 0),
        ("dont-know", Duty.MUST, 0, 1),
        ("not-applicable", Duty.MUST, 0, 0),
    ],
)
def test_a_duty_falls_short_by_its_answer_and_by_how_binding_it_is(
    answer: str, duty: Duty, shortfall: float, doubt: float
) -> None:
    questionnaire = make_questionnaire(
        (make_domain("publishing", questions=(make_question("website", scale="duty", duty=duty),)),),
        purpose=Purpose.COMPLIANCE,
        answering=Answering.ONCE,
    )
    finding = DutyFinding(question="website", domain="publishing", duty=duty, answer=answer)
    card = make_scorecard(domains=(), duties=(finding,))
    comparison = make_comparison("website", measure="answer", is_=answer)  # type: ignore[arg-type]
    advice = make_advice(importance=1, all_of=(comparison,))
    found = prioritise(questionnaire, card, advice, find_evidence(questionnaire, card, advice.when))
    assert (found.shortfall, found.doubt) == pytest.approx((shortfall, doubt))


def test_a_rubric_without_secure_aims_at_the_highest_level_but_one() -> None:
    levels = (("low", 1), ("middle", 5), ("high", 9))
    domains, scales = (make_domain(),), {"levels": make_scale(levels)}
    assert target_value(make_rubric(domains, scales, levels=levels)) == 5
    assert target_value(make_questionnaire().rubric) == 3


def test_no_evidence_is_no_pressure() -> None:
    found = prioritise(make_questionnaire(), make_scorecard(), make_advice(), ())
    assert (found.index, found.shortfall, found.doubt) == (0, 0, 0)
