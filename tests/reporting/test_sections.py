from typing import Any

from govscore.reporting.model import DomainSection
from govscore.reporting.sections import DomainContext, compose_section, own_view
from govscore.reporting.words import level_marks
from govscore.scoring.model import DomainScore, NoScore, QuestionScore, Withheld
from tests.make import make_domain_score, make_question_score, make_questionnaire

QUESTIONNAIRE = make_questionnaire()
MARKS = level_marks(QUESTIONNAIRE.rubric)


def section_of(score: DomainScore | None = None, *questions: QuestionScore, **changes: Any) -> DomainSection:
    scores = questions or (make_question_score("vision"), make_question_score("plan", mean=1.5))
    context: dict[str, Any] = {
        "questionnaire": QUESTIONNAIRE,
        "marks": MARKS,
        "order": 1,
        "scores": {each.question: each for each in scores},
        "benchmark": None,
        "advice": (),
        "authority": None,
    } | changes
    return compose_section(
        context["questionnaire"].domains[0], score or make_domain_score(), DomainContext(**context)
    )


def test_the_first_line_is_the_answer() -> None:
    assert section_of(make_domain_score(mean=2.9)).sentence == "Secure (2.9 of 4, 8 answers)."


def test_a_withheld_domain_says_why_and_shows_no_number() -> None:
    hidden: dict[str, Any] = dict.fromkeys(("n", "mean", "spread", "within", "dont_know_share"))
    section = section_of(make_domain_score(withheld=Withheld.TOO_FEW, **hidden))
    assert section.sentence == "Withheld: fewer than 5 answers."
    readings = (section.mean, section.deviation, section.agreement, section.dont_know)
    assert [reading.value for reading in readings] == [None] * 4
    assert section.level is None


def test_a_domain_too_alike_keeps_its_mean_and_loses_its_spread() -> None:
    section = section_of(make_domain_score(mean=3.0, spread=None, within=None, withheld=Withheld.UNANIMOUS))
    assert section.mean.words == "3.0 of 4"
    assert section.deviation.words == "withheld: answers too alike to show"


def test_a_domain_nobody_was_asked_is_not_withheld() -> None:
    score = make_domain_score(n=0, mean=None, spread=None, no_score=NoScore.NOT_ASKED)
    assert section_of(score).sentence == "Not asked of this board."


def test_the_next_level_is_shown_for_the_lowest_question_first() -> None:
    section = section_of()
    assert [(each.question, each.level.id) for each in section.next_levels] == [
        ("plan", "secure"),
        ("vision", "strong"),
    ]


def test_a_question_this_board_was_not_asked_has_no_row_and_leaves_no_gap() -> None:
    section = section_of(None, make_question_score("plan"))
    assert [(row.id, row.order) for row in section.questions] == [("plan", "1.1")]


def test_agreement_is_the_mean_over_the_questions_shown() -> None:
    section = section_of(
        None,
        make_question_score("vision", spread=0.2),
        make_question_score("plan", mean=None, spread=None, withheld=Withheld.SUBTRACTION),
    )
    assert (section.agreement.value, section.agreement.words) == (0.2, "close")


def test_how_it_was_worked_out_names_the_missing_rule_and_the_weights() -> None:
    how = " ".join(section_of().how)
    assert "50% of the questions answered" in how
    assert "All questions of this domain weigh the same." in how


def test_the_boards_own_view_in_a_few_words() -> None:
    assert own_view(make_domain_score(mean=2.9), QUESTIONNAIRE, MARKS) == "secure (2.9 of 4, 8 answers)"
    missing = make_domain_score(mean=None, withheld=Withheld.SUBTRACTION)
    assert own_view(missing, QUESTIONNAIRE, MARKS) == "withheld: would reveal a smaller group"
