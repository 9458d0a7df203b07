"""From answers to scores: what scoring makes of random answers beside the formulas of the page."""

from random import Random
from statistics import fmean

import numpy as np
import pytest

from govscore.benchmarking.counts import count_answers
from govscore.benchmarking.moments import medians, moments
from govscore.benchmarking.person_scores import board_scores, person_scores
from govscore.questionnaire.model import Questionnaire
from govscore.recommendations.model import Evidence
from govscore.recommendations.priority import prioritise
from govscore.reporting.skills import compose_field
from govscore.scoring.score import score_evaluation
from govscore.services.coverage import coverage
from govscore.services.keys import Keys
from govscore.services.transaction import Database
from tests.county_factory import invite, make_county, send_quickly
from tests.formulas import answers as plain
from tests.formulas import drawn
from tests.make import (
    make_advice,
    make_domain,
    make_domain_score,
    make_id,
    make_question_score,
    make_responses,
    make_scorecard,
)
from tests.reporting import factories
from tests.reporting.test_skills import QUESTIONNAIRE as SKILLS
from tests.reporting.test_skills import wishes
from tests.scoring.boards import questionnaire_of

NEAR = {"rel": 1e-12, "abs": 1e-12}
WORDS = {1: "not-yet", 2: "developing", 3: "secure", 4: "strong"}
QUESTIONS = ("a", "b", "c", "d", "e")
WEIGHTS = {"a": 2, "b": 1, "c": 1, "d": 3, "e": 1}


@pytest.mark.parametrize("seed", drawn.SEEDS)
@pytest.mark.parametrize(("share", "least"), [(0.5, 2), (0.7, 1), (0.2, 4)])
def test_from_answers_to_a_score(seed: int, share: float, least: int) -> None:
    sheet = drawn.sheet(seed, people=12, items=5, gaps=0.3)
    domains = (make_domain("one", questions=QUESTIONS[:3]), make_domain("two", questions=QUESTIONS[3:]))
    questionnaire = questionnaire_of(
        *domains, weights=WEIGHTS, domain_weights={"one": 2}, min_share=share, min_questions=least
    )
    card = score(questionnaire, sheet)
    means = []
    for domain, places in zip(card.domains, (range(3), range(3, 5)), strict=True):
        weights = [WEIGHTS[QUESTIONS[i]] for i in places]
        people = [
            plain.person_score([row[i] for i in places], weights, share=share, least=least) for row in sheet
        ]
        if domain.withheld is None:
            means.append(plain.domain_score(people))
            assert domain.mean == pytest.approx(means[-1], **NEAR)
            assert domain.n == len(plain.given(people))
            assert domain.spread == pytest.approx(plain.deviation(plain.given(people)), **NEAR)
            assert domain.level == WORDS[int(plain.nearest_rung(means[-1], list(WORDS)))]
    if len(means) == 2 and card.overall is not None:
        assert card.overall == pytest.approx(plain.whole(means, [2, 1]), **NEAR)
    for question, column in zip(card.questions, zip(*sheet, strict=True), strict=True):
        if question.withheld is None:
            assert (question.mean, question.median) == pytest.approx(plain.question_score(column), **NEAR)


def score(questionnaire: Questionnaire, sheet: drawn.Sheet):
    columns = zip(QUESTIONS, zip(*sheet, strict=True), strict=False)
    choices = {name: tuple(x and WORDS[x] for x in column) for name, column in columns}
    return score_evaluation(
        questionnaire,
        make_id("evaluation"),
        make_responses(**choices),
        invited=12,
        governance="maintained",
        phases=("primary",),
    )


def test_half_way_is_the_upper_rung() -> None:
    sheet: drawn.Sheet = [[2], [3]] * 3
    questionnaire = questionnaire_of(make_domain(questions=("a",)), min_questions=1)
    (domain,) = score(questionnaire, sheet).domains
    assert domain.mean == 2.5
    assert domain.level == WORDS[int(plain.nearest_rung(2.5, list(WORDS)))] == "secure"


@pytest.mark.parametrize(("people", "is_shown"), [(4, False), (5, True)])
def test_five_are_the_least_for_a_score(people: int, is_shown: bool) -> None:
    questionnaire = questionnaire_of(make_domain(questions=QUESTIONS[:2]))
    card = score(questionnaire, [[2, 3], [3, 4], [2, 1], [4, 3], [1, 2]][:people])
    assert (card.domains[0].mean is not None) is is_shown


def test_who_did_not_know() -> None:
    questionnaire = questionnaire_of(make_domain(questions=("a", "b")), min_questions=1)
    choices = {
        "a": ("strong",) * 4 + ("secure",) * 3 + ("dont-know",) * 6 + (None,),
        "b": ("strong",) * 5 + ("developing",) * 9,
    }
    card = score_evaluation(
        questionnaire, make_id("evaluation"), make_responses(**choices), invited=14, governance="", phases=()
    )
    first = card.questions[0]
    assert (first.asked, first.scored, first.dont_know, first.skipped) == (14, 7, 6, 1)
    assert card.domains[0].dont_know_share == pytest.approx(float(plain.dont_know_share([6, 0], [14, 14])))


