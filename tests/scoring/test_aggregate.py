"""From answers to numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.questionnaire.model import OptionKind, Questionnaire
from govscore.responses.model import Answer
from govscore.scoring.aggregate import (
    Sheet,
    average_deviation,
    person_scores,
    roll_up,
    score_domain,
    score_question,
)
from govscore.scoring.model import DomainScore, NoScore, OptionCount
from tests.benchmarking import reference
from tests.make import (
    make_answers,
    make_domain,
    make_domain_score,
    make_id,
    make_questionnaire,
    make_rubric,
    make_scale,
)

LEVEL = {1: "not-yet", 2: "developing", 3: "secure", 4: "strong"}


def questionnaire_of(
    questions: tuple[str, ...] = ("vision", "plan"),
    *,
    weights: dict[str, float] | None = None,
    min_share: float = 0.5,
    min_questions: int = 1,
) -> Questionnaire:
    domains = (make_domain(questions=questions),)
    scales = {"levels": make_scale()}
    rubric = make_rubric(domains, scales, weights=weights, min_share=min_share, min_questions=min_questions)
    return make_questionnaire(domains, scales=scales, rubric=rubric)


def sheet(questionnaire: Questionnaire, **levels: int | str) -> Sheet:
    choices = {key: LEVEL.get(level, str(level)) for key, level in levels.items()}
    return Sheet(
        shown=frozenset(question.id for question in questionnaire.questions), answers=make_answers(**choices)
    )


def means(questionnaire: Questionnaire, *sheets: Sheet) -> tuple[float, ...]:
    return person_scores(questionnaire, questionnaire.domains[0], sheets).means


def domain_score(questionnaire: Questionnaire, *sheets: Sheet) -> DomainScore:
    return score_domain(questionnaire, person_scores(questionnaire, questionnaire.domains[0], sheets))


def test_a_person_counts_once_however_much_they_answered() -> None:
    questionnaire = questionnaire_of()
    people = (sheet(questionnaire, vision=4, plan=4), sheet(questionnaire, vision=1))
    assert domain_score(questionnaire, *people).mean == 2.5  # the mean of all three answers would be 3


def test_a_skipped_question_does_not_lower_a_score() -> None:
    questionnaire = questionnaire_of()
    assert means(questionnaire, sheet(questionnaire, vision=4)) == (4.0,)


@pytest.mark.parametrize("choice", ["dont-know", "not-my-role", "not-applicable"])
def test_an_answer_without_a_level_is_out_of_the_mean(choice: str) -> None:
    questionnaire = questionnaire_of()
    assert means(questionnaire, sheet(questionnaire, vision=4, plan=choice)) == (4.0,)


def test_weights_count_within_a_person() -> None:
    questionnaire = questionnaire_of(weights={"vision": 3})
    assert means(questionnaire, sheet(questionnaire, vision=4, plan=2)) == (3.5,)


def test_a_question_without_weight_is_neither_scored_nor_needed() -> None:
    questionnaire = questionnaire_of(("vision", "plan", "aims"), weights={"aims": 0}, min_share=1)
    assert means(questionnaire, sheet(questionnaire, vision=2, plan=2, aims=4)) == (2.0,)
    assert means(questionnaire, sheet(questionnaire, vision=2, plan=2)) == (2.0,)
    assert means(questionnaire, sheet(questionnaire, aims=4)) == ()


@pytest.mark.parametrize(("answered", "has_score"), [(1, False), (2, True), (3, True)])
def test_half_of_three_is_two(answered: int, has_score: bool) -> None:
    questionnaire = questionnaire_of(("vision", "plan", "aims"))
    given = dict.fromkeys(("vision", "plan", "aims")[:answered], 3)
    assert bool(means(questionnaire, sheet(questionnaire, **given))) is has_score


def test_half_of_four_is_two_in_spite_of_rounding() -> None:
    questionnaire = questionnaire_of(("a", "b", "c"), min_share=2 / 3 + 1e-12)
    assert means(questionnaire, sheet(questionnaire, a=3, b=3)) == (3.0,)


def test_the_least_number_of_questions_is_capped_at_those_shown() -> None:
    questionnaire = questionnaire_of(("vision", "plan", "aims"), min_questions=2)
    one_shown = Sheet(shown=frozenset({"vision"}), answers=make_answers(vision="secure"))
    assert means(questionnaire, one_shown) == (3.0,)
    assert means(questionnaire, sheet(questionnaire, vision=3)) == ()


def test_a_person_who_was_shown_nothing_has_no_score() -> None:
    assert means(questionnaire_of(), Sheet(shown=frozenset(), answers={})) == ()


def test_spread_and_sum_of_squares_are_of_the_peoples_means() -> None:
    questionnaire = questionnaire_of()
    people = [sheet(questionnaire, vision=level, plan=level) for level in (1, 2, 2, 3)]
    score = domain_score(questionnaire, *people)
    assert (score.n, score.mean, score.spread, score.within) == (4, 2.0, 0.5, 2.0)
    assert score.level == "developing"


def test_a_domain_in_which_nobody_has_a_score_has_none_and_says_so() -> None:
    score = domain_score(questionnaire_of())
    assert (score.n, score.mean, score.within, score.no_score) == (0, None, None, NoScore.NOBODY)


def test_a_question_counts_its_four_ways_of_having_no_level_apart() -> None:
    questionnaire = questionnaire_of()
    choices = (1, 3, 3, "dont-know", "not-my-role", "not-applicable")
    sheets = [sheet(questionnaire, vision=choice) for choice in choices]
    sheets += [sheet(questionnaire), Sheet(shown=frozenset({"plan"}), answers={})]
    score = score_question(questionnaire, questionnaire.questions[0], sheets, evaluation_id=make_id("e"))
    assert (score.asked, score.scored, score.skipped, score.dont_know) == (7, 3, 1, 1)
    assert score.mean == pytest.approx(7 / 3)
    assert score.median == 3
    assert score.spread == pytest.approx(8 / 9)
    assert score.counts == (
        OptionCount(option="not-yet", kind=OptionKind.SCORED, count=1),
        OptionCount(option="developing", kind=OptionKind.SCORED, count=0),
        OptionCount(option="secure", kind=OptionKind.SCORED, count=2),
        OptionCount(option="strong", kind=OptionKind.SCORED, count=0),
        OptionCount(option="dont-know", kind=OptionKind.DONT_KNOW, count=1),
        OptionCount(option="not-applicable", kind=OptionKind.NOT_APPLICABLE, count=1),
        OptionCount(option="not-my-role", kind=OptionKind.NOT_MY_ROLE, count=1),
    )


def test_a_question_without_a_level_has_no_mean_rather_than_zero() -> None:
    questionnaire = questionnaire_of()
    sheets = [sheet(questionnaire, vision="dont-know")]
    score = score_question(questionnaire, questionnaire.questions[0], sheets, evaluation_id=make_id("e"))
    assert (score.scored, score.mean, score.median, score.spread) == (0, None, None, None)


def test_notes_lie_in_an_order_that_follows_nobody() -> None:
    questionnaire = questionnaire_of()
    notes = [f"Note of person {number}" for number in range(6)]
    sheets = [
        Sheet(
            shown=frozenset({"vision", "plan"}),
            answers={key: Answer(choice="secure", note=note) for key in ("vision", "plan")},
        )
        for note in notes
    ] + [sheet(questionnaire, vision=3)]
    by_question = [
        score_question(questionnaire, question, sheets, evaluation_id=make_id("e")).notes
        for question in questionnaire.questions
    ]
    assert [sorted(each) for each in by_question] == [notes, notes]
    assert by_question[0] != by_question[1]
    again = score_question(
        questionnaire, questionnaire.questions[0], sheets[::-1], evaluation_id=make_id("e")
    )
    assert again.notes == by_question[0]


def test_the_average_deviation_is_divided_by_the_number_of_people() -> None:
    assert average_deviation([1, 1, 4, 4]) == 1.5
    assert average_deviation([2.2, 2.2]) == 0


TWO = (make_domain("strategy"), make_domain("people", questions=("skills",)))


def rolled_up(
    *scores: DomainScore, optional: tuple[str, ...] = (), **weights: float
) -> tuple[float | None, NoScore | None]:
    scales = {"levels": make_scale()}
    rubric = make_rubric(TWO, scales, domain_weights=weights, optional=optional)
    return roll_up(make_questionnaire(TWO, scales=scales, rubric=rubric), scores)


def test_the_whole_is_the_mean_of_the_domains_by_their_weights() -> None:
    scores = (make_domain_score(mean=2.0), make_domain_score("people", mean=4.0))
    assert rolled_up(*scores) == (3.0, None)
    assert rolled_up(*scores, strategy=3) == (2.5, None)


def test_a_required_domain_without_a_score_leaves_the_whole_incomplete() -> None:
    assert rolled_up(make_domain_score(), make_domain_score("people", mean=None)) == (
        None,
        NoScore.INCOMPLETE,
    )


def test_a_domain_that_is_not_required_may_be_without_a_score() -> None:
    scores = (make_domain_score(mean=2.0), make_domain_score("people", mean=None))
    assert rolled_up(*scores, optional=("people",)) == (2.0, None)


def test_a_domain_nobody_was_asked_is_not_required() -> None:
    unasked = make_domain_score("people", mean=None, no_score=NoScore.NOT_ASKED)
    assert rolled_up(make_domain_score(mean=2.0), unasked) == (2.0, None)


def test_domains_without_weight_make_no_whole() -> None:
    assert rolled_up(make_domain_score(), strategy=0) == (None, NoScore.NOT_ASKED)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=9), st.randoms())
def test_the_order_of_the_people_changes_nothing(levels: list[tuple[int, int]], random: object) -> None:
    questionnaire = questionnaire_of(weights={"vision": 0.7})
    people = [sheet(questionnaire, vision=one, plan=two) for one, two in levels]
    shuffled = people.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert domain_score(questionnaire, *people) == domain_score(questionnaire, *shuffled)


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_domain_scores_are_those_of_the_reference(domain: str) -> None:
    about = reference.document("domains.json")
    items, (_, highest) = about["domains"][domain]["items"], about["domains"][domain]["options"]
    levels = tuple((f"level-{value}", value) for value in range(1, highest + 1))
    ids = tuple(item.lower() for item in items)
    domains = (make_domain(domain, questions=ids),)
    scales = {"levels": make_scale(levels)}
    rubric = make_rubric(
        domains,
        scales,
        levels=levels,
        min_questions=about["least_answers_for_a_domain_score"][domain],
    )
    questionnaire = make_questionnaire(domains, scales=scales, rubric=rubric)
    boards: dict[int, list[Sheet]] = {}
    for row in reference.table("boards.csv"):
        choices = {"DK": "dont-know", "NA": "not-applicable"}
        given = {i.lower(): choices.get(row[i], f"level-{row[i]}") for i in items if row[i]}
        boards.setdefault(int(row["board"]), []).append(
            Sheet(shown=frozenset(ids), answers=make_answers(**given))
        )
    expected = reference.expected("expected_board_domain.csv", domain, "n", "mean")
    assert set(boards) == set(expected)
    for board, (n, mean) in expected.items():
        score = domain_score(questionnaire, *boards[board])
        assert score.n == n
        assert score.mean == (None if n == 0 else pytest.approx(mean, rel=1e-12))
