"""A line of a section: a key, an answer, a fragment or a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.clauses.patterned import clauses
from bailiwick.adapters.prose.rules.english.function_words import FINITE, MODALS
from bailiwick.adapters.prose.rules.english.items import items, until
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import Sentence, Word, sentences, wordset
from bailiwick.adapters.prose.rules.keyed.accounts import without_account, without_what_is_there
from bailiwick.adapters.prose.rules.keyed.behind import told_behind, without_itself
from bailiwick.adapters.prose.rules.keyed.key import (
    role_of,
    split_key,
    tell_bare_keys,
    tell_key,
    titled_here,
    told_of_part,
)
from bailiwick.adapters.prose.rules.keyed.members import (
    read_members,
    read_members_key,
    read_office,
    read_roster,
    read_team,
)
from bailiwick.adapters.prose.rules.keyed.pieces import ENDS, pieces
from bailiwick.adapters.prose.rules.keyed.purposes import read_duties
from bailiwick.adapters.prose.rules.lists.answers import LONGEST_LEAD, answered, introduces, unanswered
from bailiwick.adapters.prose.rules.lists.beside import without_subject
from bailiwick.adapters.prose.rules.lists.entries import run_in
from bailiwick.adapters.prose.rules.lists.given import tell_given, told_by_giver
from bailiwick.adapters.prose.rules.lists.housed import housing, noted_housing
from bailiwick.adapters.prose.rules.lists.introduced import INTRODUCES, lead_of
from bailiwick.adapters.prose.rules.lists.leads import Lead
from bailiwick.adapters.prose.rules.lists.topics import points_back, topic_of
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS
from bailiwick.adapters.prose.rules.names.shapes import capital_run, contact_point, initials, is_domain
from bailiwick.adapters.prose.rules.relations.clause import NO_RELATION
from bailiwick.adapters.prose.rules.relations.fragments import fragment
from bailiwick.adapters.prose.rules.sentences.sentence import read_sentence
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Item, Text
from bailiwick.lib.statements import Statement, Thing

#: Keys that speak of the whole community where nothing else is spoken of.
_COMMUNITYS = wordset("registrar dns_hosted_by monitored_by on_call_with configured_with contact")
#: Whoever lives there is no service that is at home there.
_HOMES = wordset("home house flat office basement garage")
#: Who does something that no pattern reads: “Yes, I put them on Lumen.”
_PERSONS = wordset("i he she")
#: Where what a machine is ends.
_LEAD_ENDS = wordset(", ( ; . for which that – —")
_LONGEST_FORM = 8
#: A note stands behind so many words of a fragment.
_SHORT = 4
LONGEST_KEY = 6
Things = tuple[Thing, ...]


def read_text(text: Text, here: Here, about: Things = (), *, opens: bool = False) -> None:
    """Say what the sentences of a text say; the last one, where it introduces a list, says it with the entries."""
    found = list(sentences(text))
    lead = lead_of(text, here) if opens else None
    if lead is not None and lead.says_something:
        introducing = found.pop()
        here.not_understood(introducing.line, introducing.text, here.scope.mood or INTRODUCES)
    named = run_in(found, here) if not about else None
    if named is not None:
        found, about = found[1:], (named,)
    topic: Things = ()
    for sentence in _by_keys(unanswered(found, here) if not about else found):
        if named is not None:
            _read_fragment(sentence, here, named)
            continue
        here.focus = here.focus or (topic if points_back(sentence, here) else ())
        _read_one(sentence, here, about)
        topic = topic or topic_of(sentence, here)


def _by_lines(sentence: Sentence) -> Iterator[Sentence]:
    """Lines that each begin with a key, below each other, are sentences of their own."""
    begins = {start for start, _ in sentence.source.starts[1:]}
    words = sentence.words
    cuts = [at for at, word in enumerate(words) if at and word.start in begins and _begins_with_key(words[at:])]
    if not cuts or not split_key(words)[0]:
        yield sentence
        return
    for first, last in pairwise([0, *cuts, len(words)]):
        yield Sentence(tuple(words[first:last]), sentence.source, sentence.end if last == len(words) else ".")


def _begins_with_key(words: Sequence[Word]) -> bool:
    """A key, whether or not it is known: a few words before a colon."""
    colon = next((at for at, word in enumerate(words[: LONGEST_LEAD + 1]) if word.text == ":"), 0)
    return bool(split_key(words)[0]) or (colon > 0 and not any(word.is_mark for word in words[:colon]))


def _by_keys(found: Sequence[Sentence]) -> Iterator[Sentence]:
    """“Registrar: Gandi, DNS: deSEC” is two."""
    for sentence in (line for one in found for line in _by_lines(one)):
        if split_key(sentence.words)[0] and sum(word.text == ":" for word in sentence.words) > 1:
            yield from (Sentence(piece, sentence.source, sentence.end) for piece in pieces(sentence.words))
        else:
            yield sentence


def _read_one(sentence: Sentence, here: Here, about: Things) -> None:
    bare = without_subject(sentence) if here.listed and not about else None
    sentence = without_account(sentence) if about else sentence
    if here.scope.mood:
        here.not_understood(sentence.line, sentence.text, here.scope.mood)
    elif not about and _says_what_it_is(sentence, here):
        return
    elif bare is not None:
        read_sentence(bare, here, here.listed)
    elif not (_by_key(sentence, here, about) or _without_verb(sentence, here, about)):
        read_sentence(sentence, here, about)


def _says_what_it_is(sentence: Sentence, here: Here) -> bool:
    """“A small VM at Lumen, paid by the club.” as the words of a machine's section: what it is comes first."""
    lead = until(sentence.words, _LEAD_ENDS)
    formed = any(word.low in FORMS for word in lead) and not any(word.low in FINITE for word in lead)
    if here.scope.category != "host" or not formed or not 1 < len(lead) <= _LONGEST_FORM or any(clauses(lead)):
        return False
    told = [fragment(lead, thing, here, sentence.source) for thing in here.scope.things]
    rest = sentence.words[len(lead) + 1 :]
    if any(told) and any(clauses(rest)):
        begin = len(here.said)
        read_sentence(replace(sentence, words=rest), here, here.scope.things)
        here.said[begin:] = [one for one in here.said[begin:] if isinstance(one, Statement)]
    return any(told)


