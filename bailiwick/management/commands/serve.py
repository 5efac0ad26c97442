"""`bailiwick serve`: everything on this machine."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from bailiwick.management.preparing import add_bind, require_free, require_migrations
from bailiwick.management.serving import supervise
from bailiwick.settings import local_url


class Command(BaseCommand):
    help = "Run web and worker on this machine and keep them alive."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        add_bind(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        require_migrations()
        require_free(options["bind"])
        url = settings.SITE_URL if settings.SITE_URL_GIVEN else local_url(options["bind"])
        supervise(options["bind"], f"Bailiwick answers at {url}")
