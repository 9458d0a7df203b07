"""The blueprint that every page of the authoring desk hangs on, and who may open them."""

from flask import Blueprint

from govscore.web.access import AUTHORS, of_county

desk = Blueprint("desk", __name__, url_prefix="/county/questionnaires")

for_authors = of_county(*AUTHORS)
