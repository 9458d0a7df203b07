"""Alpha and what goes with it: equal to R, equal to refitting, and named where it is not there."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govscore.benchmarking.consistency.alpha import Reliability, reliability
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import reference, sheets

NAN = float("nan")


def slowly(answers: sheets.Floats) -> float:
    """Alpha from the variances themselves, of complete rows."""
    j = answers.shape[1]
    return j / (j - 1) * (1 - answers.var(axis=0, ddof=1).sum() / answers.sum(axis=1).var(ddof=1))


def figures(found: Reliability) -> list[float]:
    return [found.alpha, found.alpha_low, found.alpha_high, found.lambda2]


@pytest.mark.parametrize("domain", reference.DOMAINS)
def test_the_county_comes_out_as_in_r(domain: str) -> None:
    found = reliability(sheets.answers(domain))
    r = reference.document("expected_domains.json")["domains"][domain]["reliability"]
    names = reference.items(domain)
    assert (found.n_people, found.n_complete, len(found.used)) == (529, r["n_complete"], r["items"])
    np.testing.assert_allclose(
        figures(found), [r["alpha"], *r["alpha_ci_feldt"], r["lambda2_covariance"]], rtol=1e-10
    )
    np.testing.assert_allclose(found.item_rest, [r["item_rest"][name] for name in names], rtol=1e-10)
    np.testing.assert_allclose(
        found.alpha_if_dropped, [r["alpha_if_dropped"][name] for name in names], rtol=1e-10
    )
    assert found.headline == found.alpha
    assert not found.reasons
    assert not any(found.item_rest_reason)
    assert not any(found.alpha_if_dropped_reason)
    assert found.negative == ()


@given(sheets.sheets(gaps=False))
def test_each_figure_is_that_of_working_it_out_anew(sheet: tuple[sheets.Floats, sheets.Ints]) -> None:
    answers, _ = sheet
    assume((answers != answers[:1]).any(axis=0).all())
    found = reliability(answers)
    assume("alpha" not in found.reasons)
    assert found.alpha == pytest.approx(slowly(answers), rel=1e-10, abs=1e-12)
    for item in range(answers.shape[1]):
        others = np.delete(answers, item, axis=1)
        if not found.item_rest_reason[item]:
            r = np.corrcoef(answers[:, item], others.sum(axis=1))[0, 1]
            assert found.item_rest[item] == pytest.approx(r, rel=1e-9, abs=1e-9)
        if not found.alpha_if_dropped_reason[item]:
            assert found.alpha_if_dropped[item] == pytest.approx(slowly(others), rel=1e-9, abs=1e-9)


@given(sheets.sheets())
def test_a_person_with_a_gap_is_a_person_left_out(sheet: tuple[sheets.Floats, sheets.Ints]) -> None:
    answers, _ = sheet
    complete = answers[~np.isnan(answers).any(axis=1)]
    assume(complete.shape[0] > 0)
    found, without = reliability(answers), reliability(complete)
    np.testing.assert_array_equal(figures(found), figures(without))
    np.testing.assert_array_equal(found.item_rest, without.item_rest)
    assert found.n_complete == without.n_complete == complete.shape[0]


@given(sheets.sheets(), st.randoms(use_true_random=False))
def test_the_order_of_people_and_items_does_not_matter(
    sheet: tuple[sheets.Floats, sheets.Ints], random: object
) -> None:
    answers, _ = sheet
    rows, columns = (
        sorted(range(size), key=lambda _: random.random())  # type: ignore[attr-defined]
        for size in answers.shape
    )
    turned, found = reliability(answers[rows][:, columns]), reliability(answers)
    np.testing.assert_allclose(figures(turned), figures(found), rtol=1e-9, atol=1e-10)
    np.testing.assert_allclose(turned.item_rest, found.item_rest[columns], rtol=1e-7, atol=1e-8)


@given(sheets.sheets(), st.integers(-1000, 1000))
def test_a_constant_and_a_turned_scale_change_nothing(
    sheet: tuple[sheets.Floats, sheets.Ints], shift: int
) -> None:
    answers, _ = sheet
    found = reliability(answers)
    for other in (answers + shift, 5 - answers, answers * 25):
        np.testing.assert_allclose(figures(reliability(other)), figures(found), rtol=1e-7, atol=1e-9)


@given(sheets.sheets())
def test_lambda2_is_never_below_alpha(sheet: tuple[sheets.Floats, sheets.Ints]) -> None:
    found = reliability(sheet[0])
    assume("lambda2" not in found.reasons)
    assert found.lambda2 >= found.alpha - 1e-9 * abs(found.alpha)


def test_two_items_show_the_spearman_brown_of_their_correlation() -> None:
    answers = np.array([[1, 2], [2, 4], [3, 2], [4, 4], [4, 3.0]])
    found = reliability(answers)
    r = np.corrcoef(answers.T)[0, 1]
    assert found.headline == found.spearman_brown == pytest.approx(2 * r / (1 + r))
    assert found.alpha == pytest.approx(slowly(answers))
    assert found.headline != pytest.approx(found.alpha)
    assert list(found.alpha_if_dropped_reason) == [Reason.TOO_FEW, Reason.TOO_FEW]
    assert found.item_rest.tolist() == pytest.approx([r, r])


def test_two_items_that_are_each_others_reverse_have_an_alpha_and_nothing_to_show() -> None:
    found = reliability([[3, 2], [1, 3]])
    assert found.alpha == pytest.approx(-8)
    assert np.isnan(found.headline)
    assert found.reasons == {"spearman_brown": Reason.NOT_ADMISSIBLE}


def test_an_item_without_variation_is_dropped_and_named() -> None:
    whole = sheets.answers("finance")
    found = reliability(np.insert(whole, 2, np.where(np.isnan(whole[:, 0]), NAN, 3.0), axis=1))
    plain = reliability(whole)
    assert found.constant == (2,)
    assert found.used == (0, 1, 3, 4)
    assert figures(found) == figures(plain)
    assert found.item_rest_reason[2] is found.alpha_if_dropped_reason[2] is Reason.NO_VARIATION
    np.testing.assert_array_equal(np.delete(found.item_rest, 2), plain.item_rest)


def test_an_item_nobody_answered_is_dropped_and_named() -> None:
    whole = sheets.answers("people")
    found = reliability(np.insert(whole, 0, NAN, axis=1))
    assert found.unanswered == (0,)
    assert found.item_rest_reason[0] is Reason.TOO_FEW
    assert found.n_complete > 300
    assert figures(found) == figures(reliability(whole))


def test_an_item_that_runs_against_the_rest_is_named() -> None:
    turned = sheets.answers("oversight")
    turned[:, 1] = 6 - turned[:, 1]
    found = reliability(turned)
    assert found.negative == (1,)
    assert found.alpha_if_dropped[1] > found.alpha


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (np.empty((0, 3)), Reason.TOO_FEW),
        (np.full((4, 3), NAN), Reason.TOO_FEW),
        ([[1, 2, 3]], Reason.TOO_FEW),
        ([[1, 2, 3], [2, NAN, 3]], Reason.TOO_FEW),
        ([[1], [2], [4]], Reason.TOO_FEW),
        ([[1, 3], [2, 3], [4, 3]], Reason.TOO_FEW),
        ([[3, 3], [3, 3], [3, 3]], Reason.NO_VARIATION),
        ([[1, 4], [2, 3], [4, 1]], Reason.NO_VARIATION),
    ],
)
def test_what_cannot_be_had_says_why(answers: object, why: Reason) -> None:
    found = reliability(answers)  # type: ignore[arg-type]
    assert np.isnan([*figures(found), found.spearman_brown]).all()
    assert set(found.reasons) == {"alpha", "alpha_low", "alpha_high", "lambda2", "spearman_brown"}
    assert set(found.reasons.values()) == {why}
    undefined = np.isnan(found.item_rest)
    assert [bool(reason) for reason in found.item_rest_reason] == undefined.tolist()
    assert all(found.alpha_if_dropped_reason)


def test_items_that_cancel_leave_no_rest_to_correlate_with() -> None:
    found = reliability([[1, 1, 4], [2, 2, 3], [3, 4, 1], [4, 3, 2]])
    assert np.isnan(found.item_rest).tolist() == [True, False, False]
    assert found.item_rest_reason[0] is Reason.NO_VARIATION


def test_the_same_questionnaire_from_everybody_but_one_item_apart_is_perfect() -> None:
    found = reliability([[1, 2, 1], [2, 3, 2], [4, 5, 4]])
    assert figures(found) == pytest.approx([1, 1, 1, 1])


def test_a_surer_interval_is_wider() -> None:
    narrow = reliability(sheets.answers("people"), confidence_level=0.5)
    wide = reliability(sheets.answers("people"), confidence_level=0.99)
    assert wide.alpha_low < narrow.alpha_low < narrow.alpha < narrow.alpha_high < wide.alpha_high


def test_ten_people_of_one_board_are_no_ground_for_an_alpha() -> None:
    rng = np.random.default_rng(5)
    found = reliability(rng.normal(size=(10, 1)) + rng.normal(size=(10, 5)))
    scale = (1 - found.alpha_low) / (1 - found.alpha)
    assert 1 - scale * (1 - 0.80) == pytest.approx(0.50, abs=0.01)
    assert 1 - (1 - found.alpha_high) / (1 - found.alpha) * (1 - 0.80) == pytest.approx(0.94, abs=0.01)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_confidence_level_outside_0_to_1_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="confidence_level"):
        reliability([[1, 2], [2, 3]], confidence_level=level)


def test_more_people_than_are_added_up_at_a_time_have_the_covariances_of_all() -> None:
    answers = np.random.default_rng(3).integers(1, 6, (20_001, 4)) + 100.0
    found = reliability(answers)
    np.testing.assert_allclose(found.covariance, np.cov(answers, rowvar=False), rtol=1e-10, atol=1e-12)
