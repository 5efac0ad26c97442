"""Sentences that begin with the place: “On heron you find the wiki”, “In front of it stands Fastly”; “is where”."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.keyed.key import tell
from bailiwick.adapters.prose.rules.names.gazetteer import PROVIDERS
from bailiwick.adapters.prose.rules.names.shapes import is_domain, known
from bailiwick.adapters.prose.rules.slots.links import repositories
from bailiwick.adapters.prose.rules.slots.made import software
from bailiwick.adapters.prose.rules.slots.services import services
from bailiwick.adapters.prose.rules.slots.where import place, provider
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.parts import CODE, CONFIG
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_CODE = CODE | {"patches"}
_CONFIG = CONFIG - {"jobs", "pipelines"}
_STANDING = wordset("stands sits is stand sit are runs")
_FINDING = (("you", "find"), ("we", "run"), ("we", "have"), ("there", "is"), ("there", "are"), ("you", "will", "find"))
_LIVING = wordset("run runs live lives sit sits are is")
_WHERE = wordset("stands stand lives live runs run hosted kept sits sit rented")
_MOVING = wordset("moved migrated relocated transferred")
_MORE = wordset("with , .")


def told_inverted(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say what such a sentence says; False when it is none."""
    if mood_of([word for word in words if word.low != "will"]):
        return False
    return (
        _on_machine(words, here, source)
        or _in_front(words, here, source)
        or _is_where(words, here, source)
        or _code_at(words, here, source)
        or _moved(words, here, source)
        or _key_of_thing(words, here, source)
    )


def _moved(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Moved the wiki from heron to crane.”"""
    at = next((at for at, word in enumerate(words[:6]) if word.low in _MOVING), None)
    to = next((to for to, word in enumerate(words) if at is not None and to > at + 1 and word.low in {"to", "onto"}), 0)
    if at is None or not to:
        return False
    things = subject_of(until(words[at + 1 : to], frozenset({"from"})), here).things
    told = False
    for found in place(words[to + 1 :], here, "to", bold=False):
        told |= here.relate_each(things, "hosted_by", found, source, words[at].low)
    return told


def _key_of_thing(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Root on heron: Ada, Bert”, “Contact for mail: …”: a key, and what it is of."""
    colon = next((at for at, word in enumerate(words[:8]) if word.text == ":"), 0)
    of = next((at for at, word in enumerate(words[:colon]) if word.low in {"on", "of", "for"} and at), 0)
    target = key_of(spell(words[:of])) if of else ""
    if not target or target.endswith("/name") or of + 1 >= colon:
        return False
    things = subject_of(words[of + 1 : colon], here).things
    if colon - of == 2 and words[of + 1].text in here.hosts:
        things = (Thing("host", words[of + 1].text),)
    return bool(things) and tell(things, target, words[colon + 1 :], here, source, spell(words[:of]))


def _on_machine(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“On heron you find the wiki and the forum”."""
    if len(words) < 4 or words[0].low != "on" or words[1].text not in here.hosts:
        return False
    lows = tuple(word.low for word in words)
    skip = next((len(lead) for lead in _FINDING if lows[2 : 2 + len(lead)] == lead), int(lows[2] in _LIVING))
    told = False
    for found in services(words[2 + skip :], here) if skip else ():
        holder = Found(Thing("host", words[1].text), found.at)
        told |= here.relate(found.thing, "hosted_by", holder, source, "on")
    return told


def _in_front(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“In front of it stands Fastly”, “Between it and the world sits Fastly”."""
    lows = [word.low for word in words]
    opened = 3 if lows[:3] == ["in", "front", "of"] else int(lows[:1] == ["between"])
    at = next((at for at, low in enumerate(lows) if low in _STANDING and at > opened), None)
    if not opened or at is None:
        return False
    subject = subject_of([word for word in until(words[opened:at], frozenset({"and"})) if word.low != "there"], here)
    things = subject.things or here.scope.things
    told = False
    behind = until(words[at + 1 :], _MORE)
    for found in provider(behind, here) or software(behind, here, bold=False):
        told |= here.relate_each(things, "fronted_by", found, source, "in front")
    return told


def _is_where(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Lumen is also where heron stands”, “… where example.org is registered”."""
    at = next((at for at, word in enumerate(words[:7]) if word.low == "where" and at > 1), None)
    house = known(words[: at or 0], PROVIDERS)
    if at and words[0].low in {"this", "here"} and here.scope.category in {"host", "provider"}:
        return _here_is(words[at + 1 :], here, source)
    if at is None or house is None or not {"is"} & {word.low for word in words[:at]}:
        return False
    behind = words[at + 1 :]
    lows = {word.low for word in behind}
    found = Found(Thing("provider", house[2]), words[house[0]].start)
    if lows & {"registered", "bought"}:
        named = [Thing("domain", word.text) for word in behind if is_domain(word)]
        return here.relate_each(named, "registrar", found, source, "registered")
    verb = next((end for end, word in enumerate(behind) if word.low in _WHERE | {"is", "are"}), 0)
    things = subject_of(behind[:verb], here).things if verb and lows & _WHERE else ()
    return here.relate_each(things, "hosted_by", found, source, "where")


def _here_is(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“This is where the wiki and the forum live”: on the machine, or with the provider, of the section."""
    verb = next((at for at, word in enumerate(words) if word.low in _WHERE and at), 0)
    told = False
    for found in services(words[:verb], here) if verb and len(here.scope.things) == 1 else ():
        told |= here.relate(found.thing, "hosted_by", Found(here.scope.things[0], found.at), source, "where")
    return told


def _code_at(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Its code is public: <address>”: one repository, and a word that says what of."""
    lows = {word.low for word in words}
    predicate = "source_repo" if lows & _CODE else "config_repo" if lows & _CONFIG else ""
    found = repositories(words, source, words[0].start) if predicate else []
    ours = (here.scope.community,) if here.scope.community and predicate == "config_repo" else ()
    things = here.scope.things if here.scope.category == "service" else ours
    return len(found) == 1 and here.relate_each(things, predicate, found[0], source, "code")
