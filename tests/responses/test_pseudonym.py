"""Finding a draft without saying whose it is."""

import hashlib
import hmac

import pytest

from govscore.errors import LifecycleError
from govscore.questionnaire.model import Answering, Role
from govscore.responses.model import InvitationId
from govscore.responses.pseudonym import kept_role, pseudonym
from tests.make import make_id, make_questionnaire

KEY = bytes(range(32))
INVITATION = InvitationId(make_id("invitation"))


def test_a_pseudonym_is_the_keyed_hash_of_the_invitation() -> None:
    assert pseudonym(KEY, INVITATION) == hmac.new(KEY, INVITATION.bytes, hashlib.sha256).digest()


def test_another_key_or_another_invitation_gives_another_pseudonym() -> None:
    other = InvitationId(make_id("invitation", 1))
    assert len({pseudonym(KEY, INVITATION), pseudonym(KEY[::-1], INVITATION), pseudonym(KEY, other)}) == 3


def test_without_the_key_there_is_no_pseudonym() -> None:
    with pytest.raises(LifecycleError, match="no key for its drafts: it is closed"):
        pseudonym(b"", INVITATION)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.TRUSTEE, Role.GOVERNOR, Role.HEAD])
def test_where_each_answers_in_confidence_nobody_is_told_apart_by_role(role: Role) -> None:
    questionnaire = make_questionnaire(audience=(Role.GOVERNOR, Role.CHAIR, Role.HEAD))
    assert kept_role(role, questionnaire) is Role.GOVERNOR


def test_an_audience_without_governors_is_kept_under_its_first_role() -> None:
    questionnaire = make_questionnaire(audience=(Role.CLERK, Role.CHAIR))
    assert {kept_role(role, questionnaire) for role in (Role.CLERK, Role.CHAIR)} == {Role.CLERK}


def test_where_one_answers_for_the_board_the_role_is_kept() -> None:
    questionnaire = make_questionnaire(audience=(Role.HEAD,), answering=Answering.ONCE)
    assert kept_role(Role.HEAD, questionnaire) is Role.HEAD


def test_where_nothing_is_confidential_the_role_is_kept() -> None:
    assert kept_role(Role.CHAIR, make_questionnaire(confidential=False)) is Role.CHAIR
