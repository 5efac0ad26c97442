"""What a clause is about: the words before its verb, or, when they only point, what the section is about."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.plain import PREPOSITIONS
from bailiwick.adapters.prose.rules.clauses.trimming import trimmed, without_upkeep
from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS, PRONOUNS, VAGUE
from bailiwick.adapters.prose.rules.english.words import POSSESSIVE, Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import GIVEN, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import is_channel, is_domain, known
from bailiwick.adapters.prose.rules.slots.naming import address_beside, apposed
from bailiwick.adapters.prose.rules.slots.services import address_name
from bailiwick.adapters.prose.rules.slots.teams import named_team
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.subjects.accounts import account_spoken_of
from bailiwick.adapters.prose.rules.subjects.akin import KIN
from bailiwick.adapters.prose.rules.subjects.everything import every_machine, exception, is_all_machines, is_everything
from bailiwick.adapters.prose.rules.subjects.named import (
    called,
    defined,
    domains_in,
    lists_in,
    own_address,
    subject_named,
)
from bailiwick.adapters.prose.rules.subjects.not_ours import nothing_of_ours
from bailiwick.adapters.prose.rules.subjects.parts import part_of
from bailiwick.adapters.prose.rules.subjects.pointed import pointed, pointed_by_noun
from bailiwick.adapters.prose.rules.subjects.pointing import pointed_at
from bailiwick.adapters.prose.rules.subjects.subject import UNCLEAR, UNSAID, Subject
from bailiwick.lib.statements import Statement, Thing

_FEW, _PAIR = 4, 2
_STAFF = wordset("moderators admins administrators maintainers operators mods owners")
#: What is said of one of these is not said of the thing: “The only problem is PostgreSQL”.
_ABSTRACT = wordset(
    "problem reason favourite favorite alternative alternatives idea successor candidate exception choice advantage "
    "drawback difference aim hope dream lesson question answer"
)
_SUBJECT_PRONOUNS = wordset("it they")
#: Before a pronoun these make an object of it.
_GOVERNING = PREPOSITIONS | wordset("about and or of like behind beside near without")
_INSIDES = wordset("database databases backend data server instance hosting frontend")
_REACHING = wordset("contact reach ask")
#: “Every push is deployed to Lumen”: what is made of them is.
_CHANGES = wordset("push commit merge change build release")
#: “This …” of these is the page that one reads.
_PAPERS = wordset(
    "page document list overview catalogue catalog inventory register table handbook guide text note notes file"
)


def subject_of(words: Sequence[Word], here: Here) -> Subject:
    """The subject that stands in these words."""
    found = _spoken_of_before(words, here) or nothing_of_ours(words, here) or called(words)
    if found is not None:
        return found
    kept = without_upkeep(_owner_of(_all_of(_pointing_last(trimmed(words)))))
    if not kept or [word.low for word in kept] in (["its"], ["their"]):
        # “Served through Lumen.” below “Wiki” is said of the wiki, not of the machine that was named last.
        machines = here.scope.category == "service" and all(thing.kind == "host" for thing in here.focus)
        return pointed(here, first=bool(here.focus) and (bool(kept) or not machines))
    account = account_spoken_of(kept, here)
    if account:
        return Subject(account, at=kept[0].start)
    found = _told_by_form(kept, here) or _told_by_address(words, here) or _whom_one_reaches(kept, here)
    found = found or _told_by_head(kept, here) or _plain_or_address(kept, words, here)
    return defined(words, here) or found if found.why == UNCLEAR else found


def _spoken_of_before(words: Sequence[Word], here: Here) -> Subject | None:
    """“Ours”, “both of them”, “the latter”: what the page or the sentence before named."""
    lows = [word.low for word in words]
    if lows == ["our"] and here.scope.community and not here.scope.things:
        return Subject((here.scope.community,), at=words[0].start)
    several = pointed_at(words, here)
    if lows == ["both"] and not several:
        several = (here.scope.things if len(here.scope.things) == _PAIR else _two_machines(here)) or several
    if several or (several is not None and here.recent and lows[0] in {"both", "the"}):
        return Subject(several or (), at=words[0].start, why="" if several else UNSAID)
    if lows in (["both"], ["both", "of", "them"], ["both", "of", "these"]):
        return Subject(here.pair, why="" if here.pair else "not clear which two", at=words[0].start)
    one = next((thing for thing in here.pair if len(words) == 1 and thing.name == words[0].text), None)
    return Subject((one,), at=words[0].start) if one is not None else None


def _two_machines(here: Here) -> tuple[Thing, ...]:
    """“Both” where a section of a provider has named two machines so far, and nothing else could be meant."""
    said = (one.subject for one in here.said if isinstance(one, Statement) and here.scope.category == "provider")
    machines = tuple(dict.fromkeys(thing for thing in said if thing.kind == "host"))
    return machines if len(machines) == _PAIR else ()


def _pointing_last(words: list[Word]) -> list[Word]:
    """“At the time of writing they” (are at Lumen), “this one” → “they”, “this”."""
    if len(words) > 1 and words[-1].low == "one" and words[-2].low in {"this", "that"}:
        return words[-2:-1]
    last = len(words) > 1 and words[-1].low in _SUBJECT_PRONOUNS
    return words[-1:] if last and words[-2].low not in _GOVERNING else words


def _all_of(words: list[Word]) -> list[Word]:
    """“all of our domains”, “all our code” → “our domains”, “our code”."""
    low = words[0].low if words else ""
    domains = len(words) > 2 and words[1].low == "of" and words[-1].low in {"domains", "zones", "names"}
    if domains and low in {"all", "both", "each", "most"}:
        return words[2:]
    rest = words[2:] if len(words) > 2 and words[1].low == "of" else words[1:]
    return rest if low == "all" and len(rest) > 1 and rest[0].low in {"our", "the"} else words


def _owner_of(words: list[Word]) -> list[Word]:
    """“the tracker's database” → “the tracker”: where its database is, it is."""
    at = next((at for at, word in enumerate(words) if at and word.low in POSSESSIVE), 0)
    return words[:at] if at and at + 2 == len(words) and words[-1].low in _INSIDES else words


