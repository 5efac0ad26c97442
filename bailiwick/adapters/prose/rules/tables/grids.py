"""Tables: what a row is about stands under one heading, what is said of it under the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import PAST, PLANNED
from bailiwick.adapters.prose.rules.clauses.patterned import clauses
from bailiwick.adapters.prose.rules.english.items import items, until
from bailiwick.adapters.prose.rules.english.keys import NONE, SILENT, UNKNOWN
from bailiwick.adapters.prose.rules.english.words import Word, words_of, wordset
from bailiwick.adapters.prose.rules.keyed.cells import READERS
from bailiwick.adapters.prose.rules.keyed.key import split_key, tell
from bailiwick.adapters.prose.rules.keyed.purposes import read_purposes
from bailiwick.adapters.prose.rules.lists.given import tell_given
from bailiwick.adapters.prose.rules.lists.lines import read_rest
from bailiwick.adapters.prose.rules.names.gazetteer import PROVIDERS, ROLES, SOFTWARE
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name, is_plain_service, kind_said, labelled
from bailiwick.adapters.prose.rules.names.shapes import is_domain, is_url, known_whole
from bailiwick.adapters.prose.rules.relations.fragments import read_note
from bailiwick.adapters.prose.rules.sections.headings import title_name
from bailiwick.adapters.prose.rules.slots.services import services
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.tables.columns import Columns, columns_of
from bailiwick.adapters.prose.rules.tables.headless import columns_guessed
from bailiwick.adapters.prose.rules.tables.supplies import read_supplied
from bailiwick.adapters.prose.rules.unmatched.copies import BACKUPS
from bailiwick.adapters.prose.tree import Grid, Item, Text
from bailiwick.lib.statements import Statement, Thing
from bailiwick.lib.text import fold_name

_LONGEST_ROLE = 6
_LONGEST_NAME = 6
#: A cell of so many words says nothing else.
_SHORT = 2
#: A cell that describes, or that says a kind, where a name should stand.
_DESCRIBING = wordset("a an if when that which who our is are runs run")
#: Nor does one of many words with one of these: “Call for papers” is a name.
_JOINING = wordset("for to with")
_LONGEST_JOINED = 4
_NOUNS_OF_KINDS = wordset("system service object server machine host domain provider")
#: With one of these in its notes a row says what was or what may come.
_GONE = wordset("retired decommissioned dead gone defunct obsolete dismantled switched unplugged scrapped")
_COMING = wordset("planned ordered proposed")
#: “DNS of example.org” in the column of names.
_NAMES_OF = re.compile(r"(?:DNS|[Nn]ame servers?|[Zz]one) (?:of|for) (\S+\.\S+)$")
_NAMING = frozenset({"registrar/provider", "dns_hosted_by/provider"})
_CENTRE = "located_at/centre"
#: Behind these a cell says what is to come: “Ada, to become Bert's”.
_POINTING = frozenset({"mine", "ours", "yours", "me", "us", "hers", "his", "theirs"})
_BECOMING = wordset("to until later soon formerly")
#: Columns that say what became of a thing.
_NOTING = frozenset({"/notes", "/roles", "purpose/text", "lifecycle/lifecycle"})


def read_grid(grid: Grid, here: Here) -> None:
    """Say what the rows of a table say."""
    columns = columns_of(grid, here) or columns_guessed(grid, here)
    header = grid.header or (Text("", ((0, 0),)),) * max(map(len, grid.rows), default=0)
    for at, head in enumerate(grid.header if columns is not None else ()):
        if columns is not None and at != columns.name and not columns.targets[at] and head.text.strip():
            here.not_understood(head.line, head.text, "a column whose heading says nothing that is known here")
    for row in grid.rows:
        _read_row(row, header, columns, here)


def _read_row(row: Sequence[Text], header: Sequence[Text], columns: Columns | None, here: Here) -> None:
    text = " | ".join(cell.text for cell in row)
    line = row[0].line if row else 0
    if columns is None:
        here.not_understood(line, text, "a row of a table whose headings say nothing that is known here")
        return
    subjects = _subjects(row, columns)
    mood = _mood(row, columns)
    if not subjects or mood:
        here.not_understood(line, text, mood or "the row does not say what it is about")
        return
    told = False
    for subject in subjects:
        told |= _read_member(subject, row, columns, here) if subject.kind == "person" else False
        for target, cell, head in zip(columns.targets, row, header, strict=False):
            if target != "/copied" or _is_copy(cell, row):
                told |= _read_cell(subject, target, cell, head, here)
        told |= _stands_there(subject, columns, row, here)
    if not told:
        here.not_understood(line, text, "a row that says nothing that is known here")


def _stands_there(subject: Thing, columns: Columns, row: Sequence[Text], here: Here) -> bool:
    """A machine in a table of a provider's section stands there, unless a column says in whose house, or where else."""
    mine = here.scope.things[0] if here.scope.category == "provider" and len(here.scope.things) == 1 else None
    if mine is None or subject.kind != "host" or any(target.startswith("hosted_by") for target in columns.targets):
        return False
    placed = any(cell.text.strip() for cell, to in zip(row, columns.targets, strict=False) if to == _CENTRE)
    said = [one.object for one in here.said if isinstance(one, Statement) and _places(one, subject)]
    elsewhere = (placed and not said) or any(one is not None and one.kind == "provider" for one in said)
    return not elsewhere and here.relate(subject, "located_at", Found(mine, 0), row[columns.name], "table")


