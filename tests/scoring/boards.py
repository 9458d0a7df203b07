"""Boards for tests of scoring: a questionnaire of one domain or more, and answers a column a question."""

from typing import Any

from govscore.questionnaire.model import Domain, Questionnaire
from govscore.scoring.model import DomainScore, QuestionScore, Scorecard
from govscore.scoring.score import score_evaluation
from tests.make import make_domain, make_id, make_questionnaire, make_responses, make_rubric, make_scale

LETTERS = {
    "1": "not-yet",
    "2": "developing",
    "3": "secure",
    "4": "strong",
    "?": "dont-know",
    "-": None,
    "n": "not-my-role",
}


def choices(answers: str) -> tuple[str | None, ...]:
    """A board's answers to one question, a character a person: a level, ? for don't know, - for skipped."""
    return tuple(LETTERS[letter] for letter in answers)


def questionnaire_of(*domains: Domain, **rubric: Any) -> Questionnaire:
    """A questionnaire of these domains, marked from 1 to 4."""
    scales = {"levels": make_scale()}
    return make_questionnaire(domains, scales=scales, rubric=make_rubric(domains, scales, **rubric))


def score(
    questionnaire: Questionnaire | None = None, *, phases: tuple[str, ...] = ("primary",), **answers: str
) -> Scorecard:
    """Score a board; without a questionnaire all questions are in one domain."""
    questionnaire = questionnaire or questionnaire_of(make_domain(questions=tuple(answers)))
    responses = make_responses(**{question: choices(each) for question, each in answers.items()})
    return score_evaluation(
        questionnaire,
        make_id("evaluation"),
        responses,
        invited=12,
        governance="maintained",
        phases=phases,
    )


def question(card: Scorecard, question_id: str) -> QuestionScore:
    """One question's scores."""
    return next(each for each in card.questions if each.question == question_id)


def domain(card: Scorecard, domain_id: str = "strategy") -> DomainScore:
    """One domain's scores."""
    return next(each for each in card.domains if each.domain == domain_id)
