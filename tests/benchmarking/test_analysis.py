"""All figures of a domain together: what must not matter to them, and what they are where little is known.

That they are R's is shown on the whole command, in tests/cli/test_analyse.py.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govscore.benchmarking.analysis import DomainAnalysis, analyse_domain
from govscore.benchmarking.counts import Blank
from govscore.benchmarking.reasons import Reason
from tests.benchmarking import county, reference
from tests.benchmarking.sheets import sheets

AGREEMENT = {"rwg_j", "rwg_star_j", "awg", "ad_mean", "ad_median", "kendall_w", "kendall_p"} | {
    f"krippendorff_{level}" for level in ("nominal", "ordinal", "interval")
}
FITTED = {"eb", "eb_sd", "reliability"}
PLACED = {"z", "p", "q"}


def whole(domain: str = "strategy") -> DomainAnalysis:
    options = reference.options(domain)
    return analyse_domain(
        county.board_of(),
        county.codes(reference.items(domain)),
        n_groups=60,
        options=(options[0], options[-1]),
    )


def same(ours: DomainAnalysis, theirs: DomainAnalysis, order: list[int] | None = None) -> None:
    """The same figures and reasons, group by group."""
    for name, figure in ours.groups.figures.items():
        other, by = theirs.groups.figures[name], order or slice(None)
        np.testing.assert_allclose(other.values, figure.values[by], rtol=1e-9, atol=1e-9, err_msg=name)
        assert other.reason.tolist() == figure.reason[by].tolist()


def reasons(found: DomainAnalysis, group: int = 0) -> dict[str, str]:
    return {
        name: str(each.reason[group]) for name, each in found.groups.figures.items() if each.reason[group]
    }


def each_nan_has_its_reason(found: DomainAnalysis) -> None:
    for name, figure in found.groups.figures.items():
        assert (np.isnan(figure.values) == (figure.reason != None)).all(), name  # noqa: E711 - by element
        assert not np.isinf(figure.values).any()
    funnel = {name: value for name, value in vars(found.funnel).items() if name != "reasons"}
    assert {name for name, value in funnel.items() if np.isnan(value)} == set(found.funnel.reasons)


def test_the_order_of_people_does_not_matter() -> None:
    group, codes = county.board_of(), county.codes(reference.items("people"))
    order = np.random.default_rng(1).permutation(group.size)
    same(whole("people"), analyse_domain(group[order], codes[order], n_groups=60, options=(1, 4)))


def test_groups_may_be_numbered_as_they_like() -> None:
    group, codes = county.board_of(), county.codes(reference.items("finance"))
    order = np.random.default_rng(2).permutation(60)
    place = np.argsort(order)
    same(whole("finance"), analyse_domain(place[group], codes, n_groups=60, options=(1, 4)), order.tolist())


def test_the_order_of_items_does_not_matter() -> None:
    codes = county.codes(list(reversed(reference.items("oversight"))))
    same(whole("oversight"), analyse_domain(county.board_of(), codes, n_groups=60, options=(1, 5)))


def test_a_higher_scale_moves_the_scores_and_nothing_else() -> None:
    codes = county.codes(reference.items("strategy"))
    higher = analyse_domain(county.board_of(), codes, n_groups=60, options=(11, 14))
    for name, figure in whole().groups.figures.items():
        moved = 10.0 if name in {"mean", "eb"} else 0.0
        np.testing.assert_allclose(
            higher.groups.figures[name].values, figure.values + moved, rtol=1e-9, atol=1e-9, err_msg=name
        )


def test_a_group_of_nobody_changes_no_other() -> None:
    codes = county.codes(reference.items("strategy"))
    found = analyse_domain(county.board_of(), codes, n_groups=61, options=(1, 4))
    assert set(reasons(found, 60).values()) == {"too_few"}
    assert set(reasons(found, 60)) == set(found.groups.figures)
    for name, figure in whole().groups.figures.items():
        np.testing.assert_allclose(
            found.groups.figures[name].values[:60], figure.values, rtol=1e-12, err_msg=name
        )


@settings(max_examples=60, deadline=None)
@given(sheets(), st.integers(0, 3))
def test_whatever_is_given_every_nan_has_its_reason(given: tuple[np.ndarray, np.ndarray], empty: int) -> None:
    answers, board = given
    codes = np.nan_to_num(answers).astype(np.uint8)
    n_groups = int(board.max(initial=-1)) + 1 + empty
    each_nan_has_its_reason(analyse_domain(board, codes, n_groups=n_groups, options=(1, 4)))


@pytest.mark.parametrize(
    ("codes", "group", "why"),
    [
        (
            [[1, 2]],
            [0],
            dict.fromkeys(AGREEMENT | PLACED | FITTED | {"expected_rank", "percentile"}, "too_few"),
        ),
        (
            [[1, 2], [2, 3]],
            [0, 0],
            dict.fromkeys({*FITTED, "expected_rank", "percentile"}, "too_few"),
        ),
        (
            [[1, 2], [2, 4]],
            [0, 1],
            dict.fromkeys(AGREEMENT | PLACED | FITTED | {"expected_rank"}, "too_few"),
        ),
        (
            [[2, 2]] * 6,
            [0, 0, 0, 1, 1, 1],
            dict.fromkeys(
                {name for name in AGREEMENT if name.startswith(("krippendorff", "kendall"))}
                | PLACED
                | FITTED
                | {"expected_rank"},
                "no_variation",
            ),
        ),
        (
            [[1, 1], [2, 2], [3, 3], [1, 1], [2, 2], [3, 3]],
            [0, 0, 0, 1, 1, 1],
            {"expected_rank": "no_variation", "kendall_w": "no_variation", "kendall_p": "no_variation"},
        ),
        (
            [[Blank.DONT_KNOW, Blank.DONT_KNOW]] * 4,
            [0, 0, 1, 1],
            dict.fromkeys(AGREEMENT | PLACED | FITTED | {"mean", "expected_rank", "percentile"}, "too_few"),
        ),
        ([[2, 3], [3, 2], [2, 3], [3, 4], [1, 2], [2, 1], [2, 2], [1, 2]], [0] * 4 + [1] * 4, {}),
    ],
    ids=["one person", "one group", "one each", "all alike", "groups alike", "nobody knows", "ordinary"],
)
def test_where_little_is_known_the_reason_says_so(
    codes: list[list[int]], group: list[int], why: dict[str, str]
) -> None:
    found = analyse_domain(group, codes, n_groups=max(group) + 1, options=(1, 4))
    each_nan_has_its_reason(found)
    assert reasons(found) == why


def test_groups_that_do_not_differ_are_all_drawn_to_the_mean() -> None:
    codes = [[1, 1], [2, 2], [3, 3], [1, 1], [2, 2], [3, 3]]
    found = analyse_domain([0, 0, 0, 1, 1, 1], codes, n_groups=2, options=(1, 4)).groups.figures
    assert found["eb"].values.tolist() == [2.0, 2.0]
    assert found["eb_sd"].values.tolist() == found["reliability"].values.tolist() == [0.0, 0.0]
    assert found["percentile"].values.tolist() == [50.0, 50.0]


def test_a_single_group_lies_on_its_own_mean() -> None:
    found = analyse_domain([0, 0], [[1, 2], [2, 3]], n_groups=1, options=(1, 4))
    figures = found.groups.figures
    assert [figures[name].values.tolist() for name in ("z", "p", "q")] == [[0.0], [1.0], [1.0]]
    assert found.funnel.sigma2 == pytest.approx(0.5)
    assert set(found.funnel.reasons.values()) == {Reason.TOO_FEW}


def test_nobody_at_all_has_no_figures_and_no_warning() -> None:
    found = analyse_domain([], np.zeros((0, 3), dtype=np.uint8), n_groups=0, options=(1, 4))
    each_nan_has_its_reason(found)
    assert found.groups.n.tolist() == []
    assert found.between.anova.n_people == found.reliability.n_complete == 0


def test_a_group_of_three_hundred_is_like_any_other() -> None:
    rng = np.random.default_rng(3)
    codes = rng.integers(1, 5, size=(320, 4))
    found = analyse_domain(np.repeat([0, 1], [300, 20]), codes, n_groups=2, options=(1, 4))
    each_nan_has_its_reason(found)
    assert found.groups.n.tolist() == [300, 20]
    assert not reasons(found)


def test_codes_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="neither an option"):
        analyse_domain([0], [[9, 1]], n_groups=1, options=(1, 4))
    with pytest.raises(ValueError, match="two options at least"):
        analyse_domain([0], [[1, 1]], n_groups=1, options=(3, 3))
