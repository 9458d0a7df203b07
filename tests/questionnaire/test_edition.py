"""A version while it is written: each change makes another edition, and leaves the other files byte for byte."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govscore.errors import NotFoundError
from govscore.paths import shared
from govscore.questionnaire.edition import (
    Edition,
    edition_of,
    questionnaire_of,
    read_edition,
    rewrite,
    with_advice,
    with_domain,
    with_domain_at,
    with_question,
    with_question_at,
    without_advice,
    without_domain,
    without_question,
    write_edition,
)
from govscore.questionnaire.files import Contents, gather_contents
from govscore.questionnaire.loader import examine_contents, load_questionnaire, version_folders
from govscore.questionnaire.model import DomainRule, QuestionRule
from tests.make import make_advice, make_domain, make_question
from tests.questionnaire.folders import SOUND
from tests.questionnaire.strategies import Parts, questionnaires

FOLDERS = (SOUND, *version_folders(Path(shared("questionnaires"))))
RULE = QuestionRule(
    descriptors={"not-yet": "No.", "developing": "A bit.", "secure": "Yes.", "strong": "More."}
)
MANIFEST, RUBRIC, ADVICE = "questionnaire.yaml", "rubric.yaml", "recommendations.yaml"
STRATEGY, PEOPLE = "domains/strategy.yaml", "domains/people.yaml"


@pytest.fixture(scope="module")
def contents() -> Contents:
    """The files of the sound questionnaire."""
    return gather_contents(SOUND)


@pytest.fixture(scope="module")
def edition(contents: Contents) -> Edition:
    """Their parts."""
    return opened(contents)


def opened(contents: Contents) -> Edition:
    edition = read_edition(contents)
    assert edition is not None
    return edition


def changed(contents: Contents, before: Edition, after: Edition) -> set[str]:
    """The files that a change writes again, leaves out or adds."""
    written = rewrite(contents, before, after)
    read = read_edition(written)
    assert read is not None
    assert written.keys() == write_edition(after).keys()
    names = written.keys() | contents.keys()
    return {name for name in names if written.get(name) != contents.get(name)}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_what_nobody_changed_stays_byte_for_byte(folder: Path) -> None:
    contents = gather_contents(folder)
    edition = opened(contents)
    assert rewrite(contents, edition, replace(edition)) == contents
    assert edition == edition_of(load_questionnaire(folder))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_a_question_that_goes_and_comes_back_leaves_the_set_as_it_was(folder: Path) -> None:
    before = opened(gather_contents(folder))
    question_id = before.question_ids[0]
    question, rule = before.question(question_id), before.rubric.questions[question_id]
    domain_id = before.domain_of(question_id).id
    edition = with_question(without_question(before, question_id), domain_id, question, rule)
    back = with_question_at(edition, question_id, domain_id, after=None)
    assert back == before
    written = examine_contents(write_edition(back), folder=PurePath(folder.parent.name, folder.name))
    assert written.faults == ()


@given(questionnaires(most_domains=3), st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_change_of_any_set_is_read_again_as_it_was_made(parts: Parts, data: st.DataObject) -> None:
    manifest, domains, rubric, advice = parts
    before = Edition(manifest=manifest, domains=domains, rubric=rubric, advice=advice)
    contents = write_edition(before)
    after = data.draw(st.sampled_from(changes(before)))(before)
    written = rewrite(contents, before, after)
    assert opened(written) == after
    kept = {name for name in written if written[name] == contents.get(name)}
    assert kept >= written.keys() - {MANIFEST, RUBRIC, ADVICE} - touched(before, after)
    assert rewrite(contents, before, before) == contents


def changes(edition: Edition) -> list[Callable[[Edition], Edition]]:
    """One change of each kind that the edition allows."""
    question_id, domain_id = edition.question_ids[-1], edition.domains[-1].id
    reworded = edition.question(question_id).model_copy(update={"text": "Something else: “quite”"})
    made: list[Callable[[Edition], Edition]] = [
        lambda e: with_question(e, e.domain_of(question_id).id, reworded, e.rubric.questions[question_id]),
        lambda e: with_question_at(e, question_id, e.domain_of(question_id).id, after=None),
        lambda e: with_domain_at(e, domain_id, after=None),
        lambda e: with_advice(e, make_advice("zz-new")),
    ]
    if len(edition.domains) > 1:
        made.append(lambda e: without_domain(e, domain_id))
    if len(edition.domain_of(question_id).questions) > 1:
        made.append(lambda e: without_question(e, question_id))
        made.append(lambda e: with_question_at(e, question_id, e.domains[0].id, after=None))
    return made


def touched(before: Edition, after: Edition) -> set[str]:
    """The files of domains that a change concerns."""
    then = {domain.id: domain for domain in before.domains}
    return {f"domains/{domain.id}.yaml" for domain in after.domains if then.get(domain.id) != domain}


def test_rewording_a_question_writes_its_domain_alone(contents: Contents, edition: Edition) -> None:
    question = edition.question("induction").model_copy(update={"text": "Newcomers are shown around."})
    after = with_question(edition, "people", question, edition.rubric.questions["induction"])
    assert changed(contents, edition, after) == {PEOPLE}
    assert after.question("induction").text == "Newcomers are shown around."
    assert after.question_ids == edition.question_ids


def test_another_descriptor_writes_the_rubric_alone(contents: Contents, edition: Edition) -> None:
    after = with_question(edition, "people", edition.question("induction"), RULE)
    assert changed(contents, edition, after) == {RUBRIC}


def test_a_new_question_comes_last_in_its_domain(contents: Contents, edition: Edition) -> None:
    after = with_question(edition, "strategy", make_question("new"), RULE)
    assert [question.id for question in after.domain("strategy").questions][-1] == "new"
    assert after.domain_of("new").id == "strategy"
    assert changed(contents, edition, after) == {STRATEGY, RUBRIC}
    assert examine_contents(write_edition(after), folder=PurePath("sound/1.0")).faults == ()


def test_taking_out_a_question_takes_its_rule_and_leaves_advice_to_the_check(
    contents: Contents, edition: Edition
) -> None:
    after = without_question(edition, "vision")
    assert "vision" not in after.question_ids
    assert "vision" not in after.rubric.questions
    assert changed(contents, edition, after) == {STRATEGY, RUBRIC}
    told = examine_contents(rewrite(contents, edition, after), folder=PurePath("sound/1.0")).faults
    assert any('recommendation "agree-a-vision"' in fault.where for fault in told)


@pytest.mark.parametrize(
    ("domain", "after", "order"),
    [
        ("people", None, ["succession", "induction"]),
        ("people", "induction", ["induction", "succession"]),
    ],
)
def test_a_question_is_moved_within_its_domain(
    contents: Contents, edition: Edition, domain: str, after: str | None, order: list[str]
) -> None:
    moved = with_question_at(edition, "succession", domain, after=after)
    assert [question.id for question in moved.domain("people").questions] == order
    assert changed(contents, edition, moved) == ({PEOPLE} if after is None else set())
    assert moved.rubric == edition.rubric


def test_a_question_is_moved_to_another_domain_with_its_rule(contents: Contents, edition: Edition) -> None:
    moved = with_question_at(edition, "succession", "strategy", after="vision")
    names = [question.id for question in moved.domain("strategy").questions]
    assert names.index("succession") == names.index("vision") + 1
    assert moved.rubric.questions["succession"] == edition.rubric.questions["succession"]
    assert changed(contents, edition, moved) == {STRATEGY, PEOPLE}


def test_a_domain_is_put_in_its_place_or_last(contents: Contents, edition: Edition) -> None:
    renamed = edition.domain("people").model_copy(update={"title": "Everybody"})
    after = with_domain(edition, renamed, edition.rubric.domains["people"])
    assert changed(contents, edition, after) == {PEOPLE}
    new = make_domain("grounds", questions=("trees",))
    after = with_domain(edition, new, DomainRule(weight=2))
    assert after.manifest.domains == ("strategy", "people", "grounds")
    assert after.rubric.domains["grounds"].weight == 2
    assert changed(contents, edition, after) == {MANIFEST, RUBRIC, "domains/grounds.yaml"}


def test_a_domain_goes_with_its_questions_its_rules_and_its_file(
    contents: Contents, edition: Edition
) -> None:
    after = without_domain(edition, "people")
    assert after.manifest.domains == ("strategy",)
    assert after.rubric.questions.keys() == set(after.question_ids)
    assert after.rubric.domains.keys() == {"strategy"}
    assert PEOPLE not in rewrite(contents, edition, after)
    assert changed(contents, edition, after) == {MANIFEST, RUBRIC, PEOPLE}


def test_a_domain_is_moved(contents: Contents, edition: Edition) -> None:
    moved = with_domain_at(edition, "people", after=None)
    assert moved.manifest.domains == ("people", "strategy")
    assert [domain.id for domain in moved.domains] == ["people", "strategy"]
    assert changed(contents, edition, moved) == {MANIFEST}
    assert with_domain_at(moved, "people", after="strategy") == edition


def test_a_recommendation_is_put_in_its_place_added_and_taken_out(
    contents: Contents, edition: Edition
) -> None:
    renamed = edition.recommendation("agree-a-vision").model_copy(update={"title": "Agree on a vision"})
    after = with_advice(edition, renamed)
    assert after.advice[0].title == "Agree on a vision"
    assert changed(contents, edition, after) == {ADVICE}
    longer = with_advice(edition, make_advice("new"))
    assert [advice.id for advice in longer.advice][-1] == "new"
    assert without_advice(longer, "new") == edition


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda e: e.domain("x"), "domain “x”"),
        (lambda e: e.question("x"), "question “x”"),
        (lambda e: e.domain_of("x"), "question “x”"),
        (lambda e: e.recommendation("x"), "recommendation “x”"),
        (lambda e: with_question(e, "x", make_question("new"), RULE), "domain “x”"),
        (lambda e: without_question(e, "x"), "question “x”"),
        (lambda e: with_question_at(e, "vision", "x", after=None), "domain “x”"),
        (lambda e: with_question_at(e, "vision", "people", after="x"), "question “x”"),
        (lambda e: with_question_at(e, "vision", "strategy", after="vision"), "question “vision”"),
        (lambda e: without_domain(e, "x"), "domain “x”"),
        (lambda e: with_domain_at(e, "x", after=None), "domain “x”"),
        (lambda e: with_domain_at(e, "people", after="x"), "domain “x”"),
        (lambda e: without_advice(e, "x"), "recommendation “x”"),
    ],
)
def test_what_is_not_there_is_named(edition: Edition, change: Callable[[Edition], object], what: str) -> None:
    with pytest.raises(NotFoundError, match=what):
        change(edition)


def test_files_that_cannot_be_read_are_no_edition(contents: Contents) -> None:
    assert read_edition({**contents, MANIFEST: b"["}) is None
    assert read_edition({name: raw for name, raw in contents.items() if name != PEOPLE}) is None
    assert read_edition({}) is None


def test_a_faulty_edition_can_be_looked_at(edition: Edition) -> None:
    assert questionnaire_of(without_question(edition, "vision")).digest == ""
