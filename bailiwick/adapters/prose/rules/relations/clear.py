"""What a clause is about where only what it says is clear: a phrase that stands on no list is then taken for a name."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.clauses.patterned import Clause
from bailiwick.adapters.prose.rules.english.words import wordset
from bailiwick.adapters.prose.rules.names.gazetteer import PROVIDERS
from bailiwick.adapters.prose.rules.names.shapes import known
from bailiwick.adapters.prose.rules.relations.reading import Reading, objects_of
from bailiwick.adapters.prose.rules.statements.telling import Found
from bailiwick.adapters.prose.rules.subjects.noun_phrases import all_known, names_in_phrase
from bailiwick.adapters.prose.rules.subjects.subject import Subject
from bailiwick.lib.statements import Thing

#: What says where a thing is, or what it is made of.
_CLEAR = frozenset({"hosted_by", "fronted_by", "uses_software", "configured_with", "monitored_by", "dns_hosted_by"})
_HOUSED = wordset("hosted housed self-hosted")
_LONGEST_NAME = 5
_FINITE = wordset("is are has have goes go runs run lives live")


def clear_by_what_is_said(subject: Subject, clause: Clause, reading: Reading) -> Subject:
    """“Outgoing mail of the forge goes through Postmark”: where it is said is clear, so that the phrase is a name."""
    here, pattern = reading.here, clause.pattern
    if pattern.left != "thing" or pattern.says not in _CLEAR:
        return subject
    if clause.before[-1].text == "," and not _FINITE & {word.low for word in clause.trigger}:
        # “Static pages, served by Foo” says what the thing is.
        mine = here.about or here.scope.things
        return Subject(mine, at=clause.before[0].start) if len(mine) == 1 and mine[0].kind == "service" else subject
    housed = bool(_HOUSED & {word.low for word in clause.trigger})
    found = objects_of(clause, reading) or house_behind(clause)
    sure = all_known(found, here) or (housed and all(one.thing.kind == "provider" for one in found))
    things = names_in_phrase(clause.before, here) if sure else ()
    return Subject(things, at=clause.before[0].start) if things else subject


def house_behind(clause: Clause) -> list[Found]:
    """“(powered by) Lumen”: a firm that a list has, where a program was looked for."""
    one = known(clause.after[:_LONGEST_NAME], PROVIDERS)
    return [Found(Thing("provider", one[2]), clause.after[0].start)] if one is not None and one[0] == 0 else []
