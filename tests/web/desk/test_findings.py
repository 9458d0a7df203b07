"""Whatever the check finds leads to the form where it is mended."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath
from uuid import uuid4

import pytest
from flask import Flask

from govscore.questionnaire.edition import Edition, read_edition
from govscore.questionnaire.files import Contents, gather_contents
from govscore.questionnaire.loader import Library, examine_contents
from govscore.questionnaire.model import QuestionRule
from govscore.services.desk import Draft
from govscore.storage.questionnaires import StoredDraft
from govscore.web.desk.findings import Finding, present_findings
from govscore.web.desk.levels import FORM
from tests.questionnaire.folders import BROKEN, SOUND, TINY
from tests.web.desk.conftest import Author, Desk


def files_of(name: str) -> Contents:
    """The sound files with the broken ones laid over them."""
    return {**gather_contents(SOUND), **gather_contents(BROKEN / name / "files")}


# Files that cannot be read never become a draft.
NAMES = [name for name in sorted(f.name for f in BROKEN.iterdir()) if read_edition(files_of(name))]
WHOLE = {"details", "levels"}


def findings_of(app: Flask, name: str, now: datetime) -> tuple[Finding, ...]:
    """What the desk says of a broken example."""
    contents = files_of(name)
    edition = read_edition(contents)
    if edition is None:
        raise AssertionError(name)
    stored = StoredDraft(
        id=uuid4(),
        code="sound",
        version="1.0",
        based_on=None,
        contents=contents,
        changed_by="",
        changed_at=now,
    )
    examined = examine_contents(contents, folder=PurePath("sound/1.0"))
    with app.test_request_context():
        draft = Draft(stored=stored, edition=edition)
        found = present_findings(draft, examined, Library(TINY), today=now.date())
    return found.faults + found.warnings


@pytest.fixture
def edition() -> Edition:
    """The sound questionnaire, taken apart."""
    found = read_edition(gather_contents(SOUND))
    assert found is not None
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_fault_of_every_broken_example_leads_to_a_form(app: Flask, name: str, now: datetime) -> None:
    edition = read_edition(files_of(name))
    assert edition is not None
    for finding in findings_of(app, name, now):
        kind, _, piece = finding.address.partition("/drafts/")[2].partition("/")[2].partition("/")
        if kind in WHOLE:
            continue
        known = {
            "questions": edition.question_ids,
            "domains": edition.manifest.domains,
            "recommendations": [advice.id for advice in edition.advice],
            "scales": edition.manifest.scales,
        }[kind]
        assert piece in known
        assert finding.about


NO_WORDS = re.compile(r"\.yaml|_|show_if|min_questions|at_least|at_most|\bscale\b|\bid\b|\bline\b|entry|\"")


@pytest.mark.parametrize("name", NAMES)
def test_no_fault_speaks_of_files_or_ids(app: Flask, name: str, now: datetime) -> None:
    for finding in findings_of(app, name, now):
        said = f"{finding.about}, {finding.part}: {finding.message}"
        if "lies in the folder" not in said:  # a draft's own folder always has its name
            assert not NO_WORDS.search(said), said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "descriptor-missing",
            "Strategy, question 3 “The board has a shared vision.”, what each answer looks like: "
            "level 3 “Secure” is still to be described: say what somebody would see",
        ),
        (
            "descriptors-alike",
            "Strategy, question 3 “The board has a shared vision.”, level 2 “Developing”: "
            "says the same as “Not yet”: nobody could choose between them",
        ),
    ],
)
def test_things_are_named_by_their_words(app: Flask, name: str, said: str, now: datetime) -> None:
    assert said in [f"{each.about}, {each.part}: {each.message}" for each in findings_of(app, name, now)]


def test_marks_of_what_is_gone_go_when_the_levels_are_saved(edition: Edition) -> None:
    rules = {**edition.rubric.questions, "gone": QuestionRule(descriptors={})}
    stale = replace(edition, rubric=edition.rubric.model_copy(update={"questions": rules}))
    reading = FORM.read(stale, FORM.fill(stale, None))
    assert reading.change is not None
    assert reading.change(stale).rubric == edition.rubric


def test_the_links_lead_to_where_it_is_mended(author: Author, desk: Desk, draft: str) -> None:
    author.sends(author.opens(f"{draft}/questions/induction"), {"level-secure": "", "theme": "x"})
    page = author.opens(draft)
    (address,) = [
        link
        for words, link in page.links().items()
        if words == "People, question 1 “New governors have an induction.”"
    ]
    assert address == f"{draft}/questions/induction"
    author.sends(author.opens(address), {"level-secure": "It is done."})
    assert "The check finds nothing wrong." in author.opens(draft).text
