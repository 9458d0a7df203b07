"""The audit finds leaks that are planted, each by its name, and nothing where none is."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from bench.disclosure.audit import cuts_of_board
from bench.disclosure.board import audit_copy
from bench.disclosure.county import audit_page, audit_spread, cuts_of_page
from bench.disclosure.cuts import Cut, audit_cuts
from bench.disclosure.findings import Finding
from govscore.questionnaire.conditions import Is
from govscore.questionnaire.model import OptionKind, Questionnaire
from govscore.scoring.model import OptionCount, Scorecard
from govscore.scoring.outside import outside_report
from govscore.services.county_filters import Filters
from tests.bench.published import (
    DOMAIN,
    documents_of,
    known_boards,
    page_of,
    report_of,
    with_question,
)
from tests.make import make_domain, make_question
from tests.scoring.boards import questionnaire_of, score

ENDS = (1.0, 4.0)
THREE = questionnaire_of(make_domain(questions=("vision", "plan", "aims")))
FOLLOWED = questionnaire_of(
    make_domain(
        questions=(
            make_question("vision"),
            make_question("more", show_if=Is(question="vision", is_="secure")),
            "plan",
            "aims",
        )
    )
)
MIXED = {"vision": "1223344", "plan": "1122334", "aims": "2233344"}
BANDED = {"vision": "33333333", "plan": "12341234", "aims": "22334411"}


def own(card: Scorecard, questionnaire: Questionnaire = THREE) -> set[str]:
    report = report_of(card, questionnaire)
    return leaks(audit_copy(report, questionnaire, where="own copy", is_outside=False))


def sent(card: Scorecard, questionnaire: Questionnaire = THREE) -> set[str]:
    report = report_of(card, questionnaire)
    return leaks(audit_copy(report, questionnaire, where="copy sent", is_outside=True))


def leaks(found: Iterable[Finding]) -> set[str]:
    return {each.leak for each in found}


def option_counts(*counts: int) -> tuple[OptionCount, ...]:
    names = ("not-yet", "developing", "secure", "strong")
    return tuple(
        OptionCount(option=name, kind=OptionKind.SCORED, count=count)
        for name, count in zip(names, counts, strict=True)
    )


@pytest.mark.parametrize(
    "answers",
    [
        MIXED,
        BANDED,
        {**MIXED, "vision": "122????"},
        {**MIXED, "vision": "33333--"},
        {**BANDED, "aims": "4" * 8},
    ],
)
def test_where_nothing_is_planted_nothing_is_found(answers: dict[str, str]) -> None:
    card = score(THREE, **answers)
    assert own(card) == set()
    assert sent(outside_report(THREE, card)) == set()


def test_an_unrounded_mean_outside() -> None:
    card = score(THREE, **MIXED)
    exact = next(each.mean for each in card.questions if each.question == "plan")
    planted = with_question(outside_report(THREE, card), "plan", mean=exact)
    assert "unrounded-outside" in sent(planted)


def test_a_level_that_cuts_the_nearest_half_in_two() -> None:
    card = score(THREE, vision="44333", plan="12341", aims="11234")
    planted = with_question(outside_report(THREE, card), "vision", mean=3.5, level="secure")
    assert sent(planted) == {"recoverable"}


def test_a_second_filter_that_differs_by_one_board_of_four() -> None:
    boards = known_boards({"Primary": [8, 8, 8, 8, 8, 8, 4]})
    pages = [page_of(boards), page_of(dict(list(boards.items())[:-1]), Filters(size="Up to 100 pupils"))]
    cuts = [cut for page in pages for cut in cuts_of_page(page, boards)]
    assert leaks(audit_cuts(cuts, ends=ENDS)) == {"differencing"}


def test_filters_that_differ_by_a_board_whose_mean_is_told_anyway_are_no_leak() -> None:
    boards = known_boards({"Primary": [8] * 7})
    pages = [page_of(boards), page_of(dict(list(boards.items())[:-1]))]
    assert (
        leaks(audit_cuts([cut for page in pages for cut in cuts_of_page(page, boards)], ends=ENDS)) == set()
    )


def test_an_n_that_differs_by_one_between_the_copies() -> None:
    documents = documents_of(THREE, **MIXED)
    assert leaks(audit_cuts(cuts_of_board(documents), ends=ENDS)) == set()
    (section,) = documents.sent.domains
    planted = replace(documents, sent=replace(documents.sent, domains=(replace(section, n=6),)))
    assert leaks(audit_cuts(cuts_of_board(planted), ends=ENDS)) == {"differencing"}


def test_the_head_in_and_the_head_out() -> None:
    people = frozenset(range(6))
    cuts = [
        Cut(where="everybody", what=DOMAIN, people=people, mean=3.5),
        Cut(where="without the head", what=DOMAIN, people=people - {0}, mean=3.2),
    ]
    found = list(audit_cuts(cuts, ends=(1.0, 5.0)))
    assert leaks(found) == {"differencing", "total-minus-others"}
    assert "between 5.00 and 5.00" in found[-1].how


def test_counts_in_which_all_but_one_chose_the_same() -> None:
    card = score(THREE, **BANDED)
    planted = with_question(card, "vision", counts=option_counts(0, 0, 7, 1), mean=3.125, scored=8)
    assert "all-but-one" in own(planted)


def test_a_margin_left_beside_hidden_cells() -> None:
    """The companion of a band is shown again: the domain's mean and the two others leave one sum for the band."""
    card = score(THREE, **BANDED)
    assert {each.question: each.withheld is not None for each in card.questions}["plan"]
    planted = with_question(card, "plan", counts=option_counts(2, 2, 2, 2), mean=2.5, withheld=None)
    assert own(planted) == {"recoverable"}


