"""Words without a verb that stand behind a name or alone: “on heron”, “Lumen”, “MediaWiki instance”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.clauses.plain import plain_clauses
from bailiwick.adapters.prose.rules.english.function_words import ARTICLES, DETERMINERS
from bailiwick.adapters.prose.rules.english.items import items, outside, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, unmarked, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORGES, FORMS, PROVIDERS, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import capital_run, host_of, initials, is_domain, known
from bailiwick.adapters.prose.rules.sections.evidence import is_person
from bailiwick.adapters.prose.rules.slots.made import instance, software
from bailiwick.adapters.prose.rules.slots.services import services
from bailiwick.adapters.prose.rules.slots.where import place
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_AT = wordset("on at with in @")
#: What may have somebody's name behind it.
_KEPT = frozenset({"service", "host", "domain", "repository", "contact-point"})
#: Places and plans of two words in capitals.
_NO_PEOPLE = wordset(
    "new north south east west san santa saint los las great united free open community enterprise plan tier edition "
    "version pro standard basic premium business public private internal street road square park building floor "
    "office room house city county island islands"
)
#: Before a machine these say what “on” does.
_LEADS = {"with": "on", "@": "on"}
#: What is so on something else is not there.
_ELSEWHERE = wordset("bridged mirrored linked connected relayed synced copied archived announced listed")
#: “NS at Lumen” behind a domain.
_NAME_SERVERS = wordset("ns dns nameserver nameservers zone")
_ROOMS = wordset("centre center datacenter datacentre rack room")
_HOSTING = wordset("hosting vm vms server servers home")
_LONGEST = 12
#: What a subject has before it, or is.
_OWN = wordset("the its our their these those they he she")
#: What stands before a program in a note, and where the note ends.
_MEANS = wordset("runs run uses running is based on a an built made powered by using")
_NOTE_ENDS = frozenset({".", ";"})
_DONE = {
    noun: predicate
    for predicate, nouns in {
        "dns_hosted_by": "dns zones zone servers nameservers hosting-of-names",
        "registrar": "registrar domains registration registrations names",
        "monitored_by": "monitoring metrics alerts uptime checks alerting errors graphs",
        "on_call_with": "paging on-call",
    }.items()
    for noun in nouns.split()
}


def fragment(words: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    """Say what a fragment says of `named`; False when it is none of these."""
    longest = _LONGEST + 4 if named.kind == "provider" else _LONGEST
    if not words or len(words) > longest or mood_of(words):
        return False
    if named.kind in {"provider", "data-centre"}:
        return _housed(words, named, here, source)
    told = False
    if any(word.text == ":" for word in words):
        words = until(words, frozenset({":"}))[:-1]
    used = next((word.start for word in words if word.low == "for"), len(source.text))
    for item in items(words):
        if item.words and item.words[0].start > used and not _AT & {word.low for word in item.words}:
            continue  # “MariaDB for the wiki and Discourse”
        told |= _one(item.words, named, here, source) or _keeper(item.words, named, here, source, sure=told)
        told |= _keeper(item.note, named, here, source, sure=told) or _made(item.note, named, here, source)
    return told


def _made(note: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    """“the forum (Discourse)” behind an address: nothing but a program stands in the parentheses."""
    program = known(note, SOFTWARE) if named.kind == "service" else None
    if program is None or program[:2] != (0, len(note)):
        return False
    return here.relate(named, "uses_software", Found(Thing("software", program[2]), note[0].start), source)


def _keeper(words: Sequence[Word], named: Thing, here: Here, source: Text, *, sure: bool) -> bool:
    """“…, Anna” behind what a service is: somebody whom the page knows; a name that nobody knows where it is `sure`."""
    if not words or named.kind not in _KEPT or capital_run(words) != (0, len(words)):
        return False
    name = spell(words)
    if len(name) > 1 and initials(named.name).startswith(name.lower()):
        return False
    known_here = here.glossary.person(name) in here.glossary.people
    if not known_here and not (sure and is_person(words) and not any(word.low in _NO_PEOPLE for word in words)):
        return False
    return here.relate(named, "maintained_by", Found(Thing("person", name), words[0].start), source)


def _housed(words: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    """Behind a provider's name: “one VM called heron”, “hosting for the wiki”."""
    called = next((at for at, word in enumerate(words) if word.low in {"called", "named"} and at), None)
    form = next((FORMS[word.low] for word in words if word.low in FORMS), "")
    if called is not None and form:
        told = False
        for item in items(words[called + 1 :]):
            if len(item.words) == 1:
                machine = Thing("host", item.words[0].text)
                told |= here.relate(
                    machine, "located_at", Found(named, item.words[0].start, {"form": form}), source, form
                )
        return told
    if _done(words, named, here, source):
        return True
    at = next((at for at, word in enumerate(words) if word.low in {"for", "of"} and at), None)
    if at is None or not _HOSTING & {word.low for word in words[:at]}:
        return False
    told = False
    for one in services(words[at + 1 :], here):
        told |= here.relate(one.thing, "hosted_by", Found(named, one.at), source, "hosting")
    return told


