"""How often one address may knock: floods stop here, guessing at an account stops in the database."""

import ipaddress

from flask import Flask, request
from flask_limiter import Limiter


def caller() -> str:
    """The caller's address; an IPv6 network counts as one caller."""
    address = ipaddress.ip_address(request.remote_addr or "0.0.0.0")  # noqa: S104
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


limiter = Limiter(caller, storage_uri="memory://", strategy="moving-window")


def init_app(app: Flask) -> None:
    """Count requests to the pages that are worth guessing at."""
    limiter.init_app(app)
