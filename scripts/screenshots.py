"""Pictures of pages of a running desk, at several widths, light and dark.

    python scripts/screenshots.py http://127.0.0.1:8000 /tmp/pictures --pages / /style/ --widths 360 1280 --themes dark

`--sign-in` takes a one-time link to visit first. Set CHROMIUM if the browser is not /usr/bin/chromium.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> None:
    """Take every page at every width in every theme; the file's name says which."""
    options = parse()
    options.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS
        )
        signed_in = sign_in(browser, options.sign_in) if options.sign_in else None
        for theme in options.themes:
            for width in options.widths:
                take(browser, options, theme, width, signed_in)
        browser.close()


def sign_in(browser: Browser, link: str) -> Any:
    """The cookies of whom the link signs in; it does so once, when its button is pressed."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(link)
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    kept = context.storage_state()
    context.close()
    return kept


def take(browser: Browser, options: argparse.Namespace, theme: str, width: int, signed_in: Any) -> None:
    """The pages at one width in one theme."""
    viewport = {"width": width, "height": 780 if width < 600 else 900}
    context = browser.new_context(viewport=viewport, color_scheme=theme, locale="en-GB", storage_state=signed_in)  # type: ignore[arg-type]  # a TypedDict
    page = context.new_page()
    for address in options.pages:
        page.goto(urljoin(options.base, address), wait_until="load")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        target = options.folder / f"{name(address)}-{width}-{theme}.png"
        page.screenshot(path=str(target), full_page=not options.first_screen, animations="disabled")
        print(f"{target}{f'  (scrolls sideways by {wide} px)' if wide > 0 else ''}")
    context.close()


def name(address: str) -> str:
    """A file name for an address: /service/pypi/?as_of=2019 is service-pypi-as_of=2019."""
    return "-".join(part for part in address.replace("?", "/").replace("&", "/").split("/") if part) or "home"


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="address of the running desk")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--pages", nargs="+", default=["/"])
    parser.add_argument("--widths", nargs="+", type=int, default=[360, 768, 1280, 1920])
    parser.add_argument("--themes", nargs="+", choices=["light", "dark"], default=["light", "dark"])
    parser.add_argument("--sign-in", default="", help="a one-time link to visit first")
    parser.add_argument("--first-screen", action="store_true", help="only what is seen without scrolling")
    return parser.parse_args()


if __name__ == "__main__":
    main()
