"""Whoever looks at a draft sees what somebody like that would be asked, and nothing is kept."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from govscore.boards.model import Phase
from govscore.questionnaire.applying import GOVERNANCE, PHASES
from govscore.questionnaire.conditions import Is
from govscore.questionnaire.model import AppliesTo, Questionnaire, Role
from govscore.responses.model import Answer
from govscore.services.rehearsal import KINDS, Somebody, rehearse
from tests.make import make_answers, make_domain, make_question, make_questionnaire

GOVERNOR = Somebody(role=Role.GOVERNOR, governance="maintained", phase=Phase.PRIMARY)
QUESTIONS = (
    make_question("always"),
    make_question("of-academies", governance=("academy", "trust")),
    make_question("of-special", phases=("special",)),
    make_question("after-always", show_if=Is(question="always", is_="strong")),
)
ASKED = make_questionnaire((make_domain(questions=QUESTIONS),))


def shown(somebody: Somebody, *, asked: Questionnaire = ASKED, **answers: str | Answer) -> Iterable[str]:
    return [question.id for question in rehearse(asked, somebody, make_answers(**answers)).shown]


@pytest.mark.parametrize("governance", GOVERNANCE)
def test_every_kind_of_board_can_be_looked_at_as(governance: str) -> None:
    place = rehearse(ASKED, replace(GOVERNOR, governance=governance), {})
    assert place.board.governance == governance
    assert ("of-academies" in [each.id for each in place.shown]) is (governance in ("academy", "trust"))


@pytest.mark.parametrize("phase", PHASES)
def test_every_phase_can_be_looked_at_as(phase: str) -> None:
    found = shown(replace(GOVERNOR, phase=Phase(phase)))
    assert ("of-special" in found) is (phase == "special")


def test_every_kind_is_known_here() -> None:
    assert set(KINDS) == set(GOVERNANCE)


def test_an_answer_shows_what_follows_from_it() -> None:
    assert shown(GOVERNOR) == ["always"]
    assert shown(GOVERNOR, always="strong") == ["always", "after-always"]
    assert shown(GOVERNOR, always="secure") == ["always"]


@pytest.mark.parametrize(
    ("role", "is_asked"),
    [(Role.CHAIR, True), (Role.TRUSTEE, True), (Role.HEAD, False), (Role.OFFICER, False)],
)
def test_a_role_that_is_not_in_the_audience_is_asked_nothing(role: Role, is_asked: bool) -> None:
    assert bool(shown(replace(GOVERNOR, role=role))) is is_asked


def test_a_board_that_the_questionnaire_is_not_for_is_asked_nothing() -> None:
    manifest = ASKED.manifest.model_copy(update={"applies_to": AppliesTo(governance=("trust",))})
    asked = ASKED.model_copy(update={"manifest": manifest})
    assert shown(GOVERNOR, asked=asked) == []
    assert shown(replace(GOVERNOR, governance="trust"), asked=asked) == ["always", "of-academies"]


def test_somebody_has_a_role_and_no_name() -> None:
    place = rehearse(ASKED, GOVERNOR, {})
    assert (place.invitation.role, place.invitation.email) == (Role.GOVERNOR, "")
    assert place.completeness.answered == 0
