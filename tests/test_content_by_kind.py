"""What each kind of board is asked about its duties, and what the skills questionnaire covers."""

import math
from collections import Counter

import pytest

from govscore.paths import shared
from govscore.questionnaire.applying import GOVERNANCE, PHASES
from govscore.questionnaire.loader import load_questionnaire
from govscore.questionnaire.model import Question, Role
from govscore.questionnaire.reading import WORDS_PER_MINUTE
from govscore.responses.routing import shown

COMPLIANCE = load_questionnaire(shared("questionnaires") / "compliance" / "1.1")
SKILLS = load_questionnaire(shared("questionnaires") / "skills" / "1.0")
TRUSTS = {"academy", "trust"}
SCHOOLS = {"maintained", "federation"}
PHASE_SETS = [*((phase,) for phase in PHASES), PHASES]


def _shown(governance: str, phases: tuple[str, ...]) -> tuple[Question, ...]:
    return shown(COMPLIANCE, governance=governance, phases=phases, role=Role.CLERK, answers={})


def _words(question: Question) -> int:
    texts = [question.text, question.hint or ""]
    texts += [option.label for option in COMPLIANCE.scale_of(question).options]
    texts += COMPLIANCE.rubric.questions[question.id].descriptors.values()
    return sum(len(text.split()) for text in texts)


def _minutes(questions: tuple[Question, ...]) -> int:
    """Count the words as the printed estimate does, but only of what this board is shown."""
    asked = {question.id for question in questions}
    domains = [d for d in COMPLIANCE.domains if asked.intersection(q.id for q in d.questions)]
    headings = sum(len(f"{domain.title} {domain.about}".split()) for domain in domains)
    return math.ceil((headings + sum(map(_words, questions))) / WORDS_PER_MINUTE)


@pytest.mark.parametrize("governance", GOVERNANCE)
@pytest.mark.parametrize("phases", PHASE_SETS, ids=" ".join)
def test_no_board_needs_more_than_twenty_minutes_for_its_duties(governance, phases):
    assert 1 <= _minutes(_shown(governance, phases)) <= 20


def test_there_are_45_facts_or_more():
    assert len(COMPLIANCE.questions) >= 45


@pytest.mark.parametrize("question", COMPLIANCE.questions, ids=lambda question: question.id)
def test_each_fact_says_whom_it_is_for(question):
    assert question.applies_to.governance


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (("governors", "governing body", "the head’s"), SCHOOLS),
        (("trustee", "the trust’s"), TRUSTS),
        (("committee hold", "committee meeting"), {"local-committee"}),
    ],
)
def test_no_board_is_asked_about_another_kind(words, kinds):
    allowed = kinds | ({"local-committee"} if kinds == TRUSTS else set())
    for question in COMPLIANCE.questions:
        if any(word in question.text.lower() for word in words):
            assert set(question.applies_to.governance) <= allowed, question.id


@pytest.mark.parametrize("answer", ["no", "partly"])
def test_each_shortcoming_has_a_recommendation(answer):
    reached = {c.question for advice in COMPLIANCE.advice for c in advice.when.any if c.is_ == answer}
    assert reached == set(COMPLIANCE.by_id)


def test_each_unknown_is_to_be_looked_up():
    (advice,) = [advice for advice in COMPLIANCE.advice if advice.id == "find-out-unknowns"]
    assert [comparison.question for comparison in advice.when.any] == list(COMPLIANCE.by_id)


def test_skills_are_32_questions_on_all_areas_and_competencies():
    knowledge = [q for q in SKILLS.questions if q.scale != "interest"]
    assert Counter(q.scale for q in SKILLS.questions)["interest"] == 6
    assert len(knowledge) == 26
    assert {q.theme for q in knowledge} == {f"K{n:02}" for n in range(1, 23)}
    numbers = {int(n) for q in knowledge for n in (q.source.paragraph or "").split() if n.isdigit()}
    assert numbers == set(range(1, 17))


def test_each_domain_asks_for_interest_once_and_does_not_count_it():
    for domain in SKILLS.domains:
        (interest,) = [q for q in domain.questions if q.scale == "interest"]
        assert SKILLS.rubric.questions[interest.id].weight == 0


def test_each_skill_that_few_have_has_a_recommendation():
    low = {c.question for a in SKILLS.advice for c in a.when.any if (c.at_most or 0) >= 2}
    assert low == set(SKILLS.by_id)
