"""A thing by its own name: an address, a provider, a machine, a service with a capital."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS, VAGUE
from bailiwick.adapters.prose.rules.english.items import items, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import (
    COMMON,
    FORMS,
    PART_NOUNS,
    PROVIDERS,
    ROLES,
    SERVICE_NOUNS,
    SOFTWARE,
    TEAM_WORDS,
)
from bailiwick.adapters.prose.rules.names.kinds import labelled
from bailiwick.adapters.prose.rules.names.shapes import (
    capital_run,
    is_capital,
    is_domain,
    is_mail,
    is_url,
    known,
    known_whole,
)
from bailiwick.adapters.prose.rules.sections.headings import matches_title
from bailiwick.adapters.prose.rules.slots.services import address_name, service_thing
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_LONGEST = 3
_NO_SERVICES = wordset(
    "account accounts money code disk disks room building community project association keys key password "
    "passwords contract network cable line uplink address addresses certificate certificates name names "
    "document rest bulk domain domains zone traffic power software language licence license year time way "
    "person contact owner owners server machine box cluster foundation university company sponsor sponsors "
    "credits space office text texts aliases goal purpose idea rota members organisation organization registration "
    "group board theme logo content contents data history plan problem problems rule rules key person people "
    "note notes sheet sheets table section overview guide handbook "
    "cupboard cellar cage drawer attic garage closet shelf"
)
#: Called so without an article: “For mail, ask Ada”.
_PLAIN_SERVICES = wordset(
    "wiki forum blog website newsletter calendar planet shop sign-on mail chat webmail builds ci sso analytics "
    "translations docs search git downloads login"
)
#: Services of one sort are none of another; what may be a part of any, as “search”, is not among them.
_SORTS = wordset(
    "website site wiki forum blog planet shop store tracker calendar chat pastebin gallery newsletter podcast webmail "
    "mail shortener"
)
#: What nothing else is called by …
_APART = wordset("wiki forum blog newsletter podcast shop")
#: … unless one of these stands in its name.
_LIKE = _APART | wordset(
    "board discussion discussions community talk news articles store sales documentation docs knowledge handbook base "
    "mailing announcements shopping help support questions website site sites pages"
)
_LABELS = {
    "domain": "domain", "host": "host", "server": "host", "machine": "host", "vm": "host",
    "service": "service", "site": "service", "website": "service", "wiki": "service", "forum": "service",
}  # fmt: skip


def thing_named(words: list[Word], here: Here) -> Thing | None:
    """A thing by its own name."""
    kept = [word for word in words if word.low not in {"both", "also"}]
    described = bool(kept) and kept[0].low in {"the", "our", "its", "their", "this", "that"}
    # “A Flask application” says what something is, not what it is called.
    one = bool(kept) and kept[0].low in {"a", "an"}
    while kept and kept[0].low in DETERMINERS:
        kept.pop(0)
    if not kept or is_mail(kept[0]) or kept[0].text.startswith("@") or (one and known(kept[:1], SOFTWARE) is not None):
        return None
    if len(kept) == 2 and kept[0].low in _LABELS and (is_domain(kept[1]) or is_url(kept[1])):
        return _labelled(kept, here)
    machine = labelled(kept)
    if machine is not None and machine.kind == "host" and (machine.name in here.hosts or "." in machine.name):
        return machine
    mine = next((thing for thing in here.scope.things if matches_title(spell(kept), thing)), None)
    if mine is not None:
        return mine
    machine = here.machine
    if machine is not None and fold_name(spell(kept)) in {fold_name(machine.name), machine.name.partition(".")[0]}:
        return machine
    kind = here.scope.category if here.scope.category in {"host", "domain"} else "service"
    if len(kept) == 1 and (is_url(kept[0]) or is_domain(kept[0])):
        return _addressed(kept[0], kind, here)
    if (
        len(kept) > 1
        and (is_domain(kept[0]) or is_url(kept[0]))
        and all(word.low in SERVICE_NOUNS for word in kept[1:])
        and len(kept) == 2
    ):
        return Thing(kind, address_name(kept[0])) if not described else None
    return _by_kind(kept, here, described=described)


def _addressed(word: Word, kind: str, here: Here) -> Thing:
    """An address; where a section without one begins with it, it is the section's."""
    things = here.scope.things
    first = not here.said and len(things) == 1 and "." not in things[0].name and word.start == here.clause
    if first and here.scope.category == "service":
        return things[0]
    return Thing(kind, address_name(word))


_NO_SYSTEMS = wordset("operating file root base host heating whole entire new old own")


def _plainly_named(kept: Sequence[Word]) -> bool:
    """“our forge”, “the jobs board”: what a community calls a service, unless the noun is no service's."""
    plain = len(kept) <= _LONGEST and all(
        word.text.replace("-", "").isalpha() and word.low == word.text for word in kept
    )
    system = len(kept) > 1 and kept[-1].low in {"system", "platform", "systems"} and kept[0].low not in _NO_SYSTEMS
    return plain and not {word.low for word in (kept[:-1] if system else kept)} & (
        _NO_SERVICES | COMMON | TEAM_WORDS | VAGUE | set(FORMS) | PART_NOUNS
    )