def _told_by_form(kept: Sequence[Word], here: Here) -> Subject | None:
    """Domains, a channel, a team, a name in apposition: words that say by themselves what they are."""
    at = kept[0].start
    if len(kept) == 1 and kept[0].low in _INSIDES and here.scope.is_of_one_service:
        return Subject(here.scope.things, at=at)
    domains = domains_in(kept)
    if domains:
        return Subject(domains, at=at)
    boxes = lists_in(kept)
    if boxes:
        return Subject(boxes, at=at)
    channels = [word for word in kept if is_channel(word)]
    if len(channels) == 1 and len(kept) <= _FEW:
        return Subject((Thing("contact-point", channels[0].text),), at=channels[0].start)
    behind = apposed(kept)
    if behind is not None:
        return Subject((behind[0],), at=behind[1])
    team = named_team(kept)
    return Subject((team,), at=at) if team is not None and len(kept) <= _FEW else None


def _told_by_address(words: Sequence[Word], here: Here) -> Subject | None:
    """An address beside the words: that of the section's one service, or of one that nothing else names."""
    address = address_beside(words)
    if address is None:
        return None
    if here.scope.is_of_one_service and here.count < 2:
        return Subject(here.scope.things, at=address.start)
    return None if here.scope.things else _at_address(address)


def _at_address(address: Word) -> Subject:
    return Subject((Thing("service", address_name(address)),), at=address.start)


def _whom_one_reaches(kept: Sequence[Word], here: Here) -> Subject | None:
    """“the address to contact the board”: what stands behind “contact”."""
    lows = [word.low for word in kept]
    reaching = [at for at, low in enumerate(lows) if low in _REACHING] if "to" in lows else []
    return subject_of(kept[reaching[-1] + 1 :], here) if reaching else None


def _told_by_head(kept: Sequence[Word], here: Here) -> Subject | None:
    """“the code of the wiki”, “our backups”: a part of something, as the noun before “of” says."""
    head, rest = _head_and_rest(kept)
    if head and head[-1].low in _ABSTRACT:
        return Subject(why=UNCLEAR)
    if rest and head[-1].low in KIN:
        return Subject(why="about another one than the section's")
    aspect = part_of(head)
    if aspect == "other" and kept[-1].low == "backups" and {word.low for word in kept[:-1]} <= {"our", "the", "all"}:
        return Subject((Thing("service", "Backups"),), at=kept[0].start)
    return _aspect_of(aspect, head, rest, here) if aspect else None


