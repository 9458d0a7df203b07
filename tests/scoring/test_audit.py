"""Nobody can tell all from all but one, not even who knows the rules: all answers tried."""

import itertools
from collections import defaultdict

import pytest

from govscore.questionnaire.model import Questionnaire
from govscore.scoring.audit import Hidden, may_show_mean
from govscore.scoring.model import Scorecard, Withheld
from govscore.scoring.score import score_evaluation
from tests.make import (
    make_domain,
    make_id,
    make_questionnaire,
    make_responses,
    make_rubric,
    make_scale,
)

Counts = tuple[int, ...]
LEVELS = (("low", 1), ("mid", 2), ("high", 3), ("top", 4))


def questionnaire_of(count: int, levels: int, weights: dict[str, float]) -> Questionnaire:
    domains = (make_domain(questions=tuple(f"q{number}" for number in range(count))),)
    scales = {"levels": make_scale(LEVELS[:levels], not_scored=())}
    rubric = make_rubric(domains, scales, levels=LEVELS[:levels], weights=weights)
    return make_questionnaire(domains, scales=scales, rubric=rubric)


def card_for(questionnaire: Questionnaire, counts: tuple[Counts, ...]) -> Scorecard:
    columns = {
        f"q{number}": tuple(LEVELS[at][0] for at, count in enumerate(each) for _ in range(count))
        for number, each in enumerate(counts)
    }
    responses = make_responses(**columns)
    return score_evaluation(
        questionnaire,
        make_id("evaluation"),
        responses,
        invited=len(responses),
        governance="maintained",
        phases=("primary",),
    )


def shown_on(card: Scorecard) -> tuple[object, ...]:
    """All that a reader sees, but for what depends on which answers are one person's."""
    (domain,) = card.domains
    mean = None if domain.mean is None else round(domain.mean, 9)
    return (tuple((score.question, score) for score in card.questions), mean, domain.level)


def everything(people: int, levels: int, questions: int) -> list[tuple[Counts, ...]]:
    each = [counts for counts in itertools.product(range(people + 1), repeat=levels) if sum(counts) == people]
    return list(itertools.product(each, repeat=questions))


@pytest.mark.parametrize(
    ("people", "levels", "questions", "weights"),
    [(5, 3, 1, {}), (6, 4, 2, {}), (5, 3, 3, {}), (6, 4, 2, {"q0": 2}), (9, 3, 2, {"q1": 0.5})],
)
def test_what_is_shown_always_leaves_open_whether_it_was_all_or_all_but_one(
    people: int, levels: int, questions: int, weights: dict[str, float]
) -> None:
    questionnaire = questionnaire_of(questions, levels, weights)
    possible: dict[tuple[object, ...], list[tuple[Counts, ...]]] = defaultdict(list)
    for counts in everything(people, levels, questions):
        possible[shown_on(card_for(questionnaire, counts))].append(counts)
    bands = 0
    for (scores, *_), truths in possible.items():
        for number, (_, score) in enumerate(scores):  # type: ignore[misc, var-annotated, arg-type]
            answers = {truth[number] for truth in truths}
            if score.withheld is Withheld.UNANIMOUS:
                bands += 1
                assert {max(counts) == people for counts in answers} == {True, False}
    assert bands > 0


def band(common: float, *, n: int = 8, weight: float = 1) -> Hidden:
    return Hidden(weight=weight, n=n, values=(1, 2, 3, 4), common=common)


def companion(*, n: int = 8, weight: float = 1) -> Hidden:
    return Hidden(weight=weight, n=n, values=(1, 2, 3, 4))


def test_a_band_alone_is_given_away_by_the_mean_whatever_it_is() -> None:
    assert not may_show_mean([band(3)], [24])
    assert not may_show_mean([band(3)], [25])


def test_a_mixed_question_beside_it_covers_a_band() -> None:
    assert may_show_mean([band(3), companion()], [24, 22])


def test_at_the_top_of_the_scale_the_total_would_tell_and_the_mean_goes() -> None:
    highest_mixed = 8 * 4 - 2
    assert not may_show_mean([band(4), companion()], [32, highest_mixed])


def test_the_totals_withheld_do_not_tell_by_being_withheld() -> None:
    """If only the highest total were withheld, its being withheld would say that everybody chose the same."""
    withheld = {
        (own, other)
        for own in (32, 31, 30, 29)
        for other in range(10, 31)
        if not may_show_mean([band(4), companion()], [own, other])
    }
    assert {own == 32 for own, _ in withheld} == {True, False}


def test_two_bands_may_cover_each_other_in_the_middle_of_the_scale() -> None:
    assert may_show_mean([band(2), band(3)], [16 + 1, 24 - 1])
    assert not may_show_mean([band(4), band(4)], [32, 32])


def test_a_question_that_many_answered_has_every_sum_open() -> None:
    assert may_show_mean([band(4, n=9), companion(n=12)], [36, 30])


def test_a_companion_whose_weight_fits_no_shift_is_no_cover() -> None:
    assert not may_show_mean([band(3), companion(weight=7)], [24, 22])
