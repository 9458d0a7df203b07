"""A school says of itself whether it is open and who pays for it."""

import pytest

from govscore.boards.model import SchoolStatus
from tests.boards.make import make_school


@pytest.mark.parametrize(
    ("status", "is_open"),
    [
        (SchoolStatus.OPEN, True),
        (SchoolStatus.CLOSING, True),
        (SchoolStatus.CLOSED, False),
        (SchoolStatus.PROPOSED, False),
    ],
)
def test_a_school_proposed_to_close_is_still_open(status: SchoolStatus, is_open: bool) -> None:
    assert make_school(status=status).is_open is is_open


@pytest.mark.parametrize(
    ("type_code", "is_state_funded"),
    [("01", True), ("34", True), ("08", False), ("11", False), ("18", False)],
)
def test_maintained_schools_and_academies_are_state_funded(type_code: str, is_state_funded: bool) -> None:
    assert make_school(type_code=type_code).is_state_funded is is_state_funded
