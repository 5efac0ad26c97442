"""Another site is asked, and what stands behind our own firewall is not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bailiwick.lib.fetching import NotFetched, fetch_json, is_public


class Host(BaseHTTPRequestHandler):
    """A site that answers by path."""

    def do_GET(self) -> None:
        status, body = {
            "/good": (200, b'{"state": "open"}'),
            "/words": (200, b"<html>"),
            "/long": (200, b"[" + b"1," * 2_000_000 + b"1]"),
            "/away": (302, b""),
        }.get(self.path, (404, b""))
        self.send_response(status)
        self.send_header("Location", "/good")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Quietly."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_answer_is_read(site: str) -> None:
    assert fetch_json(f"{site}/good", private=True) == {"state": "open"}


@pytest.mark.parametrize(
    ("path", "why"),
    [("/none", "status 404"), ("/words", "no-json"), ("/long", "too-long"), ("/away", "status 302")],
)
def test_what_is_no_answer_says_so(site: str, path: str, why: str) -> None:
    with pytest.raises(NotFetched, match=why):
        fetch_json(site + path, private=True)


def test_nothing_is_asked_of_our_own_network(site: str) -> None:
    port = site.rpartition(":")[2]
    for address in (f"{site}/good", f"https://127.0.0.1:{port}/", f"https://localhost:{port}/", "https://[::1]/",
                    "https://10.0.0.1/", "https://169.254.169.254/latest", "ftp://x.org/", "https://"):  # fmt: skip
        with pytest.raises(NotFetched):
            fetch_json(address)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False), ("::1", False),
        ("169.254.169.254", False), ("::ffff:127.0.0.1", False), ("fe80::1%eth0", False), ("0.0.0.1", False),
        ("100.64.0.1", False), ("224.0.0.1", False), ("2002:7f00:1::", False), ("192.168.1.1", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
