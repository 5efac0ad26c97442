"""What whoever gives something gives: “Lumen – two servers for the build farm”, “Lumen delivers packages.example.org”.

| given                                  | says of what it is for                     |
|----------------------------------------|--------------------------------------------|
| servers, hosting, space                | it is hosted there; machines named stand there |
| a CDN                                  | it is served through it                    |
| a domain, its registration             | it is registered there                     |
| name servers                           | its names are answered there               |
| monitoring                             | it is watched so                           |
| credits, money                         | it is funded so                            |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.items import Item, items, outside, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import COMPANY_WORDS, FORMS, PROVIDERS, ROLES, SOFTWARE
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name, is_plain_service
from bailiwick.adapters.prose.rules.names.shapes import capital_run, is_domain, is_url, known, known_whole
from bailiwick.adapters.prose.rules.sections.evidence import is_person
from bailiwick.adapters.prose.rules.sections.scope import Scope
from bailiwick.adapters.prose.rules.slots.services import services
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

#: What a gift is, by its noun.
_GIFTS = {
    "dns_hosted_by": wordset("dns nameserver nameservers"),
    "registrar": wordset("domain domains registration registrations registrar"),
    "fronted_by": wordset("cdn caching cache acceleration delivery"),
    "monitored_by": wordset("monitoring uptime alerting paging observability metrics alerts"),
    "funded_by": wordset(
        "credits credit money grant grants funding electricity power euros dollars pounds fees costs rent"
    ),
    "hosted_by": frozenset(FORMS) | wordset("hosting storage space rack racks colocation housing hardware"),
}
_VERBS = {
    "delivers serves caches accelerates fronts": "fronted_by",
    "watches monitors checks": "monitored_by",
    "hosts houses": "hosted_by",
    "pays funds finances": "funded_by",
    "provides gives donates lends offers supplies contributes sponsors": "",
}
DOING = {verb: predicate for verbs, predicate in _VERBS.items() for verb in verbs.split()}
_TO_US = wordset("us the our project community with to for free of charge all kindly also")
_USE = wordset("for of behind")
_RELATIVE = wordset("that which where whereon")
#: What is given ends before one of these.
_TAILS = wordset("to when while because since until where as from with")
_ALL = wordset("all our the domains zones names everything sites services machines servers")
_STANDING = wordset("runs run lives live sits is stands are stand")
_CALLED = frozenset({"called", "named", "(", ":"})
_MAIL = wordset("mail mailboxes mailbox e-mail email lists newsletter")
_CONDITIONS = wordset("when while if whenever and since because")
_THANKS = wordset("thank thanks sponsors sponsor donors supporters gold silver bronze platinum")
_LONGEST = 24


def tell_given(giver: Thing, words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say what comes from a giver, for what it is given; False where the words name nothing known here."""
    words = [word for word in words if word.text not in {".", ";", "!"}]
    colon = next((at for at, word in enumerate(words) if word.text == ":" and words[at - 1].low not in FORMS), None)
    if len(words) == 1 and fold_name(giver.name) in fold_name(words[0].text) and (is_url(words[0])):
        return False
    if (
        not words
        or colon is not None
        or len(words) > _LONGEST
        or mood_of(words)
        or {word.low for word in words[1:2]} & _STANDING
    ):
        return False
    done = DOING.get(words[0].low)
    if done is not None:
        words = words[1:]
        while words and words[0].low in _TO_US - ({"the", "our"} if done else set()):
            words = words[1:]
    gift, use = _cut(words)
    predicate = done or gift_sort(gift)
    bare = "funded_by" if thanking(here.scope) and not (gift and gift[-1].low in _MAIL) else "hosted_by"
    if (predicate or bare) == "funded_by" and fold_name(giver.name) not in PROVIDERS:
        giver = Thing("organisation", giver.name)
    machines = _machines(words) if predicate == "hosted_by" else []
    told = False
    for machine in machines:
        told |= here.relate(machine.thing, "located_at", replace(machine, thing=giver), source, "gives")
    for found in _things(predicate, gift, use, here, done=bool(done)):
        for holder in machines or [Found(giver, found.at)]:
            told |= here.relate(found.thing, predicate or bare, replace(holder, qualifiers={}), source, "gives")
    _made(use or gift, here, source)
    return told


