"""Rules in words: whoever reads the criteria page reads what the program does."""

import pytest

from govscore.questionnaire.conditions import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    AtMost,
    Condition,
    Is,
    Not,
    OneOf,
)
from govscore.questionnaire.model import AppliesTo, Comparison, Measure, Rule
from govscore.web.public.rules import advice_rule, boards_asked, condition, listed
from tests.make import make_domain, make_question, make_questionnaire

SET = make_questionnaire(
    (
        make_domain(
            "strategy",
            questions=(make_question("vision", text="A vision."), make_question("plan", text="A plan.")),
        ),
        make_domain("people", questions=(make_question("skills", text="Skills."),)),
    )
)


def compare(question: str | None = "vision", measure: Measure = Measure.MEAN, **limits: object) -> Comparison:
    return Comparison.model_validate({"question": question, "measure": measure, **limits})


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule(all=(compare(at_most=2.4),)), "the mean level of “A vision.” is 2.4 or lower"),
        (
            Rule(any=(compare(at_most=2), compare("plan", at_most=2))),
            "the mean level of “A vision.” or “A plan.” is 2 or lower",
        ),
        (
            Rule(all=(compare(at_most=2), compare("plan", at_most=3))),
            "the mean level of “A vision.” is 2 or lower and the mean level of “A plan.” is 3 or lower",
        ),
        (
            Rule(all=(compare(at_least=2, at_most=3),)),
            "the mean level of “A vision.” is 2 or higher and 3 or lower",
        ),
        (
            Rule(all=(compare(measure=Measure.DONT_KNOW, at_least=0.25),)),
            "the share of don’t know in “A vision.” is 25% or higher",
        ),
        (
            Rule(all=(compare(measure=Measure.SPREAD, at_least=0.8),)),
            "the average deviation in “A vision.” is 0.8 or higher",
        ),
        (
            Rule(any=tuple(compare(measure=Measure.ANSWER, **{"is": each}) for each in ("secure", "strong"))),
            "the answer to “A vision.” is “Secure” or “Strong”",
        ),
    ],
    ids=["a mean", "two means alike", "two means", "between", "don't know", "spread", "answers"],
)
def test_a_rule_of_advice_is_said_in_words(rule: Rule, said: str) -> None:
    assert advice_rule(SET, rule) == said


def test_a_domain_goes_by_its_title() -> None:
    rule = Rule(all=(Comparison(domain="people", measure=Measure.MEAN, at_most=2),))
    title = SET.domains[1].title
    assert advice_rule(SET, rule) == f"the mean level of {title} is 2 or lower"


VISION = "“A vision.” was "


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        (Is(question="vision", is_="strong"), VISION + "answered “Strong”"),
        (OneOf(question="vision", one_of=("secure", "strong")), VISION + "answered “Secure” or “Strong”"),
        (AtLeast(question="vision", at_least=3), VISION + "answered with level 3 or higher"),
        (AtMost(question="vision", at_most=2), VISION + "answered with level 2 or lower"),
        (Answered(question="vision", answered=True), VISION + "answered"),
        (Answered(question="vision", answered=False), VISION + "left open"),
        (Not(**{"not": Answered(question="vision", answered=True)}), f"it is not so that {VISION}answered"),
        (
            All(all=(Answered(question="vision", answered=True), Answered(question="plan", answered=True))),
            VISION + "answered and “A plan.” was answered",
        ),
        (
            AnyOf(any=(Answered(question="vision", answered=True), Answered(question="plan", answered=True))),
            VISION + "answered or “A plan.” was answered",
        ),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else "",
)
def test_a_condition_is_said_in_words(tree: Condition, said: str) -> None:
    assert condition(SET, tree) == said


@pytest.mark.parametrize(
    ("governance", "phases", "said"),
    [
        ((), (), ""),
        (("maintained", "federation", "academy", "trust", "local-committee"), (), ""),
        (("maintained", "federation"), (), "boards of maintained schools and federations"),
        ((), ("secondary", "all-through"), "boards in the phases secondary and all through"),
        (("academy",), ("special",), "boards of single academies, in the phases special"),
    ],
)
def test_which_boards_are_asked_is_said_in_words(
    governance: tuple[str, ...], phases: tuple[str, ...], said: str
) -> None:
    assert boards_asked(AppliesTo(governance=governance, phases=phases)) == said


@pytest.mark.parametrize(
    ("words", "said"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_words_are_joined_as_a_sentence_does(words: tuple[str, ...], said: str) -> None:
    assert listed(words, "and") == said
