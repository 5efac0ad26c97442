"""What stands in the slots of parts: programs, tools, watchers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS, VAGUE
from bailiwick.adapters.prose.rules.english.items import items, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, unmarked, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import COMMON, DUTIES, PROVIDERS, SERVICE_NOUNS, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import capital_run, is_capital, is_domain, known
from bailiwick.adapters.prose.rules.slots.links import repositories
from bailiwick.adapters.prose.rules.slots.where import place
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_STOPS = wordset(
    "which that who where since for to because but until when while so although however with on in at by via "
    "through from under behind running written hosted maintained installed whose"
)
_INSTANCES = wordset(
    "instance instances app application installation deployment site server wiki forum bot project setup "
    "repositories repository website blog"
)
_AVAILABLE = wordset("available reachable located living")
_FEW = 4
#: English words end so.
_ENGLISH = (
    "s",
    "ed",
    "ing",
    "al",
    "ic",
    "ive",
    "er",
    "ent",
    "ant",
    "ary",
    "ate",
    "ion",
    "y",
    "le",
    "ous",
    "ful",
    "ble",
)
_DAEMONS = wordset("daemon daemons instances software binary binaries")
_COMPOUNDS = ("-based", "-powered", "-driven")
_VERSION = frozenset("0123456789v")


def software(words: Sequence[Word], here: Here, *, bold: bool = True) -> list[Found]:
    """The programs in a slot; not `bold`: only those that are well known."""
    found: list[Found] = []
    for item in items(until(words, _STOPS - {"with"})):
        for part in _parts(item.words):
            one = _program(part, bold=bold and not found)
            if one is not None:
                found.append(one)
    return found


def _parts(words: Sequence[Word]) -> list[list[Word]]:
    """“Foo with a Bar database” → “Foo”, “a Bar database”."""
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.low == "with":
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]


def _program(words: Sequence[Word], *, bold: bool) -> Found | None:
    kept = unmarked(words)
    called = next((at for at, word in enumerate(kept[:-1]) if at and word.low in {"called", "named"}), 0)
    if called and kept[called - 1].low in _PROGRAMS:
        return _program(kept[called + 1 :], bold=True)
    daemon = [word for word in kept if word.low not in DETERMINERS]
    if len(daemon) == 2 and daemon[1].low in _DAEMONS and _is_coined(daemon[0]):
        return Found(Thing("software", daemon[0].text), daemon[0].start)
    one = known(kept, SOFTWARE)
    if one is not None and all(
        word.low in DETERMINERS or word.low in {"version", "software"} or is_capital(word) for word in kept[: one[0]]
    ):
        return Found(Thing("software", one[2]), kept[one[0]].start)
    while kept and kept[0].low in DETERMINERS:
        kept.pop(0)
    run = capital_run(kept)
    if not bold or run is None or run[0] != 0 or known(kept, PROVIDERS):
        return None
    name = [word for word in kept[: run[1]] if not set(word.low) <= _VERSION | {"."}]
    rest = kept[run[1] :]
    if (
        not name
        or len(name) > 3
        or any(word.low not in _INSTANCES | {"software", "engine", "platform"} for word in rest)
    ):
        return None
    return Found(Thing("software", spell(name)), name[0].start)


def _describes(words: Sequence[Word]) -> bool:
    """“static website”, “instance available”: what sort of thing it is, and no other name."""
    sort = until(words, _AVAILABLE)
    return bool(sort) and sort[-1].low in _INSTANCES and all(word.text == word.low for word in words)


def _is_coined(word: Word) -> bool:
    """“fooserv” in “the fooserv daemon”: a word of nobody's language, or a name."""
    plain = word.low in SERVICE_NOUNS | DUTIES | COMMON | VAGUE or known([word], SOFTWARE) is not None
    odd = word.text.isalnum() and len(word.text) > _FEW and not word.low.endswith(_ENGLISH)
    return not plain and odd and word.text == word.low


