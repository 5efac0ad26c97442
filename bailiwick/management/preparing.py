"""What several commands need before they start."""

from __future__ import annotations

import errno
import socket
from contextlib import closing
from importlib.resources import files

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from bailiwick.health import not_ready

#: The catalog that a first look starts with; it is part of the package.
EXAMPLE = files("bailiwick") / "example"


def add_bind(parser: CommandParser) -> None:
    """`--bind host:port`."""
    parser.add_argument("--bind", default=settings.BIND, metavar="HOST:PORT", help="where to listen (%(default)s)")


def split_address(address: str) -> tuple[str, int]:
    """`127.0.0.1:8000` or `[::1]:8000` as host and port."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise CommandError(f"--bind wants host:port, not {address!r}")
    return host.strip("[]"), int(port)


def require_free(address: str) -> None:
    """Nothing starts where another program listens.

    The server shares its port (SO_REUSEPORT), so the kernel would give requests to two desks in turn; we do not share.
    """
    host, port = split_address(address)
    try:
        family, kind, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind)) as probe:
            # Connections of an earlier run that are still being closed are in nobody's way.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise CommandError(f"nothing can listen at {address} ({error.strerror})") from error
        other = f"{address.rpartition(':')[0]}:{port + 1 if port < 65535 else port - 1}"
        raise CommandError(
            f"{address} is taken by another program; choose another with --bind or `make run ADDRESS={other}`"
        ) from error


def require_migrations() -> None:
    """Nothing starts on a database that it does not fit."""
    if problem := not_ready():
        raise CommandError(f"{problem}; run `bailiwick migrate` first, or `bailiwick doctor` to see more")
