"""Numbers explained from what is shown."""

import pytest

from govscore.errors import ScoringError
from govscore.scoring.explain import LevelRange, Part, explain_domain, explain_overall
from govscore.scoring.model import NoScore, Withheld
from tests.make import make_domain, make_question
from tests.scoring.boards import domain, questionnaire_of, score

QUESTIONNAIRE = questionnaire_of(
    make_domain("strategy", questions=("vision", "plan")),
    make_domain("people", questions=("skills", make_question("exams", phases=("secondary",)))),
    weights={"vision": 3},
    domain_weights={"people": 2},
    optional=("people",),
    min_questions=2,
)
FULL = {"vision": "12341234", "plan": "11224433", "skills": "22334411"}


def test_where_everybody_answered_the_questions_give_the_very_score() -> None:
    card = score(QUESTIONNAIRE, **FULL)
    explained = explain_domain(QUESTIONNAIRE, card, "strategy")
    assert explained.is_exact
    assert explained.weighted_mean == pytest.approx(explained.mean)
    assert [(term.key, term.weight) for term in explained.terms] == [("vision", 3), ("plan", 1)]
    assert (explained.min_share, explained.min_questions, explained.n) == (0.5, 2, 8)


def test_the_counts_and_values_give_each_questions_mean() -> None:
    explained = explain_domain(QUESTIONNAIRE, score(QUESTIONNAIRE, **FULL | {"plan": "1122443?"}), "strategy")
    for term in explained.terms:
        scored = [(part.count, part.value) for part in term.parts if part.value is not None]
        assert sum(count * value for count, value in scored) / sum(c for c, _ in scored) == term.mean
    assert Part(option="dont-know", count=1, value=None) in explained.terms[1].parts


def test_with_gaps_the_questions_come_close_and_it_says_so() -> None:
    explained = explain_domain(QUESTIONNAIRE, score(QUESTIONNAIRE, **FULL | {"plan": "1122443-"}), "strategy")
    assert not explained.is_exact
    assert explained.weighted_mean != pytest.approx(explained.mean, abs=1e-9)


def test_a_withheld_question_is_not_given_back_by_its_explanation() -> None:
    card = score(QUESTIONNAIRE, **FULL | {"vision": "33333333"})
    explained = explain_domain(QUESTIONNAIRE, card, "strategy")
    assert explained.weighted_mean is None
    vision = explained.terms[0]
    assert (vision.mean, vision.n, vision.parts, vision.withheld) == (None, None, (), Withheld.UNANIMOUS)


def test_a_question_that_was_not_asked_is_no_term() -> None:
    explained = explain_domain(QUESTIONNAIRE, score(QUESTIONNAIRE, **FULL), "people")
    assert [term.key for term in explained.terms] == ["skills"]


def test_a_level_says_from_which_score_to_which_it_is_given() -> None:
    ranges = {
        low: explain_domain(QUESTIONNAIRE, score(QUESTIONNAIRE, **FULL | {"skills": low}), "people").level
        for low in ("11111122", "22332233", "44443344")
    }
    assert list(ranges.values()) == [
        LevelRange(level="not-yet", low=None, high=1.5),
        LevelRange(level="secure", low=2.5, high=3.5),
        LevelRange(level="strong", low=3.5, high=None),
    ]


def test_a_domain_that_is_withheld_is_explained_by_its_reason() -> None:
    explained = explain_domain(QUESTIONNAIRE, score(QUESTIONNAIRE, **FULL | {"skills": "12??????"}), "people")
    assert (explained.mean, explained.level, explained.withheld) == (None, None, Withheld.TOO_FEW)


def test_a_domain_that_is_not_on_the_card_is_refused() -> None:
    card = score(QUESTIONNAIRE, **FULL)
    with pytest.raises(ScoringError, match="has no scored domain “elsewhere”"):
        explain_domain(QUESTIONNAIRE, card, "elsewhere")


def test_the_whole_is_explained_by_its_domains_their_weights_and_which_it_needs() -> None:
    card = score(QUESTIONNAIRE, **FULL)
    explained = explain_overall(QUESTIONNAIRE, card)
    assert [(term.key, term.weight, term.mean) for term in explained.terms] == [
        ("strategy", 1, domain(card, "strategy").mean),
        ("people", 2, domain(card, "people").mean),
    ]
    assert explained.required == ("strategy",)
    total = sum(term.weight * (term.mean or 0) for term in explained.terms)
    assert explained.mean == pytest.approx(total / 3)
    assert explained.level is not None


def test_an_incomplete_whole_has_its_reason_and_no_level() -> None:
    explained = explain_overall(
        QUESTIONNAIRE, score(QUESTIONNAIRE, **FULL | {"vision": "12------", "plan": "12------"})
    )
    assert (explained.mean, explained.level, explained.no_score) == (None, None, NoScore.INCOMPLETE)