def _done(words: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    """“DNS for all domains”, “Metrics and alerts” below a provider's title: what it does for the community."""
    lead = [word.low for word in until(words, frozenset({"for", "of", "(", ":"})) if not word.is_mark]
    done = {_DONE.get(low, "") for low in lead if low not in {"and", "our", "the", "all", "name", "domain"}}
    if len(done) != 1 or not any(done) or named.kind != "provider":
        return False
    domains = tuple(Thing("domain", word.text) for word in words if is_domain(word))
    things = domains or ((here.scope.community,) if here.scope.community is not None else ())
    return here.relate_each(things, done.pop(), Found(named, words[0].start), source, lead[0])


def _one(words: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    if not words:
        return False
    at = next((at for at, word in enumerate(words) if word.low in _AT), None)
    lead = {word.low for word in words[:at]}
    if at is not None and _ELSEWHERE & lead and "by" not in lead:
        return False
    found: list[Found] = []
    if at is not None:
        found += [
            one
            for one in place(words[at + 1 :], here, _LEADS.get(words[at].low, words[at].low), bold=False)
            if one.thing.kind != "software" and not (words[at].low == "with" and one.thing.kind == "host")
        ]
    elif named.kind != "domain" and _is_provider(words):
        found += place(words, here, "by")
    elif named.kind == "service" and len(words) == 1 and host_of(words[0].text) in FORGES:
        found.append(Found(Thing("provider", FORGES[host_of(words[0].text)]), words[0].start))
    elif named.kind == "service" and len(words) == 1 and words[0].text in here.glossary.hosts:
        found.append(Found(Thing("host", words[0].text), words[0].start))
    if named.kind == "service" and words[0].low in ARTICLES and len(words) > 1:
        words, at = words[1:], at - 1 if at is not None else None
    program = known(words, SOFTWARE)
    behind = words[program[1] :] if program is not None else ()
    while behind and _is_version(behind[0]):
        behind = behind[1:]
    bare = program is not None and (all(_is_version(word) for word in behind) or behind[0].low in _AT | {"for"})
    if program is not None and program[0] == 0 and bare and (at is None or program[1] <= at):
        found += software(words[: at if at is not None else len(words)], here, bold=False)
    told = False
    says = "dns_hosted_by" if named.kind == "domain" and lead & _NAME_SERVERS else "hosted_by"
    for one in found:
        told |= here.relate(named, says, one, source, words[0].text if at == 0 else "")
    return told


def _is_version(word: Word) -> bool:
    return set(word.low) <= set("0123456789.x") or word.low in {"version", "lts"}


def _is_provider(words: Sequence[Word]) -> bool:
    kept = [word for word in words if word.low not in DETERMINERS and word.low not in FORMS]
    whole = known(words, PROVIDERS)
    provider = whole if whole is not None and whole[:2] == (0, len(words)) else known(kept, PROVIDERS)
    if whole == provider:
        kept = list(words)
    if provider is None or provider[0] != 0:
        return False
    products = [word for word in kept[provider[1] :] if not any(letter.isdigit() for letter in word.text)]
    if not products:
        return True  # “Lumen CX21”
    described = words[-1].low in FORMS and all(word.text.isupper() for word in products)
    return provider[1] == len(kept) or described


def program_alone(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“MoinMoin wiki.” as a whole sentence in a service's section."""
    short = len(unmarked(words)) <= _LONGEST
    plain = list(words) if short else list(until(words, frozenset({","})))
    plain = [word for word in plain if not word.is_mark or word.text in {",", "(", ")"}]
    if len(plain) > _LONGEST + 4 or len(here.scope.things) != 1 or _is_about_another(words):
        return False
    if any(word.low in {"it", "them"} for word in plain[1:]):
        return False  # “GitLab and Discourse depend on it.”
    if here.scope.category == "host":
        return _standing(plain, here, source)
    if here.scope.category != "service" or _has_another_verb(plain):
        return False
    found = instance(plain, here)
    begun = known(until(plain[:4], frozenset({",", "("})), {**PROVIDERS, **SOFTWARE})
    fragmentary = (begun is not None and begun[0] == 0) or (plain[:1] and plain[0].low in {"on", "at"})
    told = bool(not found and fragmentary and fragment(plain, here.scope.things[0], here, source))
    at = next((at for at, word in enumerate(plain) if word.low == "on"), None)
    for one in place(plain[at + 1 :], here, "on", bold=False) if found and at else ():
        told |= here.relate(here.scope.things[0], "hosted_by", one, source, "on")
    for one in found:
        told |= here.relate(here.scope.things[0], "uses_software", one, source, spell(plain[-1:]))
    return told


def _is_about_another(words: Sequence[Word]) -> bool:
    """“The address comes from Lumen”, “at the moment they are …”: a sentence, with a subject of its own."""
    return any(
        _OWN & {word.low for word in clause.subject} or any(word.text[0].isupper() for word in clause.subject[1:])
        for clause in plain_clauses(words)
    )


def _has_another_verb(words: Sequence[Word]) -> bool:
    """“A Redis that runs on heron is its cache.”: said of the Redis."""
    at = next((at for at, word in enumerate(words) if word.low in {"that", "which"}), len(words))
    return any(word.low in {"is", "are", "does", "has"} for word in words[at + 2 :])


def _standing(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“A root server at Lumen.” in a machine's section."""
    told = False
    for at, word in enumerate(words):
        inside = word.low == "of" and at and words[at - 1].low in _ROOMS
        if (word.low in {"at", "from", "with"} or inside) and not told and not mood_of(words):
            for one in place(words[at + 1 :], here, word.low):
                if one.thing.kind == "provider":
                    told |= here.relate(here.scope.things[0], "hosted_by", one, source, word.low)
    return told


def read_note(words: Sequence[Word], named: Thing, source: Text, here: Here) -> bool:
    """A note in a table: “runs Foo”, “Foo 2 with Bar”, “built with Foo”, “Foo, do not touch”."""
    told = False
    for item in items(outside(until(words, _NOTE_ENDS))):
        for found in _programs(item.words) if not mood_of(item.words) else ():
            told |= here.relate(named, "uses_software", found, source)
    return told


def _programs(words: Sequence[Word]) -> Iterator[Found]:
    """The programs of a note, as long as there is nothing else in it: not of “copied with Borg”."""
    while words:
        part = until(words, frozenset({"with"}))
        plain = [word for word in part if word.low not in _MEANS]
        program = known(plain, SOFTWARE)
        others = [word for word in plain[program[1] if program else 0 :] if not _is_version(word)]
        if (program is not None and program[0] > 0) or len(others) > (program is not None):
            return
        if program is not None:
            yield Found(Thing("software", program[2]), plain[0].start)
        words = words[len(part) + 1 :]
