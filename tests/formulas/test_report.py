"""The numbers of a whole report, each worked out once more from everybody's answers by the formulas of the page."""

from functools import cache
from statistics import fmean

import pytest

from govscore.benchmarking.since import changes_since
from govscore.reporting.compose import compose_report
from govscore.reporting.model import DomainSection, Report
from govscore.scoring.model import DomainScore
from tests.formulas import agreement, answers, between, change, comparators, gaps, standing
from tests.make import make_id
from tests.reporting.full_report import (
    GENERATED_ON,
    OTHERS,
    county_of,
    governor_response,
    head_response,
    library,
    make_material,
)

NEAR = {"rel": 1e-9, "abs": 1e-11}
PEOPLE = 9
NUMBERS = {make_id("board", number): number for number in range(OTHERS + 1)}
LEVELS = {"not-yet": 1, "developing": 2, "secure": 3, "strong": 4}
REVIEW = library().get("board-self-review", "1.0")
MATERIAL = make_material(people=PEOPLE)
BENCHMARK = MATERIAL.benchmark
COUNTY = county_of(MATERIAL.review.scorecard.domains, OTHERS)
REPORT: Report = compose_report(MATERIAL, generated_on=GENERATED_ON)
SECTIONS = [section for section in REPORT.domains if section.mean.value is not None]
PLACED = [section for section in SECTIONS if section.position is not None]
ROWS = [row for row in REPORT.annex if row.counts is not None and row.mean.value is not None]


@cache
def choices(board: int, people: int) -> list[dict[str, str]]:
    """What everybody of a board chose, by question."""
    responses = [governor_response(REVIEW, board, person) for person in range(people)]
    return [{name: answer.choice for name, answer in each.answers.items()} for each in responses]


def levels(question: str) -> list[int | None]:
    return [LEVELS.get(each.get(question, "")) for each in choices(0, PEOPLE)]


@cache
def characteristics_of(number: int) -> dict[str, float | None]:
    known = COUNTY.boards[make_id("board", number)].characteristics
    return {
        "pupils": known.pupils,
        "fsm": known.fsm_percent,
        "sen": known.sen_percent,
        "eal": known.eal_percent,
        "rural": known.is_rural,
    }


@cache
def people_of(board: int, domain: str) -> list[float]:
    """The scores of a board's people in a domain."""
    people = PEOPLE if board == 0 else 6 + board % 8
    questions = [q.id for d in REVIEW.domains if d.id == domain for q in d.questions]
    weights = [float(REVIEW.rubric.questions[question].weight) for question in questions]
    rows = ([LEVELS.get(each.get(name, "")) for name in questions] for each in choices(board, people))
    rule = REVIEW.rubric.missing
    found = [
        answers.person_score(row, weights, share=float(rule.min_share), least=rule.min_questions)
        for row in rows
    ]
    return answers.given(found)


def score_of(number: int, domain: str) -> DomainScore:
    """What scoring shows of a board, and what it withholds."""
    scores = COUNTY.boards[make_id("board", number)].scores
    return next(score for score in scores if score.domain == domain)


def test_there_is_something_to_compare() -> None:
    assert len(SECTIONS) == len(PLACED) >= 4
    assert len(ROWS) > 10
    assert REPORT.overall.value is not None


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_a_domain(section: DomainSection) -> None:
    people = people_of(0, section.id)
    assert section.n == len(people)
    assert section.mean.value == pytest.approx(answers.domain_score(people), **NEAR)
    assert section.deviation.value == pytest.approx(answers.deviation(people), **NEAR)
    assert section.level is not None
    assert section.level.value == answers.nearest_rung(fmean(people), list(LEVELS.values()))


def test_all_domains_together() -> None:
    means = [answers.domain_score(people_of(0, section.id)) for section in REPORT.domains]
    weights = [float(REVIEW.rubric.domains[section.id].weight) for section in REPORT.domains]
    assert REPORT.overall.value == pytest.approx(answers.whole(means, weights), **NEAR)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_question(row) -> None:
    given = answers.given(levels(row.id))
    assert (row.n, row.asked) == (len(given), PEOPLE)
    assert (row.mean.value, row.median) == pytest.approx(answers.question_score(given), **NEAR)
    assert row.agreement.value == pytest.approx(agreement.average_deviation(given), **NEAR)
    likely = agreement.deviations_by_chance(len(given), 4)
    expected, rare = agreement.expected_and_rare(likely)
    word = agreement.agreement_word(row.agreement.value, 4, expected=expected, rare=rare or 0.0)
    assert row.agreement.words == word
    if row.dont_know.value is not None:
        unsure = [each.get(row.id) for each in choices(0, PEOPLE)].count("dont-know")
        assert row.dont_know.value == unsure


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_how_far_a_domain_agrees(section: DomainSection) -> None:
    shown = [answers.given(levels(row.id)) for row in section.questions if row.agreement.value is not None]
    spread = fmean(agreement.average_deviation(each) for each in shown)
    assert section.agreement.value == pytest.approx(spread, **NEAR)
    likely = agreement.deviations_by_chance(min(map(len, shown)), 4)
    expected, rare = agreement.expected_and_rare(agreement.over_items(likely, len(shown)))
    assert section.agreement.words == agreement.agreement_word(spread, 4, expected=expected, rare=rare or 0.0)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_a_domains_share_of_dont_know(section: DomainSection) -> None:
    counted = [row for row in section.questions if not row.band]
    if section.dont_know.value is None:
        assert any(row.dont_know.value is None for row in counted)
        return
    unsure = [[each.get(row.id) for each in choices(0, PEOPLE)].count("dont-know") for row in counted]
    share = answers.dont_know_share(unsure, [PEOPLE] * len(counted))
    assert section.dont_know.value == pytest.approx(float(share))