def test_no_share_of_dont_know_where_a_count_is_hidden() -> None:
    questionnaire = questionnaire_of(make_domain(questions=("a", "b")), min_questions=1)
    choices = {
        "a": ("strong",) * 6 + ("secure",) * 6 + ("dont-know",) * 2,
        "b": ("strong",) * 2 + ("secure",) * 2 + (None,) * 8 + ("dont-know",) * 2,
    }
    card = score_evaluation(
        questionnaire, make_id("evaluation"), make_responses(**choices), invited=14, governance="", phases=()
    )
    assert [each.dont_know for each in card.questions] == [2, None]
    assert card.domains[0].dont_know_share is None


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_how_many_are_confident(seed: int) -> None:
    chance = Random(seed)
    knows = [chance.choice([*WORDS.values(), "dont-know"]) for _ in range(9)]
    wants = [chance.choice(["not-now", "would-like", "would-lead", "not-applicable"]) for _ in range(9)]
    levels = [knows.count(word) for word in WORDS.values()]
    rows = (
        factories.make_question(
            id="finance", counts=factories.make_counts(*levels, dont_know=knows.count("dont-know")), asked=9
        ),
        factories.make_question(
            id="finance-wish",
            counts=wishes(
                *(wants.count(word) for word in ("not-now", "would-like", "would-lead")),
                not_applicable=wants.count("not-applicable"),
            ),
            asked=9,
        ),
    )
    field = compose_field(factories.make_section(questions=rows), SKILLS, factories.LEVELS)
    (known,), (wanted,) = field.knowledge, field.interests
    assert (known.count, known.of) == plain.confident(knows, {"secure", "strong"})
    expected = plain.interested(wants, "not-now", {"not-now", "would-like", "would-lead"})
    assert (wanted.count, wanted.of) == expected


@pytest.mark.parametrize("mean", [1.2, 2.1, 3.0, 3.6])
@pytest.mark.parametrize("spread", [0.0, 0.6, 1.4])
@pytest.mark.parametrize("dont_know", [0, 3])
def test_the_index_of_advice(mean: float, spread: float, dont_know: int) -> None:
    questionnaire = questionnaire_of(make_domain(questions=("vision",)))
    asked = make_question_score(
        "vision", asked=12, scored=12 - dont_know, dont_know=dont_know, mean=mean, spread=spread
    )
    card = make_scorecard(questions=(asked,), domains=(make_domain_score(),))
    evidence = Evidence(question="vision", domain=None, measure="mean", value=mean, threshold=2.0, n=12)
    found = prioritise(questionnaire, card, make_advice(importance=3), [evidence])
    expected = plain.advice_index(
        importance=3, mean=mean, secure=3, ends=(1, 4), dont_know=dont_know / 12, spread=spread
    )
    assert found.index == pytest.approx(expected)


def test_how_far_boards_have_come(sqlite_url: str, library, keys: Keys, now) -> None:
    order = ("not-invited", "invited", "closed", "sent")
    with Database(sqlite_url).transaction() as session:
        county = make_county(session, library=library, keys=keys, now=now, boards=5, closed=3)
        invite(session, county, county.boards[3], people=6)
        send_quickly(session, county, county.boards[:1], at=now)
        found = coverage(session, county.round_id)
    steps = [["closed", "sent"], ["closed"], ["closed"], ["invited"], ["not-invited"]]
    counts = {str(status): n for status, n in found.counts.items() if n}
    assert counts == dict(plain.furthest(steps, order))


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_an_analysts_own_scores(seed: int) -> None:
    sheet = drawn.sheet(seed, people=20, items=3 + seed % 4, gaps=0.45)
    codes = [[x or 0 for x in row] for row in sheet]
    expected = [plain.analyst_score(row) for row in sheet]
    found = person_scores(codes, options=(1, 4))
    assert found.tolist() == pytest.approx(drawn.with_nan(expected), nan_ok=True)
    boards = board_scores([0] * 20, found, n_boards=1)
    assert boards.means[0] == pytest.approx(fmean(plain.given(expected)))
    assert boards.n[0] == len(plain.given(expected))


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_counts(seed: int) -> None:
    sheet = drawn.sheet(seed, people=3 + seed, items=4)
    codes = [[x or 0 for x in row] for row in sheet]
    counts = count_answers([0] * len(codes), codes, n_boards=1, n_options=4).chosen[0]
    assert counts.tolist() == drawn.counts(sheet)
    found = moments(counts, [2, 3, 5, 9])
    for item, column in enumerate(zip(*sheet, strict=True)):
        values = [[2, 3, 5, 9][x - 1] for x in column if x is not None]
        mean, variance = plain.moments(values)
        assert found.mean[item] == pytest.approx(float(mean), rel=1e-14)
        assert found.variance[item] == (
            pytest.approx(np.nan, nan_ok=True) if variance is None else float(variance)
        )
        assert medians(counts, [2, 3, 5, 9])[item] == plain.question_score(values)[1]


def test_one_answer_is_the_least_for_a_mean_and_two_for_a_variance() -> None:
    found = moments([[0, 0], [1, 0], [1, 1]], [1, 2])
    assert np.isnan(found.mean).tolist() == [True, False, False]
    assert np.isnan(found.variance).tolist() == [True, True, False]
    assert [why and str(why) for why in found.reason] == ["too_few", "too_few", None]
