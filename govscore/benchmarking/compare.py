"""One board's scores among its comparators', drawn in by how few they rest on; and the head's beside them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from govscore.benchmarking.between.shrinkage import BoardModel, fit_boards, shrink
from govscore.benchmarking.comparators.distance import WEIGHTS, Characteristics
from govscore.benchmarking.comparators.nearest_boards import DEFAULT_SIZE, choose_comparators
from govscore.benchmarking.comparators.sets import ComparatorSet
from govscore.benchmarking.errors import NothingToCompareBy, UnknownBoard
from govscore.benchmarking.gaps.perception import perception_gaps
from govscore.benchmarking.model import (
    Benchmark,
    Comparator,
    ComparatorSummary,
    DomainBenchmark,
    Position,
    ViewGap,
    Views,
)
from govscore.benchmarking.standing.position import MIN_COMPARATORS, place
from govscore.benchmarking.summary import quartiles
from govscore.boards.characteristics import Characteristics as BoardCharacteristics
from govscore.questionnaire.model import Questionnaire
from govscore.scoring.model import DomainScore, Scorecard

MIN_BOARDS_TO_FIT = 8
CONFIDENCE_LEVEL = 0.95
NO_PHASE = "unknown"
Models = Mapping[tuple[str, str], BoardModel]


@dataclass(frozen=True, kw_only=True)
class ComparedBoard:
    """One board of a round as it enters a comparison: who it is, what it is like, and its scores as shown."""

    board_id: UUID
    name: str
    characteristics: BoardCharacteristics
    scores: tuple[DomainScore, ...]

    @property
    def phase(self) -> str:
        """The phase it is compared within."""
        phase = self.characteristics.phase
        return NO_PHASE if phase is None else phase.value


@dataclass(frozen=True, kw_only=True, eq=False)
class FittedCounty:
    """The boards of one round, and what is worked out once for all of them.

    A domain has a model of its own for each phase with boards enough; `whole` serves the others.
    """

    boards: Mapping[UUID, ComparedBoard]
    characteristics: Characteristics
    eligible: tuple[bool, ...]
    by_phase: Models
    whole: Mapping[str, BoardModel]


def fit_county(boards: Sequence[ComparedBoard]) -> FittedCounty:
    """Work out once what all comparisons in a round share: how much boards differ, by domain and phase."""
    ordered = sorted(boards, key=lambda board: str(board.board_id))
    domains = sorted({score.domain for board in ordered for score in board.scores})
    phases = sorted({board.phase for board in ordered})
    fitted = {
        (phase, domain): _fit([board for board in ordered if board.phase == phase], domain)
        for phase in phases
        for domain in domains
    }
    return FittedCounty(
        boards={board.board_id: board for board in ordered},
        characteristics=_characteristics(ordered),
        eligible=tuple(any(score.mean is not None for score in board.scores) for board in ordered),
        by_phase={key: model for key, model in fitted.items() if model.n_boards >= MIN_BOARDS_TO_FIT},
        whole={domain: _fit(ordered, domain) for domain in domains},
    )


def compare(
    board_id: UUID,
    county: FittedCounty,
    *,
    k: int = DEFAULT_SIZE,
    weights: Mapping[str, float] = WEIGHTS,
    confidence_level: float = CONFIDENCE_LEVEL,
) -> Benchmark:
    """Say where one board stands among the boards most like it, in each of its domains, and how sure that is.

    The board's score is drawn towards the mean of its phase as far as its answers are few (towards the
    county's, where fewer than eight boards of the phase can be fitted). It is in line with the others where
    the interval of that estimate covers the middle of theirs, and nothing is said with fewer than eight of
    them.
    """
    board = county.boards.get(board_id)
    if board is None:
        raise UnknownBoard(str(board_id))
    chosen = _choose(board, county, k=k, weights=weights)
    members = [county.boards[UUID(member.key)] for member in chosen.members] if chosen else []
    return Benchmark(
        comparators=_summary(board, county, chosen, weights),
        domains=tuple(
            _compare_domain(board, score, members, county, confidence_level) for score in board.scores
        ),
        confidence_level=confidence_level,
    )


def compare_views(questionnaire: Questionnaire, head: Scorecard, board: Scorecard) -> Views:
    """Set the head's view beside the governors' on each question that mirrors one of the board's.

    The questionnaire is the head's. A view that was not shared before closing is withheld on the scorecard
    already, and so is what too few governors answered: such pairs are counted in `left_out`.
    """
    theirs = {score.question: score for score in board.questions}
    pairs = [
        (score, theirs[parallel])
        for score in head.questions
        if (parallel := questionnaire.by_id[score.question].parallel) in theirs and parallel is not None
    ]
    shown = [(own, other) for own, other in pairs if own.mean is not None and other.mean is not None]
    found = perception_gaps(
        [_number(own.mean) for own, _ in shown], [_number(other.mean) for _, other in shown]
    )
    gaps = tuple(
        ViewGap(
            question=own.question,
            parallel=other.question,
            domain=questionnaire.domain_of(own.question).id,
            head=_number(own.mean),
            governors=_number(other.mean),
            n=other.scored or 0,
            gap=gap,
            is_large=is_large,
        )
        for (own, other), gap, is_large in zip(
            shown, found.gaps.tolist(), found.is_large.tolist(), strict=True
        )
    )
    return Views(gaps=gaps, mean_gap=_known(float(found.mean_gap)), left_out=len(pairs) - len(shown))


def _fit(boards: Sequence[ComparedBoard], domain_id: str) -> BoardModel:
    """A board whose spread is withheld, or that has no score, is set aside and counted in the model."""
    scores = [score for board in boards for score in board.scores if score.domain == domain_id]
    return fit_boards(
        [score.n or 0 for score in scores],
        [_number(score.mean) for score in scores],
        [_number(score.within) for score in scores],
    )


def _characteristics(boards: Sequence[ComparedBoard]) -> Characteristics:
    known = [board.characteristics for board in boards]
    return Characteristics(
        keys=tuple(str(board.board_id) for board in boards),
        phases=tuple(board.phase for board in boards),
        values={
            "pupils": [_number(each.pupils) for each in known],
            "fsm": [_number(each.fsm_percent) for each in known],
            "sen": [_number(each.sen_percent) for each in known],
            "eal": [_number(each.eal_percent) for each in known],
            "rural": [_number(each.is_rural) for each in known],
        },
    )


def _choose(
    board: ComparedBoard, county: FittedCounty, *, k: int, weights: Mapping[str, float]
) -> ComparatorSet | None:
    try:
        return choose_comparators(
            str(board.board_id), county.characteristics, k=k, weights=weights, eligible=county.eligible
        )
    except NothingToCompareBy:
        return None


def _summary(
    board: ComparedBoard, county: FittedCounty, chosen: ComparatorSet | None, weights: Mapping[str, float]
) -> ComparatorSummary:
    if chosen is None:
        return ComparatorSummary(
            phase=board.phase,
            members=(),
            weights=(),
            left_out=tuple(weights),
            filled=(),
            balance=(),
            few_similar=True,
        )
    members = (
        Comparator(
            board_id=UUID(member.key),
            name=county.boards[UUID(member.key)].name,
            distance=member.distance,
            contributions=member.contributions,
        )
        for member in chosen.members
    )
    return ComparatorSummary(
        phase=chosen.phase,
        members=tuple(members),
        weights=chosen.weights,
        left_out=(*chosen.unknown, *chosen.constant),
        filled=chosen.filled,
        balance=chosen.balance,
        few_similar=chosen.few_similar,
    )


def _compare_domain(
    board: ComparedBoard,
    score: DomainScore,
    members: Sequence[ComparedBoard],
    county: FittedCounty,
    confidence_level: float,
) -> DomainBenchmark:
    theirs = sorted(_shown_means(members, score.domain))
    if len(theirs) < MIN_COMPARATORS:
        theirs = []
    middle = quartiles(theirs)
    own = None if score.mean is None else place(score.mean, theirs)
    phase_model = county.by_phase.get((board.phase, score.domain))
    estimate = _estimate(phase_model or county.whole[score.domain], score, confidence_level)
    return DomainBenchmark(
        domain=score.domain,
        score=score.mean,
        n=score.n,
        estimate=estimate.value,
        low=estimate.low,
        high=estimate.high,
        reliability=estimate.reliability,
        scores=tuple(theirs),
        median=middle.median,
        lower_quartile=middle.lower,
        upper_quartile=middle.upper,
        percentile=None if own is None else own.percentile,
        quarter=None if own is None else own.quarter,
        position=_position(estimate, middle.median),
        drawn_to=None if phase_model is None else board.phase,
    )


@dataclass(frozen=True, kw_only=True)
class _Estimate:
    value: float | None
    low: float | None
    high: float | None
    reliability: float | None


def _estimate(model: BoardModel, score: DomainScore, confidence_level: float) -> _Estimate:
    shrunk = shrink(model, [score.n or 0], [_number(score.mean)], confidence_level=confidence_level)
    return _Estimate(
        value=_known(float(shrunk.estimate[0])),
        low=_known(float(shrunk.low[0])),
        high=_known(float(shrunk.high[0])),
        reliability=_known(float(shrunk.reliability[0])),
    )


def _position(estimate: _Estimate, median: float | None) -> Position:
    if estimate.value is None or median is None:
        return Position.TOO_FEW
    if estimate.low is None or estimate.high is None:
        return Position.IN_LINE  # no measurable difference between boards, so this one does not differ either
    if estimate.low > median:
        return Position.ABOVE
    return Position.BELOW if estimate.high < median else Position.IN_LINE


def _shown_means(boards: Sequence[ComparedBoard], domain_id: str) -> list[float]:
    scores = (score for board in boards for score in board.scores if score.domain == domain_id)
    return [score.mean for score in scores if score.mean is not None]


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value
