"""The blueprint that the pages of boards hang on."""

from flask import Blueprint

from govscore.web import afterwards

manage = Blueprint("manage", __name__, url_prefix="/boards")
afterwards.init_blueprint(manage)

RUNNING = ("chair", "clerk")
# Whoever keys a paper in reads it. The form tells people that this is the clerk, who has no seat on the board.
KEYING = ("clerk",)
