"""What every answer tells the browser to refuse."""

from flask import Flask, Response, request
from flask_login import current_user

# The hash is of the one inline script in the borrowed page template; a test computes it anew.
TEMPLATE_SCRIPT = "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='"
CSP = "; ".join(
    (
        "default-src 'none'",
        f"script-src 'self' {TEMPLATE_SCRIPT}",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


def init_app(app: Flask, *, is_secure: bool) -> None:
    """Set the headers on every answer."""

    def protect(response: Response) -> Response:
        response.headers.update(HEADERS)
        if is_secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        is_page = response.mimetype == "text/html"
        if request.endpoint != "static" and (is_page or current_user.is_authenticated):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    app.after_request(protect)
