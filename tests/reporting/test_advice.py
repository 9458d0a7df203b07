import pytest

from govscore.questionnaire.model import Measure
from govscore.recommendations.model import Evidence, Priority, Recommendation
from govscore.reporting.advice import compose_advice
from tests.make import make_advice, make_domain, make_question, make_questionnaire

QUESTIONNAIRE = make_questionnaire(
    (make_domain(questions=("vision", make_question("sure", text="Are you sure?", scale="duty"))),)
)


def sentence_of(
    measure: Measure,
    value: float | str,
    threshold: float | str,
    *,
    question: str | None = "vision",
    domain: str | None = None,
) -> str:
    evidence = Evidence(
        question=question, domain=domain, measure=measure, value=value, threshold=threshold, n=9
    )
    given = Recommendation(
        advice=make_advice(importance=3),
        domain="strategy",
        evidence=(evidence,),
        priority=Priority(index=1, importance=3, shortfall=0.3, doubt=0.1),
    )
    part = compose_advice(given, [QUESTIONNAIRE])
    assert part.importance == "most important"
    return part.evidence[0]


def test_a_mean_is_told_with_its_answers_and_its_limit() -> None:
    words = "“Vision is looked after” came to 2.1 of 4 (9 answers). This advice is given at 2.4 or lower."
    assert sentence_of(Measure.MEAN, 2.1, 2.4) == words


def test_on_the_limit_a_mean_is_low_and_a_share_is_high() -> None:
    assert sentence_of(Measure.MEAN, 2.4, 2.4).endswith("2.4 or lower.")
    assert sentence_of(Measure.DONT_KNOW, 0.25, 0.25).endswith("25% or higher.")


def test_a_high_mean_can_be_the_reason() -> None:
    assert sentence_of(Measure.MEAN, 3.6, 3.5).endswith("3.5 or higher.")


def test_a_spread_is_told_in_levels() -> None:
    assert sentence_of(Measure.SPREAD, 0.9, 0.8).startswith("People lie 0.9 of a level apart")


def test_dont_knows_are_told_as_a_share_of_those_asked() -> None:
    words = sentence_of(Measure.DONT_KNOW, 1 / 3, 0.25)
    assert words.startswith("33% don’t know about “Vision is looked after” (9 asked).")


def test_half_is_said_so_that_it_is_true_of_more_than_half_too() -> None:
    assert sentence_of(Measure.DONT_KNOW, 0.5, 0.25).startswith("Half or more don’t know")


def test_an_answer_is_told_by_its_label() -> None:
    words = sentence_of(Measure.ANSWER, "no", "no", question="sure")
    assert words == "The board answered “no” to “Are you sure?”"


def test_a_domain_is_told_by_its_title() -> None:
    words = sentence_of(Measure.MEAN, 2.0, 2.4, question=None, domain="strategy")
    assert words.startswith("Strategy came to 2.0 of 4")


@pytest.mark.parametrize("measure", [Measure.MEAN, Measure.ANSWER])
def test_what_no_questionnaire_here_knows_keeps_its_id(measure: Measure) -> None:
    assert "“elsewhere”" in sentence_of(measure, 2.0, 2.4, question="elsewhere")
