"""Names that people no longer go by.

Such a name is kept as a keyed digest only: enough for an importer to recognise it in a
document, not enough to read it back from the database or a repository. Quotes pass
through `redact`, which replaces every former name by the present one.

The key is `BAILIWICK_NAMES_KEY`. The default is the one the shipped example uses; who
guesses a name can check the guess, so a desk with names of its own sets its own key.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings

from bailiwick.lib.text import fold

SCHEME = "former-name"
LONGEST = 6
_WORD = re.compile(r"\w+(?:[.'’-]\w+)*", re.UNICODE)


def digest(name: str) -> str:
    """HMAC-SHA256 of the folded name under the desk's key, as hex."""
    return _digest(settings.NAMES_KEY, name)


@lru_cache(maxsize=2_000)
def _digest(key: str, name: str) -> str:
    """A list names the same few people row after row."""
    return hmac.digest(key.encode(), fold(name).encode(), "sha256").hex()


def is_digest(text: str) -> bool:
    """Whether `text` is a digest already."""
    return re.fullmatch("[0-9a-f]{64}", text) is not None


def redact(text: str, present: Mapping[str, str], *, shortest: int = 1) -> str:
    """`text` with every former name replaced. `present` maps digests to the names people go by now.

    Looks at runs of `shortest` to six words, the longest first, so “Ada B. Oldname III” goes as a whole.
    """
    if not present or not text:
        return text
    words = list(_WORD.finditer(text))
    out, at, index = [], 0, 0
    while index < len(words):
        for length in range(min(LONGEST, len(words) - index), shortest - 1, -1):
            start, end = words[index].start(), words[index + length - 1].end()
            if name := present.get(digest(text[start:end])):
                out += [text[at:start], name]
                at, index = end, index + length
                break
        else:
            index += 1
    return "".join([*out, text[at:]])
