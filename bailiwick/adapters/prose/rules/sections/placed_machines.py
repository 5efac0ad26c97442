"""Machines by where a page has their names: titles beside each other, columns of tables, “on `heron`”.

One word in small letters may be a machine or a service; what it is in one place, it is on the whole page. So these
places are looked for first, and every rule knows the names wherever it meets them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from bailiwick.adapters.prose.rules.english.items import items, until
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import Word, sentences, words_of, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, PROVIDERS
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name, is_small_name
from bailiwick.adapters.prose.rules.names.named_machines import machines_in, nouns_in
from bailiwick.adapters.prose.rules.names.shapes import is_domain, known
from bailiwick.adapters.prose.rules.sections.titles import announced, announced_there
from bailiwick.adapters.prose.tree import Block, Grid, Listing, Page, Paragraph, Section, Text

#: Heads of the columns in which machines stand.
_HEADS = wordset(
    "machine machines server servers host hosts vm vms node nodes box boxes droplet droplets hypervisor hypervisors "
    "worker workers builder builders runner runners computer computers hostname"
)
#: Keys above what only machines have; and their numbers.
_HARDWARE = frozenset({"machine", "hardware", "specification", "specs", "spec", "cpu", "cpus", "ram", "ip", "ipv4"})
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:/\d{1,3})?")
#: Heads of columns in which anything may stand.
_NAMES = frozenset({"name", "names", "which", "what", ""})
_PLACES = frozenset({"hosted_by/place", "hosted_by/house", "hosted_by/institution", "located_at/centre"})
#: Keys of a machine.
_KEYS = frozenset({"hosted_by", "located_at", "distribution"})
#: What a machine is, or has.
_MACHINELY = (
    frozenset(FORMS) - wordset("app apps dyno dynos bucket buckets container containers host hosts")
) | wordset("gb tb ram cpu cores arm arm64 x86 x86-64 ppc64le aarch64 debian ubuntu raspberry proxmox")
_FIRST, _TWO, _KEY = 12, 2, 4
#: “It runs on heron”, whatever the type: enough where the name is a title or stands in a table, too.
_ON = re.compile(r"\b[Oo]n ([a-z][a-z0-9-]{2,24})\b")
_MARKS = re.compile(r"</?[a-z]{1,6}>|[*`]|'{2,3}")


def machines_of(page: Page) -> frozenset[str]:
    """The names of a page's machines, as far as the place of a name says that it is one."""
    text = " ".join(page.lines)
    said = set(machines_in(page.lines))
    nouns = nouns_in(text) - said
    onto = set(_ON.findall(_MARKS.sub("", text))) - nouns
    placed: set[str] = set()
    for above, section in page.root.walk():
        sure = said | placed | onto
        placed |= _titled(section, sure)
        said |= set(_addressed(section))
        placed |= {name for grid in _grids(section.blocks) for name in _listed(grid, (*above, section), sure)}
    return frozenset(said | (placed - nouns))


def _titled(section: Section, said: set[str]) -> set[str]:
    """Single words in small letters that are titles below a provider's, or one of which is a machine's anyway."""
    titled = [(part, names) for part in section.parts if (names := _names(part.title))]
    sure = [names for part, names in titled if said & {*names} or _describes_machine(part)]
    several = len({name for _, names in titled for name in names}) > 1 and 2 * len(titled) >= len(section.parts)
    beside = several and _most_are_names(chain(*(names for _, names in titled)))
    counted = [names for _, names in titled] if beside and (sure or _announces(section)) else sure
    return {name for names in counted for name in names}


def _addressed(section: Section) -> Iterator[str]:
    """“heron.example.org (192.0.2.7)”, or an address above “Hardware: …”: a machine by its address."""
    words = list(words_of(section.title.text)) if section.title is not None else []
    if not words or not is_domain(words[0]):
        return
    number = len(words) > _TWO and words[1].text == "(" and bool(_NUMBER.fullmatch(words[_TWO].text))
    firsts = [text.text.partition(":")[0].strip().lower() for text in _texts(section.blocks[:_TWO])]
    below = [part.title.text.strip(" :").lower() for part in section.parts if part.title is not None]
    if number or _HARDWARE & {*firsts, *below}:
        yield words[0].text


