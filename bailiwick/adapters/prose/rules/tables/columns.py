"""What the columns of a table say: which one names the rows' things, of which kind, and what the others say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.clauses.plain import is_participle
from bailiwick.adapters.prose.rules.english.heads import HEADS
from bailiwick.adapters.prose.rules.english.items import items
from bailiwick.adapters.prose.rules.english.keys import head_of, key_of
from bailiwick.adapters.prose.rules.english.words import words_of, wordset
from bailiwick.adapters.prose.rules.lists.given import thanking
from bailiwick.adapters.prose.rules.names.kinds import LISTED_KINDS, is_machine_name
from bailiwick.adapters.prose.rules.names.shapes import is_domain
from bailiwick.adapters.prose.rules.statements.plausible import is_system
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.tables.contents import cells_of, held_in
from bailiwick.adapters.prose.rules.tables.supplies import WHAT_FOR, WHOSE_ACCOUNT, supplier_column
from bailiwick.adapters.prose.tree import Grid

#: What a row is about when its first column has such a heading.
_HOLDERS = {
    "runs_on/machine": "host",
    "hosted_by/place": "provider",
    "hosted_by/house": "provider",
    "hosted_by/institution": "provider",
    "located_at/centre": "data-centre",
}
#: Headings that say nothing of what the rows are: the section does, or what stands in the other columns.
_ANY = wordset("name what object item asset resource")
#: Only machines have these.
_MACHINES = wordset(
    "ip ipv4 ipv6 ram cpu cpus memory disk disks os arch architecture hardware cores distro distribution"
)
_HARDWARE = wordset(
    "gb vps vm server droplet raspberry dell hp supermicro xeon ryzen cores vcpu nuc microserver laptop"
)
_FEW = 6
#: Where a thing is: one column says it.
_PLACES = frozenset(_HOLDERS)
#: People below one of these have to do with a thing, and do not look after it.
_OTHERS = wordset(
    "author authors customer customers client clients reviewer reviewers user users reader readers contributor "
    "contributors donor donors sponsor sponsors founder founders creator creators requester reporter speaker speakers "
    "translator translators approver auditor member members guest guests predecessor former landlord"
)
_NO_WHO = frozenset({"hosted_by/place", "uses_software/software"})
_WHO = frozenset({"maintained_by/people", "run_by/people"})
#: Nobody keeps a person, and who pays does not pay for a provider but for what comes from there.
_NOT_OF = {
    "person": frozenset({"maintained_by/people", "run_by/people", "owned_by/people"}),
    "provider": frozenset({"funded_by/funder"}),
}
_PURPOSES = frozenset({"purpose/text", "/gives"})
#: What a heading asks that is a question of several words.
_ASKED = {"where": "hosted_by/place", "who": "maintained_by/people"}
_THERE = wordset("on in there")
_NOT_USEFUL = frozenset({"", "/kind", "/role", "/roles", "/notes", "purpose/text"})


@dataclass(frozen=True)
class Columns:
    """Which column names what a row is about, what kind that is (a column may say it), and what the others say."""

    name: int
    kind: str
    targets: tuple[str, ...]
    #: What names a row need not name a thing: only what plainly does.
    strict: bool = False


def columns_of(grid: Grid, here: Here) -> Columns | None:
    """The columns of a table; None when its headings do not say what its rows are about."""
    headers = [cell.text for cell in grid.header]
    cells = [[row[at].text for row in grid.rows if len(row) > at] for at in range(len(headers))]
    targets = _moved([_target(header, below) for header, below in zip(headers, cells, strict=True)], headers)
    if not targets or here.scope.mood:
        return None
    if here.scope.is_of_copies:
        lows = [header.strip().lower() for header in headers]
        targets = ["/copied" if low in HEADS["copied"] else to for low, to in zip(lows, targets, strict=True)]
    nobody = next((at for at, target in enumerate(targets) if _is_nobody(at, target, grid, here)), None)
    if targets[0] in _WHO and "/keeps" in targets:
        targets[0] = "person/name"  # “Who | Access to”
    supplied = supplier_column(grid, headers, [target in _PURPOSES for target in targets])
    supplied = nobody if supplied is None and {*targets} & _PURPOSES else supplied
    at = _naming(targets, grid) if supplied is None else supplied
    areas = at > 0 and targets[at] == "person/name" and targets[0] in {"", "/keeps", "purpose/text", "region/text"}
    if areas:
        targets[0], targets[at], at = "service/name", "maintained_by/people", 0
    named = targets[at].endswith("/name")
    thanks = thanking(here.scope)
    targets = ["funded_by/funder" if thanks and target in _WHO else target for target in targets]
    giving = _giving(headers, targets) if thanks else None
    if giving is not None:
        return giving
    if supplied is not None:
        others = ["/holds" if target in _PURPOSES else _other(target, "", "provider") for target in targets]
        return Columns(at, "provider", tuple("" if other == at else to for other, to in enumerate(others)))
    kind = "service" if areas or (thanks and targets[at] == "service/name") else _kind(targets, headers, at, grid, here)
    if (
        at == 0
        and not named
        and kind != "contact-point"
        and targets[0] not in {*_HOLDERS, "", "url/text", "purpose/text"}
    ):
        return None
    targets = _filled(targets, at, kind, grid, here)
    others = [_other(target, headers[other], kind) if other != at else "" for other, target in enumerate(targets)]
    useful = [target for target in others if target not in _NOT_USEFUL or (target == "/roles" and kind == "host")]
    weak = useful == ["hosted_by/place"] and "where" in [header.lower() for header in headers]
    if not kind or not (useful or kind == "person") or (weak and not targets[0].endswith("/name") and not named):
        return None
    watching = any("monitoring" in title.lower().split() for title in here.scope.titles[-1:])
    others = ["monitored_by/watcher" if watching and other == "uses_software/software" else other for other in others]
    return Columns(at, kind, tuple(others), strict=areas or thanks)


def _giving(headers: Sequence[str], targets: Sequence[str]) -> Columns | None:
    """“Who | What” below thanks: who gives, and what."""
    lows = [header.strip().lower() for header in headers]
    giver = next(
        (at for at, target in enumerate(targets) if target == "funded_by/funder" or lows[at] in HEADS["giver"]), None
    )
    gift = next((at for at, low in enumerate(lows) if low in HEADS["gift"] and at != giver), None)
    if giver is None or gift is None:
        return None
    others = ["/gives" if at == gift else "" for at in range(len(headers))]
    return Columns(giver, "provider", tuple(others))


def _target(header: str, cells: Sequence[str]) -> str:
    """What a heading says; below “System” may stand what the machines run."""
    said = [cell for cell in cells if cell.strip()]
    if 2 * sum(is_system(cell) for cell in said) > len(said):
        return "distribution/text"
    plain = header.partition("(")[0].strip().lower().split()
    if len(plain) > 1 and plain[-1] in {"dc", "datacenter", "datacentre"}:
        return "data-centre/name"
    asked = header.strip(" ?:").lower()
    if WHOSE_ACCOUNT.match(asked):
        return "/account"
    if WHAT_FOR.match(asked) or asked in {"gives", "gift", "what they give"}:
        return "purpose/text"
    return key_of(header) or head_of(header)


def _filled(targets: Sequence[str], naming: int, kind: str, grid: Grid, here: Here) -> list[str]:
    """What columns hold whose headings say nothing, by what stands in them, if no other column says that."""
    filled = list(targets)
    for at, head in enumerate(grid.header):
        words = list(words_of(head.text))
        if targets[at] or at == naming or mood_of(words) or any(is_participle(word) for word in words):
            continue
        target = _asked([word.low for word in words]) or held_in(cells_of(grid, at), kind, here)
        said = bool(_PLACES & {*filled}) if target in _PLACES else target in filled
        others = target in _WHO and not _OTHERS.isdisjoint(word.low for word in words)
        filled[at] = "" if said or others else target
    return filled


def _is_nobody(at: int, target: str, grid: Grid, here: Here) -> bool:
    """“Who” above firms and programs: none of them looks after anything here."""
    return target in _WHO and held_in(cells_of(grid, at), "", here) in _NO_WHO


def _asked(lows: Sequence[str]) -> str:
    """“Where it stands”, “Who looks after it”, “What is on it”; “On”."""
    if lows == ["on"]:
        return _ASKED["where"]
    if lows[:1] == ["what"] and _THERE & set(lows):
        return "/holds"
    return _ASKED.get(lows[0], "") if len(lows) > 1 else ""


def _moved(targets: list[str], headers: Sequence[str]) -> list[str]:
    """“Before | Now”: where things are is where they are now."""
    lows = [header.strip(" :").lower() for header in headers]
    if not set(lows) & HEADS["before"]:
        return targets
    return [
        "" if low in HEADS["before"] else "hosted_by/place" if low in HEADS["now"] else target
        for low, target in zip(lows, targets, strict=True)
    ]


def _naming(targets: Sequence[str], grid: Grid) -> int:
    """The column that names the rows: the first that says so; lists of services behind a machine name no row."""
    lows = [cell.text.strip().lower() for cell in grid.header]
    named = [
        at for at, target in enumerate(targets) if target.endswith("/name") and not (at and lows[at] in HEADS["made"])
    ]
    at = named[0] if named else _valued(targets, lows)
    beside = targets[at] == "domain/name" or lows[at] in {"site", "sites"}
    if at and targets[0] == "runs_on/machine" and beside:
        return 0
    lists = any(len(row) > at and "," in row[at].text for row in grid.rows)
    return 0 if at and targets[0] in _HOLDERS and targets[at] == "service/name" and lists else at


def _valued(targets: Sequence[str], lows: Sequence[str]) -> int:
    """“Type | Value | Owner”: beside a column of kinds the values are names."""
    valued = next((at for at, low in enumerate(lows) if low in HEADS["value"] | {"address", "identifier"}), 0)
    return valued if "/kind" in targets else 0


def _kind(targets: Sequence[str], headers: Sequence[str], at: int, grid: Grid, here: Here) -> str:
    if _are_known_machines(grid, at, here):
        return "host"
    if at == 0 and targets[0] in _HOLDERS:
        on_machines = targets[0] in targets[1:] and not _are_machines(at, grid)  # “Server | Box”
        return "service" if on_machines else _HOLDERS[targets[0]]
    if at == 0 and _of_addresses(headers):
        return "contact-point"
    if at and "/kind" in targets and not targets[at].endswith("/name"):
        return "service"
    if targets[at].endswith("/name") and headers[at].strip().lower() not in _ANY:
        return targets[at].partition("/")[0]
    kind = here.scope.category.partition(":")[2] or here.scope.category
    if kind == "team":
        return "person"
    if kind in {"", "service"} and "distribution/text" in targets and _are_machines(at, grid):
        return "host"
    if kind in LISTED_KINDS - {"service"} or (kind == "service" and "/holds" not in targets):
        return kind
    return "host" if _of_machines(headers, at, targets, grid) else "service"


def _are_known_machines(grid: Grid, at: int, here: Here) -> bool:
    """Whether most of what names the rows is a machine elsewhere on the page."""
    cells = [list(words_of(row[at].text)) for row in grid.rows if at < len(row) and row[at].text.strip(" -–—")]
    known = sum(bool(cell) and all(word.text in here.glossary.machines for word in cell[:1]) for cell in cells)
    return known > 0 and 2 * known > len(cells)


def _of_addresses(headers: Sequence[str]) -> bool:
    """Whether the rows are lists or aliases: “Alias | Goes to”, “Mailing list | Owner”."""
    first = headers[0].strip().lower()
    return first in HEADS["list"] or (first == "address" and headers[-1].strip().lower() in HEADS["reader"])


def _of_machines(headers: Sequence[str], at: int, targets: Sequence[str], grid: Grid) -> bool:
    """Whether the rows are machines, though no heading says so."""
    lows = {word for header in headers for word in header.lower().split()}
    agents = headers[at].strip().lower() in HEADS["agent"]
    return _are_machines(at, grid, agents=agents) and (
        agents
        or _described(grid, at)
        or bool(lows & _MACHINES)
        or bool({"/holds", "hosted_by/institution"} & set(targets))
    )


def _described(grid: Grid, at: int) -> bool:
    """Whether most rows say of what hardware or system they are: “virtual server, 16 GB”, “Debian 12”."""
    saying = [[cell.text for other, cell in enumerate(row) if other != at] for row in grid.rows]
    return 2 * sum(any(is_system(cell) or _says_hardware(cell) for cell in cells) for cells in saying) > len(saying)


def _says_hardware(cell: str) -> bool:
    lows = [word.low for word in words_of(cell)]
    return 0 < len(lows) <= _FEW and bool(_HARDWARE & set(lows))


def _are_machines(at: int, grid: Grid, *, agents: bool = False) -> bool:
    """Whether rows are named by what machines are called: “heron”, “anvil-1, anvil-2”, and between them “web”.

    `agents`: the heading says that they are machines that do one thing each, so “wiki” may be one.
    """
    names = [
        item.words
        for row in grid.rows
        if len(row) > at and row[at].text.strip()
        for item in items(list(words_of(row[at].text)))
    ]
    small = all(len(name) == 1 and (name[0].text == name[0].low or is_domain(name[0])) for name in names)
    sure = sum(is_machine_name(name[0]) or is_domain(name[0]) for name in names if name)
    return bool(names) and small and (agents or 2 * sure >= len(names))


def _other(target: str, header: str, kind: str) -> str:
    """What a column says that does not name the row; on a machine's row “Runs” lists services."""
    if target in _NOT_OF.get(kind, ()):
        return ""
    if kind == "contact-point" and header.strip().lower() in HEADS["reader"]:
        return "contact/people"
    holds = kind in {"host", "provider"}
    if kind == "host" and header.strip().lower() in {"system", "platform"}:
        return "distribution/text"
    if kind == "host" and header.strip().lower() in {"site", "sites", "rack"}:
        return "located_at/centre"
    if target in {"purpose/text", "/role"} and kind == "host":
        return "/roles"
    if (target == "purpose/text" and kind == "provider") or (target == "uses_software/software" and holds):
        return "/holds"
    if target == "service/name" and kind == "service" and header.strip().lower() in {"tool", "application", "system"}:
        return "uses_software/software"
    if target in {"service/name", "/holds"}:
        return "/holds" if holds else ""
    if target == "hosted_by/institution":
        return target if kind == "host" else ""
    return "" if target.endswith("/name") else target
