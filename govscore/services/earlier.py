"""A board's earlier evaluations by the same questionnaire, and how far each may be compared with one of now."""

from govscore.errors import LifecycleError, NotFoundError
from govscore.questionnaire.applying import applies
from govscore.questionnaire.changes.versions import compare
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import AppliesTo, Questionnaire
from govscore.reporting.authority import london_day
from govscore.reporting.material import EarlierReview
from govscore.responses.model import Round
from govscore.services.asked import questionnaire_named
from govscore.services.transaction import Session
from govscore.storage.rounds import StoredEvaluation
from govscore.storage.scorecards import ScoredEvaluation
from govscore.storage.scorecards import list_earlier as list_rows


def list_earlier(
    session: Session,
    review: StoredEvaluation,
    questionnaire: Questionnaire,
    *,
    round_: Round,
    library: Library,
) -> tuple[EarlierReview, ...]:
    """List what the board's evaluations before this one came to, the last first, in one statement."""
    closed_at = review.evaluation.closed_at
    if closed_at is None:
        return ()
    found = list_rows(
        session,
        board_id=review.evaluation.board_id,
        code=questionnaire.code,
        before=closed_at,
        is_simulated=round_.is_simulated,
    )
    asked = asked_of(questionnaire, review)
    return tuple(_earlier(each, review, asked, library=library) for each in found)


def asked_of(questionnaire: Questionnaire, stored: StoredEvaluation) -> Questionnaire:
    """Keep of a questionnaire what the board was asked, being what it was when the evaluation closed.

    For which boards a question was meant is settled by that, and no longer a difference.
    """
    domains = []
    for domain in questionnaire.domains:
        kept = tuple(
            question.model_copy(update={"applies_to": AppliesTo()})
            for question in domain.questions
            if applies(question.applies_to, governance=stored.governance or "", phases=stored.phases)
        )
        if kept:
            domains.append(domain.model_copy(update={"questions": kept}))
    return Questionnaire(
        manifest=questionnaire.manifest,
        domains=tuple(domains),
        rubric=questionnaire.rubric,
        advice=questionnaire.advice,
        digest=questionnaire.digest,
    )


def _earlier(
    found: ScoredEvaluation, review: StoredEvaluation, asked: Questionnaire, *, library: Library
) -> EarlierReview:
    stored = found.stored
    then = _at_hand(stored, library)
    is_same_kind = (stored.governance, set(stored.phases)) == (review.governance, set(review.phases))
    return EarlierReview(
        round_id=stored.evaluation.round_id,
        round=found.round_title,
        closed_on=london_day(found.closed_at),
        version=stored.evaluation.questionnaire.version,
        scorecard=found.scorecard,
        rubric=None if then is None else then.rubric,
        comparison=None if then is None else compare(asked_of(then, stored), asked),
        is_same_kind=is_same_kind,
        was_sent=stored.evaluation.sent_at is not None,
    )


def _at_hand(stored: StoredEvaluation, library: Library) -> Questionnaire | None:
    """Find the version that was asked; one that is gone or was changed leaves its scores, and no comparison."""
    try:
        return questionnaire_named(library, stored.evaluation.questionnaire)
    except (NotFoundError, LifecycleError):
        return None