def told_by_giver(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Lumen provides the server for our chat” below thanks: whoever a sentence begins with gives something."""
    run = capital_run(words)
    if run is None or run[0] != 0 or run[1] >= len(words) or words[run[1]].low not in DOING or not thanking(here.scope):
        return False
    name = words[: run[1]]
    if (is_person(name) and name[-1].low not in COMPANY_WORDS) or spell(name) in here.glossary.people:
        return False
    giver = Thing("provider", known_whole(name, PROVIDERS) or spell(name))
    said = until(words[run[1] :], _CONDITIONS)
    if tell_given(giver, said, here, source):
        return True
    community = here.scope.community
    gift = bool(gift_sort(said)) and not mood_of(said) and community is not None
    return gift and community is not None and here.relate(community, "funded_by", Found(giver, 0), source, said[0].low)


def tell_gift(giver: Thing, item: Item, here: Here, source: Text) -> bool:
    """One of several things that come from a provider: “CDN”, “domains (a.example)”, “package archive (S3 bucket)”."""
    if gift_sort(item.words) or item.words[-1].low in _MAIL:
        return tell_given(giver, (*item.words, *item.note), here, source)
    named = services(item.words, here)
    return bool(named) and here.relate_each(
        [one.thing for one in named], "hosted_by", Found(giver, named[0].at), source, "for"
    )


def thanking(scope: Scope) -> bool:
    """Whether a title says that who stands below gives something."""
    return any(_THANKS & set(title.lower().strip("!").split()) for title in scope.titles)


def _cut(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """What is given, and what it is for: “the VM | that our chat runs on”, “rack space | for our mirror”."""
    at = next((at for at, word in enumerate(words) if at and word.low in _USE | _RELATIVE), len(words))
    use = words[at + 1 :]
    if at < len(words) and words[at].low in _RELATIVE:
        use = until(use, _STANDING) if not use or use[0].low not in _STANDING else use[1:]
    return until(words[:at], _TAILS), until(use, _TAILS)


def gift_sort(gift: Sequence[Word]) -> str:
    """The predicate that goes with a gift: by its first noun, what stands in parentheses is only what it is for."""
    lows = [word.low for word in outside(gift)]
    if {"name", "servers"} <= set(lows):
        return "dns_hosted_by"
    if _GIFTS["funded_by"] & set(lows):
        return "funded_by"
    return next((predicate for low in lows for predicate, nouns in _GIFTS.items() if low in nouns), "")


def _machines(words: Sequence[Word]) -> list[Found]:
    """“two servers (heron and crane)”, “a VM called heron”."""
    at = next((at for at, word in enumerate(words) if at and word.text in _CALLED and words[at - 1].low in FORMS), None)
    named = until(words[at + 1 :], frozenset({")", "that", "which", "for", "–"})) if at is not None else []
    form = {"form": FORMS[words[at - 1].low]} if at is not None else {}
    alone = [item.words[0] for item in items(named) if len(item.words) == 1]
    sure = all(is_machine_name(name) and name.low not in ROLES for name in alone)
    return [Found(Thing("host", name.text), name.start, form) for name in alone if sure]


def _things(predicate: str, gift: Sequence[Word], use: Sequence[Word], here: Here, *, done: bool) -> list[Found]:
    """What the gift is for."""
    ours = here.scope.community if all(word.low in _ALL for word in use) else None
    community = [Found(ours, gift[0].start)] if ours is not None and gift else []
    if predicate in {"registrar", "dns_hosted_by"}:
        named = [Found(Thing("domain", word.text), word.start) for word in (*gift, *use) if is_domain(word)]
        return named or community
    if predicate == "monitored_by" and community and (not done or set(map(_low, gift)) <= _ALL):
        return community
    mail = [word for word in gift[-1:] if word.low in _MAIL]
    if mail and predicate in {"", "hosted_by"}:
        return [Found(Thing("service", mail[-1].text), mail[-1].start)]
    if not predicate or done or not use:
        kept = gift if not predicate or done else [word for word in gift if word.low not in _GIFTS[predicate]]
        return [found for item in items(kept) for found in _plain(item.words, here)]
    return [found for item in items(use) for found in _plain(item.words, here)]


def _low(word: Word) -> str:
    return word.low


def _plain(words: Sequence[Word], here: Here) -> list[Found]:
    named = [word for word in words if not word.is_mark and word.low not in {"the", "our", "a", "free"}]
    if named and named[0].low in {"backup", "backups"}:
        return [Found(Thing("service", "backups"), named[0].start)]
    if not named or not is_plain_service(named, ROLES) or known(named, SOFTWARE) is not None:
        return []
    alone = [Found(Thing("service", named[0].text), named[0].start)] if len(named) == 1 else []
    return services(named, here) or alone


def _made(words: Sequence[Word], here: Here, source: Text) -> None:
    """“our chat (Mattermost)”, “translate.example.org, a hosted Weblate”."""
    for item in items(words):
        program = known(item.note, SOFTWARE)
        if program is not None:
            for found in _plain(item.words, here):
                here.relate(found.thing, "uses_software", Found(Thing("software", program[2]), found.at), source)
