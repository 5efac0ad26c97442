"""The pictures in the documents: a desk of its own with the example, and a browser that looks at it.

    python scripts/pictures.py        write docs/pictures/*.png (`make pictures`)

Wants a Chromium; set CHROMIUM if it is not /usr/bin/chromium. The desk lives in a folder that is thrown away.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from screenshots import ARGUMENTS

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
WIDTH = 1280
#: name → address, height, the mark that is opened first (or none)
PICTURES = {
    "service": ("/service/pypi/", 800, "Hosted by"),
    "then": ("/service/pypi/?as_of=2019-05-01", 640, ""),
    "list": ("/service/", 620, ""),
    "history": ("/service/pypi/history/", 620, ""),
    "compare": ("/service/pypi/compare/?from=2014-10-01&to=2024-05-28", 760, ""),
    "timeline": ("/timeline/", 860, ""),
    "issues": ("/issues/", 620, ""),
}


def main() -> None:
    """Start the desk, take every picture, stop it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with desk() as base, sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name, (address, height, opened) in PICTURES.items():
            take(browser, name, base + address, height, opened)
        browser.close()


def take(browser: Browser, name: str, address: str, height: int, opened: str) -> None:
    """One picture, as somebody without an account sees the page."""
    page = browser.new_page(viewport={"width": WIDTH, "height": height}, color_scheme="light", locale="en-GB")
    page.goto(address, wait_until="load")
    if opened:
        open_mark(page, opened)
    page.screenshot(path=str(FOLDER / f"{name}.png"), animations="disabled")
    page.close()
    print(f"docs/pictures/{name}.png")


def open_mark(page: Page, begins: str) -> None:
    """Open the evidence of the fact that begins so, and wait until it is there."""
    fact = page.locator(".fact", has_text=begins).first
    fact.locator("summary").click()
    fact.locator(".quotes li").first.wait_for()


@contextmanager
def desk() -> Iterator[str]:
    """A desk with the example on a free port; its address."""
    with tempfile.TemporaryDirectory(prefix="bailiwick-pictures-") as data:
        bind = f"127.0.0.1:{free_port()}"
        env = {name: value for name, value in os.environ.items() if not name.startswith("BAILIWICK_")}
        env |= {"BAILIWICK_DATA": data, "BAILIWICK_LOG_FORMAT": "plain", "BAILIWICK_LOG_LEVEL": "ERROR"}
        words = [sys.executable, "-m", "bailiwick", "demo", "--serve", "--bind", bind]
        with subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.DEVNULL) as server:
            try:
                wait_for(f"http://{bind}/readyz")
                yield f"http://{bind}"
            finally:
                server.terminate()


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, seconds: float = 60) -> None:
    """Return as soon as it answers."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(OSError), urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own address
            return
        time.sleep(0.2)
    sys.exit(f"{address} did not answer within {seconds:.0f} s")


if __name__ == "__main__":
    main()
