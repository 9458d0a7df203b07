"""The blueprint that every page of the authority hangs on."""

from flask import Blueprint

county = Blueprint("county", __name__, url_prefix="/county")
