"""What the county's charts are made from: all that have sent, five at a time, whatever a filter lets through."""

from dataclasses import replace

import pytest

from govscore.benchmarking.between.shrinkage import fit_boards, shrink
from govscore.services.county_material import caterpillars_of, fit_sent, funnels_of, score_of
from tests.make import make_domain_score, make_scorecard
from tests.services.sent import DOMAIN, QUESTIONNAIRE, sent_boards


def test_everything_is_fitted_on_the_first_five_ten_and_so_on_that_sent() -> None:
    sent = sent_boards(24)
    fitted = fit_sent(tuple(reversed(sent))).whole[DOMAIN]
    assert fitted.n_boards == 20
    assert fitted.mu == fit_sent(sent[:20]).whole[DOMAIN].mu


def test_estimates_are_those_of_the_engine() -> None:
    sent = sent_boards(20)
    means = [each.card.domains[0].mean or 0.0 for each in sent]
    model = fit_boards([9] * 20, means, [3.0] * 20)
    expected = shrink(model, [9] * 20, means)
    (found,) = caterpillars_of(sent, fit_sent(sent), QUESTIONNAIRE)
    assert found.middle == pytest.approx(model.mu)
    assert [row.estimate for row in found.rows] == pytest.approx(expected.estimate.tolist())
    assert [row.low for row in found.rows] == pytest.approx(expected.low.tolist())
    assert [row.high for row in found.rows] == pytest.approx(expected.high.tolist())
    assert [row.name for row in found.rows] == [each.board.name for each in sent]


def test_a_withheld_score_has_no_row_and_is_counted() -> None:
    sent = sent_boards(20)
    withheld = make_scorecard(domains=(make_domain_score(DOMAIN, n=None, mean=None),))
    looked_at = (*sent[:9], replace(sent[9], card=withheld))
    (found,) = caterpillars_of(looked_at, fit_sent(sent), QUESTIONNAIRE)
    assert (len(found.rows), found.withheld) == (9, 1)
    assert score_of(looked_at[9], DOMAIN) is None


def test_fewer_than_five_boards_have_no_charts() -> None:
    sent = sent_boards(20)
    for charts in (funnels_of, caterpillars_of):
        assert charts(sent[:4], fit_sent(sent), QUESTIONNAIRE) == ()
        assert len(charts(sent[:5], fit_sent(sent), QUESTIONNAIRE)) == 1


def test_where_no_difference_can_be_measured_no_board_has_a_row() -> None:
    sent = sent_boards(20, within=90.0)
    (found,) = caterpillars_of(sent, fit_sent(sent), QUESTIONNAIRE)
    assert (found.middle, found.rows) == (None, ())


def test_a_filter_moves_no_limit_of_a_funnel() -> None:
    sent = sent_boards(20)
    fitted = fit_sent(sent)
    (whole,), (few,) = (funnels_of(boards, fitted, QUESTIONNAIRE) for boards in (sent, sent[:6]))
    assert few.target == whole.target
    assert {step.n: step for step in few.steps}.items() <= {step.n: step for step in whole.steps}.items()
