"""Reading what a stranger hands in: never more than a limit, never half understood.

Every refusal is a `BadInput`: one plain line that names the file and the line. Files are
read in blocks, so a hundred megabytes of nonsense cost one block and one sentence.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from pathlib import Path

from bailiwick.lib.statements import BadInput

MEGABYTE = 1_000_000
#: What is read without being asked: more than any list of services anybody has written by hand.
LIMIT = 50 * MEGABYTE
BLOCK = 1 << 16
#: A line longer than this is no line of a list.
LONGEST_LINE = 1 << 20
_BOM = codecs.BOM_UTF8


def check_file(path: Path, limit: int = LIMIT) -> None:
    """Refuse what is no file, cannot be opened, is empty or larger than `limit` bytes."""
    try:
        if not path.exists():
            raise BadInput("there is no such file", path=str(path))
        if not path.is_file():
            raise BadInput("this is not a file", path=str(path))
        size = path.stat().st_size
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", path=str(path)) from None
    if size == 0:
        raise BadInput("the file is empty", path=str(path))
    if size > limit:
        raise BadInput(
            f"{size / MEGABYTE:.0f} MB is more than the {limit / MEGABYTE:.0f} MB that are read", path=str(path)
        )


def blocks(path: Path, limit: int = LIMIT) -> Iterator[bytes]:
    """The file's bytes, block by block; a file that grows past the limit while it is read is refused too."""
    check_file(path, limit)
    read = 0
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                read += len(block)
                if read > limit:
                    raise BadInput(f"more than the {limit / MEGABYTE:.0f} MB that are read", path=str(path))
                yield block
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", path=str(path)) from None


def digest_of(path: Path, limit: int = LIMIT) -> str:
    """SHA-256 of the file."""
    sha = hashlib.sha256()
    for block in blocks(path, limit):
        sha.update(block)
    return sha.hexdigest()


def lines(path: Path, limit: int = LIMIT) -> Iterator[str]:
    """The file's lines with their ends, decoded strictly; memory does not grow with the file."""
    number, rest = 0, b""
    for block in blocks(path, limit):
        if number == 0 and not rest:
            block = block.removeprefix(_BOM)
        *whole, rest = (rest + block).split(b"\n")
        for raw in whole:
            number += 1
            yield _decode(raw + b"\n", path, number)
        if len(rest) > LONGEST_LINE:
            raise BadInput("this line never ends; is it a text?", path=str(path), line=number + 1)
    if rest:
        yield _decode(rest, path, number + 1)


def _decode(raw: bytes, path: Path, number: int) -> str:
    if b"\0" in raw:
        raise BadInput("this is a binary, not a text", path=str(path), line=number)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = raw[error.start]
        raise BadInput(
            f"not UTF-8 (byte 0x{bad:02x} at column {error.start + 1})", path=str(path), line=number
        ) from None


def read_text(path: Path, limit: int = LIMIT) -> str:
    """The whole file as text, for readers that need it at once."""
    return "".join(lines(path, limit))