def _runs_there(kept: Sequence[Word], here: Here) -> bool:
    """“the monitoring” in the section of a machine."""
    return here.scope.category == "host" and kept[-1].low in ROLES


def _labelled(kept: Sequence[Word], here: Here) -> Thing:
    """“the domain example.org”, “the host web1.example.org”."""
    name = address_name(kept[1])
    mine = next((thing for thing in here.scope.things if thing.name == name), None)
    return mine or Thing(_LABELS[kept[0].low], name)


def _by_kind(kept: list[Word], here: Here, *, described: bool) -> Thing | None:
    provider = known_whole(kept, PROVIDERS)
    if provider:
        return Thing("provider", provider)
    community = here.scope.community
    if community is not None and fold_name(spell(kept)) == fold_name(community.name):
        return community
    if len(kept) == 1 and kept[0].text == kept[0].low and not described:
        about_hosts = here.scope.category.endswith("host")
        if kept[0].low in _PLAIN_SERVICES and not here.scope.things and not about_hosts:
            return Thing("service", kept[0].text)
        if kept[0].low.endswith("s") and not about_hosts and kept[0].text not in here.hosts:
            return None
        sure = (
            about_hosts
            or kept[0].text in here.hosts
            or kept[0].start == here.begin
            or any(letter.isdigit() for letter in kept[0].text)
        )
        return Thing("host", kept[0].text) if sure and kept[0].low not in SERVICE_NOUNS | TEAM_WORDS | COMMON else None
    if described and len(kept) == 1 and another_service(kept, here.scope.things):
        return Thing("service", kept[0].text)
    in_service = described and bool(here.scope.things) and here.scope.category == "service"
    if in_service and (here.count < 2 or len(kept) < 2 or kept[-1].low not in SERVICE_NOUNS - PART_NOUNS):
        return None
    if not is_capital(kept[0]) and not described:
        return None
    if described and _plainly_named(kept) and (not here.scope.things or _runs_there(kept, here)):
        return Thing("service", spell(kept))
    if described or kept[-1].low in SERVICE_NOUNS or _is_no_person(kept):
        found = service_thing(kept, here)
        return found[0] if found is not None else None
    return None


def another_service(nouns: Sequence[Word], things: tuple[Thing, ...]) -> bool:
    """“The calendar is …” below “Website”: both are sorts of services that stand for themselves."""
    titles = {thing.name.split()[-1].lower().rstrip("s") for thing in things}
    spoken = {word.low.rstrip("s") for word in nouns[-1:]}
    sorts = titles <= _SORTS and len(titles) == 1
    return bool(spoken & _SORTS and not titles & spoken and sorts) or bool(spoken & _APART and _describe(things))


def _describe(things: tuple[Thing, ...]) -> bool:
    """“Open data portal” says what it is, and no wiki; “Phoenix” and “Discussion board” may well be a forum."""
    names = [thing.name.split() for thing in things]
    return bool(names) and all(
        len(name) > 1 and name[-1].isalpha() and name[-1].islower() and not {word.lower() for word in name} & _LIKE
        for name in names
    )


def _is_no_person(kept: Sequence[Word]) -> bool:
    """A name in capitals that no person has: of three words, or with a sign that is no letter in it."""
    odd = any(not word.text.isalpha() or any(letter.isupper() for letter in word.text[1:]) for word in kept)
    return len(kept) > 1 and all(is_capital(word) for word in kept) and (odd or len(kept) > 2)


#: What somebody is: a name may follow.
_OFFICERS = wordset(
    "secretary treasurer chair chairwoman chairman president coordinator director officer manager administrator admin "
    "sysadmin webmaster postmaster listmaster librarian editor engineer maintainer lead head assistant contractor"
)


_BELONGING = frozenset({"for", "of", "with"})


def apposed(words: Sequence[Word]) -> tuple[Thing, int] | None:
    """“our main server, heron,”, “the forum, talk.example.org,”: the name behind what it is."""
    parts = [item.words for item in items(words)]
    if len(parts) != 2 or not parts[0] or any(word.low in {"and", "or", "&"} for word in words):
        return None
    if parts[0][-1].low in _OFFICERS and 1 < len(parts[1]) < 4 and capital_run(parts[1]) == (0, len(parts[1])):
        return Thing("person", spell(parts[1])), parts[1][0].start
    if len(parts[1]) != 1:
        return None
    first, name = until(parts[0], _BELONGING), parts[1][0]
    if not first or first[0].low not in DETERMINERS or len(first) > _LONGEST + 2:
        return None
    if is_domain(name):
        return Thing("service", address_name(name)), name.start
    lows = [word.low for word in first]
    one_of = lows[1:] in (["of", "them"], ["of", "these"]) or (len(lows) > 1 and lows[-1] == "one")
    machine = (first[-1].low in FORMS or one_of) and name.text == name.low and name.text.isalnum()
    return (Thing("host", name.text), name.start) if machine else None


def address_beside(words: Sequence[Word]) -> Word | None:
    """“Single sign-on (id.example.org)”: the address names it."""
    for at, word in enumerate(words[1:-1], 1):
        if words[at - 1].text == "(" and words[at + 1].text == ")" and is_domain(word):
            return word
    return None
