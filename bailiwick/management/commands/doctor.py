"""`bailiwick doctor`: is everything as it should be here?"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from bailiwick.management.examining import examine


class Command(BaseCommand):
    help = "Say in plain words what is wrong with the set-up; exit code 1 if anything is."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        sick = 0
        for finding in examine():
            sick += not finding.well
            self.stdout.write(f"{'ok   ' if finding.well else 'WRONG'}  {finding.sentence}")
        if sick:
            sys.exit(1)
