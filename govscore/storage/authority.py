"""The table that says whose installation this is; one row, replaced when councils are."""

from sqlalchemy.orm import Mapped, mapped_column

from govscore.storage.base import Base


class AuthorityRow(Base):
    """The local authority whose boards these are, and whether all of it is simulated."""

    __tablename__ = "authority"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    is_simulated: Mapped[bool] = mapped_column(default=False)
