"""One domain among similar boards, in words that say no more than its few answers can carry."""

from govscore.benchmarking.model import DomainBenchmark, Position, Quarter
from govscore.benchmarking.standing.position import MIN_COMPARATORS, MIN_FOR_PERCENTILE
from govscore.questionnaire.model import Rubric
from govscore.reporting.model import PositionPart
from govscore.reporting.words import answers_words, count_words, one_decimal, score_words, share_words

QUARTER_WORDS = {
    Quarter.BOTTOM: "in the lowest quarter of",
    Quarter.LOWER: "in the lower half, but not the lowest quarter, of",
    Quarter.UPPER: "in the upper half, but not the top quarter, of",
    Quarter.TOP: "in the top quarter of",
}


def compose_position(benchmark: DomainBenchmark, rubric: Rubric) -> PositionPart:
    """Say where a board stands in one domain: by quarter below twenty comparators, else by percentile."""
    return PositionPart(
        position=benchmark.position.value,
        words=position_words(benchmark.position, benchmark.n, has_score=benchmark.score is not None),
        place=_place(benchmark),
        interval=_interval(benchmark),
        middle_half=_middle_half(benchmark, rubric),
        score=benchmark.score,
        estimate=benchmark.estimate,
        low=benchmark.low,
        high=benchmark.high,
        n_comparators=len(benchmark.scores),
        scores=benchmark.scores,
        median=benchmark.median,
        lower_quartile=benchmark.lower_quartile,
        upper_quartile=benchmark.upper_quartile,
        percentile=benchmark.percentile if len(benchmark.scores) >= MIN_FOR_PERCENTILE else None,
    )


def position_words(position: Position, n: int | None, *, has_score: bool = True) -> str:
    """Say one of three things about a place, or why there is none."""
    answers = answers_words(n)
    match position:
        case Position.ABOVE:
            return f"Above similar boards, with room for chance in {answers}."
        case Position.BELOW:
            return f"Below similar boards, with room for chance in {answers}."
        case Position.IN_LINE:
            return f"In line with similar boards; with {answers} we can’t place you more exactly."
        case Position.TOO_FEW if has_score:
            return f"Too few to say: fewer than {MIN_COMPARATORS} similar boards have a score here."
        case _:
            return "Too few to say: this domain has no score of its own."


def _place(benchmark: DomainBenchmark) -> str:
    boards = count_words(len(benchmark.scores), "similar board")
    if benchmark.percentile is not None and len(benchmark.scores) >= MIN_FOR_PERCENTILE:
        return f"scores above {share_words(benchmark.percentile / 100)} of {boards}"
    return "" if benchmark.quarter is None else f"{QUARTER_WORDS[benchmark.quarter]} {boards}"


def _interval(benchmark: DomainBenchmark) -> str:
    if benchmark.low is None or benchmark.high is None or not benchmark.scores:
        return ""
    return f"likely between {one_decimal(benchmark.low)} and {one_decimal(benchmark.high)}"


def _middle_half(benchmark: DomainBenchmark, rubric: Rubric) -> str:
    if benchmark.median is None or benchmark.lower_quartile is None or benchmark.upper_quartile is None:
        return ""
    low, high = one_decimal(benchmark.lower_quartile), one_decimal(benchmark.upper_quartile)
    median = score_words(benchmark.median, rubric)
    return f"half of similar boards lie between {low} and {high}; the middle one has {median}"
