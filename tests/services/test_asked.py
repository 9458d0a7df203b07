"""Which part a questionnaire plays is read from what it is, never from its code."""

from dataclasses import replace

import pytest

from govscore.errors import LifecycleError, NotFoundError
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Answering, Purpose, Role
from govscore.services.asked import Part, asked_in, part_of, review_of
from tests.county_factory import CODES
from tests.make import make_questionnaire, make_ref, make_round


def test_a_questionnaire_that_each_answers_is_the_review_whatever_its_code() -> None:
    assert part_of(make_questionnaire(code="heads-view")) is Part.REVIEW
    once = make_questionnaire(code="board-self-review", answering=Answering.ONCE, audience=(Role.HEAD,))
    assert part_of(once) is Part.HEAD
    assert part_of(make_questionnaire(purpose=Purpose.COMPLIANCE)) is Part.COMPLIANCE


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
