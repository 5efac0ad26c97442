"""`bailiwick rebuild`: lists and the search index made anew from the claims."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from bailiwick.catalog import due
from bailiwick.catalog.models import Entity
from bailiwick.tracker.documents import index_all


class Command(BaseCommand):
    help = "Make the lists, the rights and the search index anew from the claims. Safe at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        ids = list(Entity.objects.values_list("pk", flat=True))
        done = due.refresh(set(ids), beat=self._progress)
        issues = index_all(beat=self._progress)
        self.stderr.write("")
        self.stdout.write(f"{done} entities and {issues} issues rebuilt.")

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(f"\r{done} of {total}", ending="")
