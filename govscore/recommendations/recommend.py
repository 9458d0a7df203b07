"""Which advice follows from a scorecard, why, and in what order."""

from govscore.benchmarking.model import Benchmark, Position
from govscore.questionnaire.model import Questionnaire
from govscore.recommendations.model import Evidence, Recommendation
from govscore.recommendations.priority import prioritise
from govscore.recommendations.rules import find_evidence
from govscore.scoring.model import Scorecard

DIGITS = 9


def recommend(
    questionnaire: Questionnaire, scorecard: Scorecard, benchmark: Benchmark | None
) -> tuple[Recommendation, ...]:
    """Give the advice whose rules hold, the most pressing first.

    What a board is told follows from its own answers alone. Its comparators only part equals: of two pieces
    of advice with one index, the one in a domain where the board is below them comes first; then the order
    of the domains, then that of the advice.
    """
    given = []
    for advice in questionnaire.advice:
        evidence = find_evidence(questionnaire, scorecard, advice.when)
        if evidence:
            given.append(
                Recommendation(
                    advice=advice,
                    domain=_domain_of(questionnaire, evidence[0]),
                    evidence=evidence,
                    priority=prioritise(questionnaire, scorecard, advice, evidence),
                )
            )
    return tuple(sorted(given, key=lambda each: _order(questionnaire, each, _domains_below(benchmark))))


def _order(
    questionnaire: Questionnaire, recommendation: Recommendation, below: frozenset[str]
) -> tuple[float, bool, int]:
    domains = [domain.id for domain in questionnaire.domains]
    return (
        -round(recommendation.priority.index, DIGITS),
        recommendation.domain not in below,
        domains.index(recommendation.domain),
    )


def _domains_below(benchmark: Benchmark | None) -> frozenset[str]:
    domains = benchmark.domains if benchmark is not None else ()
    return frozenset(domain.domain for domain in domains if domain.position is Position.BELOW)


def _domain_of(questionnaire: Questionnaire, evidence: Evidence) -> str:
    return evidence.domain or questionnaire.domain_of(evidence.question or "").id
