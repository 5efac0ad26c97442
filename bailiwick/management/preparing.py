"""What several commands need before they start."""

from __future__ import annotations

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


def require_migrations() -> None:
    """Nothing starts on a database that it does not fit."""
    if problem := not_ready():
        raise CommandError(f"{problem}; run `bailiwick migrate` first, or `bailiwick doctor` to see more")
