"""What of a board's scorecard may be read outside the board."""

import math
from dataclasses import replace

from govscore.scoring.audit import BAND_BELOW
from govscore.scoring.model import DomainScore, QuestionScore, Scorecard, Withheld


def outside_board(scorecard: Scorecard) -> Scorecard:
    """Coarsen a scorecard for readers who are not of the board: the authority, and whoever it shows it to.

    Notes stay with the board where fewer than ten answered. A mean over fewer than ten people is given to
    the nearest half, since one decimal place would give the exact sum of their answers; counts and spread
    are left out, with the reason `outside`. Levels stay as they are.
    """
    is_small = scorecard.responses < BAND_BELOW
    return replace(
        scorecard,
        overall=_nearest_half(scorecard.overall) if is_small else scorecard.overall,
        questions=tuple(_question(score, keeps_notes=not is_small) for score in scorecard.questions),
        domains=tuple(_domain(score) for score in scorecard.domains),
    )


def _question(score: QuestionScore, *, keeps_notes: bool) -> QuestionScore:
    score = replace(score, notes=score.notes if keeps_notes else ())
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
    return replace(score, mean=_nearest_half(score.mean), spread=None, within=None, withheld=Withheld.OUTSIDE)


def _nearest_half(value: float | None) -> float | None:
    return None if value is None else math.floor(2 * value + 0.5) / 2
