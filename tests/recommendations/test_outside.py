"""What of a board's place and advice may be read outside the board."""

import pytest

from govscore.questionnaire.model import Measure
from govscore.recommendations.model import Evidence, Priority, Recommendation
from govscore.recommendations.outside import advice_outside
from tests.make import make_advice


def evidence(measure: Measure, n: int) -> Evidence:
    return Evidence(question="vision", domain=None, measure=measure, value=2.0, threshold=2.4, n=n)


def advised(*given: Evidence) -> tuple[Recommendation, ...]:
    priority = Priority(index=1.0, importance=2, shortfall=0.3, doubt=0.2)
    return (Recommendation(advice=make_advice(), domain="strategy", evidence=given, priority=priority),)


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


def test_the_mean_of_a_domain_is_told_of_a_small_board_too() -> None:
    of_domain = Evidence(
        question=None, domain="strategy", measure=Measure.MEAN, value=2.0, threshold=2.2, n=7
    )
    (seen,) = advice_outside(advised(of_domain))
    assert seen.evidence == (of_domain,)
