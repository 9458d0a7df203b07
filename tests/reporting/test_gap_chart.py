"""The gap joins two views; a view that was not shared is never drawn."""

import pytest

from govscore.errors import NotFoundError
from govscore.reporting.gap_chart import describe_gap, draw_gap, gap_title
from govscore.reporting.palette import PAPER_WIDTH, PHONE_WIDTH
from tests.reporting.drawn import leaving, marks, named, said, sizes, texts
from tests.reporting.factories import make_head, make_head_row, make_report


def with_gaps(*gaps: float):
    return make_report(head=make_head(*gaps))


def test_head_and_governors_stand_at_their_values_and_are_joined() -> None:
    row = make_head_row(head=2.0, governors=3.4, gap=-1.4)
    figure = draw_gap(make_report(head=make_head(gaps=(row,))))
    assert marks(figure, "head") == [2.0]
    assert marks(figure, "governors") == [3.4]
    (line,) = named(figure, "gap")
    assert list(line.get_xdata()) == [3.4, 2.0]


def test_the_widest_gap_comes_first_whichever_way_it_goes() -> None:
    rows = tuple(make_head_row(gap, head=3.0, governors=3.0 - gap) for gap in (0.2, -1.0, 0.5))
    assert marks(draw_gap(make_report(head=make_head(gaps=rows))), "governors") == [4.0, 2.5, 2.8]


def test_both_views_are_named_once() -> None:
    words = [text for text in texts(draw_gap(with_gaps(1.2, 0.5))) if text in {"head", "governors"}]
    assert sorted(words) == ["governors", "head"]


def test_names_of_equal_views_do_not_overlap() -> None:
    figure = draw_gap(with_gaps(0.0))
    figure.draw_without_rendering()
    first, second = (
        text.get_window_extent() for text in figure.axes[0].texts if text.get_text() in {"governors", "head"}
    )
    assert first.x1 < second.x0 or second.x1 < first.x0


@pytest.mark.parametrize(
    ("gaps", "title"),
    [
        ((1.6, -1.2, 0.3), "The head and the governors see 2 of 3 statements very differently"),
        ((0.3, 0.2), "The head and the governors see 2 statements much alike"),
    ],
)
def test_the_title_states_the_finding(gaps: tuple[float, ...], title: str) -> None:
    assert gap_title(with_gaps(*gaps)) == title


def test_a_shared_view_without_pairs_says_so() -> None:
    report = make_report(head=make_head(gaps=()))
    assert "No statement can be shown" in said(draw_gap(report))
    assert describe_gap(report).rows == ()


def test_half_a_pair_is_not_drawn() -> None:
    report = make_report(head=make_head(gaps=(make_head_row(governors=None),)))
    assert marks(draw_gap(report), "head") == []
    assert describe_gap(report).rows == ()


def test_pairs_that_are_not_shown_are_counted() -> None:
    assert "1 pair is not shown" in said(draw_gap(make_report()))


@pytest.mark.parametrize("head", [None, make_head(is_shared=False, gaps=())])
def test_a_view_that_was_not_shared_is_refused(head) -> None:
    report = make_report(head=head)
    for refused in (draw_gap, describe_gap, gap_title):
        with pytest.raises(NotFoundError, match="not in this report"):
            refused(report)


@pytest.mark.parametrize("width", [PHONE_WIDTH, PAPER_WIDTH])
def test_nothing_leaves_the_sheet_and_nothing_is_small(width: float) -> None:
    row = make_head_row(3.0, head=4.0, governors=1.0)
    figure = draw_gap(
        make_report(head=make_head(gaps=(row, make_head_row(0.0, head=4.0, governors=4.0)))), width=width
    )
    assert leaving(figure) == []
    assert min(sizes(figure)) >= 9


def test_words_and_table_say_the_same() -> None:
    text = describe_gap(with_gaps(-1.6, 0.5))
    assert text.rows[0][1:4] == ("3.6", "2.0", "1.6")
    assert "Widest apart" in text.alternative
    assert all(len(row) == len(text.header) for row in text.rows)
