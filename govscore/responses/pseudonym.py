"""How a draft is found without saying whose it is, and which role is kept with it."""

import hashlib
import hmac

from govscore.errors import LifecycleError
from govscore.questionnaire.model import Answering, Questionnaire, Role
from govscore.responses.model import InvitationId
from govscore.responses.routing import is_asked

KEY_LENGTH = 32


def pseudonym(draft_key: bytes, invitation_id: InvitationId) -> bytes:
    """Name a draft by HMAC-SHA-256 of its invitation, under the evaluation's random key.

    The key is stored sealed and destroyed at closing; without it nobody can tell whose a draft is, not even
    with the whole database in hand.
    """
    if len(draft_key) < KEY_LENGTH:
        raise LifecycleError(
            "The evaluation has no key for its drafts: it is closed, so nobody can answer it any more"
        )
    return hmac.digest(draft_key, invitation_id.bytes, hashlib.sha256)


def kept_role(role: Role, questionnaire: Questionnaire) -> Role:
    """Choose the role that is stored with a draft and its response.

    Where a questionnaire is confidential and everybody answers for themselves, all are kept as governors
    (or as the first role of an audience without governors). A board has one chair, and may have one trustee
    among governors: a response that said so would name its writer. The analysis needs no role there, and
    the wording for a role is chosen from the invitation. Where one person answers for the board the role is
    no secret, and is kept.
    """
    manifest = questionnaire.manifest
    if not manifest.confidential or manifest.answering is Answering.ONCE:
        return role
    return Role.GOVERNOR if is_asked(Role.GOVERNOR, questionnaire) else manifest.audience[0]
