"""What rests on a question or domain that goes: where other conditions are left it stays, or else it goes too."""

from dataclasses import replace
from typing import Any

import pytest

from govscore.questionnaire.edition import Edition, read_edition, with_advice, with_question
from govscore.questionnaire.files import gather_contents
from govscore.questionnaire.model import Advice, Question
from govscore.questionnaire.resting import Gone, Loss, Resting, resting_on, without_resting
from tests.questionnaire.folders import SOUND

VISION = Gone(questions=["vision"])


@pytest.fixture
def edition() -> Edition:
    """The sound questionnaire without its recommendations."""
    found = read_edition(gather_contents(SOUND))
    assert found is not None
    return replace(found, advice=())


def advised(edition: Edition, **when: Any) -> Edition:
    words = dict.fromkeys(("title", "what", "who", "time", "success"), "Do it.")
    return with_advice(edition, Advice.model_validate({"id": "do-it", **words, "when": when}))


def shown(edition: Edition, condition: dict[str, Any]) -> Edition:
    question = edition.question("succession")
    said = question.model_dump(by_alias=True, exclude_unset=True) | {"show_if": condition}
    rule = edition.rubric.questions["succession"]
    return with_question(edition, "people", Question.model_validate(said), rule)


def low(question: str) -> dict[str, Any]:
    return {"question": question, "measure": "mean", "at_most": 2}


def answered(question: str) -> dict[str, Any]:
    return {"question": question, "answered": True}


def all_of(edition: Edition, gone: Gone) -> Edition:
    return without_resting(edition, gone, {(each.loss, each.id) for each in resting_on(edition, gone)})


def test_advice_that_has_another_reason_keeps_it(edition: Edition) -> None:
    before = advised(edition, any=[low("vision"), low("induction")])
    told = Resting(id="do-it", words="Do it.", loss=Loss.ADVICE_CONDITION)
    assert tuple(each for each in resting_on(before, VISION) if each.id == "do-it") == (told,)
    assert all_of(before, VISION).advice == advised(edition, any=[low("induction")]).advice


@pytest.mark.parametrize("when", [{"any": [low("vision")]}, {"all": [low("vision"), low("induction")]}])
def test_advice_that_cannot_do_without_goes(edition: Edition, when: dict[str, Any]) -> None:
    assert all_of(advised(edition, **when), VISION).advice == ()


def test_advice_on_a_domain_goes_with_the_domain(edition: Edition) -> None:
    on_people = advised(edition, any=[{"domain": "people", "measure": "mean", "at_most": 2}])
    assert all_of(on_people, Gone(domains=["people"])).advice == ()
    assert all_of(on_people, Gone(questions=["people"])) == on_people


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        (answered("vision"), None),
        ({"not": answered("vision")}, None),
        ({"all": [answered("vision"), answered("induction")]}, None),
        ({"any": [answered("vision"), answered("induction")]}, answered("induction")),
        (
            {"any": [answered("vision"), answered("induction"), answered("has-committees")]},
            {"any": [answered("induction"), answered("has-committees")]},
        ),
    ],
)
def test_a_question_is_shown_always_unless_another_test_is_left(
    edition: Edition, condition: dict[str, Any], left: dict[str, Any] | None
) -> None:
    after = all_of(shown(edition, condition), VISION).question("succession")
    expected = shown(edition, left).question("succession") if left else edition.question("succession")
    assert after == expected
    assert after.model_fields_set == expected.model_fields_set


def test_what_was_not_chosen_stays(edition: Edition) -> None:
    before = shown(advised(edition, any=[low("vision")]), answered("vision"))
    assert without_resting(before, VISION, set()) == before
