"""Options to values on the rubric's scale."""

import pytest

from govscore.errors import ScoringError
from govscore.questionnaire.model import ResponseScale, Rubric
from govscore.scoring.rubric import bounds, level_id, rubric_values, rule_for, weight_of
from tests.make import make_domain, make_question, make_questionnaire, make_rubric, make_scale


def rubric(weights: dict[str, float] | None = None, **others: object) -> Rubric:
    return make_questionnaire(
        rubric=make_rubric((make_domain(),), {"levels": make_scale()}, weights=weights, **others)
    ).rubric


def values(scale: ResponseScale) -> dict[str, float]:
    domains = (make_domain(questions=(make_question("vision", scale="own"),)),)
    scales = {"own": scale}
    questionnaire = make_questionnaire(domains, scales=scales, rubric=make_rubric(domains, scales))
    return dict(rubric_values(questionnaire, questionnaire.questions[0]))


def test_a_scale_with_the_rubrics_ends_keeps_its_values() -> None:
    assert values(make_scale()) == {"not-yet": 1, "developing": 2, "secure": 3, "strong": 4}


def test_no_and_yes_are_stretched_to_the_ends_of_the_rubric() -> None:
    assert values(make_scale((("no", 0), ("partly", 1), ("yes", 2)))) == {"no": 1, "partly": 2.5, "yes": 4}


def test_an_option_without_a_value_has_none_and_is_no_zero() -> None:
    assert "dont-know" not in values(make_scale())


def test_a_scale_without_values_scores_nothing() -> None:
    assert values(make_scale(())) == {}


def test_a_scale_with_one_value_cannot_be_stretched() -> None:
    with pytest.raises(ScoringError, match="question “vision”: its scale “own” has one value only"):
        values(make_scale((("yes", 2),)))


def test_a_question_or_a_domain_without_a_rule_weighs_one_and_is_required() -> None:
    assert weight_of(rubric(), "elsewhere") == 1
    assert rule_for(rubric(), "elsewhere").weight == 1
    assert rule_for(rubric(), "elsewhere").required


def test_weights_are_those_of_the_rubric() -> None:
    assert weight_of(rubric(weights={"plan": 2.5}), "plan") == 2.5
    assert rule_for(rubric(domain_weights={"strategy": 3}), "strategy").weight == 3


def test_the_ends_are_those_of_the_levels() -> None:
    assert bounds(rubric()) == (1, 4)


@pytest.mark.parametrize(
    ("score", "level"),
    [(1.0, "not-yet"), (2.49, "developing"), (2.5, "secure"), (4.0, "strong"), (None, None)],
)
def test_a_score_has_the_nearest_level_and_half_way_the_upper(score: float | None, level: str | None) -> None:
    assert level_id(rubric(), score) == level