def _by_key(sentence: Sentence, here: Here, about: Things) -> bool:
    """“Owner: Ada”, “Ada (lead), Bert”, an answer below a question."""
    words, source = sentence.words, sentence.source
    target, rest, key = split_key(words)
    things = _spoken_of(target, here, about)
    if read_roster(words, here, source) or told_by_giver(words, here, source):
        return True
    if read_members_key(words, here, source):
        return True
    if all(thing.kind in {"organisation", "team"} for thing in things) and read_team(source, here, words):
        return True
    if not things and read_office(words, here, source):
        return True
    if target and rest and tell_key(things, target, rest, here, source, key):
        return True
    return answered(sentence, here) or told_of_part(words, here, source)


def _spoken_of(target: str, here: Here, about: Things) -> Things:
    """What a key is of, when it does not say: the community for keys that only it has."""
    things = about or here.scope.things or here.focus or here.scope.above
    ours = here.scope.community
    if not things and target.endswith("/people"):
        return titled_here(here)
    return (ours,) if not things and ours is not None and target.partition("/")[0] in _COMMUNITYS else things


def _is_said(words: Sequence[Word]) -> bool:
    """Whether it is a sentence that has a verb of its own, and not only a name below a key."""
    at = next((at for at, word in enumerate(words) if word.low in FINITE), 0)
    return at > 0 and at + 2 < len(words)


def _without_verb(sentence: Sentence, here: Here, about: Things) -> bool:
    """What stands below a key as a title; a note in the section of a person, a provider or a machine."""
    words, source, scope = sentence.words, sentence.source, here.scope
    lows = {word.low for word in words}
    if any(clauses(words)) or lows & (MODALS | _PERSONS):
        return False
    if _addresses(words, here, about, source):
        return True
    title = scope.titles[-1] if scope.titles and scope.category == "aspect" else ""
    titled = key_of(title) if title and not introduces(words) and not _is_said(words) else ""
    if (
        titled
        and not (about and titled.endswith("/people"))
        and tell_key(_spoken_of(titled, here, about), titled, words, here, source, title)
    ):
        return True
    if read_members(words, here, source) or role_of(sentence, here, _spoken_of(split_key(words)[0], here, about)):
        return True
    if scope.category == "person" and not about:
        read_duties(words, scope.things[0], source, here)
        return True
    plain = [word for word in words if word.text not in ENDS]
    if about or len(scope.things) != 1 or not plain or scope.category not in {"provider", "host"}:
        return False
    rest = tell_given if scope.category == "provider" else _housed
    return fragment(plain, scope.things[0], here, source) or rest(scope.things[0], plain, here, source)


def _addresses(words: Sequence[Word], here: Here, about: Things, source: Text) -> bool:
    """“Ada Byron, ada@example.org” as a whole sentence; an address alone where a team or somebody is spoken of."""
    plain = [word for word in words if not word.is_mark]
    points = [word for word in plain if contact_point(word) is not None]
    whose = [one.thing for one in people(words, here) if one.thing.kind in {"person", "team"}]
    spoken = [thing for thing in about or here.scope.things if thing.kind in {"person", "team"}]
    things = whose if plain != points else spoken
    named = plain == points or capital_run(plain) == (0, len(plain) - 1)
    point = contact_point(plain[-1]) if plain and len(points) == len(things) == 1 and named else None
    return point is not None and here.relate(things[0], "contact", Found(point, points[0].start), source)


