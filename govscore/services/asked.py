"""Which part a questionnaire plays in a round: read from its purpose and who answers, never from its code."""

from collections.abc import Iterable
from enum import StrEnum

from govscore.errors import LifecycleError, NotFoundError
from govscore.questionnaire.applying import meant_for
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Answering, Purpose, Questionnaire
from govscore.responses.model import QuestionnaireRef, Round
from govscore.services.boards import BoardView


class Part(StrEnum):
    """What a questionnaire is to a board: the first three make its report, the others are read apart."""

    REVIEW = "review"
    HEAD = "head"
    COMPLIANCE = "compliance"
    SKILLS = "skills"
    INDUCTION = "induction"
    CHAIR = "chair"


OF_REPORT = frozenset({Part.REVIEW, Part.HEAD, Part.COMPLIANCE})
BESIDE_REVIEW = OF_REPORT - {Part.REVIEW}
_PARTS = {
    Purpose.COMPLIANCE: Part.COMPLIANCE,
    Purpose.SKILLS: Part.SKILLS,
    Purpose.INDUCTION: Part.INDUCTION,
    Purpose.CHAIR: Part.CHAIR,
}


def part_of(questionnaire: Questionnaire) -> Part | None:
    """Say which part a questionnaire plays; what only the authority's officer answers plays none."""
    manifest = questionnaire.manifest
    if manifest.purpose is Purpose.QUALITY:
        return Part.REVIEW if manifest.answering is Answering.EACH else Part.HEAD
    return _PARTS.get(manifest.purpose)


def is_meant_for(questionnaire: Questionnaire, board: BoardView) -> bool:
    """Say whether a questionnaire asks anything of a board of this kind."""
    return bool(meant_for(questionnaire, governance=board.governance, phases=board.phases))


def asked_of(board: BoardView, questionnaires: Iterable[Questionnaire]) -> tuple[Questionnaire, ...]:
    """List which of a round's questionnaires a board is asked.

    The head's view and the duties are read in the report of the board's own review. A board that is not
    asked for one would answer them in vain, and is not asked them either.
    """
    meant = tuple(each for each in questionnaires if is_meant_for(each, board))
    if any(part_of(each) is Part.REVIEW for each in meant):
        return meant
    return tuple(each for each in meant if part_of(each) not in BESIDE_REVIEW)


def questionnaire_named(library: Library, ref: QuestionnaireRef) -> Questionnaire:
    """Find a version as it was when a round opened with it, or refuse."""
    found = library.get(ref.code, ref.version)
    if found.digest != ref.digest:
        raise LifecycleError(
            f"The questionnaire {ref.code} {ref.version} has changed since this round opened; "
            "put that version back unchanged."
        )
    return found


def check_takes_paper(questionnaire: Questionnaire) -> None:
    """Refuse paper where whoever keys it in may not know what it says."""
    if part_of(questionnaire) is Part.CHAIR:
        raise LifecycleError(
            "What people say about their chair goes to the vice-chair alone, and whoever keys in a paper reads "
            "it. So this is answered by link only: send a new link, or print the letter with it."
        )


def asked_in(round_: Round, library: Library) -> dict[Part, Questionnaire]:
    """List what a round asks, by the part it plays; of two of a kind, the first by code."""
    return by_part(round_.questionnaires, library)


def by_part(refs: Iterable[QuestionnaireRef], library: Library) -> dict[Part, Questionnaire]:
    """List some versions by the part they play; of two of a kind, the first."""
    found: dict[Part, Questionnaire] = {}
    for ref in refs:
        questionnaire = questionnaire_named(library, ref)
        part = part_of(questionnaire)
        if part is not None:
            found.setdefault(part, questionnaire)
    return found


def review_of(round_: Round, library: Library) -> Questionnaire:
    """Find the board's own review in a round."""
    review = asked_in(round_, library).get(Part.REVIEW)
    if review is None:
        raise NotFoundError("This round does not ask boards to review themselves, so it has no scores.")
    return review
