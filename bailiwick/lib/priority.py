"""Whose turn it is on a busy machine: people's pages before long work."""

from __future__ import annotations

import os
import sys

#: With both cores busy, long work gets about a tenth of what a page gets; on a quiet machine, everything.
NICE = 10


def give_way() -> None:
    """Let this thread step back for others. On Linux; elsewhere only whole processes have a priority: nothing is done.

    Not for a process that serves people, and not taken back: only the machine's owner may raise a priority. So a
    command that says `gives_way` steps back when a shell called it, not when a process that goes on afterwards did.
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, 0, max(NICE, os.getpriority(os.PRIO_PROCESS, 0)))
