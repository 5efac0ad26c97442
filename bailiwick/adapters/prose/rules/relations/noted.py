"""What is said beside the relations: addresses and titles behind names, programs in passing, notes in few words."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.function_words import VAGUE
from bailiwick.adapters.prose.rules.english.items import items
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORGES, PROVIDERS, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import host_of, is_url, known, known_whole, same_address
from bailiwick.adapters.prose.rules.patterns.notes import NOTES
from bailiwick.adapters.prose.rules.patterns.phrases import PhraseBook
from bailiwick.adapters.prose.rules.slots.links import repository_at
from bailiwick.adapters.prose.rules.statements.plausible import is_system
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.rules.subjects.subject import Subject
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

AUXILIARIES = wordset(
    "is are was were be been being has have can may should must 's ’s the a an our also currently now gets get"
)
ASPECTS = {"code": ("source_repo",), "config": ("config_repo",), "code config": ("source_repo", "config_repo")}
_BOOK = PhraseBook(NOTES)


def notes(words: Sequence[Word], here: Here, source: Text, subject: Subject) -> None:
    """Attributes that stand in a sentence, in words of our own."""
    for match in _BOOK.matches(words):
        predicate, _, value = match.pattern.says.partition("=")
        things = _noted(match.pattern.left, words[: match.first], here, subject)
        if predicate == "lifecycle":
            # “Our former forum” says nothing of whose forum it was.
            things = tuple(thing for thing in things if thing.kind != "organisation")
        if value == "legacy":
            _succeeded(things, words[match.first], here, source)
        for thing in things:
            here.describe(
                thing,
                predicate,
                value,
                source,
                words[match.first].start,
                " ".join(word.text for word in words[match.first : match.last]),
            )


def _succeeded(things: tuple[Thing, ...], word: Word, here: Here, source: Text) -> None:
    """“x is the old site” in a section about another: that one came after it."""
    for thing in things if len(here.scope.things) == 1 else ():
        here.relate(thing, "succeeded_by", Found(here.scope.things[0], word.start), source, word.text)


def _noted(slot: str, before: Sequence[Word], here: Here, subject: Subject) -> tuple[Thing, ...]:
    if slot == "provider":
        mine = tuple(thing for thing in here.about or here.scope.things if thing.kind == "provider")
        named = None if mine else known(before[-4:], PROVIDERS)
        return (Thing("provider", named[2]),) if named and named[1] == len(before[-4:]) else mine
    begin = max((at + 1 for at, word in enumerate(before) if word.low in {"and", "but", ",", "that"}), default=0)
    own = subject_of(before[begin:], here) if before[begin:] else subject
    things = own.things or here.about or subject.things or here.scope.things
    return things if not own.aspect else ()


def of_subject(before: Sequence[Word], subject: Subject, here: Here, source: Text) -> None:
    """The address and the title behind a subject's name, and the program in its description."""
    if not before or not subject.things:
        return
    first, last = before[0].start, before[-1].end
    for link in source.links_in(first, last)[:1]:
        program = SOFTWARE.get(fold_name(source.text[link.start : link.end]))
        if (
            program is None
            and len(subject.things) == 1
            and not subject.aspect
            and host_of(link.target) not in FORGES
            and "@" not in link.target
        ):
            here.describe(subject.things[0], "url", link.target, source, link.start)
    _under(before, subject, here, source)
    if subject.named and not subject.aspect:
        here.describe(subject.things[0], "title", subject.named, source, subject.at)
    for name in _programs(before, subject):
        found = Found(Thing("software", name), _place_of(name, before))
        here.relate_each(subject.things, "uses_software", found, source)


def _programs(before: Sequence[Word], subject: Subject) -> list[str]:
    """“Postfix and Dovecot run on …”: what the service is made of, each; no system that it is made for."""
    if not subject.software:
        return []
    whole = [known_whole(item.words, SOFTWARE) for item in items(before)]
    names = dict.fromkeys([subject.software, *whole])
    return [name for name in names if name and not is_system(name)]


def _place_of(name: str, words: Sequence[Word]) -> int:
    first = fold_name(name.split()[0])
    return next((word.start for word in words if fold_name(word.text) == first), words[0].start)


def _under(before: Sequence[Word], subject: Subject, here: Here, source: Text) -> None:
    """“downloads (everything under https://www.example.org/files/)” are part of the site with that address."""
    for at, word in enumerate(before[1:], 1):
        if is_url(word) and before[at - 1].low in {"under", "below", "at"} and len(subject.things) == 1:
            here.describe(subject.things[0], "url", word.text, source, word.start)
            for thing in here.scope.things:
                if same_address(word, thing):
                    here.relate(subject.things[0], "part_of", Found(thing, word.start), source, "under")


def instance_sources(words: Sequence[Word], source: Text) -> list[Found]:
    """“a [Foo instance](link to a repository)”: the source of this instance."""
    found: list[Found] = []
    for link in source.links_in(words[0].start, words[-1].end) if words else ():
        thing = repository_at(link.target) if "instance" in source.text[link.start : link.end].lower() else None
        if thing is not None:
            found.append(Found(thing, link.start, also=(("url", link.target),)))
    return found


def programs_in_parentheses(words: Sequence[Word]) -> list[Found]:
    """“SMTP (Postfix)”."""
    found: list[Found] = []
    for item in items(words):
        program = known_whole(item.note, SOFTWARE)
        if program:
            found.append(Found(Thing("software", program), item.note[0].start))
    return found


def named_repository(words: Sequence[Word], subject: Subject) -> list[Found]:
    """“The Foo code is on GitHub” without a link: a repository known by these words."""
    forge = next(
        (forge for forge in FORGES.values() for word in words[:3] if word.low == forge.lower().removesuffix(".com")), ""
    )
    if not forge or not any(part[:1].isupper() for part in subject.named.split()):
        return []
    if VAGUE & {part.lower() for part in subject.named.split()}:
        return []
    return [Found(Thing("repository", subject.named), words[0].start, also=(("hosted_by", Thing("provider", forge)),))]
