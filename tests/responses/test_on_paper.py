"""What stands on a sheet of paper: what a board may be asked, numbered, and for whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.questionnaire.conditions import Is, Not
from govscore.questionnaire.model import Questionnaire, Role
from govscore.responses.on_paper import GOVERNANCE, domains_on_paper
from govscore.responses.routing import shown
from tests.make import LEVELS, make_answers, make_domain, make_question, make_questionnaire

ASKED = make_questionnaire(
    (
        make_domain("strategy", questions=(make_question("fund", governance=("trust",)), "vision")),
        make_domain(
            "people",
            questions=(
                make_question("skills", show_if=Is(question="vision", is_="strong")),
                make_question("induction", show_if=Is(question="fund", is_="strong")),
                make_question("succession", show_if=Not(not_=Is(question="fund", is_="strong"))),
                make_question(
                    "nursery", phases=("nursery", "primary"), show_if=Is(question="skills", is_="secure")
                ),
            ),
        ),
    )
)


def lines(questionnaire: Questionnaire, **board: object) -> list[tuple[int, str, str]]:
    """Number, question and condition of every line on a sheet."""
    domains = domains_on_paper(questionnaire, **board)  # type: ignore[arg-type]
    return [(each.number, each.question.id, each.only_if) for domain in domains for each in domain.questions]


def test_a_boards_sheet_holds_what_it_may_be_asked() -> None:
    assert lines(ASKED, governance="maintained", phases=("primary",)) == [
        (1, "vision", ""),
        (2, "skills", "you chose “Strong” at question 1"),
        (3, "succession", ""),
        (4, "nursery", "you chose “Secure” at question 2"),
    ]


def test_a_sheet_for_no_board_in_particular_says_for_which_boards_a_question_is() -> None:
    found = {question: words for _, question, words in lines(ASKED)}
    assert found["fund"] == "your board is a trust board with several academies"
    assert found["induction"] == "you chose “Strong” at question 1"
    assert found["nursery"] == (
        "your board governs a nursery school or a primary school, and you chose “Secure” at question 3"
    )


@pytest.mark.parametrize(
    ("governance", "words"),
    [
        ((), ""),
        (tuple(GOVERNANCE), ""),
        (("maintained", "federation"), "your board is a maintained school’s board or a federation’s board"),
        (
            ("academy", "trust", "local-committee"),
            "your board is not a maintained school’s board or a federation’s board",
        ),
        (("college",), "your board is college"),
    ],
)
def test_boards_are_named_by_what_is_shorter(governance: tuple[str, ...], words: str) -> None:
    question = make_question("vision", governance=governance)
    assert lines(make_questionnaire((make_domain(questions=(question,)),))) == [(1, "vision", words)]


def test_a_domain_with_nothing_to_ask_is_left_out() -> None:
    domains = (make_domain(questions=(make_question("fund", governance=("trust",)),)), make_domain("people"))
    (only,) = domains_on_paper(make_questionnaire(domains), governance="maintained")
    assert only.domain.id == "people"


@given(
    st.sampled_from(tuple(GOVERNANCE)),
    st.dictionaries(
        st.sampled_from([q.id for q in ASKED.questions]), st.sampled_from([n for n, _ in LEVELS])
    ),
)
def test_whatever_may_be_shown_on_the_screen_is_on_the_paper(
    governance: str, choices: dict[str, str]
) -> None:
    phases = ("primary",)
    on_screen = shown(
        ASKED, governance=governance, phases=phases, role=Role.GOVERNOR, answers=make_answers(**choices)
    )
    on_paper = {question: words for _, question, words in lines(ASKED, governance=governance, phases=phases)}
    assert {question.id for question in on_screen} <= set(on_paper)
    assert {question for question, words in on_paper.items() if not words} <= {each.id for each in on_screen}
