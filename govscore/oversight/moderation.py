"""The set by which an officer looks at a board: for each domain a level, and how good the evidence for it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from govscore.oversight.model import AuthorityView
from govscore.questionnaire.model import Option, OptionKind, Question, Questionnaire, Role
from govscore.recommendations.model import Recommendation
from govscore.recommendations.recommend import recommend
from govscore.responses.model import Answer, Response, ResponseId
from govscore.scoring.rubric import weight_of
from govscore.scoring.score import score_evaluation

ANY_GOVERNANCE = "maintained"
NAMESPACE = UUID("6d2c1a58-3f0e-4b7a-9a55-0b1d1f0e7c11")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing an officer may choose, and what it looks like."""

    id: str
    label: str
    about: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What an officer is asked about one domain."""

    made_with: str
    level: Question
    levels: tuple[Choice, ...]
    quality: Question | None
    qualities: tuple[Choice, ...]

    def level_named(self, name: str) -> Choice | None:
        """Find a level by its id."""
        return next((each for each in self.levels if each.id == name), None)

    def quality_named(self, name: str | None) -> Choice | None:
        """Find a quality of evidence by its id."""
        return next((each for each in self.qualities if each.id == name), None)


def made_with(questionnaire: Questionnaire) -> str:
    """Name a version as a view keeps it."""
    return f"{questionnaire.code}@{questionnaire.version}"


def sheet_of(questionnaire: Questionnaire, domain_id: str) -> Sheet | None:
    """Find what a moderation set asks about a domain; it may not ask about that one.

    The question that counts asks for the level, and one that weighs nothing for the quality of evidence.
    """
    domain = questionnaire.domain(domain_id)
    questions = () if domain is None else domain.questions
    counting = [each for each in questions if weight_of(questionnaire.rubric, each.id) > 0]
    beside = [each for each in questions if weight_of(questionnaire.rubric, each.id) == 0]
    if not counting:
        return None
    quality = next(iter(beside), None)
    return Sheet(
        made_with=made_with(questionnaire),
        level=counting[0],
        levels=_choices(questionnaire, counting[0]),
        quality=quality,
        qualities=() if quality is None else _choices(questionnaire, quality),
    )


def support_for(questionnaire: Questionnaire, views: Iterable[AuthorityView]) -> tuple[Recommendation, ...]:
    """List the support an officer may offer, from the rules of the set and the latest view of each domain."""
    answers: dict[str, Answer] = {}
    for view in views:
        sheet = sheet_of(questionnaire, view.domain)
        if sheet is None or view.made_with != sheet.made_with:
            continue
        answers[sheet.level.id] = Answer(choice=view.level)
        if sheet.quality is not None and view.quality is not None:
            answers[sheet.quality.id] = Answer(choice=view.quality)
    if not answers:
        return ()
    name = uuid5(NAMESPACE, made_with(questionnaire))
    said = Response(id=ResponseId(name), role=Role.OFFICER, answers=answers, shares_view=True)
    card = score_evaluation(questionnaire, name, [said], invited=1, governance=ANY_GOVERNANCE, phases=())
    return recommend(questionnaire, card, None)


def _choices(questionnaire: Questionnaire, question: Question) -> tuple[Choice, ...]:
    rule = questionnaire.rubric.questions[question.id]
    options = questionnaire.scale_of(question).options
    return tuple(
        Choice(id=each.id, label=each.label, about=rule.descriptors.get(each.id, ""))
        for each in options
        if _is_offered(each)
    )


def _is_offered(option: Option) -> bool:
    return option.kind in (OptionKind.SCORED, OptionKind.DONT_KNOW)
