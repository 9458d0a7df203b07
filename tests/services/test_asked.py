"""Which part a questionnaire plays is read from what it is, never from its code."""

from dataclasses import replace

import pytest

from govscore.errors import LifecycleError, NotFoundError
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Answering, Purpose, Role
from govscore.services.asked import Part, asked_in, asked_of, part_of, review_of
from govscore.services.boards import get_board
from govscore.services.transaction import Database
from tests.county_factory import CODES
from tests.make import make_domain, make_question, make_questionnaire, make_ref, make_round
from tests.services.world import make_board


def test_a_questionnaire_that_each_answers_is_the_review_whatever_its_code() -> None:
    assert part_of(make_questionnaire(code="heads-view")) is Part.REVIEW
    once = make_questionnaire(code="board-self-review", answering=Answering.ONCE, audience=(Role.HEAD,))
    assert part_of(once) is Part.HEAD
    assert part_of(make_questionnaire(purpose=Purpose.COMPLIANCE)) is Part.COMPLIANCE


@pytest.mark.parametrize(
    ("purpose", "part"),
    [
        (Purpose.SKILLS, Part.SKILLS),
        (Purpose.INDUCTION, Part.INDUCTION),
        (Purpose.CHAIR, Part.CHAIR),
        (Purpose.MODERATION, None),
    ],
)
def test_what_is_read_apart_is_no_review_and_what_an_officer_answers_is_no_part(
    purpose: Purpose, part: Part | None
) -> None:
    assert part_of(make_questionnaire(purpose=purpose)) is part


def test_a_board_is_asked_what_is_meant_for_its_kind(database: Database) -> None:
    review = make_questionnaire(code="review", governance=("maintained",))
    others = make_questionnaire(code="others", governance=("academy",))
    unfit = make_questionnaire(
        (make_domain(questions=(make_question(governance=("trust",)),)),), code="unfit"
    )
    with database.transaction() as session:
        board = get_board(session, make_board(session))
    assert asked_of(board, (review, others, unfit)) == (review,)


def test_duties_and_the_heads_view_are_asked_beside_a_review_only(database: Database) -> None:
    duties = make_questionnaire(code="duties", purpose=Purpose.COMPLIANCE, answering=Answering.ONCE)
    skills = make_questionnaire(code="skills", purpose=Purpose.SKILLS)
    others = make_questionnaire(code="others", governance=("academy",))
    with database.transaction() as session:
        board = get_board(session, make_board(session))
    assert asked_of(board, (others, duties, skills)) == (skills,)
    assert asked_of(board, (make_questionnaire(), duties)) == (make_questionnaire(), duties)


def test_a_round_is_read_by_parts(library: Library) -> None:
    refs = tuple(make_ref(library.latest(code)) for code in CODES)
    round_ = replace(make_round(), questionnaires=refs)
    assert {part: each.code for part, each in asked_in(round_, library).items()} == {
        Part.REVIEW: "board-self-review",
        Part.HEAD: "heads-view",
        Part.COMPLIANCE: "compliance",
    }


def test_a_round_without_a_review_has_no_scores(library: Library) -> None:
    round_ = replace(make_round(), questionnaires=(make_ref(library.latest("compliance")),))
    with pytest.raises(NotFoundError, match="does not ask boards to review themselves"):
        review_of(round_, library)


def test_a_version_that_has_changed_since_is_refused(library: Library) -> None:
    changed = replace(make_ref(library.latest(CODES[0])), digest="0" * 64)
    with pytest.raises(LifecycleError, match="has changed since this round opened"):
        review_of(replace(make_round(), questionnaires=(changed,)), library)
