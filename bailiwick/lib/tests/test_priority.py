"""Long work steps back, and only the thread that does it."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from bailiwick.lib.priority import NICE, give_way


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread has no priority of its own")
def test_a_thread_gives_way_and_its_process_does_not() -> None:
    before, seen = os.getpriority(os.PRIO_PROCESS, 0), list[int]()

    def work() -> None:
        give_way()
        give_way()
        seen.append(os.getpriority(os.PRIO_PROCESS, 0))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [max(NICE, before)]
    assert os.getpriority(os.PRIO_PROCESS, 0) == before
