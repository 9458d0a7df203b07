"""The authority's pages: who is in, who needs an answer, and where boards stand."""

from govscore.web.access import of_county
from govscore.web.county import rounds
from govscore.web.county.blueprint import county

__all__ = ["county", "rounds"]


@county.get("")
@of_county()
def home() -> str:
    """Say who is in and who needs an answer today."""
    return ""
