"""What of a board's scorecard may be read outside the board."""

import math
from dataclasses import replace

from govscore.scoring.audit import BAND_BELOW
from govscore.scoring.model import DomainScore, QuestionScore, Scorecard, Withheld


def outside_board(scorecard: Scorecard) -> Scorecard:
    """Coarsen a scorecard for readers who are not of the board: the authority, and whoever it shows it to.

    Notes stay with the board, however many wrote them: whoever writes one is told that the board will read
    it, and of nobody else. The mean of a question over fewer than ten people is given to the nearest half,
    since one decimal place would give the exact sum of their answers; counts and spread are left out, with
    the reason `outside`. A domain's mean stays as it is: it rests on several answers of each person, and
    gives none of them away. Levels stay too.
    """
    return replace(
        scorecard,
        questions=tuple(_question(score) for score in scorecard.questions),
        domains=tuple(_domain(score) for score in scorecard.domains),
    )


def _question(score: QuestionScore) -> QuestionScore:
    score = replace(score, notes=())
    if score.mean is None or score.scored is None or score.scored >= BAND_BELOW:
        return score
    return replace(
        score,
        mean=_nearest_half(score.mean),
        median=None,
        spread=None,
        counts=None,
        withheld=Withheld.OUTSIDE,
    )


def _domain(score: DomainScore) -> DomainScore:
    if score.mean is None or score.n is None or score.n >= BAND_BELOW:
        return score
    return replace(score, spread=None, within=None)


def _nearest_half(value: float) -> float:
    return math.floor(2 * value + 0.5) / 2
