"""A mail server on this machine, which ends every talk before it goes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller


@contextmanager
def serving(handler: Any, port: int, **more: Any) -> Iterator[Controller]:
    """It takes mail at this port as long as this lasts."""
    server = Controller(handler, hostname="127.0.0.1", port=port, **more)
    server.start()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(_hang_up(), server.loop).result(10)
        server.stop()


async def _hang_up() -> None:
    """Talks that are still open end while their loop runs. Else they end when the whole run does, and log to nobody."""
    talks = asyncio.all_tasks() - {asyncio.current_task()}
    for talk in talks:
        talk.cancel()
    await asyncio.gather(*talks, return_exceptions=True)
