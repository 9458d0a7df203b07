from dataclasses import replace

import pytest

from govscore.questionnaire.model import Answering, OptionKind, Role
from govscore.reporting.beside_model import HeadView
from govscore.reporting.head import NOT_ANSWERED, NOT_SHARED, compose_head, gap_words
from govscore.reporting.material import Scored
from govscore.scoring.disclosure import withhold_all
from govscore.scoring.model import OptionCount, QuestionScore, Scorecard, Withheld
from govscore.scoring.outside import outside_board
from tests.make import make_domain, make_question, make_question_score, make_questionnaire, make_scorecard

BOARDS = make_questionnaire()
HEADS = make_questionnaire(
    (
        make_domain(
            questions=(
                make_question("h-plan", parallel="plan"),
                make_question("h-vision", parallel="vision", wording={Role.HEAD: "You see it."}),
                make_question("h-own"),
            )
        ),
    ),
    code="heads",
    answering=Answering.ONCE,
    audience=(Role.HEAD,),
)


def answer_of(question: str, option: str, value: float | None) -> QuestionScore:
    kind = OptionKind.SCORED if value else OptionKind.DONT_KNOW
    return make_question_score(
        question,
        asked=1,
        scored=1 if value else 0,
        mean=value,
        spread=0.0 if value else None,
        counts=(OptionCount(option=option, kind=kind, count=1),),
        notes=("As the minutes say.",) if question == "h-own" else (),
    )


HEAD = make_scorecard(
    questionnaire=HEADS,
    invited=1,
    responses=1,
    questions=(
        answer_of("h-plan", "secure", 3.0),
        answer_of("h-vision", "not-yet", 1.0),
        answer_of("h-own", "dont-know", None),
    ),
)
REVIEW = make_scorecard(
    questionnaire=BOARDS,
    questions=(make_question_score("vision", mean=3.2), make_question_score("plan", mean=2.8)),
)


def view_of(head: Scorecard = HEAD, review: Scorecard = REVIEW) -> HeadView:
    return compose_head(
        Scored(questionnaire=HEADS, scorecard=head), Scored(questionnaire=BOARDS, scorecard=review)
    )


def test_the_widest_gap_comes_first_and_a_whole_level_is_large() -> None:
    gaps = view_of().gaps
    assert [(row.question, row.boards_question, row.is_large) for row in gaps] == [
        ("h-vision", "vision", True),
        ("h-plan", "plan", False),
    ]
    assert gaps[0].text == "You see it."
    assert (
        gaps[0].words == "The head sees it 2.2 lower than the governors do. Governors: 3.2 of 4, 8 answers."
    )


def test_what_only_the_head_was_asked_stands_apart_with_its_note() -> None:
    (row,) = view_of().others
    assert (row.question, row.answer, row.note, row.gap) == (
        "h-own",
        "don't know",
        "As the minutes say.",
        None,
    )


def test_a_view_not_shared_leaves_a_sentence_and_nothing_else() -> None:
    view = view_of(withhold_all(HEAD, Withheld.NO_CONSENT))
    assert (view.is_shared, view.words, view.gaps, view.others) == (False, NOT_SHARED, (), ())
    assert view.mean_gap.value is None


def test_a_head_who_has_not_answered_is_said_to_have_not() -> None:
    assert view_of(replace(HEAD, responses=0)).words == NOT_ANSWERED


def test_pairs_with_a_withheld_side_are_counted() -> None:
    hidden = make_question_score("vision", mean=None, withheld=Withheld.TOO_FEW)
    view = view_of(review=replace(REVIEW, questions=(hidden, REVIEW.questions[1])))
    assert view.left_out == 1
    assert view.left_out_words == "1 pair is not shown: one side is withheld, or gave no level."
    assert [row.question for row in view.gaps] == ["h-plan"]
    assert [row.question for row in view.others] == ["h-vision", "h-own"]


def test_outside_the_board_the_governors_side_is_to_the_nearest_half() -> None:
    view = view_of(outside_board(HEAD), outside_board(REVIEW))
    assert view.gaps[0].words.endswith("Governors: 3 of 4 to the nearest half, 8 answers.")
    assert view.gaps[0].answer == "not yet"


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (0.04, "The head and the governors see it alike."),
        (0.8, "The head sees it 0.8 higher than the governors do."),
        (-1.25, "The head sees it 1.3 lower than the governors do."),
    ],
)
def test_a_gap_is_said_with_its_direction(gap: float, words: str) -> None:
    assert gap_words(gap) == words


def test_the_gaps_are_taken_together() -> None:
    assert view_of().mean_gap.words == "Taken together, the head’s view is 1.0 of a level lower."
    same = replace(HEAD, questions=(answer_of("h-vision", "secure", 3.0),))
    even = replace(REVIEW, questions=(make_question_score("vision", mean=3.0),))
    assert view_of(same, even).mean_gap.words == "Taken together, the head and the governors see it alike."
    assert view_of(replace(HEAD, questions=())).mean_gap.words == ""
