"""Somebody else's tracker: where a new issue is begun there, and the text that goes along."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

#: Longer addresses are cut off on their way.
LONGEST = 6_000
#: Names of the fields in the address that begins an issue.
_GITHUB, _GITLAB = ("/issues/new", "title", "body"), ("/-/issues/new", "issue[title]", "issue[description]")


def beginning(tracker: str, title: str, body: str) -> str:
    """The address that begins an issue there with title and text, as far as that kind of tracker is known.

    Sources: the documented query parameters of GitHub, GitLab and Gitea for a new issue. Any other tracker gets
    its own address back: then the text is copied by hand.
    """
    place = _form_of(tracker)
    if place is None:
        return tracker
    where, of_title, of_body = place
    for text in (body, body[:2_000], body[:500], ""):
        address = f"{where}?{urlencode({of_title: title, of_body: text}, quote_via=quote)}"
        if len(address) <= LONGEST:
            return address
    return where


def _form_of(tracker: str) -> tuple[str, str, str] | None:
    parts = urlsplit(tracker)
    host, path = parts.hostname or "", parts.path.rstrip("/")
    for end in ("/-/issues", "/issues", "/issues/new"):
        path = path.removesuffix(end)
    if path.count("/") < 2:
        return None
    if host in ("github.com", "codeberg.org") or host.startswith(("gitea.", "forgejo.")):
        where, title, body = _GITHUB
    elif host == "gitlab.com" or host.startswith("gitlab."):
        where, title, body = _GITLAB
    else:
        return None
    return f"{parts.scheme}://{parts.netloc}{path}{where}", title, body
