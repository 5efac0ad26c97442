"""What “which” speaks of: the program or the machine that the clause before named."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.clauses.patterned import Clause
from bailiwick.adapters.prose.rules.english.words import spell, unmarked
from bailiwick.adapters.prose.rules.relations.reading import RESPONSIBLE, Reading
from bailiwick.adapters.prose.rules.statements.telling import Found
from bailiwick.adapters.prose.rules.subjects.subject import Subject
from bailiwick.lib.statements import Thing

_THINGS = frozenset({"service", "software", "host", "provider", "tracker", "repository", "data-centre", "team"})


def done_to_the_last(clause: Clause, reading: Reading) -> bool:
    """“… by Icinga, which Ada runs on heron”: Icinga runs there, and Ada is who runs it."""
    name = unmarked(clause.before[1:])
    whole = reading.here.glossary.has_person(spell(name))
    runs = clause.pattern.name == "runs on" and clause.trigger[0].low == "runs"
    if not (runs and whole and clause.before[0].low in {"which", "that"} and len(reading.objects) == 1):
        return False
    who = Found(Thing("person", spell(name)), name[0].start)
    return reading.here.relate(reading.objects[0], "run_by", who, reading.source, "runs")


def related(reading: Reading) -> Subject:
    """“… on heron, which is housed at Lumen”: the one thing named last."""
    if len(reading.objects) == 1 and reading.objects[0].kind in _THINGS:
        watching = reading.clause is not None and reading.clause.pattern.right == "watcher"
        if watching and reading.clause is not None and {"on", "at"} & {word.low for word in reading.clause.after}:
            return Subject(why="not clear what “which” means")
        program = reading.objects[0].kind == "software" and bool(reading.subject.things) and not watching
        return Subject(reading.subject.things if program else reading.objects)
    return Subject(why="not clear what “which” means")


def of_the_watcher(clause: Clause, reading: Reading) -> bool:
    """“monitored with Icinga, operated by Ada”: without an “and” it is said of Icinga."""
    before = reading.clause
    if before is None or before.pattern.right != "watcher" or not before.after:
        return False
    between = reading.source.text[before.after[-1].end : clause.trigger[0].start]
    return "and" not in between.split() and clause.pattern.says in RESPONSIBLE
