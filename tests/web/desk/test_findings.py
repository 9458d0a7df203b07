"""Whatever the check finds leads to the form where it is mended."""

from datetime import datetime
from pathlib import PurePath
from uuid import uuid4

import pytest
from flask import Flask

from govscore.questionnaire.edition import read_edition
from govscore.questionnaire.files import Contents, gather_contents
from govscore.questionnaire.loader import Library, examine_contents
from govscore.services.desk import Draft
from govscore.storage.questionnaires import StoredDraft
from govscore.web.desk.findings import present_findings
from tests.questionnaire.folders import BROKEN, SOUND, TINY
from tests.web.desk.conftest import Author, Desk


def files_of(name: str) -> Contents:
    """The sound files with the broken ones laid over them."""
    return {**gather_contents(SOUND), **gather_contents(BROKEN / name / "files")}


# Files that cannot be read never become a draft.
NAMES = [name for name in sorted(f.name for f in BROKEN.iterdir()) if read_edition(files_of(name))]
WHOLE = {"details", "levels"}


@pytest.mark.parametrize("name", NAMES)
def test_every_fault_of_every_broken_example_leads_to_a_form(app: Flask, name: str, now: datetime) -> None:
    contents = files_of(name)
    edition = read_edition(contents)
    assert edition is not None
    examined = examine_contents(contents, folder=PurePath("sound/1.0"))
    stored = StoredDraft(
        id=uuid4(),
        code="sound",
        version="1.0",
        based_on=None,
        contents=contents,
        changed_by="",
        changed_at=now,
    )
    with app.test_request_context():
        found = present_findings(Draft(stored=stored, edition=edition), examined, Library(TINY))
    for finding in found.faults + found.warnings:
        kind, _, piece = finding.address.partition(str(stored.id) + "/")[2].partition("/")
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


def test_the_links_lead_to_where_it_is_mended(author: Author, desk: Desk, draft: str) -> None:
    author.sends(author.opens(f"{draft}/questions/induction"), {"level-secure": "", "theme": "x"})
    page = author.opens(draft)
    (address,) = [
        link for words, link in page.links().items() if words == "Question “New governors have an induction.”"
    ]
    assert address == f"{draft}/questions/induction"
    author.sends(author.opens(address), {"level-secure": "It is done."})
    assert "The check finds nothing wrong." in author.opens(draft).text
