"""A board's report: read, sent to the authority, and replied to."""

from flask import Blueprint

reports = Blueprint("reports", __name__, url_prefix="/boards/<uuid:board_id>/rounds/<uuid:round_id>")