def instance(words: Sequence[Word], here: Here) -> list[Found]:
    """“a Django app”, “a Foo instance”: the program that it is one of."""
    kept = [word for word in until(words, _STOPS | {"hosted", ",", "("}) if not word.is_mark]
    while kept and kept[0].low in DETERMINERS | {
        "simple",
        "standard",
        "plain",
        "stock",
        "self-hosted",
        "basic",
        "customised",
        "customized",
        "static",
    }:
        kept.pop(0)
    if kept and kept[0].low.endswith(_COMPOUNDS):
        # “a Foo-based forum”
        stem = replace(kept[0], text=kept[0].text.rpartition("-")[0], low=kept[0].low.rpartition("-")[0])
        based = known([stem], SOFTWARE)
        return [Found(Thing("software", based[2]), stem.start)] if based is not None else []
    one = known(kept, SOFTWARE)
    behind = kept[one[1]].low if one is not None and one[1] < len(kept) else ""
    if (
        one is not None
        and one[0] < _FEW
        and behind in _INSTANCES
        and all(word.text == word.low for word in kept[: one[0]])
    ):
        return [Found(Thing("software", one[2]), kept[one[0]].start)]
    if one is not None and one[0] == 0 and behind and _describes(kept[one[1] :]):
        return [Found(Thing("software", one[2]), kept[0].start)]
    if one is not None and one[0] == 0 and (not behind or behind in _INSTANCES | {"based", "powered", "3", "2", "and"}):
        return [Found(Thing("software", one[2]), kept[0].start)]
    run = capital_run(kept)
    if (
        run is not None
        and run[0] == 0
        and run[1] < len(kept)
        and kept[run[1]].low in {"instance", "installation", "deployment", "install"}
    ):
        name = kept[: run[1]]
        if known(name, PROVIDERS) is None and len(name) < 4:
            return [Found(Thing("software", spell(name)), name[0].start)]
    return []


#: What a program is, before “called Foo”.
_PROGRAMS = wordset(
    "program software tool engine system platform application app daemon bot generator checker monitor server script "
    "framework package client panel frontend theme plugin library service scheduler tracker"
)
#: Behind one of these “in owner/name” is a repository.
_CODE = wordset("playbooks playbook roles states manifests recipes cookbooks modules")


def tools(words: Sequence[Word], here: Here, source: Text, start: int, *, bold: bool = True) -> list[Found]:
    """What configures a thing: a repository that is linked to, or a program."""
    kept = until(words, _STOPS)
    sure = bool(_CODE & {word.low for word in words})
    named = repositories(kept, source, start)
    return named or [*software(kept, here, bold=bold), *repositories(words, source, start, sure=sure)]


def watchers(words: Sequence[Word], here: Here) -> list[Found]:
    """Who watches, a provider, a program or a service, and the machine that it is on."""
    found = _watchers(words, here)
    at = next((at for at, word in enumerate(words) if word.low == "on" and at), None)
    machines = [one for one in place(words[at + 1 :], here, "on", bold=False) if one.thing.kind == "host"] if at else []
    if len(found) != 1 or len(machines) != 1 or found[0].thing.kind == "provider":
        return found
    return [replace(found[0], also=(("hosted_by", machines[0].thing), *machines[0].also))]


def _watchers(words: Sequence[Word], here: Here) -> list[Found]:
    found: list[Found] = []
    for item in items(until(words, _STOPS | {"and/or"})):
        kept = [word for word in item.words if word.low not in DETERMINERS and not word.is_mark]
        for names, kind in ((PROVIDERS, "provider"), (SOFTWARE, "software")):
            one = known(kept, names)
            if one is not None:
                found.append(Found(Thing(kind, one[2]), kept[one[0]].start))
                break
        else:
            found += _unknown_watcher(kept, here)
    return found


def _unknown_watcher(kept: list[Word], here: Here) -> list[Found]:
    if kept and is_domain(kept[0]):
        return [Found(Thing("service", kept[0].text), kept[0].start)]
    mine = next((thing for thing in here.scope.things if thing.name.lower() == spell(kept).lower()), None)
    return [Found(mine, kept[0].start)] if mine is not None and kept else []
