"""What every answer tells the browser: to run nothing, to send nothing on, to keep nothing."""

from flask import Response

POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing is loaded but our own style sheets, pictures and scripts; none stands in a page."""

FIXED = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)

PERSONAL = "no-store"
LASTING = "public, max-age=31536000, immutable"
"""For files whose address changes with their content."""


HTTPS_ONLY = "max-age=31536000"


def protect(response: Response, *, is_secure: bool = False) -> Response:
    """Put the headers on an answer; unless it says otherwise it is personal and kept nowhere."""
    if is_secure:
        response.headers["Strict-Transport-Security"] = HTTPS_ONLY
    response.headers.extend(FIXED)
    response.headers.setdefault("Cache-Control", PERSONAL)
    return response