def _places(one: Statement, machine: Thing) -> bool:
    return one.subject == machine and one.predicate == "located_at"


def _subjects(row: Sequence[Text], columns: Columns) -> list[Thing]:
    """What a row is about; several machines may share one."""
    if columns.name >= len(row):
        return []
    cell = row[columns.name]
    said = next((kind_said(one.text) for one, to in zip(row, columns.targets, strict=False) if to == "/kind"), "")
    parts = [item.words for item in items(list(words_of(cell.text)))]
    several = len(parts) > 1 and all(len(part) == 1 for part in parts)
    if columns.kind == "host" and several and all(is_machine_name(part[0]) or is_domain(part[0]) for part in parts):
        return [Thing("host", part[0].text) for part in parts]
    words = [word for word in words_of(cell.text) if word.low not in {"the", "our"}]
    if columns.strict and labelled(words) is None and not is_plain_service(words, ROLES):
        return []
    subject = _subject(cell, said or columns.kind)
    return [subject] if subject is not None else []


def _subject(cell: Text, kind: str) -> Thing | None:
    words = list(words_of(cell.text))
    if cell.text.strip().lower() in SILENT or not words or words[0].low in NONE:
        return None
    thing = labelled(words)
    if thing is not None:
        return thing
    if kind == "provider" and known_whole(words, SOFTWARE) and not known_whole(words, PROVIDERS):
        return None  # “Ansible” houses nothing.
    if kind in {"provider", "data-centre"}:
        words = until(words, frozenset({","}))  # “Quayside College, Ulm”
    address = kind in {"domain", "host"} and is_domain(words[0]) and "/" not in words[0].text
    name = (
        words[0].text.partition("//")[2].strip("/") if is_url(words[0]) else title_name(words[:1] if address else words)
    )
    if not name:
        return None
    lows = [words[0].low, *name.lower().split()[1:]]
    joined = len(lows) > _LONGEST_JOINED or {"the", "our"} & set(lows[1:])
    plain = 0 < len(lows) <= _LONGEST_NAME and "," not in name and not set(lows) & _DESCRIBING
    plain = plain and not (joined and set(lows) & _JOINING)
    return Thing(kind, name) if plain and name.lower() not in _NOUNS_OF_KINDS else None


def _mood(row: Sequence[Text], columns: Columns) -> str:
    """Why nothing in a row holds now: its notes say that the thing is gone, or not there yet."""
    cells = [(list(words_of(cell.text)), target) for cell, target in zip(row, columns.targets, strict=False)]
    first = {word.low for words, target in cells for word in words[:2] if target in _NOTING or len(words) <= _SHORT}
    return PAST if first & _GONE else PLANNED if first & _COMING else ""


def _read_member(person: Thing, row: Sequence[Text], columns: Columns, here: Here) -> bool:
    """Somebody in a table of people, with the role that stands in its column."""
    group = here.scope.things if here.scope.category == "team" else ()
    team = group[0] if group else here.scope.crew or here.scope.community
    role = next((row[at].text for at, target in enumerate(columns.targets) if target == "/role" and at < len(row)), "")
    details = {"role": role} if role and len(role.split()) <= _LONGEST_ROLE and role.lower() not in SILENT else {}
    return team is not None and here.relate(person, "member_of", Found(team, 0, details), row[columns.name], "members")


