"""What the columns of a table mean: guessed from their headers, changeable, said back in plain words.

A mapping is `{header: target}`; a target is `name` (what the row is about), `predicate`
(an attribute), `predicate:kind` (a relation; the cell names things of that kind) or `-`
(left out). Kind `person` also takes teams: see `people`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bailiwick.lib.statements import BadInput
from bailiwick.lib.text import fold

NAME, LEAVE_OUT = "name", "-"

#: target → headers, folded. Documented in docs/use/importing.md; a test compares.
SYNONYMS: dict[str, tuple[str, ...]] = {
    NAME: ("name", "host", "hostname", "host name", "server", "machine", "node", "fqdn", "service", "service name"),
    "purpose": ("purpose", "description", "what it does", "what", "role", "summary", "usage"),
    "contact:person": ("contact", "contacts", "ask", "point of contact", "who to ask", "poc"),
    "owned_by:person": ("owner", "owners", "owned by"),
    "maintained_by:person": ("maintainer", "maintainers", "maintained by"),
    "run_by:person": ("run by", "operator", "operators", "admin", "admins", "administrator", "team"),
    "distribution": ("distro", "distribution", "os", "operating system"),
    "located_at:data-centre": ("datacenter", "datacentre", "data center", "data centre", "dc", "location", "site"),
    "hosted_by:provider": ("provider", "hosting", "hosted by", "hoster", "cloud"),
    "fronted_by:provider": ("cdn", "fronted by", "served through"),
    "dns_hosted_by:provider": ("dns", "dns hosted by"),
    "registrar:provider": ("registrar",),
    "runs_on:host": ("runs on", "on host"),
    "uses_software:software": ("software", "uses"),
    "source_repo:repository": ("repository", "repo", "source", "source code"),
    "category": ("category", "group", "tag"),
    "url": ("url", "web", "website", "web site", "homepage", "home page", "link"),
    "network_address": ("ip", "ip address", "address", "network address"),
    "status_note": ("note", "notes", "comment", "comments", "remark", "remarks"),
    "ends_on": ("ends", "ends on", "expires", "expires on", "expiry", "end date"),
    "lifecycle": ("lifecycle", "life"),
    "standing": ("standing",),
}
_TARGET = {header: target for target, headers in SYNONYMS.items() for header in headers}
_HOST_WORDS = frozenset({"host", "hostname", "host name", "server", "machine", "node", "fqdn"})
_HOST_TARGETS = frozenset({"distribution", "located_at:data-centre", "network_address"})


@dataclass(frozen=True)
class Columns:
    """The kind of thing each row is about, and what each column says of it."""

    kind: str
    targets: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """How it is kept on the lineage."""
        return {"kind": self.kind, "columns": dict(self.targets)}


def guess(headers: Sequence[str], kind: str = "", saved: Mapping[str, str] | None = None) -> Columns:
    """A meaning for each header; a saved mapping wins; the first column is the name when none says so."""
    targets = {
        header: (saved or {}).get(header) or _TARGET.get(fold(header), LEAVE_OUT) for header in headers if header
    }
    names = [header for header, target in targets.items() if target == NAME]
    for header in names[1:]:
        targets[header] = LEAVE_OUT
    if not names and any(target != LEAVE_OUT for target in targets.values()):
        first = next(iter(targets))
        if targets[first] == LEAVE_OUT:
            targets[first] = NAME
    return Columns(kind or _guess_kind(targets), targets)


def _guess_kind(targets: Mapping[str, str]) -> str:
    words = {fold(header) for header, target in targets.items() if target == NAME}
    if words & _HOST_WORDS or _HOST_TARGETS & set(targets.values()):
        return "host"
    return "service"


def parse_wishes(wishes: Sequence[str]) -> dict[str, str]:
    """`Contact=maintained_by:person` and the like, from the command line."""
    found: dict[str, str] = {}
    for wish in wishes:
        header, equals, target = wish.rpartition("=")
        if not equals or not header.strip() or not target.strip():
            raise BadInput(
                f"“{wish}” is no column mapping; write 'Header=predicate', 'Header=predicate:kind' or 'Header=-'"
            )
        found[header.strip()] = target.strip()
    return found


def change(columns: Columns, wishes: Mapping[str, str]) -> Columns:
    """The mapping with wishes fulfilled; headers are matched as people write them."""
    by_fold = {fold(header): header for header in columns.targets}
    targets = dict(columns.targets)
    for header, target in wishes.items():
        real = by_fold.get(fold(header))
        if real is None:
            raise BadInput(f"there is no column “{header}”; the columns are {', '.join(columns.targets)}")
        if target == NAME:
            targets = {name: LEAVE_OUT if old == NAME else old for name, old in targets.items()}
        targets[real] = target
    return Columns(columns.kind, targets)


# --- people and teams

_TEAM_WORDS = frozenset({
    "staff", "team", "teams", "managers", "admins", "administrators", "maintainers", "committee", "group", "developers",
    "postmasters", "webmasters", "operators", "volunteers", "board", "council", "members", "crew", "department",
    "editors", "moderators",
})  # fmt: skip


def people(name: str) -> str:
    """`team` for “Infrastructure Staff”, “postmasters” or “the release managers”, `person` for anybody else."""
    words = fold(name).split()
    return "team" if words and (words[-1] in _TEAM_WORDS or words[0] in {"team", "staff"}) else "person"