def _names(title: Text | None) -> list[str]:
    """“heron”, “heron, crane”, “heron (retired)”: what a title has of machines' names, and nothing else."""
    words = until(list(words_of(title.text)), frozenset({"(", ":", "–", "—"})) if title is not None else []
    named = [item.words for item in items(words)]
    alone = (
        title is not None and not key_of(title.text) and all(len(one) == 1 and is_small_name(one[0]) for one in named)
    )
    return [one[0].text for one in named] if alone else []


def _most_are_names(names: Iterable[str]) -> bool:
    """Whether most words are nobody else's name: “perch” is a program, too, but not between “pike” and “char”."""
    words = [Word(name, name, 0, len(name)) for name in names]
    return 2 * sum(map(is_machine_name, words)) > len(words)


def _announces(section: Section) -> bool:
    """Whether a title says that machines follow, or who houses what follows."""
    words = [word for word in words_of(section.title.text) if not word.is_mark] if section.title is not None else []
    house = known(words, PROVIDERS)
    return bool(words) and ("host" in {announced(words), announced_there(words)} or house is not None)


def _describes_machine(section: Section) -> bool:
    """Whether a section says first what a machine is or has: “A VM at …”, “Debian 12, 64 GB”, “Place: …”."""
    keyed = {key_of(part.title.text).partition("/")[0] for part in section.parts if part.title is not None}
    for text in _texts(section.blocks[:_TWO]):
        first = next(sentences(text), None)
        lows = [word.low for word in first.words[:_FIRST]] if first is not None else []
        if _MACHINELY & set(lows) and not {"runs", "run"} & set(lows):
            return True
        if ":" in lows[:_KEY]:
            keyed.add(key_of(" ".join(lows[: lows.index(":")])).partition("/")[0])
    return bool(keyed & _KEYS) and len(keyed) > 1


def _texts(blocks: Sequence[Block]) -> Iterator[Text]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Listing):
            yield from (item.text for item in block.items[:_TWO])


def _grids(blocks: Sequence[Block]) -> Iterator[Grid]:
    for block in blocks:
        if isinstance(block, Grid):
            yield block


def _listed(grid: Grid, sections: Sequence[Section], said: set[str]) -> Iterator[str]:
    """The machines in a table: below “Machine”, or below “Name” where the rest of the table is about machines."""
    for at, head in enumerate(grid.header):
        low = head.text.strip(" :").lower()
        names = _cells(grid, at)
        if not names or not (low in _HEADS or (low in _NAMES and at == 0)):
            continue
        small = [name for name in names if is_small_name(name)]
        if 2 * len(small) <= len(names) or not _most_are_names(name.text for name in small):
            continue
        if (
            low in _HEADS
            or said & {name.text for name in small}
            or _announces_any(sections)
            or _are_housed(grid, small)
        ):
            yield from (name.text for name in small)


def _cells(grid: Grid, at: int) -> list[Word]:
    """The names in a column, of cells with nothing else; a longer cell counts as one."""
    found: list[Word] = []
    for row in grid.rows:
        words = list(words_of(row[at].text)) if at < len(row) else []
        for item in items(words):
            if item.words and any(letter.isalnum() for letter in item.words[0].text):
                found.append(item.words[0] if len(item.words) == 1 else Word("?", "?", 0, 0))
    return found


def _announces_any(sections: Sequence[Section]) -> bool:
    return any(_announces(section) for section in sections[-_TWO:])


def _are_housed(grid: Grid, names: Sequence[Word]) -> bool:
    """Whether each of several names stands beside a known provider, in a column of places."""
    columns = [at for at, head in enumerate(grid.header) if key_of(head.text) in _PLACES]
    cells = [list(words_of(row[at].text)) for at in columns for row in grid.rows if at < len(row)]
    return len(names) > 1 and sum(known(cell, PROVIDERS) is not None for cell in cells) >= len(names)
