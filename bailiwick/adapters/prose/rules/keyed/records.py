"""An entry that is a record: “Host: heron; OS: Debian; Admin: Ada”, a key that names and keys of what it names."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.words import Word, spell, unmarked
from bailiwick.adapters.prose.rules.keyed.key import split_key, tell_key
from bailiwick.adapters.prose.rules.keyed.pieces import ENDS, pieces
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name, is_short_name
from bailiwick.adapters.prose.rules.names.shapes import is_domain
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

#: Keys whose value names what the other keys are of.
_NAMING = {"runs_on/machine": "host", "hosted_by/house": "provider"}
_LEAST = 2
_NOTE_MARKS = frozenset({"(", "–", "—", "-", ";"})


def told_record(words: Sequence[Word], here: Here, source: Text) -> Thing | None:
    """What a record is about, said of it what its keys say; None where it is none."""
    parts = [split_key([word for word in piece if word.text not in ENDS]) for piece in pieces(words)]
    if len(parts) < _LEAST or not all(target for target, _, _ in parts) or here.scope.mood:
        return None
    thing = _named(*parts[0][:2])
    if thing is None:
        return None
    told = False
    for target, value, key in parts[1:]:
        told |= bool(value) and tell_key((thing,), target, value, here, source, key)
    return thing if told else None


def noted_name(words: Sequence[Word]) -> tuple[Thing | None, int]:
    """“Domain: ferry.example (registered at Lumen, owner: Ada)”: what is named, and where the notes on it begin."""
    target, value, _ = split_key(words)
    at = next((at for at, word in enumerate(value) if word.text in _NOTE_MARKS), 0)
    thing = _named(target, value[:at]) if at else None
    fits = thing is not None and thing.kind in {"domain", "host"} and at == 1
    return (thing, len(words) - len(value) + at + 1) if fits else (None, 0)


def _named(target: str, value: Sequence[Word]) -> Thing | None:
    kind = _NAMING.get(target) or (target.partition("/")[0] if target.endswith("/name") else "")
    name = unmarked(value)
    if not kind or not name or len(name) != len(value):
        return None
    alone = len(name) == 1 and (is_domain(name[0]) or is_machine_name(name[0]) or kind != "domain")
    return Thing(kind, spell(name)) if alone or is_short_name(name) else None
