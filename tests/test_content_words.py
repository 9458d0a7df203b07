"""The words of the newest version of each set: short, plain, one idea a question, and advice for whoever is low."""

from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from statistics import median

import pytest
import textstat

from govscore.paths import shared
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Measure, OptionKind, Purpose

MOST_WORDS = 25
MEDIAN_AGE, OLDEST = 12, 15
TOO_ALIKE = 0.85
SIZES = {
    "board-self-review": (30, 30),
    "trust-board-review": (30, 30),
    "local-committee-review": (20, 20),
    "heads-view": (20, 20),
    "compliance": (45, 70),
    "new-governor": (12, 12),
    "skills": (32, 32),
    "chair-360": (12, 12),
    "moderation": (12, 12),
}
_LAST_DAY = date(9999, 12, 31)
LIBRARY = Library(shared("questionnaires"))

every_set = pytest.mark.parametrize("code", sorted(SIZES))


def reading_age(questionnaire, question):
    """Flesch-Kincaid grade plus five, over all that is read before choosing."""
    rule = questionnaire.rubric.questions[question.id]
    texts = [question.text, question.hint or "", *rule.descriptors.values()]
    return textstat.flesch_kincaid_grade(" ".join(text for text in texts if text)) + 5


def texts_of(question):
    return [question.text, *question.wording.values()]


def test_all_nine_sets_are_here():
    assert {code for code, _ in LIBRARY.listed()} == set(SIZES)


@every_set
def test_a_set_has_the_size_it_promises(code):
    fewest, most = SIZES[code]
    assert fewest <= len(LIBRARY.latest(code).questions) <= most


@every_set
def test_a_tired_volunteer_can_read_it(code):
    questionnaire = LIBRARY.latest(code)
    ages = {question.id: reading_age(questionnaire, question) for question in questionnaire.questions}
    assert median(ages.values()) <= MEDIAN_AGE
    assert {key: age for key, age in ages.items() if age > OLDEST} == {}


@every_set
def test_a_question_is_short(code):
    long = [
        text
        for question in LIBRARY.latest(code).questions
        for text in texts_of(question)
        if len(text.split()) > MOST_WORDS
    ]
    assert long == []


def test_no_two_questions_are_nearly_the_same():
    """Parallel views ask the same thing of different people, so they are not held against each other."""
    asked = [
        (each.code, question.text)
        for each in LIBRARY.in_force(_LAST_DAY)
        if each.manifest.purpose is not Purpose.MODERATION
        for question in each.questions
    ]
    within = [(one, two) for one, two in combinations(asked, 2) if one[0] == two[0]]
    alike = [(one, two) for one, two in within if _likeness(one[1], two[1]) > TOO_ALIKE]
    assert alike == []


@every_set
def test_each_level_of_a_question_says_something_else(code):
    questionnaire = LIBRARY.latest(code)
    for question in questionnaire.questions:
        described = list(questionnaire.rubric.questions[question.id].descriptors.values())
        assert len({" ".join(text.lower().split()) for text in described}) == len(described), question.id


@every_set
def test_whoever_is_at_a_lower_level_is_told_what_to_do_next(code):
    questionnaire = LIBRARY.latest(code)
    for question in questionnaire.questions:
        if questionnaire.rubric.questions[question.id].weight == 0 and code == "moderation":
            continue
        scored = [o for o in questionnaire.scale_of(question).options if o.kind is OptionKind.SCORED]
        for option in sorted(scored, key=lambda option: option.value)[:2]:
            assert _is_advised(questionnaire, question.id, option), (question.id, option.id)


@every_set
def test_what_is_new_is_said(code):
    manifest = LIBRARY.latest(code).manifest
    assert manifest.version == "1.0" or manifest.changes


def _likeness(one, two):
    matcher = SequenceMatcher(None, one.lower(), two.lower(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > TOO_ALIKE else 0


def _is_advised(questionnaire, question_id, option):
    return any(_fires(advice.when, question_id, option) for advice in questionnaire.advice)


def _fires(rule, question_id, option):
    """Whether a rule that names the question holds where everybody chose the option."""
    named = [part for part in (rule.all or rule.any) if part.question == question_id]
    holds = [_holds(part, option) for part in named]
    return bool(named) and (any(holds) if rule.any else all(holds))


def _holds(part, option):
    if part.measure is Measure.ANSWER:
        return part.is_ == option.id
    if part.measure is not Measure.MEAN:
        return False
    at_least = part.at_least is None or option.value >= part.at_least
    return at_least and (part.at_most is None or option.value <= part.at_most)
