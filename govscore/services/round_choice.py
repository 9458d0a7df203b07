"""Which questionnaires may be asked together in one round, and how many boards each is meant for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govscore.questionnaire.model import Questionnaire
from govscore.services.asked import BESIDE_REVIEW, Part, asked_of, is_meant_for, part_of
from govscore.services.boards import BoardView

ALONE = Part.INDUCTION
PART_WORDS = {
    Part.REVIEW: "review by the board",
    Part.HEAD: "view of one person, such as the head",
    Part.COMPLIANCE: "check of duties",
    Part.SKILLS: "set on skills",
    Part.INDUCTION: "set for newcomers",
    Part.CHAIR: "set on the chair",
}


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How many boards a questionnaire is meant for, of those there are."""

    questionnaire: Questionnaire
    boards: int
    of: int


def reach_of(questionnaires: Sequence[Questionnaire], boards: Sequence[BoardView]) -> tuple[Reach, ...]:
    """Count for each questionnaire the boards it is meant for."""
    return tuple(
        Reach(questionnaire=each, boards=sum(is_meant_for(each, board) for board in boards), of=len(boards))
        for each in questionnaires
    )


def count_asked(
    questionnaires: Sequence[Questionnaire], boards: Sequence[BoardView]
) -> tuple[int, tuple[Reach, ...]]:
    """Count the boards that a round of these would ask, and how many of them each questionnaire."""
    asked = [asked_of(board, questionnaires) for board in boards]
    reached = sum(bool(each) for each in asked)
    reaches = (
        Reach(questionnaire=one, boards=sum(one in each for each in asked), of=reached)
        for one in questionnaires
    )
    return reached, tuple(reaches)


def choice_messages(questionnaires: Sequence[Questionnaire]) -> Iterator[str]:
    """Say, a sentence each, why questionnaires cannot be asked together."""
    if not questionnaires:
        yield "Choose at least one questionnaire"
        return
    codes = [questionnaire.code for questionnaire in questionnaires]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        yield f"Choose one version only of {', '.join(twice)}"
        return
    yield from _not_asked(questionnaires)
    yield from _two_of_a_kind(questionnaires)
    yield from _alone(questionnaires)
    yield from _without_review(questionnaires)


def _not_asked(questionnaires: Sequence[Questionnaire]) -> Iterator[str]:
    for each in questionnaires:
        if part_of(each) is None:
            yield f"Leave out “{each.manifest.title}”: the authority’s officer answers it, and no board does"


def _two_of_a_kind(questionnaires: Sequence[Questionnaire]) -> Iterator[str]:
    for part, words in PART_WORDS.items():
        titles = [f"“{each.manifest.title}”" for each in questionnaires if part_of(each) is part]
        if len(titles) > 1:
            *first, last = titles
            yield (
                f"Choose one {words} only, of {', '.join(first)} and {last}; open another round for the "
                "boards that the other one is meant for"
            )


def _alone(questionnaires: Sequence[Questionnaire]) -> Iterator[str]:
    """Whoever is invited to a round is asked whatever asks their role, and newcomers have the same role."""
    for each in questionnaires:
        if part_of(each) is ALONE and len(questionnaires) > 1:
            yield (
                f"Open a round of its own for “{each.manifest.title}”: only people in their first year are "
                "invited to it"
            )


def _without_review(questionnaires: Sequence[Questionnaire]) -> Iterator[str]:
    parts = {part_of(each) for each in questionnaires}
    if parts & BESIDE_REVIEW and Part.REVIEW not in parts:
        yield (
            "Choose a review by the board as well: the head’s view and the duties are read in its report, "
            "and without one nobody would see them"
        )
