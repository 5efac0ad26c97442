"""`bailiwick doctor`: is everything as it should be here?"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from bailiwick.management.examining import Finding, examine

WRONG = "WRONG"


class Command(BaseCommand):
    help = "Say in plain words what is wrong with the set-up; exit code 1 if anything is."
    requires_system_checks = ()
    needs_desk = False

    def handle(self, *args: Any, **options: Any) -> None:
        sick = False
        for finding in examine():
            mark = mark_of(finding)
            sick = sick or mark == WRONG
            self.stdout.write(f"{mark:<5}  {finding.sentence}")
        if sick:
            sys.exit(1)


def mark_of(finding: Finding) -> str:
    """The word before the sentence."""
    if finding.well:
        return "ok"
    return WRONG if finding.fault else "note"
