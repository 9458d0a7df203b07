"""The numbers of the county's page and its charts, each once more by the formulas of the page."""

import pytest

from govscore.benchmarking.gaps.over_claiming import officers_views
from govscore.reporting.caterpillar_model import stands_out
from govscore.reporting.county_material import share_steps
from govscore.reporting.county_model import CountyDomain
from govscore.reporting.difference_chart import differences
from govscore.services.county_material import caterpillars_of, fit_sent
from govscore.services.county_views import views_of
from tests.formulas import agreement, between, charts, gaps, standing
from tests.reporting.caterpillars import make_caterpillar
from tests.reporting.full_report import make_full_county, make_full_report
from tests.services.sent import DOMAIN, QUESTIONNAIRE, sent_boards
from tests.services.test_county_views import views_on

NEAR = {"rel": 1e-9, "abs": 1e-11}
COUNTY = make_full_county()
DOMAINS = [domain for domain in COUNTY.domains if domain.distribution is not None]


def means_of(domain: str) -> list[float]:
    """The boards' means, as the table of the county has them."""
    cells = (cell for row in COUNTY.heat for cell in row.cells if cell.domain == domain)
    return [cell.mean.value for cell in cells if cell.mean.value is not None]


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.id)
def test_the_county_in_one_domain(domain: CountyDomain) -> None:
    found, means = domain.distribution, means_of(domain.id)
    assert found is not None
    numbers = (found.mean.value, found.lower_quartile, found.median, found.upper_quartile)
    assert numbers == pytest.approx(standing.county(means), **NEAR)
    assert found.boards == len(means) == sum(level.count for level in found.levels)


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.id)
def test_the_funnel_of_the_county(domain: CountyDomain) -> None:
    found = domain.funnel
    assert found is not None
    sizes, means = [point.n for point in found.points], [point.score for point in found.points]
    assert found.target == pytest.approx(standing.funnel_target(means, sizes), **NEAR)
    known = {"target": found.target, "sigma2": 0.5, "tau2": 0.0}
    for step in found.steps:
        near = standing.funnel_limits(step.n, z=1.959964, **known)
        far = standing.funnel_limits(step.n, z=3.090232, **known)
        assert [step.low_95, step.high_95] == pytest.approx(near, abs=1e-6)
        assert [step.low_998, step.high_998] == pytest.approx(far, abs=1e-6)


def test_how_sure_each_score_is() -> None:
    sent = sent_boards(25)
    fitted = fit_sent(sent)
    (found,) = caterpillars_of(sent, fitted, QUESTIONNAIRE)
    model = fitted.whole[DOMAIN]
    known = {"mu": model.mu, "tau2": model.tau2, "sigma2": model.sigma2}
    expected = [
        between.score_for_comparison(2.0 + place % 16 / 10, 9, **known)[1:] for place in range(len(sent))
    ]
    rows = sorted((row.estimate, row.low, row.high) for row in found.rows)
    assert rows == [pytest.approx((e, low, high), **NEAR) for e, _, low, high in sorted(expected)]
    assert found.middle == model.mu
    for row in found.rows:
        drawn = make_caterpillar(middle=found.middle, rows=found.rows)
        assert stands_out(row, drawn) == charts.stands_out(row.low, row.high, model.mu)


def test_the_officers_view_on_the_countys_chart() -> None:
    sent = sent_boards(60)
    given, fitted = views_on(sent, board_15="not-yet"), fit_sent(sent)
    (found,) = views_of(sent, sent, views=given, fitted=fitted, questionnaire=QUESTIONNAIRE)
    levels = [point.officers for point in found.points]
    own = [point.own for point in found.points]
    rated = {"phase": ["primary"] * 60, "officer": [given[board, DOMAIN].officer for board in in_order(sent)]}
    aside = officers_views(levels, own, **rated).was_set_aside.tolist()
    bears = [(y, x) for y, x, is_aside in zip(levels, own, aside, strict=True) if not is_aside]
    at_zero, reach = charts.usual_line([y for y, _ in bears], [x for _, x in bears], found.usual.slope)
    assert (found.usual.at_zero, found.usual.reach) == pytest.approx((at_zero, reach), abs=1e-6)
    means = {each.board.id: each.card.domains[0].mean for each in sent}
    bias, low, high = gaps.bland_altman(levels, [means[board] for board in in_order(sent)])
    assert (found.apart, *found.within) == pytest.approx((bias, low, high), abs=1e-6)


def in_order(sent):
    return sorted((each.board.id for each in sent), key=str)


@pytest.mark.parametrize("share", [0.6, 0.85])
def test_a_funnel_of_shares(share: float) -> None:
    for step in share_steps([5, 9, 20], share):
        found = [step.low_95, step.high_95, step.low_998, step.high_998]
        assert found == pytest.approx(charts.mirrored(step.n, share), rel=1e-9)


def test_where_we_differ() -> None:
    report = make_full_report()
    found = differences(report)
    assert found
    for each in found:
        scored = [(line.place, line.count) for line in each.row.counts or () if line.place]
        chosen = [float(place) for place, count in scored for _ in range(count)]
        assert each.apart == pytest.approx(agreement.average_deviation(chosen), **NEAR)
        _, rare = agreement.expected_and_rare(agreement.deviations_by_chance(len(chosen), 4))
        assert each.chance == (None if rare is None else pytest.approx(rare, abs=1e-7))


@pytest.mark.parametrize(("boards", "is_shown"), [(4, False), (5, True)])
def test_five_boards_are_the_least_for_a_chart(boards: int, is_shown: bool) -> None:
    sent = sent_boards(boards)
    assert bool(caterpillars_of(sent, fit_sent(sent), QUESTIONNAIRE)) is is_shown
