"""`bailiwick worker`: what happens behind the pages."""

from __future__ import annotations

import gc
import logging
from typing import Any

from django.core.management.base import BaseCommand

from bailiwick.management.loop import run, stop_on_signals
from bailiwick.management.preparing import require_migrations

log = logging.getLogger("bailiwick.worker")


class Command(BaseCommand):
    help = "Run events, duties, mail and jobs, without the web server."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        require_migrations()
        stop = stop_on_signals()
        gc.collect()
        gc.freeze()
        log.info("working")
        run(stop, patience=15)
        log.info("stopped")
