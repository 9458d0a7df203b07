"""What an officer concluded about one domain of one board, on which evidence, and what the board replied."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class AuthorityView:
    """A level recorded by an officer, the evidence seen and the reasons; a later one stands beside it, not over it.

    `made_with` names the moderation set, as code@version, whose words level and quality of evidence have; a
    view recorded without one has neither.
    """

    id: UUID
    round_id: UUID
    board_id: UUID
    domain: str
    level: str
    evidence: str
    reasons: str
    recorded_by: str
    recorded_at: datetime
    quality: str | None = None
    made_with: str | None = None


@dataclass(frozen=True, kw_only=True)
class BoardReply:
    """What a board answered to the authority's view."""

    id: UUID
    round_id: UUID
    board_id: UUID
    text: str
    written_by: str
    written_at: datetime
