"""Whose installation this is."""

from dataclasses import dataclass

from sqlalchemy import select

from govscore.services.transaction import Session
from govscore.storage.authority import AuthorityRow


@dataclass(frozen=True, kw_only=True)
class Authority:
    """The authority's name and code, and whether everything here is simulated."""

    code: str
    name: str
    is_simulated: bool


NOBODY = Authority(code="", name="govscore", is_simulated=False)


def get_authority(session: Session) -> Authority:
    """Find the authority; until a school has been read there is none, and the product's name stands in."""
    row = session.scalar(select(AuthorityRow).limit(1))
    return Authority(code=row.code, name=row.name, is_simulated=row.is_simulated) if row else NOBODY


def set_authority(session: Session, *, code: str, name: str, is_simulated: bool = False) -> None:
    """Say whose installation this is."""
    row = session.scalar(select(AuthorityRow).limit(1))
    if row is None:
        session.add(AuthorityRow(code=code, name=name, is_simulated=is_simulated))
    else:
        row.code, row.name, row.is_simulated = code, name, is_simulated
    session.flush()
