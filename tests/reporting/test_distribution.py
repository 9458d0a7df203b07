from dataclasses import replace

import pytest

from govscore.reporting.distribution import compose_distribution
from govscore.reporting.words import level_marks
from govscore.scoring.county import GroupSummary
from govscore.scoring.model import Withheld
from tests.make import make_questionnaire

RUBRIC = make_questionnaire().rubric
MARKS = level_marks(RUBRIC)
SUMMARY = GroupSummary(
    name="Stroud",
    domain="strategy",
    boards=8,
    without=1,
    mean=2.6,
    lower_quartile=2.25,
    median=2.5,
    upper_quartile=2.9,
    levels=(("developing", 2), ("secure", 6)),
    dont_know_share=0.08,
)


def test_levels_are_counted_in_their_order_with_the_empty_ones() -> None:
    shown = compose_distribution(SUMMARY, RUBRIC, MARKS)
    assert [(each.level.id, each.count) for each in shown.levels] == [
        ("not-yet", 0),
        ("developing", 2),
        ("secure", 6),
        ("strong", 0),
    ]
    assert shown.levels[2].words == "6 boards secure (75%)"
    assert shown.words == "8 boards: 2 developing and 6 secure; 1 without a score."
    assert (shown.mean.words, shown.middle_half) == ("2.6 of 4", "half lie between 2.3 and 2.9")
    assert shown.dont_know.words == "8% of answers are don’t know"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Withheld.TOO_FEW, "withheld: fewer than 5 boards"),
        (Withheld.SUBTRACTION, "withheld: would reveal a smaller group"),
    ],
)
def test_a_withheld_group_says_why_and_shows_nothing(reason: Withheld, words: str) -> None:
    hidden = replace(
        SUMMARY,
        mean=None,
        lower_quartile=None,
        median=None,
        upper_quartile=None,
        levels=(),
        dont_know_share=None,
        withheld=reason,
    )
    shown = compose_distribution(hidden, RUBRIC, MARKS)
    assert (shown.withheld, shown.mean.words) == (words, words)
    assert (shown.levels, shown.level, shown.middle_half, shown.mean.value) == ((), None, "", None)


def test_a_group_without_a_mean_is_not_called_withheld() -> None:
    shown = compose_distribution(replace(SUMMARY, boards=0, levels=(), mean=None), RUBRIC, MARKS)
    assert (shown.withheld, shown.mean.words) == ("", "no score")
    assert shown.levels[0].words == "0 boards not yet (0%)"