def _housed(machine: Thing, words: Sequence[Word], here: Here, source: Text) -> bool:
    """“wiki and lists”, “The build master, ci.example.org” as all that stands in a machine's section."""
    addressed = [word for word in words if is_domain(word) and word.text.count(".") > 1 and word.text != machine.name]
    said = any(word.low in FINITE for word in words) or bool(mood_of(words))
    if len(addressed) == 1 and "." not in machine.name and not said:
        service = Thing("service", addressed[0].text)
        return here.relate(service, "hosted_by", Found(machine, addressed[0].start), source, "list")
    return housing(words, machine, here, source)


def read_several(
    words: Sequence[Word], at: int, machines: Sequence[Thing], item: Item, here: Here, lead: Lead | None
) -> None:
    """The same of several machines; what is not understood is so of all of them, and listed once."""
    for machine in machines:
        here.hosts.add(machine.name)
        begin = len(here.said)
        if lead is not None and lead.holder is not None and lead.kind in {"", "host"}:
            here.relate(machine, "hosted_by", Found(lead.holder, words[0].start), item.text, "list")
        read_rest(words, at, machine, item, here)
        if machine != machines[0]:
            here.said[begin:] = [one for one in here.said[begin:] if isinstance(one, Statement)]


def read_rest(words: Sequence[Word], at: int, named: Thing, item: Item, here: Here) -> None:
    """What stands behind the name, with the name as its subject."""
    inside = 0 < at <= len(words) and words[at - 1].text == "("
    if at + 1 < len(words) and inside and is_domain(words[at]) and words[at + 1].text == ")":
        at, inside = at + 2, False
    for piece in pieces(words[at:], inside=inside):
        end = piece[-1].text if piece[-1].text in ENDS else "."
        _read_fragment(Sentence(piece, item.text, end), here, named)


def _that_behind(words: Sequence[Word]) -> int:
    """“a virtual server that is on heron” → “is on heron”; 0 where no such noun stands first."""
    at = next((at for at, word in enumerate(words[:LONGEST_KEY]) if word.low in {"that", "which"}), 0)
    plain = words[0].low in {"a", "an", "our", "the"} and not any(word.is_mark for word in words[:at])
    return at + 1 if plain and 1 < at < len(words) - 1 and words[at - 1].low in FORMS else 0


def _holding(words: Sequence[Word]) -> Sequence[Word]:
    """“Hugo, GitLab Pages, any member can edit” without what only may be."""
    at = next((at for at, word in enumerate(words) if word.low in MODALS), len(words))
    comma = max((before for before in range(at) if words[before].text == ","), default=0)
    return words[:comma] if at < len(words) and comma else words


def _read_fragment(sentence: Sentence, here: Here, named: Thing) -> None:
    """“on heron”, “Etherpad”, “Lumen”: a place or a program may stand alone behind a name."""
    here.focus = (named,)
    alone = sentence.words[0].low if len(sentence.words) == 1 else ""
    if len(alone) > 1 and initials(named.name).startswith(alone):
        return
    that = _that_behind(sentence.words)
    if that:
        sentence = replace(sentence, words=sentence.words[that:])
    sentence = replace(sentence, words=tuple(without_what_is_there(sentence.words)))
    sentence = replace(sentence, words=tuple(without_itself(sentence.words, named)))
    plain = [word for word in sentence.words if word.text not in ENDS | {")", "–", "—", "-"}]
    if len(plain) > 2 and plain[0].low in _HOMES and plain[1].low == "of":
        here.not_understood(sentence.line, sentence.text, NO_RELATION)
        return
    for one in items(plain) if any(word.text == "(" for word in plain[1:_SHORT]) else ():
        told_behind(one.note, named, here, sentence.source)
    if tell_bare_keys(plain, named, here, sentence.source):
        return
    if not split_key(plain)[0] and told_behind(plain, named, here, sentence.source):
        return
    if (
        named.kind == "host"
        and not any(clauses(sentence.words))
        and noted_housing(sentence.words, named, here, sentence)
    ):
        return
    if not any(clauses(sentence.words)) and fragment(_holding(plain), named, here, sentence.source):
        return
    if named.kind == "provider" and tell_given(named, sentence.words, here, sentence.source):
        return
    if (
        named.kind == "host"
        and not any(clauses(sentence.words))
        and housing(plain, named, here, sentence.source, half=True)
    ):
        return
    _read_one(sentence, here, (named,))
