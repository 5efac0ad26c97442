"""Words for a part of a thing: its code, its configuration, its problems, its names."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.shapes import is_domain, is_url

CODE = wordset("code source sources sourcecode")
CONFIG = wordset(
    "jobs pipelines configuration configurations config configs playbooks playbook manifests recipes "
    "cookbooks states roles"
)
_ISSUES = wordset("issues issue bugs bug problems tickets defects errors")
_TOOLS = wordset("terraform ansible salt puppet chef nix nixos helm opentofu deployment")
_OTHER = wordset(
    "backups backup logs data archives access accounts account credentials passwords logins keys "
    "certificates certificate password emails"
)
#: What somebody looks at who watches a thing.
_WATCHED = wordset("errors exceptions crashes uptime checks metrics")
_DOMAINS = wordset("domains domain zones nameservers")


def part_of(head: Sequence[Word]) -> str:
    """Which part a noun phrase means, or nothing when it means the whole."""
    lows = {word.low for word in head}
    if not head or any(is_domain(word) or is_url(word) for word in head):
        return ""
    last = head[-1].low
    if last in _WATCHED:
        return "watched"
    if last in _ISSUES or (last in {"report", "reports"} and lows & _ISSUES):
        return "issues"
    if "zone" in lows and last in {"file", "files"}:
        return "config"
    code, config = bool(lows & CODE), bool(lows & CONFIG)
    if lows & _TOOLS and (code or config or last in {"repository", "repo", "files", "modules"}):
        return "config"
    if code and config:
        return "code config"
    if code and (last in CODE or last in {"repository", "repo", "tree"}):
        return "code"
    if config and (last in CONFIG or last in {"management", "files", "repository", "repo"}):
        return "config"
    if last == "nameservers" or (last in {"servers", "service"} and "name" in lows):
        return "dns"
    if last == "dns" or (last in {"hosting", "records"} and "dns" in lows):
        return "dns"
    if last == "archives" and lows & {"release", "releases", "source", "package"}:
        return ""
    names = last in {"name", "names"} and len(head) > 1 and head[-2].low == "domain"
    return "other" if last in _OTHER else "domains" if names or last in _DOMAINS else ""
