"""Names that a page gives beside what they stand for: “Ada Byron (@ada)”, “the Stokers, a group of volunteers”.

They are looked for in the running text, so that a line further down knows who “Ada”, “@ada” and “the Stokers” are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.english.words import wordset
from bailiwick.adapters.prose.rules.names.gazetteer import COMPANY_WORDS, ORGANISATION_WORDS, SERVICE_NOUNS, TEAM_WORDS
from bailiwick.adapters.prose.rules.names.named_people import is_first_name
from bailiwick.adapters.prose.rules.names.shapes import is_well_known
from bailiwick.adapters.prose.tree import Grid, Page, Text

_NAME = r"([A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{0,30}\.?){1,3})"
_SIGNED = re.compile(
    _NAME + r" (?:\(|– |— |- )(?:(?:login|handle|nick|user|GitHub|IRC)s?:? )?@([\w-]{2,30})\b(?!@|\.\w)"
)
_SURNAME = r"((?:(?:van|von|de|der|den|da|di|la|le|du|al|el|bin) ){0,2}[A-Z][\w’'-]{2,30})(?![\w.]*\.[a-z])"
_WHOLE = re.compile(rf"\b([^\W\d_][\w’'-]{{1,30}}) {_SURNAME}")
#: What stands behind a name in a title.
_NOTE = re.compile(r" ?(?:\(|[,:–—]| - ).{0,80}$")
_NO_SURNAMES = COMPANY_WORDS | ORGANISATION_WORDS | TEAM_WORDS | SERVICE_NOUNS
_MARKED = r"[\W_]{0,6}"
_CROWD = r"(?:team|crew|group|bunch|circle|gang|collective|committee|handful|squad)"
_CREW = r"(?:team|crew|group)"
#: “the Stokers, a loose group of volunteers”; “Root, our sysadmin team”; “our sysadmin team, the Stokers”.
_CREWS = (
    re.compile(rf"\b[Tt]he {_MARKED}([A-Z]\w+s){_MARKED}, (?:a|an|our) (?:[\w-]+ ){{0,3}}{_CROWD}\b"),
    re.compile(rf"\b([A-Z]\w+){_MARKED}(?:,|is) our (?:[\w-]+ ){{0,2}}{_CREW}\b(?! [a-z]*(?:lead|head|member))"),
    re.compile(rf"\b[Oo]ur (?:[\w-]+ ){{0,2}}{_CREW}, (?:the|called|named) {_MARKED}([A-Z]\w+)\b(?! [A-Z])"),
)  # fmt: skip
#: Above how people sign; below “user”, “login” and “alias” stand services and lists, too.
_HANDLES = wordset("handle handles nick nicks nickname username")
_CREWED = TEAM_WORDS | wordset("who whom")
_HANDLE = re.compile(r"^\w[\w.-]{1,30}$")
_ADDRESS = re.compile(r"\.[a-z]{2,}$")
_WHOLE_NAME = re.compile(rf"^[A-Z][\w’'-]{{1,30}} {_SURNAME}$")
_NO_TEAMS = frozenset({"This", "That", "It", "There", "Here", "We", "The", "Who", "She", "He"})


def logins_in(text: str) -> dict[str, str]:
    """“ada” → “Ada Byron”."""
    return {login: name for name, login in _SIGNED.findall(text) if not is_well_known(name)}


def handles_in(page: Page) -> dict[str, str]:
    """“moth” → “Ada Byron”, where a table has handles in one column and whole names in another.

    "" without those, which is believed only where the title says that people are listed.
    """
    handles: dict[str, str] = {}
    for _, section in page.root.walk():
        title = section.title.text.lower() if section.title is not None else ""
        crewed = not _CREWED.isdisjoint(re.findall(r"\w+", title))
        for block in section.blocks:
            handles |= dict(_handled(block, crewed=crewed)) if isinstance(block, Grid) else {}
    return handles


def _handled(grid: Grid, *, crewed: bool) -> Iterator[tuple[str, str]]:
    at = next((at for at, head in enumerate(grid.header) if head.text.strip(" :").lower() in _HANDLES), None)
    if at is None:
        return
    whole = next((one for one in range(len(grid.header)) if all(_is_whole(_cell(row, one)) for row in grid.rows)), None)
    for row in grid.rows if crewed or whole is not None else ():
        handle = _cell(row, at).removeprefix("@")
        if _is_handle(handle):
            yield handle, _cell(row, whole) if whole is not None else ""


def _cell(row: Sequence[Text], at: int) -> str:
    return row[at].text.strip() if at < len(row) else ""


def _is_whole(name: str) -> bool:
    return _WHOLE_NAME.match(name) is not None


def _is_handle(text: str) -> bool:
    """A word, and neither an address nor what a service is called."""
    return bool(_HANDLE.match(text)) and not _ADDRESS.search(text) and text.lower() not in SERVICE_NOUNS


def whole_names_in(text: str, first: str) -> set[str]:
    """“Ada” → “Ada Byron”, where the text has her whole name somewhere; what a company is called by is nobody."""
    found = set(re.findall(rf"\b{re.escape(first)} {_SURNAME}", text))
    names = {f"{first} {last}" for last in found}
    return {name for name in names if not is_well_known(name) and name.split()[-1].lower() not in _NO_SURNAMES}


def crews_in(text: str) -> set[str]:
    """Teams of a name that no word says is one."""
    named = {name for pattern in _CREWS for name in pattern.findall(text)}
    return {name for name in named - _NO_TEAMS if not is_well_known(name)}


def titled_people(page: Page) -> dict[str, str]:
    """“Ada” → “Ada Byron”, where titles beside each other are first names of people whom the text has with surnames."""
    whole: dict[str, set[str]] = {}
    for first, last in _WHOLE.findall(" ".join(page.lines)):
        if not is_well_known(f"{first} {last}") and last.split()[-1].lower() not in _NO_SURNAMES:
            whole.setdefault(first, set()).add(f"{first} {last}")
    titled: dict[str, str] = {}
    for _, section in page.root.walk():
        names = [_NOTE.sub("", part.title.text).strip() for part in section.parts if part.title is not None]
        known = [name for name in names if len(whole.get(name, ())) == 1 and is_first_name(name)]
        titled |= {name: next(iter(whole[name])) for name in known} if len(known) > 1 else {}
    return titled
