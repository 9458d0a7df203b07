"""What of a board's place among similar boards may be read outside the board."""

from dataclasses import replace

from govscore.benchmarking.model import Benchmark, DomainBenchmark


def outside_benchmark(benchmark: Benchmark) -> Benchmark:
    """Keep the words of each domain and the boards' names, and drop every number that is made of their scores.

    Comparators need not have sent their reports. Their scores, the middle of them, a rank among them, and an
    estimate drawn to the mean of their phase would each tell the authority something of those that have not,
    and all the more where it reads them in the copies of many boards.
    """
    return Benchmark(
        comparators=benchmark.comparators,
        domains=tuple(_outside(each) for each in benchmark.domains),
        confidence_level=benchmark.confidence_level,
    )


def _outside(domain: DomainBenchmark) -> DomainBenchmark:
    return replace(
        domain,
        scores=(),
        estimate=None,
        low=None,
        high=None,
        reliability=None,
        median=None,
        lower_quartile=None,
        upper_quartile=None,
        percentile=None,
        quarter=None,
    )
