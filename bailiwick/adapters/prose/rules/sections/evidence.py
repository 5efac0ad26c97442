"""What a section's own sentences say its title is: a service, a machine, or nothing that is known.

A title such as “Identity” names a service only where what stands below speaks of it as of one: “It runs on …”,
“Software: …”, “The identity server is kept by …”. A title in small letters names a machine where the text says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.clauses.patterned import Clause, clauses
from bailiwick.adapters.prose.rules.clauses.trimming import trimmed
from bailiwick.adapters.prose.rules.english.function_words import PRONOUNS
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import Word, sentences, spell, words_of, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import (
    COMPANY_WORDS,
    DUTIES,
    FORMS,
    PROVIDERS,
    SERVICE_NOUNS,
    SOFTWARE,
    TEAM_WORDS,
)
from bailiwick.adapters.prose.rules.names.shapes import capital_run, is_capital, known, known_whole, organised
from bailiwick.adapters.prose.tree import Listing, Paragraph, Section, Text

#: How many sentences are looked at.
_SENTENCES = 4
_STEM = 5
#: What things are called by, and nobody.
_CALLED = (
    DUTIES
    | frozenset(FORMS)
    | TEAM_WORDS
    | wordset(
        "domains email dns other others misc services servers infrastructure social money finances legal repositories"
    )
)
_SAYINGS = wordset(
    "hosted_by owned_by maintained_by run_by managed_by uses_software fronted_by monitored_by configured_with "
    "source_repo funded_by"
)
_KEYS = wordset("hosted_by runs_on owned_by maintained_by run_by uses_software source_repo url fronted_by")
_HARDWARE = wordset("runs hosts cpu ram memory disk disks os ip ipv4 distro kernel hardware serves cores")
_KEEPING = wordset("owned_by maintained_by run_by")
_MACHINE_KEYS = wordset("located_at distribution region")
_MACHINES = wordset("tower board pi nas vm vps server machine box host node hypervisor droplet laptop desktop vserver")
_LEADS = 8
#: A subject is looked for in so many words.
_NOUNS = 5
_MEMBERS = wordset("members people team volunteers staff")
_LEAST = 2
_NOTE_ENDS = wordset(", ; . ( – — - on at hosted run kept")
_LONGEST_PERSON = 5
#: Beside titles that are people: what nobody looks after.
_VACANT = wordset("nobody vacant unassigned open others everybody")
#: How many titles beside one are looked at.
_BESIDE = 4
_AROUND = 12


def spoken_of(title: Sequence[Word], section: Section) -> str:
    """“service” or “host” when the section's first sentences speak of its title as of one; else nothing."""
    if _is_machine_name(title) and any(_of_a_machine(words, title) for words in _first(section)):
        return "host"
    keys, other = 0, False
    for at, words in enumerate(_first(section)):
        target = _key(words)
        predicate = target.partition("/")[0]
        keys += predicate in _KEYS
        if keys > 1 or (not target and _says_service(words, title, first=at == 0, other=other)):
            return "service"
        other = _is_of_another(words, title)
    return ""


def _is_of_another(words: Sequence[Word], title: Sequence[Word]) -> bool:
    """“The archive itself moved in March.”: “it” in the next sentence is the archive, whatever the title."""
    return words[0].low in {"the", "our"} and not akin(words[1:_NOUNS], title)


def lists_people(section: Section) -> bool:
    """Whether the section's first list is one of people, two or more."""
    listing = next((block for block in section.blocks if isinstance(block, Listing)), None)
    names = [list(words_of(item.text.text)) for item in listing.items] if listing is not None else []
    return len(names) > 1 and all(is_person(name) for name in names)


def has_members(section: Section) -> bool:
    """Whether one of the section's first lines is “Members: Ada Byron, Bert Berg”."""
    return any(
        len(words) > _LEAST and words[1].text == ":" and words[0].low in _MEMBERS and is_capital(words[2])
        for words in _first(section)
    )


def is_note(section: Section) -> bool:
    """Whether one short note stands in a section, beginning with a program or a provider: “Keycloak, hosted by …”."""
    words = next(_first(section), ())
    lead = until(words, _NOTE_ENDS)[:_LONGEST_PERSON]
    short = len(section.blocks) == 1 and not section.parts and isinstance(section.blocks[0], Paragraph)
    return short and bool(known_whole(lead, {**PROVIDERS, **SOFTWARE}))


def is_keyed(section: Section) -> bool:
    """Whether the section begins with keys of a service: who keeps it, and where or of what it is."""
    predicates = {_key(words).partition("/")[0] for words in _first(section)}
    return bool(predicates & _KEEPING) and bool(predicates & (_KEYS - _KEEPING | {"located_at"}))


def is_keyed_machine(section: Section) -> bool:
    """Whether one of these keys is a machine's: what it runs, of what it is made."""
    keys = {words[0].low for words in _first(section) if len(words) > 1 and words[1].text == ":"}
    return bool(keys & _HARDWARE)


def among_people(above: Section, title: str) -> bool:
    """Whether a title is somebody's name, as those beside it are."""
    beside = [part.title.text for part in above.parts[:_BESIDE] if part.title is not None]
    beside = [name for name in beside if name.lower().split()[0] not in _VACANT]
    return len(beside) > 1 and all(is_person(list(words_of(name))) for name in (title, *beside))


