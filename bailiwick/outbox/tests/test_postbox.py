"""The mail server of the tests leaves nothing behind that would go on when the run is over."""

from __future__ import annotations

import asyncio
import socket

from aiosmtpd.handlers import Sink

from .postbox import serving


def test_a_talk_that_nobody_ended_ends_with_the_server(free_tcp_port: int) -> None:
    with serving(Sink(), free_tcp_port) as server, socket.create_connection(("127.0.0.1", free_tcp_port)) as line:
        assert line.recv(100).startswith(b"220")
        line.sendall(b"EHLO here\r\n")
        assert line.recv(100).startswith(b"250")
        assert asyncio.all_tasks(server.loop)
    assert not asyncio.all_tasks(server.loop)
