"""How each number of a board's report was worked out, from what its reader may see."""

from dataclasses import dataclass
from uuid import UUID

from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Questionnaire
from govscore.scoring.explain import Explanation, OverallExplanation, explain_domain, explain_overall
from govscore.scoring.model import Scorecard
from govscore.scoring.outside import outside_report
from govscore.services.asked import Part, part_of
from govscore.services.reports import Copy
from govscore.services.respond import questionnaire_of
from govscore.services.transaction import Session
from govscore.storage.rounds import list_evaluations
from govscore.storage.scorecards import list_scorecards_of


@dataclass(frozen=True, kw_only=True)
class Workings:
    """The arithmetic behind a report: of each domain, and of the whole."""

    questionnaire: Questionnaire
    overall: OverallExplanation
    domains: tuple[Explanation, ...]

    def of(self, domain_id: str) -> Explanation | None:
        """Find the arithmetic of one domain."""
        return next((each for each in self.domains if each.domain == domain_id), None)


def explain_report(
    session: Session, *, round_id: UUID, board_id: UUID, library: Library, copy: Copy
) -> Workings | None:
    """Show the arithmetic of a board's own review, as coarse as the copy that it stands beside."""
    for stored in list_evaluations(session, round_id=round_id, board_ids=[board_id]):
        questionnaire = questionnaire_of(library, stored.evaluation)
        if part_of(questionnaire) is Part.REVIEW:
            cards = list_scorecards_of(session, (stored.evaluation.id,))
            return _workings(questionnaire, cards[0], copy) if cards else None
    return None


def _workings(questionnaire: Questionnaire, card: Scorecard, copy: Copy) -> Workings:
    seen = card if copy is Copy.OWN else outside_report(questionnaire, card)
    return Workings(
        questionnaire=questionnaire,
        overall=explain_overall(questionnaire, seen),
        domains=tuple(explain_domain(questionnaire, seen, score.domain) for score in seen.domains),
    )
