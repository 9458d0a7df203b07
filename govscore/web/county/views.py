"""The authority's pages: who is in, who needs an answer, and where boards stand."""

from flask import render_template

from govscore.services.rounds import list_rounds
from govscore.web.access import of_county
from govscore.web.county import rounds
from govscore.web.county.blueprint import county
from govscore.web.scope import session

__all__ = ["county", "rounds"]


@county.get("")
@of_county()
def home() -> str:
    """List the rounds."""
    return render_template("county/home.html", title="County", rounds=list_rounds(session()))
