"""Whoever a domain is registered with and who answers for its names as well: “They also run the DNS”, “so is the DNS”.

The provider and the domains are those of which the section last said where they are registered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.words import Word
from bailiwick.adapters.prose.rules.names.gazetteer import PROVIDERS
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Statement, Thing
from bailiwick.lib.text import fold_name

_NAMES = r"(?:dns|dns hosting|name ?servers?|zones?|zone files?)"
_THEY = re.compile(
    r"(?:^|[,;:] |and |\()(?P<who>(?:\S+ ){1,3}?)(?:also )?(?:run|runs|do|does|host|hosts|operate|operates|provide|"
    rf"provides|handle|handles|serve|serves) (?:also )?(?:the |our |its |all )?{_NAMES}\b"
)
_THERE = re.compile(
    rf"(?:^|and |, |; )(?:(?:the |our |its )?{_NAMES} (?:is |are )?(?:also )?(?:there|with them|at the same place)\b|"
    rf"(?:so|as) (?:is|are) (?:the |our |its )?{_NAMES}\b)"
)
_POINTING = frozenset({"they", "who", "which", "these"})


def told_of_name_servers(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say it of the domains that were registered there; False where nobody is meant for sure."""
    plain = " ".join(word.low for word in words)
    spoken = _THEY.search(plain) or _THERE.search(plain)
    if spoken is None or mood_of(words):
        return False
    last = next(
        (one for one in reversed(here.said) if isinstance(one, Statement) and one.predicate == "registrar"), None
    )
    who = (spoken.groupdict().get("who") or "they").strip()
    if last is None or last.object is None or not _is_meant(who, last.object):
        return False
    domains = [
        one.subject
        for one in here.said
        if isinstance(one, Statement) and one.predicate == "registrar" and one.object == last.object
    ]
    return here.relate_each(domains, "dns_hosted_by", Found(last.object, words[0].start), source, "dns")


def _is_meant(who: str, provider: Thing) -> bool:
    """“they”, or the registrar by its name."""
    named = fold_name(PROVIDERS.get(fold_name(who), who)) == fold_name(provider.name)
    return who in _POINTING or named
