"""The blueprint that a report's pages hang on."""

from flask import Blueprint

reports = Blueprint("reports", __name__, url_prefix="/boards/<uuid:board_id>/rounds/<uuid:round_id>")

SENDERS = ("chair", "clerk")
JUDGES = ("officer",)
