"""The words people use for columns and roles in a list of respondents."""

import re
from collections.abc import Mapping

from govscore.questionnaire.model import Role

ACCEPTED_ROLES = "chair, vice-chair, governor, trustee, head, clerk"

_COLUMNS = {
    "name": ("name", "fullname", "governor name", "governors", "person", "respondent", "display name"),
    "forename": ("first name", "forename", "forenames", "given name", "christian name"),
    "surname": ("surname", "last name", "family name"),
    "email": ("email", "e-mail", "email address", "e-mail address", "mail", "email addresses", "school email",
              "work email", "contact email", "preferred email"),
    "role": ("role", "position", "office", "capacity", "governor type", "type of governor", "category",
             "job title", "board role", "role on board"),
}  # fmt: skip
_ROLES: Mapping[Role, tuple[str, ...]] = {
    Role.CHAIR: ("chair", "chairperson", "chairman", "chairwoman", "cochair", "acting chair",
                 "chair governor", "chair of governors", "chair of the governors",
                 "chair of trustees", "chair of the trustees",
                 "chair of the board", "chair of governing board", "chair of the governing board",
                 "chair of the governing body", "chair of the local governing body"),
    Role.GOVERNOR: ("", "governor", "member", "board member", "vice-chair", "vice chair", "deputy chair",
                    "vice chair of governors", "vice chair of the governors", "associate member", "parent",
                    "co-opted", "foundation", "staff", "community"),
    Role.TRUSTEE: ("trustee", "director", "vice chair of trustees"),
    Role.HEAD: ("head", "headteacher", "head teacher", "principal", "headteacher governor",
                "acting headteacher", "interim headteacher", "executive headteacher", "executive principal",
                "head of school", "chief executive", "ceo"),
    Role.CLERK: ("clerk", "clerk to governors", "clerk to the governors", "clerk to the board",
                 "clerk to the governing board", "clerk to the governing body", "clerk to the trustees",
                 "governance professional", "governance clerk"),
}  # fmt: skip


def column_named(heading: str) -> str | None:
    """Say which column a heading stands for: name, forename, surname, email or role."""
    return _COLUMN_BY_WORD.get(_plain(heading))


def role_named(text: str) -> Role | None:
    """Say which role a word stands for; blank is governor, and so is any kind of governor."""
    word = _plain(text)
    if word in _ROLE_BY_WORD:
        return _ROLE_BY_WORD[word]
    if word.endswith("governor"):
        return Role.GOVERNOR
    return Role.TRUSTEE if word.endswith("trustee") else None


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


_COLUMN_BY_WORD = {_plain(word): column for column, words in _COLUMNS.items() for word in words}
_ROLE_BY_WORD = {_plain(word): role for role, words in _ROLES.items() for word in words}