def test_strengths() -> None:
    questions = [
        (row.id, row.mean.value, row.agreement.words == "far apart")
        for row in REPORT.annex
        if row.mean.value is not None
    ]
    if any(row.band_level is not None for row in REPORT.annex):
        questions += [(r.id, r.band_level.value, False) for r in REPORT.annex if r.band_level and not r.level]
    found = answers.strongest(questions, list(LEVELS.values()))
    means = {name: mean for name, mean, _ in questions}
    assert [means[point.question] for point in REPORT.strengths] == [means[name] for name in found]


def test_the_similar_boards() -> None:
    known = [characteristics_of(number) for number in range(OTHERS + 1)]
    expected = sorted(comparators.distances(0, known)[1:])[:30]
    assert REPORT.comparison is not None
    assert sorted(line.distance for line in REPORT.comparison.members) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("section", PLACED, ids=lambda section: section.id)
def test_place_and_score_for_comparison(section: DomainSection) -> None:
    found = section.position
    assert found is not None
    assert BENCHMARK is not None
    chosen = [NUMBERS[member.board_id] for member in BENCHMARK.comparators.members]
    theirs = [fmean(people_of(n, section.id)) for n in chosen if score_of(n, section.id).mean is not None]
    own = fmean(people_of(0, section.id))
    assert sorted(found.scores) == pytest.approx(sorted(theirs), **NEAR)
    assert (found.n_comparators, found.score) == (len(theirs), pytest.approx(own, **NEAR))
    assert found.percentile == pytest.approx(standing.percentile(own, theirs), **NEAR)
    middle = [standing.quantile(theirs, p) for p in (0.25, 0.5, 0.75)]
    assert [found.lower_quartile, found.median, found.upper_quartile] == pytest.approx(middle, **NEAR)
    spread_shown = [n for n in range(OTHERS + 1) if score_of(n, section.id).within is not None]
    boards = [people_of(number, section.id) for number in spread_shown]
    theta = between.best_theta(boards)
    _, mu, sigma2 = between.reml(theta, boards)
    expected = between.score_for_comparison(
        own, len(people_of(0, section.id)), mu=mu, tau2=theta * sigma2, sigma2=sigma2
    )
    if theta > 0:
        assert [found.estimate, found.low, found.high] == pytest.approx(
            [expected[1], expected[3], expected[4]], rel=1e-5
        )
    else:
        assert (found.estimate, found.low) == (pytest.approx(mu), None)


def test_head_and_governors() -> None:
    heads = library().get("heads-view", "1.0")
    said = {name: LEVELS.get(a.choice) for name, a in head_response(heads, shares_view=True).answers.items()}
    assert REPORT.head is not None
    shown = [row for row in REPORT.head.gaps if row.gap is not None]
    assert shown
    for row in shown:
        assert row.gap == pytest.approx(gaps.gap(said[row.question], levels(row.boards_question)), **NEAR)
    assert REPORT.head.mean_gap.value == pytest.approx(gaps.domain_gap([row.gap for row in shown]), **NEAR)


@pytest.mark.parametrize("section", PLACED, ids=lambda section: section.id)
def test_what_of_a_change_could_be_chance(section: DomainSection) -> None:
    now = county_of(MATERIAL.review.scorecard.domains, OTHERS - 9)
    found = {each.domain: each for each in changes_since(make_id("board", 0), then=COUNTY, now=now)}
    then, sigma2 = COUNTY.by_phase["primary", section.id], now.by_phase["primary", section.id].sigma2
    n, mean = len(people_of(0, section.id)), fmean(people_of(0, section.id))
    model = {"mu": then.mu, "tau2": then.tau2, "sigma2": then.sigma2}
    reliability, estimate, sd, *_ = between.score_for_comparison(mean, n, **model)
    could_be = change.could_be_chance(sigma2, n, n)
    assert found[section.id].could_be_chance == pytest.approx(could_be, abs=1e-6)
    expected, *_ = change.towards_the_mean(
        0.0, mean=mean, mu=then.mu, reliability=reliability, sd=sd, sigma2=then.sigma2, n_now=n
    )
    assert found[section.id].expected == pytest.approx(mean + expected) == pytest.approx(estimate)
