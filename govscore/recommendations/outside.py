"""What of a board's advice may be read outside the board; the companion of `scoring.outside`."""

from dataclasses import replace

from govscore.questionnaire.model import Measure
from govscore.recommendations.model import Evidence, Recommendation
from govscore.scoring.audit import BAND_BELOW


def advice_outside(recommendations: tuple[Recommendation, ...]) -> tuple[Recommendation, ...]:
    """Keep the advice, and of its evidence what rests on ten answers or is the board's open record."""
    return tuple(
        replace(each, evidence=tuple(evidence for evidence in each.evidence if _is_told(evidence)))
        for each in recommendations
    )


def _is_told(evidence: Evidence) -> bool:
    """The mean of a domain may be told of any board; a number about one question only where ten answered."""
    is_of_domain = evidence.domain is not None and evidence.measure is Measure.MEAN
    return is_of_domain or evidence.measure is Measure.ANSWER or evidence.n >= BAND_BELOW
