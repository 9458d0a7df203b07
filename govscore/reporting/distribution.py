"""How one domain is spread over a group of boards, in words, or why that is not shown."""

from govscore.questionnaire.model import Rubric
from govscore.reporting.county_model import Distribution, LevelCount
from govscore.reporting.reading import LevelMark, Reading
from govscore.reporting.words import (
    FEWEST,
    count_words,
    join_words,
    level_mark,
    one_decimal,
    plain,
    score_words,
    sentence,
    share_words,
)
from govscore.scoring.county import GroupSummary
from govscore.scoring.model import Withheld
from govscore.scoring.rubric import level_id

WITHHELD_GROUP = {
    Withheld.TOO_FEW: f"withheld: fewer than {FEWEST} boards",
    Withheld.SUBTRACTION: "withheld: would reveal a smaller group",
}


def compose_distribution(summary: GroupSummary, rubric: Rubric, marks: tuple[LevelMark, ...]) -> Distribution:
    """Lay out one domain over a group; a group that is withheld keeps its size, and nothing more."""
    hidden = "" if summary.withheld is None else WITHHELD_GROUP.get(summary.withheld, "withheld")
    counts = dict(summary.levels)
    levels = tuple(_count(mark, counts.get(mark.id, 0), summary.boards) for mark in marks if not hidden)
    return Distribution(
        name=plain(summary.name),
        domain=summary.domain,
        boards=summary.boards,
        without=summary.without,
        words=sentence(hidden) if hidden else _words(levels, summary),
        mean=_mean(summary, rubric, hidden),
        level=level_mark(marks, level_id(rubric, summary.mean)),
        lower_quartile=summary.lower_quartile,
        median=summary.median,
        upper_quartile=summary.upper_quartile,
        middle_half=_middle_half(summary),
        levels=levels,
        dont_know=_dont_know(summary),
        withheld=hidden,
    )


def _count(mark: LevelMark, count: int, boards: int) -> LevelCount:
    share = share_words(count / boards) if boards else "0%"
    return LevelCount(level=mark, count=count, words=f"{count_words(count, 'board')} {mark.word} ({share})")


def _words(levels: tuple[LevelCount, ...], summary: GroupSummary) -> str:
    listed = join_words([f"{each.count} {each.level.word}" for each in levels if each.count])
    missing = f"; {summary.without} without a score" if summary.without else ""
    return f"{count_words(summary.boards, 'board')}: {listed}{missing}."


def _mean(summary: GroupSummary, rubric: Rubric, hidden: str) -> Reading:
    if summary.mean is None:
        return Reading(value=None, words=hidden or "no score")
    return Reading(value=summary.mean, words=score_words(summary.mean, rubric))


def _middle_half(summary: GroupSummary) -> str:
    if summary.lower_quartile is None or summary.upper_quartile is None:
        return ""
    return f"half lie between {one_decimal(summary.lower_quartile)} and {one_decimal(summary.upper_quartile)}"


def _dont_know(summary: GroupSummary) -> Reading:
    if summary.dont_know_share is None:
        return Reading(value=None, words="")
    words = f"{share_words(summary.dont_know_share)} of answers are don’t know"
    return Reading(value=summary.dont_know_share, words=words)
