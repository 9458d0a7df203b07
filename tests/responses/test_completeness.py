"""How far a respondent has come."""

from govscore.responses.completeness import completeness, progress
from govscore.responses.model import Progress
from tests.make import make_domain, make_draft, make_questionnaire

QUESTIONNAIRE = make_questionnaire(
    (
        make_domain("strategy", questions=("vision", "plan")),
        make_domain("people", questions=("skills",)),
        make_domain("money", questions=("budget",)),
    )
)
SHOWN = tuple(question for question in QUESTIONNAIRE.questions if question.id != "budget")


def test_answers_are_counted_by_domain_and_in_all() -> None:
    found = completeness(QUESTIONNAIRE, SHOWN, {"vision", "skills"})
    assert [(d.domain, d.answered, d.left, d.total) for d in found.domains] == [
        ("strategy", 1, 1, 2),
        ("people", 1, 0, 1),
    ]
    assert (found.answered, found.left, found.total) == (2, 1, 3)


def test_a_domain_of_which_nothing_is_shown_is_not_to_be_done() -> None:
    assert "money" not in [d.domain for d in completeness(QUESTIONNAIRE, SHOWN, ()).domains]


def test_an_answer_to_a_question_not_shown_counts_for_nothing() -> None:
    assert completeness(QUESTIONNAIRE, SHOWN, {"budget"}).answered == 0


def test_the_first_gap_is_the_place_to_go_on() -> None:
    found = completeness(QUESTIONNAIRE, SHOWN, {"vision"})
    assert found.first_unanswered == "plan"
    assert [d.first_unanswered for d in found.domains] == ["plan", "skills"]
    assert not found.is_complete


def test_all_answered_is_complete_and_leaves_nowhere_to_go() -> None:
    found = completeness(QUESTIONNAIRE, SHOWN, {"vision", "plan", "skills"})
    assert found.is_complete
    assert found.first_unanswered is None
    assert all(domain.is_complete for domain in found.domains)


def test_progress_goes_from_not_started_through_started_to_submitted() -> None:
    assert progress(None) is Progress.NOT_STARTED
    assert progress(make_draft(has_submitted=False)) is Progress.NOT_STARTED
    assert progress(make_draft(has_submitted=False, vision="secure")) is Progress.STARTED
    assert progress(make_draft(vision="secure")) is Progress.SUBMITTED
