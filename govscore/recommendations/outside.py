"""What of a board's place and advice may be read outside the board; the companion of `scoring.outside`."""

from dataclasses import replace

from govscore.benchmarking.model import Benchmark, DomainBenchmark
from govscore.questionnaire.model import Measure
from govscore.recommendations.model import Evidence, Recommendation
from govscore.scoring.audit import BAND_BELOW
from govscore.scoring.model import Scorecard


def benchmark_outside(benchmark: Benchmark, outside: Scorecard) -> Benchmark:
    """Coarsen a benchmark for readers who are not of the board.

    Where fewer than ten answered, the score is the one of the scorecard as it is read outside, and estimate,
    interval and percentile are left out, since each would give the exact mean back. The words stay: above,
    in line or below, and the quarter.
    """
    means = {score.domain: score.mean for score in outside.domains}
    return replace(
        benchmark, domains=tuple(_domain(domain, means.get(domain.domain)) for domain in benchmark.domains)
    )


def advice_outside(recommendations: tuple[Recommendation, ...]) -> tuple[Recommendation, ...]:
    """Keep the advice, and of its evidence what rests on ten answers or is the board's open record."""
    return tuple(
        replace(each, evidence=tuple(evidence for evidence in each.evidence if _is_told(evidence)))
        for each in recommendations
    )


def _domain(domain: DomainBenchmark, mean: float | None) -> DomainBenchmark:
    if domain.n is None or domain.n >= BAND_BELOW:
        return domain
    return replace(domain, score=mean, estimate=None, low=None, high=None, reliability=None, percentile=None)


def _is_told(evidence: Evidence) -> bool:
    return evidence.measure is Measure.ANSWER or evidence.n >= BAND_BELOW
