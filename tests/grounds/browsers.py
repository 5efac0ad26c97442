"""A real browser in front of a real server."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.grounds.files import need


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for the whole run."""
    chromium = os.environ.get("BAILIWICK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    need(chromium, "Chromium")
    from playwright.sync_api import sync_playwright

    # Playwright's synchronous interface runs an event loop in this thread, which Django takes for an async caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield opened
        opened.close()


@pytest.fixture
def live_app(transactional_db: None, live_server: Any) -> str:
    """The address of the whole application, on this test's database."""
    return str(live_server.url)


@pytest.fixture
def open_page(browser: Any, live_app: str) -> Iterator[Callable[..., Any]]:
    """Opens pages (`open_page(width=390, dark=True, scripts=False)`); the test fails when one logged an error."""
    contexts, errors = [], []

    def open_one(*, width: int = 1280, height: int = 900, dark: bool = False, scripts: bool = True, **more: Any) -> Any:
        context = browser.new_context(
            base_url=live_app,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            **more,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    # A refusal (403, 404, 429) is what some journeys look for; the browser calls it an error.
    assert not [text for text in errors if not re.search(r"status of 4\d\d", text)]


@pytest.fixture
def page(open_page: Callable[..., Any]) -> Any:
    """One page of ordinary width."""
    return open_page()


@pytest.fixture
def screenshot(request: pytest.FixtureRequest) -> Callable[[Any, str], None]:
    """Keeps a picture of a page in `var/screenshots/` when somebody wants to look at it: it costs as much as a page."""
    folder = Path(str(request.config.rootpath)) / "var" / "screenshots"
    wanted = bool(os.environ.get("BAILIWICK_TEST_SCREENSHOTS"))

    def take(page: Any, name: str) -> None:
        if wanted:
            page.screenshot(path=folder / f"{name}.png", full_page=True)

    return take
