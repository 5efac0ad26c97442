"""Repositories and trackers: what stands behind a link to a forge."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORGES, SOFTWARE
from bailiwick.adapters.prose.rules.names.repositories import has_its_form
from bailiwick.adapters.prose.rules.names.shapes import contact_point, host_of, is_domain, is_url, known, path_of
from bailiwick.adapters.prose.rules.statements.telling import Found
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_GENERIC_LINKS = wordset(
    "github gitlab here source repo repository code sources git codeberg bitbucket instance this there it "
    "gitlab.com github.com"
)
_FORGE_NAMES = frozenset(name.lower().removesuffix(".com") for name in FORGES.values())
_REPO_WORDS = wordset("git repo repository repositories github gitlab the our a project codeberg")


def repository_at(target: str, text: str = "") -> Thing | None:
    """The repository behind a link to a forge, named as the text names it or by its path."""
    path = path_of(target)
    if host_of(target) not in FORGES and not host_of(target).startswith(("git.", "gitlab.", "code.", "gitea.")):
        return None
    if len(path) < 2 or (len(path) > 2 and path[2] in {"issues", "pulls", "-"} and path[-1] == "issues"):
        return None
    plain = "" if "." in text.partition("/")[0] else text
    named = [part for part in plain.split() if part.lower() not in _REPO_WORDS]
    if (
        len(named) == 1
        and _telling(named[0])
        and named[0].lower() not in _GENERIC_LINKS
        and "://" not in named[0]
        and not named[0][0].isdigit()
    ):
        return Thing("repository", named[0])
    name = path[1].removesuffix(".git")
    return Thing("repository", f"{path[0]}/{name}")


def _telling(name: str) -> bool:
    """Whether a repository's own name says which one it is."""
    return name.lower() not in {
        "infra",
        "infrastructure",
        "config",
        "code",
        "website",
        "docs",
        "ansible",
        "salt",
        "puppet",
        "www",
        "web",
        "wiki",
        "site",
    } and (known([Word(name, name.lower(), 0, len(name))], SOFTWARE) is None)


def _tracker_at(target: str) -> Thing | None:
    """The tracker behind a link to a list of issues."""
    path = path_of(target)
    if path and path[-1] == "issues" and len(path) >= 3:
        return Thing("tracker", f"{path[0]}/{path[1]} issues")
    return None


def linked(source: Text, start: int, end: int) -> list[tuple[str, str, int]]:
    """(target, text, place) of links and bare addresses between two characters."""
    return [(link.target, source.text[link.start : link.end], link.start) for link in source.links_in(start, end)]


def repositories(words: Sequence[Word], source: Text, start: int, *, sure: bool = False) -> list[Found]:
    """Every repository that the words link to or give the address of. `sure`: “in owner/name” can be nothing else."""
    if not words:
        return []
    spots = linked(source, start, words[-1].end) + [
        (word.text, word.text, word.start) for word in words if is_url(word)
    ]
    found = _spelled_out(words, sure=sure)
    for target, text, at in spots:
        thing = repository_at(target, text)
        if thing is not None and all(one.thing != thing for one in found):
            found.append(Found(thing, at, also=_with_address(target, words)))
    return found


def _spelled_out(words: Sequence[Word], *, sure: bool) -> list[Found]:
    """“the owner/name repository”, “in owner/name” where code is spoken of."""
    found: list[Found] = []
    for at, word in enumerate(words):
        beside = {one.low for one in words[max(at - 2, 0) : at + 2]}
        beside |= {"repo"} if words[at - 1].text == "(" and at > 1 and words[at - 2].low in _FORGE_NAMES else set()
        plain = sure and word.text == word.low and words[at - 1].low in {"in", "at", "from", "is"} if at else sure
        if has_its_form(word) and (plain or beside & {"repository", "repo"}):
            found.append(Found(Thing("repository", word.text), word.start))
    return found


def _with_address(target: str, words: Sequence[Word]) -> tuple[tuple[str, str | Thing], ...]:
    forge = FORGES.get(host_of(target), "")
    also: list[tuple[str, str | Thing]] = [("url", target)]
    if forge and any(word.low == forge.lower().removesuffix(".com") for word in words):
        also.append(("hosted_by", Thing("provider", forge)))
    return tuple(also)


def trackers(words: Sequence[Word], source: Text, start: int) -> list[Found]:
    """The tracker that the words link to, give the address of, or name."""
    if not words:
        return []
    spots = linked(source, start, words[-1].end) + [
        (word.text, word.text, word.start) for word in words if is_url(word)
    ]
    for target, _text, at in spots:
        thing = _tracker_at(target)
        if thing is not None:
            return [Found(thing, at, also=_with_address(target, words))]
    for target, text, at in spots:
        if text != target and {"tracker", "tickets", "issues", "bugzilla", "bugs"} & set(text.lower().split()):
            return [Found(Thing("tracker", text), at, also=(("url", target),))]
    return _named_tracker(words)


def _named_tracker(words: Sequence[Word]) -> list[Found]:
    for word in until(words, frozenset({"which", "that", "and", "or"})):
        if is_domain(word) and contact_point(word) is None:
            return [Found(Thing("service", word.text), word.start)]
    return []
