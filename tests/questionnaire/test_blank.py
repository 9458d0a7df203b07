"""A new questionnaire is whole at once, and everything that is still to be written is told."""

from datetime import date
from pathlib import PurePath

import pytest

from govscore.questionnaire.blank import blank_questionnaire
from govscore.questionnaire.edition import read_edition
from govscore.questionnaire.loader import examine_contents
from govscore.questionnaire.model import Answering, Purpose, Role

TO_WRITE = "is still to be written: replace"


@pytest.mark.parametrize("purpose", Purpose)
def test_what_is_left_to_do_is_to_write(purpose: Purpose) -> None:
    roles = (Role.OFFICER,) if purpose is Purpose.MODERATION else (Role.GOVERNOR, Role.CHAIR)
    contents = blank_questionnaire(
        "visits", "Governors’ visits", purpose=purpose, audience=roles, on=date(2026, 11, 24)
    )
    examined = examine_contents(contents, folder=PurePath("visits/1.0"))
    others = [fault for fault in examined.faults if TO_WRITE not in fault.message]
    assert {fault.where for fault in others} <= {"questions, first-question, descriptors"}
    places = [fault.where for fault in examined.faults if TO_WRITE in fault.message]
    assert len(places) == 7
    assert "summary" in places
    assert 'question "first-question", source, name' in places


@pytest.mark.parametrize(
    ("purpose", "answering", "confidential", "labels"),
    [
        (Purpose.QUALITY, Answering.EACH, True, ("Not yet", "Developing", "Secure", "Strong")),
        (Purpose.COMPLIANCE, Answering.ONCE, False, ("Yes", "Partly", "No")),
    ],
)
def test_it_begins_as_its_purpose_is_usually_asked(
    purpose: Purpose, answering: Answering, confidential: bool, labels: tuple[str, ...]
) -> None:
    contents = blank_questionnaire(
        "visits", "Visits", purpose=purpose, audience=(Role.CLERK, Role.CHAIR), on=date(2026, 11, 24)
    )
    edition = read_edition(contents)
    assert edition is not None
    manifest = edition.manifest
    assert (manifest.answering, manifest.confidential, manifest.version) == (answering, confidential, "1.0")
    (scale,) = manifest.scales.values()
    assert tuple(option.label for option in scale.options)[: len(labels)] == labels
    assert manifest.in_force == "2026-11-24"
