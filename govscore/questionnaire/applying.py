"""For which kinds of board a questionnaire, or one question of it, is meant."""

from collections.abc import Sequence

from govscore.questionnaire.model import AppliesTo, Question, Questionnaire

GOVERNANCE = ("maintained", "federation", "academy", "local-committee", "trust")
PHASES = (
    "nursery",
    "primary",
    "secondary",
    "all-through",
    "sixteen-plus",
    "special",
    "alternative-provision",
)


def applies(rule: AppliesTo, *, governance: str, phases: Sequence[str]) -> bool:
    """Say whether a rule takes in a board; an empty list takes in every board."""
    if rule.governance and governance not in rule.governance:
        return False
    return not rule.phases or any(phase in rule.phases for phase in phases)


def meant_for(
    questionnaire: Questionnaire, *, governance: str, phases: Sequence[str]
) -> tuple[Question, ...]:
    """List the questions that one kind of board may be asked; of a set not meant for it, none."""
    if not applies(questionnaire.manifest.applies_to, governance=governance, phases=phases):
        return ()
    return tuple(
        question
        for question in questionnaire.questions
        if applies(question.applies_to, governance=governance, phases=phases)
    )
