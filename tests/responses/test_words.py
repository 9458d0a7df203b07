"""Words for columns and roles."""

from govscore.questionnaire.model import Role
from govscore.responses.words import ACCEPTED_ROLES, column_named, role_named


def test_a_heading_is_known_whatever_its_case_and_its_marks() -> None:
    assert {column_named(word) for word in ("E-mail Address", "email_address", " EMAILADDRESS ")} == {"email"}


def test_a_word_that_is_no_heading_is_none() -> None:
    assert column_named("Dana Field") is None
    assert column_named("") is None


def test_every_role_that_an_error_offers_is_understood() -> None:
    offered = {role_named(word) for word in ACCEPTED_ROLES.split(", ")}
    assert offered == set(Role) - {Role.OFFICER}


def test_a_word_that_is_no_role_is_none() -> None:
    assert role_named("wizard") is None
