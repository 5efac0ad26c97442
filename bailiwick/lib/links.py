"""Which addresses may become a link."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

SCHEMES = frozenset({"http", "https", "mailto"})


@lru_cache(maxsize=2_000)
def safe_url(address: str | None) -> str:
    """The address if it may be a link, else "". Control characters and spaces hide schemes, so they disqualify."""
    text = (address or "").strip()
    if not text or any(ord(sign) <= 32 or ord(sign) == 127 for sign in text):
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if parts.scheme not in SCHEMES:
        return ""
    return text if parts.scheme == "mailto" or parts.netloc else ""
