import pytest

from govscore.questionnaire.model import Answering, Duty, Purpose, Role
from govscore.reporting.beside_model import Duties
from govscore.reporting.duties import compose_duties
from govscore.reporting.material import Scored
from govscore.scoring.model import DutyFinding
from tests.make import make_domain, make_question, make_questionnaire, make_scorecard


def duties_of(
    *answers: tuple[Duty, str | None], note: str = "", checked: str = "", responses: int = 1
) -> Duties:
    questions = tuple(
        make_question(f"q-{place}", scale="duty", duty=duty) for place, (duty, _) in enumerate(answers)
    )
    questionnaire = make_questionnaire(
        (make_domain("meetings", questions=questions),),
        purpose=Purpose.COMPLIANCE,
        answering=Answering.ONCE,
        audience=(Role.CLERK,),
    )
    findings = tuple(
        DutyFinding(
            question=f"q-{place}", domain="meetings", duty=duty, answer=answer, note=note, checked=checked
        )
        for place, (duty, answer) in enumerate(answers)
    )
    card = make_scorecard(questionnaire=questionnaire, duties=findings, responses=responses, domains=())
    return compose_duties(Scored(questionnaire=questionnaire, scorecard=card), ())


MUST, SHOULD = Duty.MUST, Duty.SHOULD


def test_a_legal_no_comes_first_whatever_the_order_asked() -> None:
    duties = duties_of((SHOULD, "no"), (MUST, None), (MUST, "dont-know"), (MUST, "partly"), (MUST, "no"))
    assert [(line.question, line.standing) for line in duties.not_yet_met] == [
        ("q-4", "not-met"),
        ("q-3", "partly"),
        ("q-2", "to-check"),
        ("q-1", "unanswered"),
        ("q-0", "not-met"),
    ]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (("no", "no"), "2 legal duties not yet met."),
        (("no", "partly", None), "1 legal duty not yet met; 1 partly met; 1 still to check."),
        (("partly", "yes"), "1 legal duty partly met."),
        ((None, "dont-know"), "2 legal duties still to check."),
        (("yes", "yes"), "All 2 duties that apply are met, as the board reports."),
        (("yes",), "The one duty that applies is met, as the board reports."),
    ],
)
def test_legal_duties_are_counted_in_a_sentence(answers: tuple[str | None, ...], words: str) -> None:
    assert duties_of(*((MUST, answer) for answer in answers)).words == words


def test_where_the_law_is_kept_other_points_are_counted() -> None:
    words = "All legal duties are met, as the board reports; 1 other point not yet in place."
    assert duties_of((MUST, "yes"), (SHOULD, "no")).words == words


def test_a_duty_left_out_is_not_met_and_one_that_does_not_apply_is_neither() -> None:
    duties = duties_of((MUST, None), (MUST, "not-applicable"), (MUST, "yes"))
    assert [line.standing for line in duties.not_yet_met] == ["unanswered"]
    assert duties.not_yet_met[0].answer == "No answer yet"
    assert [line.standing for line in duties.not_applicable] == ["not-applicable"]
    assert [line.standing for line in duties.met] == ["met"]


def test_a_check_without_answers_says_so() -> None:
    assert duties_of((MUST, None), responses=0).words == "The compliance check has no answers yet."


def test_a_line_says_what_is_needed_and_when_it_was_checked() -> None:
    (line,) = duties_of((MUST, "no"), note="See\x00 file", checked="2026-10-03").not_yet_met
    assert line.needed == "q-0: yes."
    assert line.checked == "3 October 2026"
    assert line.note == "See file"
    assert (line.area, line.duty, line.is_legal_duty) == ("Meetings", "Legal duty", True)


def test_a_day_that_is_no_day_stands_as_the_clerk_wrote_it() -> None:
    (line,) = duties_of((MUST, "no"), checked="last spring").not_yet_met
    assert line.checked == "last spring"
