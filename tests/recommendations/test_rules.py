"""Whether a rule holds, and on what evidence."""

import pytest

from govscore.questionnaire.model import Answering, Comparison, Duty, Measure, Purpose, Questionnaire, Rule
from govscore.recommendations.model import Evidence
from govscore.recommendations.rules import find_evidence
from govscore.scoring.model import DutyFinding, OptionCount, OptionKind, Scorecard, Withheld
from tests.make import (
    make_comparison,
    make_domain,
    make_domain_score,
    make_question,
    make_question_score,
    make_questionnaire,
    make_scorecard,
)

QUESTIONNAIRE = make_questionnaire()
CARD = make_scorecard(
    domains=(make_domain_score(mean=2.5, spread=0.75, dont_know_share=0.125, n=7),),
    questions=(
        make_question_score("vision", mean=2.25, spread=0.5, asked=9, scored=7, dont_know=2),
        make_question_score("plan", mean=3.5),
    ),
)


def evidence(
    *, all_of: tuple[Comparison, ...] = (), any_of: tuple[Comparison, ...] = (), card: Scorecard = CARD
) -> tuple[Evidence, ...]:
    return find_evidence(QUESTIONNAIRE, card, Rule(all=all_of, any=any_of))


def holds(comparison: Comparison, card: Scorecard = CARD) -> bool:
    return bool(evidence(all_of=(comparison,), card=card))


LOW = make_comparison("vision", at_most=2.4)
HIGH = make_comparison("plan", at_most=2.4)


@pytest.mark.parametrize(
    ("measure", "at", "n"), [(Measure.MEAN, 2.25, 7), (Measure.SPREAD, 0.5, 7), (Measure.DONT_KNOW, 2 / 9, 9)]
)
def test_a_question_is_measured_and_a_threshold_counts_as_met(measure: Measure, at: float, n: int) -> None:
    (found,) = evidence(all_of=(make_comparison("vision", measure=measure, at_most=at),))
    assert found == Evidence(question="vision", domain=None, measure=measure, value=at, threshold=at, n=n)
    assert holds(make_comparison("vision", measure=measure, at_least=at))
    assert not holds(make_comparison("vision", measure=measure, at_most=at - 0.01))
    assert not holds(make_comparison("vision", measure=measure, at_least=at + 0.01))


@pytest.mark.parametrize(
    ("measure", "value", "n"),
    [(Measure.MEAN, 2.5, 7), (Measure.SPREAD, 0.75, 7), (Measure.DONT_KNOW, 0.125, 8)],
)
def test_a_domain_is_measured(measure: Measure, value: float, n: int) -> None:
    (found,) = evidence(all_of=(make_comparison(domain="strategy", measure=measure, at_least=0),))
    assert (found.domain, found.question, found.value, found.n) == ("strategy", None, value, n)


def test_a_comparison_with_two_thresholds_needs_both_and_shows_the_upper() -> None:
    (found,) = evidence(all_of=(make_comparison("vision", at_least=2, at_most=3),))
    assert found.threshold == 3
    assert not holds(make_comparison("vision", at_least=2.3, at_most=3))


def test_all_needs_every_comparison_and_any_needs_one() -> None:
    assert evidence(all_of=(LOW, HIGH)) == ()
    assert [found.question for found in evidence(any_of=(HIGH, LOW))] == ["vision"]
    assert evidence(any_of=(HIGH, HIGH)) == ()
    assert evidence(all_of=(LOW,), any_of=(HIGH,)) == ()
    assert len(evidence(all_of=(LOW,), any_of=(HIGH, LOW))) == 2


def test_a_rule_without_comparisons_never_holds() -> None:
    assert evidence() == ()


@pytest.mark.parametrize(
    "comparison",
    [
        make_comparison("elsewhere", at_most=4),
        make_comparison(domain="elsewhere", at_most=4),
        make_comparison(domain="strategy", measure=Measure.ANSWER, is_="secure"),
        make_comparison("vision", measure=Measure.ANSWER, is_="secure"),
        make_comparison("vision"),
        make_comparison("vision", is_="secure"),
    ],
)
def test_what_cannot_be_measured_is_false_and_no_error(comparison: Comparison) -> None:
    assert not holds(comparison)