def test_a_count_of_dont_knows_that_leaves_a_few_others() -> None:
    card = score(THREE, vision="12??????", plan="12341234", aims="22334411")
    assert "few-dont-know" in own(with_question(card, "vision", dont_know=6))


def test_a_late_answer_between_two_snapshots() -> None:
    before = documents_of(THREE, **MIXED)
    after = documents_of(THREE, **{question: f"{each}4" for question, each in MIXED.items()})
    cuts = [*cuts_of_board(before), *cuts_of_board(after)]
    assert leaks(audit_cuts(cuts, ends=ENDS)) == {"differencing"}


def test_a_total_less_all_the_others() -> None:
    boards = known_boards({"Primary": [8] * 7, "Special": [3]})
    page = page_of(boards)
    assert leaks(audit_page(page)) == set()
    (grouping,) = page.report.groupings
    unhidden = tuple(
        replace(row, cells=tuple(replace(cell, withheld="") for cell in row.cells))
        if row.name == "Primary"
        else row
        for row in grouping.rows
    )
    report = replace(page.report, groupings=(replace(grouping, rows=unhidden),))
    planted = replace(page, report=report)
    assert leaks(audit_page(planted)) == {"total-minus-others"}
    assert leaks(audit_cuts(cuts_of_page(planted, boards), ends=ENDS)) == {"differencing"}


def test_a_total_less_three_groups_none_of_which_is_near_it() -> None:
    people = [frozenset((group, i) for i in range(n)) for group, n in enumerate((6, 7, 8, 3))]
    whole = frozenset().union(*people)
    means = [2.0, 3.0, 2.5]
    total = (6 * 2.0 + 7 * 3.0 + 8 * 2.5 + 3 * 4.0) / 24
    cuts = [Cut(where="all", what=DOMAIN, people=whole, mean=total)]
    cuts += [
        Cut(where=str(i), what=DOMAIN, people=own, mean=mean)
        for i, (own, mean) in enumerate(zip(people, means, strict=False))
    ]
    (found,) = audit_cuts(cuts, ends=ENDS)
    assert (found.leak, found.how) == (
        "total-minus-others",
        "the mean of 3 people lies between 4.00 and 4.00",
    )


def test_a_follow_up_that_tells_how_many_gave_the_answer_it_depends_on() -> None:
    card = score(FOLLOWED, vision="33333332", more="1234123-", plan="12341234", aims="22334411")
    assert own(card, FOLLOWED) == set()
    assert own(with_question(card, "more", asked=7), FOLLOWED) == {"recoverable"}


def test_a_question_asked_of_all_but_a_few() -> None:
    card = score(THREE, **MIXED)
    assert "few-asked" in own(with_question(card, "vision", asked=6))


def test_limits_that_were_worked_out_anew_for_each_filter() -> None:
    boards = known_boards({"Primary": [9] * 6})
    same = [page_of(boards), page_of(boards, Filters(phase="Primary"))]
    assert leaks(audit_spread(same)) == set()
    assert leaks(audit_spread([same[0], page_of(boards, sigma=0.51)])) == {"pooled-spread"}


def test_estimates_that_were_drawn_anew_for_each_filter() -> None:
    boards = known_boards({"Primary": [9] * 6})
    same = [page_of(boards), page_of(boards, Filters(phase="Primary"))]
    assert leaks(audit_spread(same)) == set()
    assert leaks(audit_spread([same[0], page_of(boards, middle=2.51)])) == {"pooled-spread"}


def test_a_mean_of_four_boards() -> None:
    page = page_of(known_boards({"Primary": [8] * 4}))
    assert leaks(audit_page(page)) == set()
    (domain,) = page.report.domains
    assert domain.distribution is not None
    told = replace(domain.distribution, mean=replace(domain.distribution.mean, value=2.6), withheld="")
    report = replace(page.report, domains=(replace(domain, distribution=told),))
    assert "small-group" in leaks(audit_page(replace(page, report=report)))


def test_a_dot_of_four_answers() -> None:
    page = page_of(known_boards({"Primary": [8] * 6}))
    (domain,) = page.report.domains
    assert domain.funnel is not None
    points = (replace(domain.funnel.points[0], n=4),)
    report = replace(page.report, domains=(replace(domain, funnel=replace(domain.funnel, points=points)),))
    assert leaks(audit_page(replace(page, report=report))) == {"small-group"}


def test_coverage_that_tells_more_than_each_boards_standing() -> None:
    page = page_of(known_boards({"Primary": [8] * 6}))
    (count,) = page.report.coverage.counts
    coverage = replace(page.report.coverage, counts=(replace(count, count=7),))
    assert leaks(audit_page(replace(page, report=replace(page.report, coverage=coverage)))) == {"coverage"}
