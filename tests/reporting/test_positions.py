from dataclasses import replace

import pytest

from govscore.benchmarking.model import DomainBenchmark, Position, Quarter
from govscore.reporting.positions import compose_position, position_words
from tests.make import make_questionnaire

RUBRIC = make_questionnaire().rubric


def benchmark_of(boards: int = 30, quarter: Quarter | None = Quarter.UPPER) -> DomainBenchmark:
    return DomainBenchmark(
        domain="strategy",
        score=2.9,
        n=9,
        estimate=2.85,
        low=2.6,
        high=3.1,
        reliability=0.6,
        scores=tuple(2 + place / boards for place in range(boards)),
        median=2.5,
        lower_quartile=2.25,
        upper_quartile=2.75,
        percentile=62.4,
        quarter=quarter,
        position=Position.IN_LINE,
    )


def test_in_line_says_how_sure_it_is() -> None:
    words = "In line with similar boards; with 9 answers we can’t place you more exactly."
    assert compose_position(benchmark_of(), RUBRIC).words == words


def test_a_percentile_is_given_only_from_twenty_comparators() -> None:
    assert compose_position(benchmark_of(20), RUBRIC).place == "scores above 62% of 20 similar boards"
    few = compose_position(benchmark_of(19), RUBRIC)
    assert few.percentile is None
    assert few.place == "in the upper half, but not the top quarter, of 19 similar boards"


@pytest.mark.parametrize("quarter", list(Quarter))
def test_every_quarter_has_words(quarter: Quarter) -> None:
    assert compose_position(benchmark_of(12, quarter), RUBRIC).place.endswith("12 similar boards")


@pytest.mark.parametrize("position", list(Position))
@pytest.mark.parametrize("has_score", [True, False])
def test_every_position_is_one_short_sentence_without_a_rank(position: Position, has_score: bool) -> None:
    words = position_words(position, 9, has_score=has_score)
    assert len(words.split()) < 20
    assert words.endswith(".")
    assert "rank" not in words.lower()


def test_too_few_says_which_side_has_too_little() -> None:
    assert "similar boards" in position_words(Position.TOO_FEW, 9)
    assert "no score of its own" in position_words(Position.TOO_FEW, None, has_score=False)


def test_without_comparators_nothing_but_the_reason_is_said() -> None:
    alone = replace(
        benchmark_of(),
        scores=(),
        median=None,
        lower_quartile=None,
        upper_quartile=None,
        percentile=None,
        quarter=None,
        position=Position.TOO_FEW,
    )
    position = compose_position(alone, RUBRIC)
    assert (position.place, position.interval, position.middle_half) == ("", "", "")


def test_the_interval_and_the_middle_half_are_in_words() -> None:
    position = compose_position(benchmark_of(), RUBRIC)
    assert position.interval == "likely between 2.6 and 3.1"
    assert position.middle_half.startswith("half of similar boards lie between 2.3 and 2.8")