def among_keepers(above: Section) -> bool:
    """Whether the titles below “Ownership” are people, each with a list of what is theirs."""
    beside = [part for part in above.parts if part.title is not None]
    key = key_of(above.title.text) if above.title is not None else ""
    return (
        len(beside) > 1
        and key.endswith("/people")
        and all(_may_sign(list(words_of(part.title.text if part.title else ""))) for part in beside)
        and all(isinstance(block, Listing) for part in beside for block in part.blocks[:1])
        and not any(lists_people(part) for part in beside)
    )


def _may_sign(words: Sequence[Word]) -> bool:
    """Somebody's name, or one word that nothing is called by."""
    alone = len(words) == 1 and words[0].text.replace("_", "").isalnum() and words[0].low not in _CALLED
    return is_person(words) or (alone and known(words, PROVIDERS) is None and known(words, SOFTWARE) is None)


def among_providers(above: Section, title: Sequence[Word]) -> bool:
    """Whether a title is a name, and titles beside it are known providers: two, or one beside a company's name."""
    beside = [list(words_of(part.title.text)) for part in above.parts[:_AROUND] if part.title is not None]
    houses = sum(bool(known_whole(name, PROVIDERS)) for name in beside)
    named = capital_run(title) == (0, len(title)) and known(title, SOFTWARE) is None
    company = bool(organised(title) == "organisation" or {word.low for word in title} & COMPANY_WORDS)
    return named and ((houses > 1 and 3 * houses >= len(beside)) or (houses > 0 and company))


def is_person(words: Sequence[Word]) -> bool:
    name = until(words, frozenset({"(", ",", "–", "—", "-", ":", "<"}))
    plain = 1 < len(name) < _LONGEST_PERSON and capital_run(name) == (0, len(name)) and not organised(name)
    plain = plain and all(word.low not in SERVICE_NOUNS and word.text.replace("-", "").isalpha() for word in name)
    return plain and known(name, PROVIDERS) is None and known(name, SOFTWARE) is None


def _first(section: Section) -> Iterator[tuple[Word, ...]]:
    count = 0
    for text in _texts(section):
        for sentence in sentences(text):
            if sentence.end == "?":
                continue
            count += 1
            if count > _SENTENCES:
                return
            yield sentence.words


def _texts(section: Section) -> Iterator[Text]:
    for part in section.parts[:_SENTENCES]:
        if part.title is not None and key_of(part.title.text):
            yield Text(f"{part.title.text}:", part.title.starts)
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Listing):
            for item in block.items:
                yield (
                    Text(f"{item.text.text}:", item.text.starts)
                    if item.blocks and key_of(item.text.text)
                    else item.text
                )


def _key(words: Sequence[Word]) -> str:
    colon = next((at for at, word in enumerate(words[:5]) if word.text == ":" and at), 0)
    return key_of(spell(words[:colon])) if colon else ""


def _is_machine_name(title: Sequence[Word]) -> bool:
    return len(title) == 1 and title[0].text == title[0].low and title[0].low not in SERVICE_NOUNS


def _of_a_machine(words: Sequence[Word], title: Sequence[Word]) -> bool:
    return _key(words).partition("/")[0] in _MACHINE_KEYS or _says_machine(words, title)


def _says_machine(words: Sequence[Word], title: Sequence[Word]) -> bool:
    """“A root server at …”, “plum is a VM …”."""
    lows = [word.low for word in words[:_LEADS]]
    if words[0].text == title[0].text:
        return True
    if lows[0] == title[0].low and len(lows) > 2 and lows[1] in {"is", "was"}:
        lows = lows[2:]
    at = next((at for at, low in enumerate(lows) if low in _MACHINES), None)
    if at and (lows[at - 1] in SERVICE_NOUNS | DUTIES or lows[at + 1 : at + 2] == ["of"]):
        return False  # “The tile server uses …”, “A server of the university hosts it”
    house = known(words[:2], PROVIDERS)
    if house is not None and house[0] == 0:
        return True
    return at is not None and (lows[0] in {"a", "an", "our", "the", "this", "one", "is"} or at < 2)


def _says_service(words: Sequence[Word], title: Sequence[Word], *, first: bool, other: bool) -> bool:
    program = known(words[:3], SOFTWARE)
    if first and program is not None and program[0] == 0 and not any(clauses(words)):
        return True
    return any(_about_the_title(clause, title, other=other) for clause in clauses(words))


def _about_the_title(clause: Clause, title: Sequence[Word], *, other: bool) -> bool:
    """Whether a relation is said of “it” (unless that is an `other`), of nothing, or of the title in other words."""
    if clause.pattern.left != "thing" or clause.pattern.says not in _SAYINGS or clause.inherits or clause.relative:
        return False
    subject = [word for word in trimmed(clause.before) if word.low not in {"the", "our", "this", "its"}]
    if not subject:
        return bool(clause.after)
    if len(subject) == 1 and subject[0].low in PRONOUNS:
        return not other
    if known(subject, PROVIDERS) is not None:
        return False
    return akin(subject, title)


def akin(words: Sequence[Word], title: Sequence[Word]) -> bool:
    """“the build server” below “Builds”, “continuous integration” below “CI”."""
    stems = {word.low[:_STEM] for word in title if len(word.low) > 3}
    short = "".join(word.low[0] for word in words)
    return any(word.low[:_STEM] in stems for word in words) or (len(title) == 1 and title[0].low == short)
