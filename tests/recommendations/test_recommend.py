"""Which advice is given, and in what order."""

from dataclasses import replace

from govscore.benchmarking.model import Benchmark, ComparatorSummary, DomainBenchmark, Position
from govscore.questionnaire.model import Advice, Questionnaire
from govscore.recommendations.recommend import recommend
from govscore.scoring.model import Scorecard
from tests.make import (
    make_advice,
    make_comparison,
    make_domain,
    make_question_score,
    make_questionnaire,
    make_scorecard,
)


def questionnaire_of(*advice: Advice) -> Questionnaire:
    return make_questionnaire(
        (make_domain(), make_domain("people", questions=("skills", "training"))), advice=advice
    )


def about(question: str, *, advice_id: str = "", importance: int = 2) -> Advice:
    return make_advice(
        advice_id or f"mend-{question}",
        importance=importance,
        all_of=(make_comparison(question, at_most=2.4),),
    )


def card_of(**means: float) -> Scorecard:
    return make_scorecard(
        questions=tuple(make_question_score(question, mean=mean) for question, mean in means.items())
    )


def given(questionnaire: Questionnaire, card: Scorecard, benchmark: Benchmark | None = None) -> list[str]:
    return [each.advice.id for each in recommend(questionnaire, card, benchmark)]


def benchmark_of(**positions: Position) -> Benchmark:
    blank = dict.fromkeys(
        [
            *("score", "n", "estimate", "low", "high", "reliability", "median"),
            *("lower_quartile", "upper_quartile", "percentile", "quarter"),
        ]
    )
    return Benchmark(
        comparators=ComparatorSummary(
            phase="primary", members=(), weights=(), left_out=(), filled=(), balance=(), few_similar=False
        ),
        domains=tuple(
            DomainBenchmark(domain=domain, position=position, scores=(), **blank)
            for domain, position in positions.items()
        ),
    )


def test_only_advice_whose_rule_holds_is_given() -> None:
    questionnaire = questionnaire_of(about("vision"), about("plan"))
    assert given(questionnaire, card_of(vision=2.0, plan=3.0)) == ["mend-vision"]


def test_advice_carries_its_evidence_and_stands_in_the_domain_of_the_first() -> None:
    (only,) = recommend(questionnaire_of(about("skills")), card_of(skills=2.0), None)
    assert only.domain == "people"
    assert [(found.question, found.value) for found in only.evidence] == [("skills", 2.0)]
    by_domain = make_advice("all-round", all_of=(make_comparison(domain="strategy", at_most=4),))
    (only,) = recommend(questionnaire_of(by_domain), make_scorecard(), None)
    assert only.domain == "strategy"


def test_the_most_pressing_comes_first() -> None:
    questionnaire = questionnaire_of(about("vision"), about("plan"), about("skills", importance=3))
    card = card_of(vision=2.4, plan=1.2, skills=2.0)
    assert given(questionnaire, card) == ["mend-plan", "mend-skills", "mend-vision"]


def test_equals_stand_in_the_order_of_the_domains_and_then_of_the_advice() -> None:
    questionnaire = questionnaire_of(
        about("training"), about("skills"), about("plan"), about("vision"), about("vision", advice_id="also")
    )
    card = card_of(vision=2.0, plan=2.0, skills=2.0, training=2.0)
    assert given(questionnaire, card) == ["mend-plan", "mend-vision", "also", "mend-training", "mend-skills"]


def test_of_equals_the_one_where_the_board_is_below_its_comparators_comes_first() -> None:
    questionnaire = questionnaire_of(about("vision"), about("skills"))
    card = card_of(vision=2.0, skills=2.0)
    below = benchmark_of(strategy=Position.IN_LINE, people=Position.BELOW)
    assert given(questionnaire, card) == ["mend-vision", "mend-skills"]
    assert given(questionnaire, card, below) == ["mend-skills", "mend-vision"]


def test_comparators_add_no_advice_and_outweigh_no_index() -> None:
    questionnaire = questionnaire_of(about("vision"), about("skills"))
    below = benchmark_of(people=Position.BELOW)
    assert given(questionnaire, card_of(vision=1.9, skills=2.0), below) == ["mend-vision", "mend-skills"]
    assert given(questionnaire, card_of(vision=3.0, skills=3.0), below) == []


def test_the_last_bit_of_a_mean_does_not_change_the_order() -> None:
    questionnaire = questionnaire_of(about("vision"), about("plan"))
    card = card_of(vision=2.0, plan=2.0)
    nudged = replace(card, questions=(card.questions[0], replace(card.questions[1], mean=2.0 - 2**-51)))
    assert given(questionnaire, nudged) == given(questionnaire, card)
