"""What a board's report is made from: its scorecards, and its place among the boards of the round."""

from dataclasses import dataclass, replace
from uuid import UUID

from govscore.benchmarking.compare import ComparedBoard, FittedCounty, compare, fit_county
from govscore.benchmarking.model import Benchmark
from govscore.benchmarking.outside import outside_benchmark
from govscore.benchmarking.since import DomainChange, changes_since
from govscore.errors import NotFoundError
from govscore.questionnaire.loader import Library
from govscore.recommendations.model import Recommendation
from govscore.recommendations.outside import advice_outside
from govscore.recommendations.recommend import recommend
from govscore.reporting.authority import london_day
from govscore.reporting.material import BoardFacts, EarlierReview, Material, RoundFacts, Scored
from govscore.responses.model import EvaluationId, Round
from govscore.scoring.model import Scorecard
from govscore.scoring.outside import outside_report
from govscore.services.asked import OF_REPORT, Part, by_part, part_of
from govscore.services.boards import BoardView, list_boards
from govscore.services.earlier import list_earlier
from govscore.services.respond import questionnaire_of
from govscore.services.rounds import BoardRound, get_board_round
from govscore.services.transaction import Session
from govscore.storage.rounds import StoredEvaluation
from govscore.storage.scorecards import list_scorecards, list_scorecards_of

GOVERNANCE_WORDS = {
    "maintained": "Governing body of a maintained school",
    "academy": "Board of an academy trust with one school",
    "federation": "Governing body of a federation",
    "local-committee": "Local committee of a trust",
    "trust": "Trust board",
}
NO_PHASE = "Phase not known"


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """One board in one round, which ended for it when it closed: what came of it, and where that stands."""

    board: BoardView
    round: Round
    review: Scored
    compliance: Scored | None
    head: Scored | None
    benchmark: Benchmark
    earlier: tuple[EarlierReview, ...] = ()
    changes: tuple[DomainChange, ...] = ()


def gather(session: Session, *, round_id: UUID, board_id: UUID, library: Library) -> Gathered:
    """Gather one board's scorecards and those it is compared with, in a fixed number of statements."""
    board_round = get_board_round(session, round_id=round_id, board_id=board_id)
    scored = _scored(session, board_round, library)
    review = scored.get(Part.REVIEW)
    if review is None:
        raise NotFoundError(_why_no_report(board_round, library))
    stored = _stored(board_round, review)
    code = review.questionnaire.code
    boards, county = _fit_round(session, round_id, code)
    earlier = list_earlier(session, stored, review.questionnaire, round_=board_round.round, library=library)
    then = _fit_round(session, earlier[0].round_id, code)[1] if earlier else None
    return Gathered(
        board=next(view for view in boards if view.id == board_id),
        round=_as_the_board_had_it(board_round.round, stored),
        review=review,
        compliance=scored.get(Part.COMPLIANCE),
        head=scored.get(Part.HEAD),
        benchmark=compare(board_id, county),
        earlier=earlier,
        changes=() if then is None else changes_since(board_id, then=then, now=county),
    )


def own_material(gathered: Gathered) -> Material:
    """Make the material of the board's own copy."""
    advice = [
        *recommend(gathered.review.questionnaire, gathered.review.scorecard, gathered.benchmark),
        *_advice_of(gathered.head),
        *_advice_of(gathered.compliance),
    ]
    return Material(
        board=board_facts(gathered.board),
        round=round_facts(gathered.round),
        review=gathered.review,
        compliance=gathered.compliance,
        head=gathered.head,
        benchmark=gathered.benchmark,
        recommendations=tuple(advice),
        earlier=gathered.earlier,
        changes=gathered.changes,
    )


def outside_material(gathered: Gathered) -> Material:
    """Make the material that leaves the board: no notes, no small counts, and not the head's view.

    The head has agreed to be read by the board, and by nobody else. What is advised follows from the
    numbers of this copy: advice by the exact ones would tell on which side of a rule's threshold they lie,
    and so make a mean to the nearest half exact. Of other boards' scores there is nothing. Of earlier
    evaluations there is what their own reports told when they were sent, and nothing of those that were not.
    """
    review = gathered.review
    coarse = outside_report(review.questionnaire, review.scorecard)
    benchmark = outside_benchmark(gathered.benchmark)
    advice = advice_outside(recommend(review.questionnaire, coarse, benchmark))
    return Material(
        board=board_facts(gathered.board),
        round=round_facts(gathered.round),
        review=Scored(questionnaire=review.questionnaire, scorecard=coarse),
        compliance=gathered.compliance,
        benchmark=benchmark,
        recommendations=(*advice, *_advice_of(gathered.compliance)),
        earlier=tuple(each for each in gathered.earlier if each.was_sent),
    )


def compared_board(view: BoardView, card: Scorecard) -> ComparedBoard:
    """Enter a board into a comparison."""
    return ComparedBoard(
        board_id=view.id, name=view.name, characteristics=view.characteristics, scores=card.domains
    )


def board_facts(view: BoardView) -> BoardFacts:
    """Put a board into words."""
    return BoardFacts(name=view.name, kind=GOVERNANCE_WORDS[view.governance], phase=phase_words(view))


def phase_words(view: BoardView) -> str:
    """Say in which phase a board is compared."""
    phase = view.characteristics.phase
    return NO_PHASE if phase is None else phase.value.replace("-", " ").capitalize()


def round_facts(round_: Round) -> RoundFacts:
    """Put a round into words."""
    return RoundFacts(
        title=round_.title,
        opens_on=london_day(round_.opens_at),
        closes_on=london_day(round_.closes_at),
        is_simulated=round_.is_simulated,
    )


def _as_the_board_had_it(round_: Round, stored: StoredEvaluation) -> Round:
    """A board may close before the others."""
    return replace(round_, closes_at=stored.evaluation.closed_at or round_.closes_at)


def _why_no_report(board_round: BoardRound, library: Library) -> str:
    refs = (stored.evaluation.questionnaire for stored in board_round.evaluations)
    if Part.REVIEW in by_part(refs, library):
        return "There is no report yet. It is made when the board’s own review closes."
    return "This round does not ask the board to review itself, so there is no report of it."


def _scored(session: Session, board_round: BoardRound, library: Library) -> dict[Part, Scored]:
    """Read the scorecards that make the report, and leave alone those that are no part of it."""
    asked = {
        stored.evaluation.id: questionnaire_of(library, stored.evaluation)
        for stored in board_round.evaluations
    }
    parts = {key: part for key, each in asked.items() if (part := part_of(each)) in OF_REPORT}
    cards = {EvaluationId(card.evaluation_id): card for card in list_scorecards_of(session, tuple(parts))}
    return {
        part: Scored(questionnaire=asked[key], scorecard=cards[key])
        for key, part in parts.items()
        if key in cards and part is not None
    }


def _fit_round(session: Session, round_id: UUID, code: str) -> tuple[tuple[BoardView, ...], FittedCounty]:
    """Fit the boards that one questionnaire of a round has a scorecard of."""
    cards = dict(list_scorecards(session, round_id=round_id, code=code))
    boards = list_boards(session, tuple(cards))
    return boards, fit_county([compared_board(view, cards[view.id]) for view in boards])


def _stored(board_round: BoardRound, review: Scored) -> StoredEvaluation:
    evaluation_id = review.scorecard.evaluation_id
    return next(each for each in board_round.evaluations if each.evaluation.id == evaluation_id)


def _advice_of(scored: Scored | None) -> tuple[Recommendation, ...]:
    return () if scored is None else recommend(scored.questionnaire, scored.scorecard, None)
