"""How much of what a board's domains have changed by could be chance, or the way back to the mean."""

import math
from dataclasses import dataclass
from uuid import UUID

from govscore.benchmarking.between.shrinkage import BoardModel
from govscore.benchmarking.change.reliable_change import observed_change, towards_the_mean
from govscore.benchmarking.compare import FittedCounty
from govscore.scoring.model import DomainScore


@dataclass(frozen=True, kw_only=True)
class DomainChange:
    """One domain of one board, in scale points: the size that could be chance, and whether its change is larger.

    `expected` is where a score like that of last time tends to lie a year on with no change at all; None where
    nothing is known of how boards differed then.
    """

    domain: str
    could_be_chance: float
    is_more_than_chance: bool
    expected: float | None


def changes_since(board_id: UUID, *, then: FittedCounty, now: FittedCounty) -> tuple[DomainChange, ...]:
    """Judge each domain that has a score both times; where people's spread is not known, nothing is said of it.

    The spread within boards is that of now, of the board's phase where enough of them can be fitted; what to
    expect follows from how boards differed then.
    """
    if board_id not in then.boards or board_id not in now.boards:
        return ()
    before = {score.domain: score for score in then.boards[board_id].scores}
    pairs = [(before[score.domain], score) for score in now.boards[board_id].scores if score.domain in before]
    judged = (_judge(pair, _model(then, board_id, pair[0]), _model(now, board_id, pair[1])) for pair in pairs)
    return tuple(each for each in judged if each is not None)


def _judge(
    pair: tuple[DomainScore, DomainScore], model_then: BoardModel, model_now: BoardModel
) -> DomainChange | None:
    n = [score.n or 0 for score in pair]
    means = [math.nan if score.mean is None else score.mean for score in pair]
    if math.isnan(model_now.sigma2):
        return None
    found = observed_change(n, means, sigma2=model_now.sigma2)
    if found.reason[()]:
        return None
    drift = float(towards_the_mean(model_then, n, means).expected)
    return DomainChange(
        domain=pair[1].domain,
        could_be_chance=float(found.could_be_chance),
        is_more_than_chance=bool(found.is_reliable),
        expected=None if math.isnan(drift) else means[0] + drift,
    )


def _model(county: FittedCounty, board_id: UUID, score: DomainScore) -> BoardModel:
    """The model that the score was compared by in its own round."""
    by_phase = county.by_phase.get((county.boards[board_id].phase, score.domain))
    return county.whole[score.domain] if by_phase is None else by_phase
