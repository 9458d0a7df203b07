"""The questionnaires that a round may ask, as its form offers them: for how many boards, and read by whom."""

from collections.abc import Sequence

from govscore.questionnaire.model import Questionnaire
from govscore.reporting.words import count_words, join_words
from govscore.services.asked import BESIDE_REVIEW, Part, part_of
from govscore.services.round_choice import Reach
from govscore.web.manage.presenters import ROLES

IN_REPORT = "Read in the board’s report."
READ = {
    Part.REVIEW: IN_REPORT,
    Part.HEAD: f"Only beside a review. {IN_REPORT}",
    Part.COMPLIANCE: f"Only beside a review. {IN_REPORT}",
    Part.SKILLS: "Totals are read by chair and clerk, never by the authority.",
    Part.INDUCTION: "In a round of its own, for people in their first year. Read by chair and clerk, never by "
    "the authority.",
    Part.CHAIR: "Read by the vice-chair alone, never by the authority.",
}
ORDER = list(Part)


def on_offer(in_force: Sequence[Questionnaire]) -> tuple[Questionnaire, ...]:
    """List what boards may be asked, the reviews first; what only an officer answers is not among it."""
    parts = {each.code: part for each in in_force if (part := part_of(each)) is not None}
    offered = (each for each in in_force if each.code in parts)
    return tuple(sorted(offered, key=lambda each: ORDER.index(parts[each.code])))


def usual_codes(reaches: Sequence[Reach]) -> tuple[str, ...]:
    """Choose what is ticked to begin with: the review meant for most boards, and what is read beside it."""
    reviews = [each for each in reaches if part_of(each.questionnaire) is Part.REVIEW]
    beside = [each for each in reaches if part_of(each.questionnaire) in BESIDE_REVIEW]
    widest = max(reviews, key=lambda each: each.boards, default=None)
    return () if widest is None else tuple(each.questionnaire.code for each in (widest, *beside))


def present_choices(reaches: Sequence[Reach], ticked: Sequence[str]) -> tuple[dict[str, object], ...]:
    """Lay out a checkbox for each questionnaire."""
    return tuple(
        {
            "value": each.questionnaire.code,
            "text": f"{each.questionnaire.manifest.title}, version {each.questionnaire.version}",
            "checked": each.questionnaire.code in ticked,
            "hint": {"text": _hint(each)},
        }
        for each in reaches
    )


def opened_words(chosen: int, reached: int, reaches: Sequence[Reach]) -> str:
    """Say how many boards a round asks now that it is open, and where that is not what was chosen."""
    first = f"The round is open to {count_words(reached, 'board')}. Their clerks can invite people now."
    fewer = [f"“{each.questionnaire.manifest.title}” is asked of {each.boards}" for each in reaches]
    if any(each.boards != reached for each in reaches):
        first = f"{first} {join_words(fewer)}."
    left = chosen - reached
    if not left:
        return first
    verb = "is" if left == 1 else "are"
    return f"{first} {count_words(left, 'board')} {verb} asked nothing, as nothing in this round is meant for them."


def _hint(reach: Reach) -> str:
    part = part_of(reach.questionnaire)
    roles = (ROLES.get(role, role.value) for role in reach.questionnaire.manifest.audience)
    words = [f"Answered by {join_words([each[:1].lower() + each[1:] for each in roles])}."]
    words.append(f"Meant for {reach.boards} of {count_words(reach.of, 'board')}.")
    return " ".join([*words, READ[part]] if part is not None else words)
