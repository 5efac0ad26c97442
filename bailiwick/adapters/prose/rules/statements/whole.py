"""What may be said of the community as a whole, for want of something that was named.

Whose domains they are or who watches the machines is said of everything. Who keeps it, or what it is made of, is so
only where the words say “all”, “our”, “the infrastructure”; and an address at somebody else's domain is theirs.
"""

from __future__ import annotations

import re

from bailiwick.adapters.prose.rules.english.function_words import WE
from bailiwick.adapters.prose.rules.english.words import wordset
from bailiwick.adapters.prose.rules.names.shapes import host_of, initials
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

KEEPING = frozenset({"owned_by", "maintained_by", "run_by", "managed_by"})
_MADE = frozenset({"uses_software", "depends_on", "hosted_by", "source_repo", "config_repo", "runs_on"})
_EVERYTHING = wordset(
    "infrastructure operations operation everything overall whole all every everywhere technical systems it computing"
)
_WORDS = re.compile(r"(?<![\w./@#:-])\w+(?![./@:-]?\w)")
_STOP = re.compile(r"[.!?;](?= )")


def is_of_the_whole(community: Thing, predicate: str, text: str, at: int) -> bool:
    """Whether the sentence around a relation says that it is one of the community's."""
    if predicate not in KEEPING | _MADE:
        return True
    begin = [0, 0, *(stop.end() for stop in _STOP.finditer(text, 0, at))][-2] if predicate in _MADE else 0
    ends = _STOP.search(text, at) if predicate in _MADE else None
    said = set(_WORDS.findall(text[begin : ends.start() if ends else len(text)].lower()))
    named = community.name.split()[0].lower() in said
    return named or bool(said & (_EVERYTHING if predicate in KEEPING else _EVERYTHING | WE))


def is_anothers(point: Thing, community: Thing, own: str) -> bool:
    """Whether a mail address is at somebody else's domain. `own`: the name in most of the page's addresses."""
    labels = host_of(point.name.rpartition("@")[2]).split(".") if "@" in point.name else []
    name = fold_name(community.name)
    if len(labels) < len(("example", "org")) or not own:
        return False
    ours = fold_name(point.name.partition("@")[0]).startswith(name[:4]) or own in labels
    names = (label for label in labels[:-1] if label)
    return not ours and not any(one in name or name in one or one == initials(community.name) for one in names)
