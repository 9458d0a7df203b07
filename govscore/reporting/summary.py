"""The first lines of a report: which board and round, who answered, and what it comes to in one sentence."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from govscore.questionnaire.model import Questionnaire
from govscore.reporting.material import BoardFacts, RoundFacts
from govscore.reporting.model import BoardLine, DomainSection, RoundLine, Turnout
from govscore.reporting.reading import Reading
from govscore.reporting.words import (
    count_words,
    date_words,
    level_mark,
    level_marks,
    no_score_words,
    one_decimal,
    plain,
    score_words,
    sentence,
    turnout_words,
    withheld_words,
)
from govscore.scoring.model import NoScore, Scorecard, Withheld

CONFIDENTIAL: Final = "confidential to the board"
PROMISE: Final = "Answers are confidential: at closing, the link between people and answers was destroyed."
OPEN: Final = "Answers are not confidential in this questionnaire."
TOO_FEW: Final = "Fewer than 5 answered, so no scores are shown. Agree one answer to each question together."
NOBODY: Final = "Nobody has answered, so there is nothing to show yet."


def compose_board(board: BoardFacts) -> BoardLine:
    """Name the board."""
    return BoardLine(name=plain(board.name), kind=plain(board.kind), phase=plain(board.phase))


def compose_round(round_: RoundFacts) -> RoundLine:
    """Name the round, with its days in words."""
    return RoundLine(
        title=plain(round_.title),
        opens_on=round_.opens_on,
        closes_on=round_.closes_on,
        dates=_dates(round_.opens_on, round_.closes_on),
        is_simulated=round_.is_simulated,
    )


def standing_words(sent_on: date | None) -> str:
    """Say who may read the report, as its footer does."""
    return CONFIDENTIAL if sent_on is None else f"sent to the authority on {date_words(sent_on)}"


def compose_turnout(card: Scorecard, questionnaire: Questionnaire, *, has_scores: bool) -> Turnout:
    """Say who answered, and what their answers are protected by."""
    return Turnout(
        invited=card.invited,
        responded=card.responses,
        words=turnout_words(card.invited, card.responses),
        confidentiality=PROMISE if questionnaire.manifest.confidential else OPEN,
        has_scores=has_scores,
    )


def overall_reading(card: Scorecard, questionnaire: Questionnaire) -> Reading:
    """Put the overall score into words, or say why there is none."""
    if card.overall is not None:
        return Reading(value=card.overall, words=score_words(card.overall, questionnaire.rubric))
    if card.overall_withheld is not None:
        return Reading(value=None, words=withheld_words(card.overall_withheld))
    return Reading(value=None, words=no_score_words(card.overall_no_score))


def headline(card: Scorecard, questionnaire: Questionnaire, sections: Sequence[DomainSection]) -> str:
    """Say in one sentence what the board's answers come to."""
    if card.responses == 0:
        return NOBODY
    if card.overall_withheld is Withheld.TOO_FEW:
        return TOO_FEW
    extremes = _extremes(sections)
    level = level_mark(level_marks(questionnaire.rubric), card.overall_level)
    reading = overall_reading(card, questionnaire)
    if level is None:
        why = "a domain has none" if card.overall_no_score is NoScore.INCOMPLETE else reading.words
        return sentence(f"No overall score, as {why}" + (f": {extremes}" if extremes else ""))
    answers = count_words(card.responses, "answer")
    return sentence(
        f"{level.label} overall ({reading.words}, {answers})" + (f", {extremes}" if extremes else "")
    )


def _extremes(sections: Sequence[DomainSection]) -> str:
    """Name the highest and the lowest domain, each only where a reader can see that it stands alone."""
    shown = [(one_decimal(s.mean.value), s.short) for s in sections if s.mean.value is not None]
    if len(shown) < 2:
        return ""
    ends = (max(value for value, _ in shown), min(value for value, _ in shown))
    if ends[0] == ends[1]:
        return "much the same in every domain"
    highest, lowest = ([short for value, short in shown if value == end] for end in ends)
    named = (("highest in", highest), ("lowest in", lowest))
    return " and ".join(f"{words} {found[0]}" for words, found in named if len(found) == 1)


def _dates(opens_on: date | None, closes_on: date | None) -> str:
    if opens_on is not None and closes_on is not None:
        return f"{date_words(opens_on)} to {date_words(closes_on)}"
    if closes_on is not None:
        return f"until {date_words(closes_on)}"
    return "" if opens_on is None else f"from {date_words(opens_on)}"
