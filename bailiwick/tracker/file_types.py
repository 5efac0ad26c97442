"""What a file is, found from what it holds: its name and what the sender says of it are only words."""

from __future__ import annotations

import mimetypes
from pathlib import PurePath

from bailiwick.lib.patches import is_patch

#: So much of a file says what it is; so much of a patch is read for its paths; so much of a text is shown.
LOOKED_AT, READ, SHOWN = 64 * 1024, 4 * 1024 * 1024, 512 * 1024
PATCH, TEXT, BYTES = "text/x-diff", "text/plain", "application/octet-stream"
_PICTURES = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")


def media_type(name: str, head: bytes) -> str:
    """The type of a file of this name that begins so."""
    picture = picture_type(head)
    if picture:
        return picture
    text = as_text(head[:LOOKED_AT])
    if text is not None:
        return PATCH if PurePath(name).suffix.lower() in (".patch", ".diff") or is_patch(text) else TEXT
    guessed = mimetypes.guess_type(name)[0] or BYTES
    return guessed if guessed.startswith(("application/", "video/", "audio/")) else BYTES


def picture_type(head: bytes) -> str:
    """The type of a picture that we make a small one of, or ""."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for begins, kind in _PICTURES if head.startswith(begins)), "")


def as_text(data: bytes) -> str | None:
    """The bytes as text, or None; a character that was cut in two at the end is left off."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data[: len(data) // 2 * 2].decode("utf-16", "replace").replace("\x00", "")
    if _CONTROL & set(data):
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(data) - error.start < 4 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8-sig")
    return data.decode("latin-1") if _mostly_latin(data) else None


def _mostly_latin(data: bytes) -> bool:
    """Old texts have a few bytes above ASCII; what has many is no text."""
    return sum(byte > 127 for byte in data) * 10 < len(data) and not any(128 <= byte < 160 for byte in data)


def is_text(kind: str) -> bool:
    """Whether a file of this type is shown and searched as text."""
    return kind.startswith("text/")


def is_picture(kind: str) -> bool:
    """Whether there may be a small picture of it."""
    return kind.startswith("image/")
