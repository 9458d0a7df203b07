"""The page that asks who it is, and keeps what somebody typed before they had to be asked."""

from collections.abc import Mapping

from flask import render_template, request

from govscore.web.access import safe_next


def sign_in_page(
    faults: Mapping[str, str] | None = None, *, goes_on_to: str | None = None, sealed: str = ""
) -> str:
    """Ask who it is; `sealed` is what they had typed."""
    return render_template(
        "account/sign_in.html",
        title="Sign in",
        email=request.form.get("email", "") if request.endpoint == "account.take_sign_in" else "",
        faults=faults or {},
        has_errors=bool(faults),
        goes_on_to=goes_on_to or safe_next(request.values.get("next")) or "",
        sealed=sealed or request.form.get("held", ""),
    )
