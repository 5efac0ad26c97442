"""Repositories by their form: “owner/name” in another type, beside the noun, or with an owner that has one so."""

from __future__ import annotations

import re
from collections import Counter

from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import COMMON, SERVICE_NOUNS

_FORM = r"[A-Za-z0-9][\w-]{1,40}/[A-Za-z0-9][\w.-]{0,60}\w"
_MARKED = re.compile(rf"(?:`{{1,2}}|'{{2,3}}|<(?:code|tt|kbd|i|em)>|\{{\{{)({_FORM})(?:`|''|</|\}}\}})")
_BESIDE = re.compile(rf"\brepo(?:sitory)? ({_FORM})|(?<![\w./@:-])({_FORM}) repo(?:sitory)?\b")
#: Taken whole or not at all: “docs/api-v2/index.html” has no “docs/api” in it.
_ANY = re.compile(rf"(?<![\w./@:#-])((?>{_FORM}))(?![\w/@])")
_WHOLE = re.compile(_FORM)
#: Parts of paths and of pairs of words, and no owner's name.
_NO_OWNERS = wordset("etc var usr home srv opt src bin lib tmp origin and or text application image client read")
_FILES = re.compile(r"\.(?:ya?ml|json|toml|conf|cfg|sh|py|md|rst|txt|html?|php|nix|tf|sls|csv|log|service|sql|ini)$")


def has_its_form(word: Word) -> bool:
    """“owner/name”, and neither an address nor a file."""
    return bool(_WHOLE.fullmatch(word.text)) and _may_be(word.text)


def repositories_in(text: str, owner: str) -> frozenset[str]:
    """The repositories that a page names; `owner`: whose page it is."""
    sure = {name for name in _MARKED.findall(text) if _may_be(name)}
    sure |= {name for pair in _BESIDE.findall(text) for name in pair if name and _may_be(name)}
    owners = {name.partition("/")[0] for name in sure} | {owner}
    named = {name for name in _ANY.findall(text) if _may_be(name)}
    beside = Counter(name.partition("/")[0] for name in named if name == name.lower())
    owners |= {name for name, count in beside.items() if count > 1 and name not in SERVICE_NOUNS | COMMON}
    return frozenset(sure | {name for name in named if name.partition("/")[0] in owners})


def _may_be(name: str) -> bool:
    return name.partition("/")[0].lower() not in _NO_OWNERS and not _FILES.search(name)