@pytest.mark.parametrize("measure", [Measure.MEAN, Measure.SPREAD, Measure.DONT_KNOW])
def test_what_is_withheld_makes_any_comparison_false(measure: Measure) -> None:
    card = make_scorecard(
        domains=(
            make_domain_score(
                mean=None, spread=None, dont_know_share=None, n=None, withheld=Withheld.TOO_FEW
            ),
        ),
        questions=(
            make_question_score(
                mean=None, spread=None, scored=None, dont_know=None, withheld=Withheld.TOO_FEW
            ),
        ),
    )
    for bound in ({"at_least": 0.0}, {"at_most": 4.0}):
        assert not holds(make_comparison("vision", measure=measure, **bound), card)
        assert not holds(make_comparison(domain="strategy", measure=measure, **bound), card)


BAND = make_question_score(
    mean=None, spread=None, scored=None, dont_know=None, nearly_all="developing", withheld=Withheld.UNANIMOUS
)


def test_what_nearly_all_chose_stands_for_the_mean_and_for_nothing_else() -> None:
    card = make_scorecard(questions=(BAND,))
    (found,) = evidence(all_of=(LOW,), card=card)
    assert (found.value, found.n) == (2, 8)
    assert not holds(make_comparison("vision", at_most=1.9), card)
    assert not holds(make_comparison("vision", measure=Measure.SPREAD, at_least=0), card)


def test_many_who_dont_know_are_at_least_half_and_at_most_nothing() -> None:
    hidden = make_question_score(mean=None, scored=None, dont_know=None, mostly_dont_know=True)
    card = make_scorecard(questions=(hidden,))
    assert holds(make_comparison("vision", measure=Measure.DONT_KNOW, at_least=0.25), card)
    assert not holds(make_comparison("vision", measure=Measure.DONT_KNOW, at_least=0.6), card)
    assert not holds(make_comparison("vision", measure=Measure.DONT_KNOW, at_most=0.9), card)


def test_a_question_nobody_was_asked_has_no_share_of_dont_knows() -> None:
    card = make_scorecard(questions=(make_question_score(asked=0, scored=0),))
    assert not holds(make_comparison("vision", measure=Measure.DONT_KNOW, at_least=0), card)


def test_the_answer_of_one_who_answers_for_the_board_can_be_asked_for() -> None:
    counts = (
        OptionCount(option="not-yet", kind=OptionKind.SCORED, count=0),
        OptionCount(option="secure", kind=OptionKind.SCORED, count=1),
    )
    card = make_scorecard(responses=1, questions=(make_question_score(asked=1, scored=1, counts=counts),))
    assert holds(make_comparison("vision", measure=Measure.ANSWER, is_="secure"), card)
    assert not holds(make_comparison("vision", measure=Measure.ANSWER, is_="not-yet"), card)


def compliance() -> Questionnaire:
    return make_questionnaire(
        (make_domain("publishing", questions=(make_question("website", scale="duty", duty=Duty.MUST),)),),
        purpose=Purpose.COMPLIANCE,
        answering=Answering.ONCE,
    )


@pytest.mark.parametrize(
    ("answer", "comparison", "expected"),
    [
        ("no", {"measure": Measure.ANSWER, "is_": "no"}, True),
        ("yes", {"measure": Measure.ANSWER, "is_": "no"}, False),
        (None, {"measure": Measure.ANSWER, "is_": "no"}, False),
        ("dont-know", {"measure": Measure.DONT_KNOW, "at_least": 1}, True),
        ("yes", {"measure": Measure.DONT_KNOW, "at_least": 1}, False),
        (None, {"measure": Measure.DONT_KNOW, "at_most": 1}, False),
        ("no", {"measure": Measure.MEAN, "at_most": 4}, False),
    ],
)
def test_a_duty_has_an_answer_and_no_mean(
    answer: str | None, comparison: dict[str, object], expected: bool
) -> None:
    duty = DutyFinding(question="website", domain="publishing", duty=Duty.MUST, answer=answer)
    card = make_scorecard(domains=(), duties=(duty,), overall=None)
    rule = Rule(all=(make_comparison("website", **comparison),))  # type: ignore[arg-type]
    assert bool(find_evidence(compliance(), card, rule)) is expected