def _head_and_rest(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    for at, word in enumerate(words):
        if at and word.low in {"of", "for", "with", "to", "in", "about", "from"}:
            return list(words[:at]), list(words[at + 1 :])
    return list(words), []


def _aspect_of(aspect: str, head: Sequence[Word], rest: Sequence[Word], here: Here) -> Subject:
    if aspect in {"domains", "dns"}:
        named = [word for word in (*head, *rest) if is_domain(word)]
        if named:
            things = tuple(Thing("domain", word.text) for word in named)
            return Subject(things, "dns" if aspect == "dns" else "", at=named[0].start)
        mine = tuple(thing for thing in here.scope.things if thing.kind in {"domain", "service"})
        mine = mine or tuple(thing for thing in here.scope.above if "." in thing.name)
        things = mine or ((here.scope.community,) if here.scope.community else ())
        why = "" if things else "does not say whose domains"
        return Subject(things, "dns" if aspect == "dns" else "", why, head[0].start)
    base = (
        _plain(list(rest), here)
        if rest and aspect != "issues"
        else pointed(here, first=head[0].low in {"its", "their"} and bool(here.focus))
    )
    if rest and aspect == "issues":
        base = _plain(list(rest), here)
        if base.why and not {word.low for word in rest} <= PRONOUNS:
            base = pointed(here, first=False)
    if aspect == "config" and not rest and head[0].low == "the" and (configured := _configured(here)):
        base = Subject(configured)
    if not base.things and aspect in {"other", "watched"} and here.scope.community is not None:
        base = Subject((here.scope.community,))
    bare = [word for word in head if word.low not in DETERMINERS | {"all", "of"}]
    several = head[-1].low.endswith("s") or head[-1].low == "data" if aspect == "other" else len(bare) < len(head)
    if not rest and aspect in {"code", "other"} and not base.things and bare and several:
        return Subject((Thing("service", spell(bare)),), at=head[0].start)
    program = known(head, SOFTWARE) if not base.things or base.things == (here.scope.community,) else None
    if program is not None:
        base = Subject((Thing("service", program[2]),))
    return Subject(
        base.things, aspect, base.why, head[0].start, spell([word for word in head if word.low not in DETERMINERS])
    )


def _configured(here: Here) -> tuple[Thing, ...]:
    """“Both are set up with Ansible; the playbooks …”: those of what was said to be set up so."""
    last = here.said[-1] if here.said else None
    zones = tuple(Thing("domain", one.name) for one in here.focus if one.kind == "domain" or one.name.count(".") == 1)
    if zones:
        return zones
    set_up = isinstance(last, Statement) and last.predicate == "configured_with"
    return (last.subject,) if isinstance(last, Statement) and set_up else ()


def _plain_or_address(kept: list[Word], words: Sequence[Word], here: Here) -> Subject:
    """A noun phrase; what it is called by its address where nothing else is spoken of."""
    plain = _plain(kept, here)
    address = own_address(words) if plain.why and not here.scope.things else None
    return _at_address(address) if address is not None else plain


def _plain(words: list[Word], here: Here) -> Subject:
    """A noun phrase without an aspect."""
    lows = [word.low for word in words]
    at = words[0].start if words else 0
    if (len(words) == 1 and lows[0] in PRONOUNS) or lows in (
        ["all", "of", "it"],
        ["all", "of", "them"],
    ):
        return pointed(here, first=bool(here.focus), at=at, ours=False, titled=lows[0] in {"it", "this", "they"})
    if lows == ["all"] and len(here.scope.things) > 1:
        return Subject(here.scope.things, at=at)
    if len(words) <= 2 and lows[-1] in _STAFF and lows[0] in {"the", "our", "its", lows[-1]} and here.scope.things:
        return pointed(here, first=False, at=at)
    if lows[0] in {"every", "each", "any"} and lows[-1] in _CHANGES:
        return pointed(here, first=False, at=at)
    if lows == ["there"] and (here.machine or here.focus):
        return Subject((here.machine,) if here.machine else here.focus, at=at)
    if lows[-1] == "own":
        return Subject(why="somebody's own", at=at)
    if lows[0] in {"this", "these"} and lows[-1] in _PAPERS and not here.scope.things:
        return Subject(why="says it of the page itself", at=at)
    if set(lows) & {"we", "us", "i", "you"}:
        return Subject(why="does not say who “we” are", at=at)
    if lows[-1] in GIVEN and set(lows) <= GIVEN | DETERMINERS:
        return pointed(here, first=False, at=at)
    ours = here.scope.community
    if ours is not None and every_machine(words) and here.scope.category not in {"host", "provider"}:
        return Subject((ours,), at=at, note=exception(words))
    all_there_is = lows == ["everything"] and not here.scope.things and ours is not None
    generic = None if all_there_is else pointed_by_noun(words, here)
    if generic is not None:
        return generic
    if here.scope.community is not None and is_everything(lows):
        return Subject((here.scope.community,), at=at)
    if is_all_machines(lows) and not here.scope.things:
        return Subject((Thing("service", words[-1].low),), at=at)
    if set(lows) & VAGUE:
        return Subject(why=f"too vague: “{spell(words)}”", at=at)
    return subject_named(words, here)
