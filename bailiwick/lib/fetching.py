"""Asking another site for JSON, on behalf of somebody who only typed an address.

Whoever types an address must not reach what stands behind our firewall with it. So the name is looked up once, every
address that it has must be a public one, and the connection goes to just that address; nothing is followed.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
from functools import cache
from typing import Any
from urllib.parse import SplitResult, urlsplit

SECONDS, MOST = 10, 2 * 1024 * 1024


class NotFetched(Exception):
    """There is no answer; the message is a word that says why, and what belongs to it: “status 404”."""


def fetch_json(url: str, *, private: bool = False, agent: str = "Bailiwick") -> Any:
    """What this address answers, as JSON; `private`: addresses that are not public may be asked as well."""
    parts = urlsplit(url)
    if parts.scheme not in (("https", "http") if private else ("https",)) or not parts.hostname:
        raise NotFetched("not-https")
    connection = _connected(parts, private)
    try:
        where = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        connection.request("GET", where, headers={"Accept": "application/json", "User-Agent": agent})
        return _read(connection.getresponse())
    except (OSError, http.client.HTTPException) as error:
        raise NotFetched(f"no-answer {type(error).__name__}") from error
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse) -> Any:
    if response.status != 200:
        raise NotFetched(f"status {response.status}")
    body = response.read(MOST + 1)
    if len(body) > MOST:
        raise NotFetched("too-long")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotFetched("no-json") from error


def _connected(parts: SplitResult, private: bool) -> http.client.HTTPConnection:
    host, port = parts.hostname or "", _port(parts)
    address = public_address(host, port, private)
    connection = _Secure(host, port) if parts.scheme == "https" else http.client.HTTPConnection(host, port)
    connection.timeout = SECONDS
    # What was looked at is what is asked: a second look-up could give another address.
    connection._create_connection = lambda _at, *more, **_named: socket.create_connection((address, port), SECONDS)  # type: ignore[attr-defined]
    return connection


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise NotFetched("no-port") from error


class _Secure(http.client.HTTPSConnection):
    def __init__(self, host: str, port: int) -> None:
        super().__init__(host, port, context=_context())


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def public_address(host: str, port: int, private: bool = False) -> str:
    """The address that a name has; NotFetched if one of them is not public."""
    try:
        found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise NotFetched("no-host") from error
    if not private and not all(map(is_public, found)):
        raise NotFetched("not-public")
    return found[0]


def is_public(address: str) -> bool:
    """Whether it is an address of the open network, also when IPv6 only wraps an older one."""
    number = ipaddress.ip_address(address.partition("%")[0])
    wrapped = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None)
    teredo = getattr(number, "teredo", None)
    inside = [each for each in (number, wrapped, *(teredo or ())) if each is not None]
    return all(each.is_global and not each.is_multicast for each in inside)
