"""Opening any form of any questionnaire there is and saving it as it stands changes not one byte."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from govscore.paths import shared
from govscore.questionnaire.edition import Edition, read_edition, rewrite
from govscore.questionnaire.files import gather_contents
from govscore.questionnaire.loader import version_folders
from govscore.web.desk import details, domains, levels, recommendations, scales
from govscore.web.desk.pieces import PieceForm
from govscore.web.desk.question_form import question_form
from tests.questionnaire.folders import BROKEN, TINY

FOLDERS = (
    *version_folders(Path(shared("questionnaires"))),
    *(folder for folder in version_folders(TINY) if BROKEN not in folder.parents),
)


def forms(edition: Edition) -> Iterator[tuple[str, PieceForm]]:
    yield "details", details.FORM
    yield "levels", levels.FORM
    for domain in edition.domains:
        yield domain.id, domains._form(domain.id)
    for name in edition.question_ids:
        yield name, question_form(name)
    for advice in edition.advice:
        yield advice.id, recommendations._form(advice.id)
    for name in edition.manifest.scales:
        yield name, scales._form(name)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_saving_any_form_as_it_stands_changes_no_byte(app: Flask, folder: Path) -> None:
    contents = gather_contents(folder)
    edition = read_edition(contents)
    assert edition is not None
    for name, form in forms(edition):
        typed = form.fill(edition, form.pick(edition))
        with app.app_context():
            reading = form.read(edition, typed)
        assert reading.change is not None, (name, reading.problems)
        assert not reading.problems, name
        after = reading.change(edition)
        assert rewrite(contents, edition, after) == contents, name
