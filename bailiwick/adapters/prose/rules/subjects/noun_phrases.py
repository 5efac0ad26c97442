"""A noun phrase as the name of a thing: “Our core infrastructure”, “outgoing mail from the forum”, “the Foo CDN”.

What a community calls a service need stand on no list and have no capital. Such a phrase is taken for a name only
where what is said of it is clear (`relations/clear`, `unmatched/uses`): where it is, what it is made of, what stands
before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.plain import PREPOSITIONS, is_participle
from bailiwick.adapters.prose.rules.clauses.trimming import trimmed
from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, COUNTED, PRONOUNS, VAGUE, WE
from bailiwick.adapters.prose.rules.english.items import items
from bailiwick.adapters.prose.rules.english.words import Word, spell, unmarked, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import (
    DUTIES,
    FORMS,
    NEEDS,
    PROVIDERS,
    SERVICE_NOUNS,
    TEAM_WORDS,
    WELL_KNOWN,
)
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name
from bailiwick.adapters.prose.rules.names.shapes import is_capital, is_domain, is_mail, is_url, known_whole
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.akin import akin_to
from bailiwick.adapters.prose.rules.subjects.everything import is_everything
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_LONGEST = 4
#: What stands before a name and is none of it.
_ARTICLES = wordset(
    "a an the our its their this that these those his her one own another each every almost all of separate current new"
)
_BEFORE = WE | COUNTED | ADVERBS | _ARTICLES
#: What ends a name, beside prepositions.
_ENDS = PREPOSITIONS | wordset("which that who where whose when than hosted sent based located used associated")
_JOINS = frozenset({"and", "or", "&", ","})
#: Heads that name no thing that could be somewhere: pieces, people, time, money, talk, what one has of a thing.
_NO_THINGS = wordset(
    "account accounts access money cost costs price fee fees bill bills credit credits discount donation "
    "donations support help time way ways kind kinds sort sorts type types lot lots number amount variety set "
    "part parts piece pieces rest majority bulk copy copies list address addresses name names key keys member "
    "members user users developer developers person people staff team teams maintainer maintainers admin admins "
    "company companies sponsor sponsors provider providers option options reason reasons problem problems "
    "question questions issue issues discussion discussions decision decisions goal goals idea ideas plan plans "
    "step steps thing things fact work effort project projects community group organisation organization "
    "foundation page document section overview table example examples use usage purpose purposes need needs task "
    "tasks version versions change changes update updates commit commits request requests process contact "
    "contacts owner owners home day week month year event events meeting meetings information info detail details "
    "instructions readme notes line lines feature features setup permission permissions drive drives disk disks "
    "cpu memory ram traffic bandwidth power hardware password everyone anyone alert alerts alarm alarms "
    "notification notifications zone zones secondary secondaries nameserver nameservers registrar registration "
    "registrations certificate certificates error errors dns "
    "benchmark benchmarks test tests interface interfaces"
)
#: What says only of which sort something is.
_SORTS = wordset("pages page lists list files file data service services infrastructure server servers site sites")
#: Words that no name has inside.
_NEVER = VAGUE | PRONOUNS | wordset(
    "not no how why what who is are was were be been has have had do does did can will would should could may "
    "might must a an the our its his her their if while there here only between please such more less another "
    "other old former previous new legacy someone etc as look see ask visit click use note after before"
)  # fmt: skip


def names_in_phrase(words: Sequence[Word], here: Here) -> tuple[Thing, ...]:
    """The things that a phrase names, each member of a list one; nothing where one of them cannot be a name."""
    kept = trimmed(words)
    if not kept:
        return ()
    if is_everything([word.low for word in kept]) and here.scope.community is not None:
        return (here.scope.community,)
    things = [_named(item.words, here) for item in items(_head(kept))]
    return tuple(thing for thing in things if thing is not None) if things and all(things) else ()


def _head(words: Sequence[Word]) -> list[Word]:
    """“outgoing mail of the forum” → “outgoing mail”; in “the files, for now,” too."""
    kept: list[Word] = []
    for word in words:
        if word.low == "from" and kept:
            return []  # “Mail from the forum” is not all mail.
        if (word.low in _ENDS or is_participle(word)) and kept and not all(one.low in _BEFORE for one in kept):
            break
        kept.append(word)
    while kept and (kept[-1].is_mark or kept[-1].low in _JOINS):
        kept.pop()
    return kept


def _named(words: Sequence[Word], here: Here) -> Thing | None:
    kept = unmarked(words)
    while kept and kept[0].low in _BEFORE:
        kept.pop(0)
    if not 0 < len(kept) <= _LONGEST or not all(_is_plain(word) for word in kept):
        return None
    lows = {word.low for word in kept}
    head = kept[-1]
    if lows & _NEVER or head.low in _NO_THINGS | TEAM_WORDS or is_participle(head) or head.low.endswith("ly"):
        return None
    if len(kept) > 1 and kept[-2].low in FORMS and head.text == head.low and head.low not in FORMS:
        return Thing("host", head.text) if is_machine_name(head) else None
    if len(kept) == 1 and not _stands_alone(head, here):
        return None
    name = spell(kept)
    if len(kept) == 1 and (is_domain(kept[0]) or kept[0].text in here.hosts):
        return Thing("host" if kept[0].text in here.hosts else "service", kept[0].text)
    if kept[-1].low in {"domain", "domains"} and all(is_domain(word) for word in kept[:-1]) and len(kept) > 1:
        return Thing("domain", kept[0].text)
    house = known_whole(kept, PROVIDERS)
    somebody = here.glossary.has_person(name) or name in here.glossary.teams
    if somebody or house:
        return None
    mine = here.scope.things if here.scope.is_of_one_service else ()
    return mine[0] if mine and akin_to(kept, mine) else Thing("service", name)


def _stands_alone(word: Word, here: Here) -> bool:
    """“uploads”, “Etherpad”, “mail”, but not “fun” and not “pages”."""
    several = (
        word.low.endswith("s") and not word.low.endswith(("ss", "us", "is")) and word.low not in _SORTS | FORMS.keys()
    )
    named = is_domain(word) or word.text in here.hosts or (is_capital(word) and word.start != here.begin)
    return several or named or word.low in DUTIES | SERVICE_NOUNS | NEEDS - _SORTS


def _is_plain(word: Word) -> bool:
    return word.text.replace("-", "").replace("/", "").replace(".", "").isalnum() and not (
        is_mail(word) or is_url(word)
    )


def all_known(found: Sequence[Found], here: Here) -> bool:
    """Whether there is something, and all of it is what a list or the page knows: no name that only looks like one."""
    names = WELL_KNOWN
    return bool(found) and all(
        one.thing.name in here.hosts or one.thing in here.scope.things or fold_name(one.thing.name) in names
        for one in found
    )
