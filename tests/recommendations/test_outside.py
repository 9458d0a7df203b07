"""What of a board's place and advice may be read outside the board."""

from dataclasses import replace

import pytest

from govscore.benchmarking.model import Benchmark, ComparatorSummary, DomainBenchmark, Position, Quarter
from govscore.questionnaire.model import Measure
from govscore.recommendations.model import Evidence, Priority, Recommendation
from govscore.recommendations.outside import advice_outside, benchmark_outside
from tests.make import make_advice, make_domain_score, make_scorecard

EXACT = DomainBenchmark(
    domain="strategy",
    score=2.61,
    n=9,
    estimate=2.65,
    low=2.4,
    high=2.9,
    reliability=0.5,
    scores=tuple(2.0 + step / 20 for step in range(20)),
    median=2.5,
    lower_quartile=2.3,
    upper_quartile=2.7,
    percentile=60.0,
    quarter=Quarter.UPPER,
    position=Position.IN_LINE,
)
NOBODY = ComparatorSummary(
    phase="primary", members=(), weights=(), left_out=(), filled=(), balance=(), few_similar=False
)
CARD = make_scorecard(domains=(make_domain_score(n=9, mean=2.5),))


def place_of(domain: DomainBenchmark) -> DomainBenchmark:
    return benchmark_outside(Benchmark(comparators=NOBODY, domains=(domain,)), CARD).domains[0]


def evidence(measure: Measure, n: int) -> Evidence:
    return Evidence(question="vision", domain=None, measure=measure, value=2.0, threshold=2.4, n=n)


def advised(*given: Evidence) -> tuple[Recommendation, ...]:
    priority = Priority(index=1.0, importance=2, shortfall=0.3, doubt=0.2)
    return (Recommendation(advice=make_advice(), domain="strategy", evidence=given, priority=priority),)


def test_of_few_answers_nothing_is_left_that_gives_the_mean_back() -> None:
    seen = place_of(EXACT)
    assert seen.score == 2.5
    assert (seen.estimate, seen.low, seen.high, seen.reliability, seen.percentile) == (None,) * 5


def test_the_words_about_a_place_stay_the_same() -> None:
    seen = place_of(EXACT)
    assert (seen.position, seen.quarter, seen.scores) == (EXACT.position, EXACT.quarter, EXACT.scores)


def test_from_ten_answers_on_a_place_is_exact() -> None:
    assert place_of(replace(EXACT, n=10)) == replace(EXACT, n=10)


@pytest.mark.parametrize(
    ("measure", "n", "is_told"),
    [
        (Measure.MEAN, 9, False),
        (Measure.MEAN, 10, True),
        (Measure.SPREAD, 9, False),
        (Measure.DONT_KNOW, 9, False),
        (Measure.ANSWER, 1, True),
    ],
)
def test_advice_stays_and_its_numbers_only_where_they_rest_on_ten(
    measure: Measure, n: int, is_told: bool
) -> None:
    (seen,) = advice_outside(advised(evidence(measure, n)))
    assert seen.advice == make_advice()
    assert bool(seen.evidence) is is_told
