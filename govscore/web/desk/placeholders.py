"""The first question of a new domain, to be written over."""

from govscore.questionnaire.edition import Edition
from govscore.questionnaire.model import Duty, Question, QuestionRule, Source
from govscore.questionnaire.placeholder import PLACEHOLDER
from govscore.web.desk.ids import new_id

LOOKED_AT = "2026-01-01"


def first_question(edition: Edition) -> tuple[Question, QuestionRule]:
    """Make a question that says of each of its parts that it is still to be written."""
    question = Question(
        id=new_id("first question", edition.question_ids, otherwise="question"),
        text=f"{PLACEHOLDER} the first question",
        why=f"{PLACEHOLDER} why this matters",
        evidence=f"{PLACEHOLDER} how somebody would know",
        scale=next(iter(edition.manifest.scales)),
        duty=Duty.SHOULD,
        source=Source(name=f"{PLACEHOLDER} where this comes from", checked=LOOKED_AT),
    )
    return question, QuestionRule(descriptors={})
