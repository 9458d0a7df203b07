"""Which part a questionnaire plays in a round: read from its purpose and who answers, never from its code."""

from enum import StrEnum

from govscore.errors import LifecycleError, NotFoundError
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Answering, Purpose, Questionnaire
from govscore.responses.model import QuestionnaireRef, Round


class Part(StrEnum):
    """What a questionnaire is to the report of a board."""

    REVIEW = "review"
    HEAD = "head"
    COMPLIANCE = "compliance"


def part_of(questionnaire: Questionnaire) -> Part:
    """Say what a questionnaire is: the board's own review, one person's view, or a check of duties."""
    if questionnaire.manifest.purpose is Purpose.COMPLIANCE:
        return Part.COMPLIANCE
    return Part.REVIEW if questionnaire.manifest.answering is Answering.EACH else Part.HEAD


def questionnaire_named(library: Library, ref: QuestionnaireRef) -> Questionnaire:
    """Find a version as it was when a round opened with it, or refuse."""
    found = library.get(ref.code, ref.version)
    if found.digest != ref.digest:
        raise LifecycleError(
            f"The questionnaire {ref.code} {ref.version} has changed since this round opened; "
            "put that version back unchanged."
        )
    return found


def asked_in(round_: Round, library: Library) -> dict[Part, Questionnaire]:
    """List what a round asks, by the part it plays; of two of a kind, the first by code."""
    found: dict[Part, Questionnaire] = {}
    for ref in round_.questionnaires:
        questionnaire = questionnaire_named(library, ref)
        found.setdefault(part_of(questionnaire), questionnaire)
    return found


def review_of(round_: Round, library: Library) -> Questionnaire:
    """Find the board's own review in a round."""
    review = asked_in(round_, library).get(Part.REVIEW)
    if review is None:
        raise NotFoundError("This round does not ask boards to review themselves, so it has no scores.")
    return review
