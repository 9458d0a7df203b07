"""Duties as reported."""

from govscore.questionnaire.model import Duty
from govscore.responses.model import Answer
from govscore.scoring.duties import find_duties
from govscore.scoring.model import DutyFinding
from tests.make import make_answers, make_domain, make_question

DOMAIN = make_domain(
    "publishing",
    questions=(
        make_question("website", scale="duty", duty=Duty.MUST),
        make_question("register", scale="duty"),
        make_question("minutes", scale="duty"),
    ),
)


def test_each_duty_shown_has_one_finding_with_its_note_and_date() -> None:
    answers = {"website": Answer(choice="no", note="Out of date", checked="2026-11-24")}
    (finding,) = find_duties([DOMAIN], DOMAIN.questions[:1], answers)
    assert finding == DutyFinding(
        question="website",
        domain="publishing",
        duty=Duty.MUST,
        answer="no",
        note="Out of date",
        checked="2026-11-24",
    )


def test_a_duty_without_an_answer_stays_unanswered_in_its_place() -> None:
    findings = find_duties([DOMAIN], DOMAIN.questions[:2], make_answers(register="yes", minutes="yes"))
    assert [(finding.question, finding.answer) for finding in findings] == [
        ("website", None),
        ("register", "yes"),
    ]