def _read_cell(subject: Thing, target: str, cell: Text, head: Text, here: Here) -> bool:
    words = _unbracketed(list(words_of(cell.text)))
    if here.scope.is_of_copies and target in {"/copied", "uses_software/software"}:
        subject, target = BACKUPS, target.replace("/copied", "hosted_by/place")
    if target == "purpose/text" and subject.kind == "service" and _is_house(subject):
        subject, target = Thing("provider", PROVIDERS[fold_name(subject.name)]), "/holds"
    key, rest, _ = split_key(words)
    named = _NAMES_OF.match(subject.name) if subject.kind == "service" else None
    if key in _NAMING and rest and subject.kind in {"domain", "service"}:
        words, target = list(rest), key  # “Registrar: Lumen” below “With whom”
    elif named is not None and target.startswith("hosted_by"):
        subject, target = Thing("domain", named[1]), "dns_hosted_by/provider"
    if not target or target.endswith("/name") or not words or target in {"/role", "/kind"}:
        return False
    if target == "/notes":
        here.focus = (subject,)
        return read_note(words, subject, cell, here) or _read_sentences(words, subject, cell, here)
    if target == "/account":
        return _read_account(subject, words, cell, head, here)
    if target == "/gives":
        return tell_given(subject, words, here, cell)
    if target == "/roles":
        return read_purposes(words, subject, cell, here)
    if target == "/keeps":
        told = _read_kept(subject, cell, head, here) if subject.kind == "person" else False
    elif target == "/holds":
        told = _read_held(subject, cell, head, here)
    else:
        told = tell((subject,), target, words, here, cell, head.text)
    if not told and cell.text.strip().lower() not in SILENT:
        said = f"a cell that could not be read as “{head.text}”" if head.text else "a cell that differs from its column"
        here.not_understood(cell.line, f"{head.text}: {cell.text}".lstrip(": "), said)
    return told


def _unbracketed(words: list[Word]) -> list[Word]:
    """“(at Lumen)” as all that stands in a cell."""
    closing = [at for at, word in enumerate(words) if word.text == ")"]
    whole = len(words) > 2 and words[0].text == "(" and closing == [len(words) - 1]
    return words[1:-1] if whole else words


def _read_sentences(words: Sequence[Word], subject: Thing, cell: Text, here: Here) -> bool:
    """“donated by Lumen. Moved in 2021.”: notes that are sentences are read as behind a name."""
    before = len([one for one in here.said if isinstance(one, Statement)])
    if any(clauses(words)) and not here.scope.mood:
        read_rest(words, 0, subject, Item(cell), here)
    return len([one for one in here.said if isinstance(one, Statement)]) > before


def _is_copy(cell: Text, row: Sequence[Text]) -> bool:
    """Whether a cell names where copies are kept: somewhere, and not where the thing itself is."""
    here_too = sum(other.text.strip() == cell.text.strip() for other in row) > 1
    return not here_too and cell.text.strip().lower() not in NONE | UNKNOWN


def _is_house(thing: Thing) -> bool:
    """A provider in a column of services: what it is for is there."""
    return fold_name(thing.name) in PROVIDERS and fold_name(thing.name) not in SOFTWARE


def _read_account(subject: Thing, words: Sequence[Word], cell: Text, head: Text, here: Here) -> bool:
    """Who has the account with a firm: what the community has there is theirs to keep."""
    house = subject.kind == "provider" or _is_house(subject)
    told = False
    for found in READERS["people"](until(words, _BECOMING), here, cell) if house else ():
        if found.thing.name in _POINTING:
            continue
        told |= here.relate(Thing("provider", subject.name), "owned_by", found, cell, head.text)
    return told


def _read_kept(keeper: Thing, cell: Text, head: Text, here: Here) -> bool:
    """What somebody looks after."""
    told = False
    for found in services(list(words_of(cell.text)), here):
        told |= here.relate(found.thing, "maintained_by", Found(keeper, found.at), cell, head.text)
    return told


def _read_held(holder: Thing, cell: Text, head: Text, here: Here) -> bool:
    """What a machine runs or a provider houses."""
    told = False
    words = list(words_of(cell.text))
    if holder.kind == "provider":
        told = read_supplied(holder, cell, here)
    for found in services(words, here) if not told else ():
        told |= here.relate(found.thing, "hosted_by", Found(holder, found.at), cell, head.text)
    return told
