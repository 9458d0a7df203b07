"""Every real questionnaire: sound, marked, dated, reachable, and what was published unchanged."""

import json
import re
from datetime import date

import pytest

from govscore.paths import shared
from govscore.questionnaire.conditions import questions_named
from govscore.questionnaire.loader import Library, check_folders, load_questionnaire, version_folders
from govscore.questionnaire.model import Measure, OptionKind
from govscore.questionnaire.published import published_line
from govscore.questionnaire.schema import json_schema

ROOT = shared("questionnaires")
FOLDERS = version_folders(ROOT)
FILES = sorted(ROOT.glob("*/*/**/*.yaml"))


def name(path):
    return path.relative_to(ROOT).as_posix()


every_questionnaire = pytest.mark.parametrize("folder", FOLDERS, ids=name)


def test_there_are_questionnaires():
    assert {folder.parent.name for folder in FOLDERS} >= {"board-self-review", "heads-view", "compliance"}


def test_the_content_has_no_faults():
    assert [str(fault) for fault in check_folders([ROOT]).faults] == []


def test_the_schema_for_editors_is_current():
    """Write it anew with `json_schema()` when the models have changed."""
    assert (ROOT / "schema.json").read_text(encoding="utf-8") == json_schema()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_each_file_tells_the_editor_its_schema(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    told = re.fullmatch(r"# yaml-language-server: \$schema=([./]+/schema\.json)(?:#/\$defs/(\w+))?", first)
    assert told, f"{first!r} names no schema"
    assert (path.parent / told[1]).resolve() == (ROOT / "schema.json").resolve()
    assert told[2] is None or told[2] in json.loads(json_schema())["$defs"]


@every_questionnaire
def test_every_question_is_marked_and_nothing_else(folder):
    questionnaire = load_questionnaire(folder)
    assert set(questionnaire.rubric.questions) == set(questionnaire.by_id)


@every_questionnaire
def test_every_scored_option_is_described(folder):
    questionnaire = load_questionnaire(folder)
    for question in questionnaire.questions:
        scored = {o.id for o in questionnaire.scale_of(question).options if o.kind is OptionKind.SCORED}
        assert set(questionnaire.rubric.questions[question.id].descriptors) == scored


@every_questionnaire
def test_every_source_was_looked_at_on_a_real_day(folder):
    for question in load_questionnaire(folder).questions:
        assert date(2024, 1, 1) <= date.fromisoformat(question.source.checked), question.id


@every_questionnaire
def test_every_condition_names_earlier_questions(folder):
    asked = set()
    for question in load_questionnaire(folder).questions:
        assert question.show_if is None or asked.issuperset(questions_named(question.show_if))
        asked.add(question.id)


@every_questionnaire
def test_every_recommendation_can_be_given(folder):
    questionnaire = load_questionnaire(folder)
    for advice in questionnaire.advice:
        comparisons = advice.when.all or advice.when.any
        assert comparisons, advice.id
        assert all(_can_be_met(questionnaire, comparison) for comparison in comparisons), advice.id


def _can_be_met(questionnaire, comparison):
    """Whether one of the values from the lowest to the highest possible meets the comparison."""
    domain = questionnaire.domain(comparison.domain or "")
    questions = domain.questions if domain else (questionnaire.by_id[comparison.question],)
    scales = [questionnaire.scale_of(question) for question in questions]
    if comparison.measure is Measure.ANSWER:
        return any(scale.option(comparison.is_) for scale in scales)
    lowest, highest = _range(comparison.measure, scales)
    steps = [lowest + (highest - lowest) * n / 100 for n in range(101)]
    at_least = lowest if comparison.at_least is None else comparison.at_least
    at_most = highest if comparison.at_most is None else comparison.at_most
    return any(at_least <= value <= at_most for value in steps)


def _range(measure, scales):
    values = [value for scale in scales for value in scale.values]
    if measure is Measure.DONT_KNOW:
        return 0, float(any(o.kind is OptionKind.DONT_KNOW for scale in scales for o in scale.options))
    return (0, (max(values) - min(values)) / 2) if measure is Measure.SPREAD else (min(values), max(values))


@every_questionnaire
def test_what_the_head_sees_too_is_asked_of_the_board(folder):
    review = Library(ROOT).latest("board-self-review")
    named = {question.parallel for question in load_questionnaire(folder).questions} - {None}
    assert named <= set(review.by_id)


@every_questionnaire
def test_every_version_is_in_its_changelog(folder):
    changelog = (folder.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^#+ .*\b{re.escape(folder.name)}\b", changelog, re.MULTILINE)


@every_questionnaire
def test_every_version_is_published_as_it_stands(folder):
    """A new version is published by the line that `govscore check` prints."""
    published = (ROOT / "published.json").read_text(encoding="utf-8")
    assert published_line(load_questionnaire(folder)) in published
