"""Response headers that keep pages from being scripted, framed, guessed at or kept by others."""

from __future__ import annotations

from flask import Response

_OWN_CODE_ONLY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors {ancestors}",
    )
)


def staff_page(response: Response) -> Response:
    """The strict headers of pages for agents and editors: no inline code, no framing, nothing left in caches.

    The referrer stays within this site, since over https the CSRF check wants to see it.
    """
    response.headers["Content-Security-Policy"] = _OWN_CODE_ONLY.format(ancestors="'none'")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    return response


def public_page(response: Response) -> Response:
    """The headers of pages for everybody: own code only, framed by this site only, answers not kept by caches."""
    response.headers["Content-Security-Policy"] = _OWN_CODE_ONLY.format(ancestors="'self'")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers.setdefault("Cache-Control", "no-store")
    return response
