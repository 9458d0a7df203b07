import pytest
from pydantic import ValidationError

from govscore.questionnaire.model import Source
from tests.make import make_domain, make_questionnaire, make_rubric, make_scale


def test_a_score_half_way_between_two_levels_belongs_to_the_upper():
    rubric = make_rubric((make_domain(),), {"levels": make_scale()})
    assert [rubric.level_at(score).id for score in (1.0, 1.49, 1.5, 2.5, 3.9)] == [
        "not-yet",
        "not-yet",
        "developing",
        "secure",
        "strong",
    ]


def test_the_values_of_a_scale_are_those_that_are_scored_lowest_first():
    scale = make_scale((("yes", 2), ("partly", 1), ("no", 0)))
    assert scale.values == (0.0, 1.0, 2.0)
    assert scale.option("dont-know").value is None
    assert scale.option("never") is None


def test_a_questionnaire_finds_its_parts():
    questionnaire = make_questionnaire((make_domain(), make_domain("people", questions=("chairing",))))
    assert questionnaire.domain_of("chairing").id == "people"
    assert questionnaire.domain("people") is questionnaire.domains[1]
    assert questionnaire.domain("other") is None
    assert questionnaire.scale_of(questionnaire.by_id["plan"]).values == (1, 2, 3, 4)


@pytest.mark.parametrize("text", ["24.11.2026", "2026-11-31", "2026-1-1", "٢٠٢٦-11-24"])
def test_a_date_is_a_real_day_written_in_one_way(text):
    with pytest.raises(ValidationError):
        Source(name="A guide", checked=text)
