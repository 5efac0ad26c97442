"""Repositories that a sentence names and no pattern took: of what they are the code, or the configuration, is told by
what else it names, or by what was spoken of.

“It is a Phoenix app, code in ferry/portal, and Ada keeps it.” “DNS records are in ferry/zones.” A sentence of which
the subject is something else, even something that nobody knows, says nothing of what was spoken of before.
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, COPULAS, DETERMINERS, PRONOUNS
from bailiwick.adapters.prose.rules.english.words import POSSESSIVE, Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import known
from bailiwick.adapters.prose.rules.names.sorts import sort_of
from bailiwick.adapters.prose.rules.slots.links import repositories
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.parts import CODE, CONFIG
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.rules.unmatched.typed import segments
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Statement, Thing

_CODE = CODE | wordset("patches issues bugs bug reports repository repo repositories")
_CONFIG = CONFIG | wordset("zone zones records settings")
#: “deployed to Heroku from ferry/portal”, “put online whenever somebody pushes to ferry/site”.
_SAYING = (
    _CODE
    | _CONFIG
    | wordset("built made set configured generated deployed rendered publishes published push pushes pushed")
)
#: Behind one of these a name stands alone: “a Django app (ferry/portal)”.
_BESIDE = frozenset({",", "(", ":", "–", "—"})
_ABOUT = wordset("of for behind to")
_STANDING = COPULAS | wordset("lives live sits sit stands stand kept in at from on under out is are 's ’s : , (")
#: What code makes; what is only configured, for want of anything that was named with it.
_MADE, _CONFIGURED = frozenset({"service", "domain", "software"}), frozenset({"host", "domain", "organisation"})
_SERVED = _MADE | _CONFIGURED


def told_of_code(words: Sequence[Word], here: Here, source: Text, said: Sequence[object] = ()) -> bool:
    """Say of what the repositories are that a sentence names; `said` is what it was found to say."""
    named = any(word.text in here.glossary.repositories for word in words)
    if not named and not (source.links and (_CODE | _CONFIG) & {word.low for word in words}):
        return False
    taken = {thing for one in said if isinstance(one, Statement) for thing in (one.subject, one.object)}
    config, told = _is_config(words), False
    spoken = tuple({one.subject for one in said if isinstance(one, Statement)})
    for clause in segments(words):
        found = [one for one in _named(clause, here, source) if one.thing not in taken]
        if not found or mood_of(clause):
            continue
        things = _of_what([word for word in clause if word.start < found[0].at], here, spoken, config=config)
        paired = len(things) == len(found)
        for at, one in enumerate(found):
            mine = things[at : at + 1] if paired else things
            told |= here.relate_each(mine, "config_repo" if config else "source_repo", one, source, "code")
    return told


def _named(clause: Sequence[Word], here: Here, source: Text) -> list[Found]:
    """The repositories of a clause: by their names, or behind links."""
    names = [word for word in clause if word.text in here.glossary.repositories]
    linked = repositories(clause, source, clause[0].start) if clause and not names else []
    return [Found(Thing("repository", word.text), word.start) for word in names] or linked


def _is_config(words: Sequence[Word]) -> bool:
    """Whether a sentence speaks of configuration, or of who configures."""
    program = known(words, SOFTWARE)
    lows = {word.low for word in words}
    return (program is not None and sort_of(program[2]) == "configured_with") or bool(
        lows & _CONFIG and not lows & CODE
    )


def _of_what(before: Sequence[Word], here: Here, spoken: tuple[Thing, ...], *, config: bool) -> tuple[Thing, ...]:
    """What stands before the name; what was spoken of, where that is nothing but its code.

    `spoken`: of what the sentence was found to say something.
    """
    head = _head(before)
    of = next((at for at, word in enumerate(head) if word.low in _ABOUT and head[at - 1].low in _CODE | _CONFIG), 0)
    if of:
        named = subject_of(head[of + 1 :], here).things
        return _made(tuple(thing for thing in named if _is_known(thing, here)), _SERVED)
    machines = tuple(Thing("host", word.text) for word in head if word.text in here.hosts)
    if machines and all(_only_points(word) or word.text in here.hosts for word in head):
        return machines
    kinds = _CONFIGURED if config else _MADE
    if len(spoken) == 1 and _means_code(before) and (mine := _made(spoken, kinds | _MADE)):
        return mine
    if not all(_only_points(word) for word in head):
        return ()
    alone = here.scope.things if len(here.scope.things) == 1 else ()
    ours = (here.scope.community,) if config and here.scope.community and not here.scope.things else ()
    spoken_of = (here.about, here.focus, alone, ours)
    return next((things for one in spoken_of if (things := _made(one, kinds))), ())


def _means_code(before: Sequence[Word]) -> bool:
    """Whether a clause speaks of code before the name; what it “stores its uploads in” only looks like one."""
    said = any(word.low in _SAYING for word in before)
    return said or any(word.text in _BESIDE for word in before[-1:])


def _is_known(thing: Thing, here: Here) -> bool:
    """Whether the page has it elsewhere, too: a noun before “is in owner/name” may be anything."""
    return "." in thing.name or thing.name in here.glossary.called or thing in here.scope.things or thing.kind == "host"


def _made(things: tuple[Thing, ...], kinds: frozenset[str]) -> tuple[Thing, ...]:
    return things if things and all(thing.kind in kinds for thing in things) else ()


def _head(before: Sequence[Word]) -> list[Word]:
    """What stands before the verb."""
    end = next((at for at, word in enumerate(before) if word.low in _STANDING), len(before))
    return [word for word in before[:end] if not word.is_mark]


def _only_points(word: Word) -> bool:
    plain = DETERMINERS | PRONOUNS | ADVERBS | _CODE | _CONFIG | POSSESSIVE | {"and", "with", "everything"}
    return word.low in plain
