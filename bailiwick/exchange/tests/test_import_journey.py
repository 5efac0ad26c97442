"""In a browser: a coordinator hands in a list, changes one column, follows it, reads what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import expect

from bailiwick.catalog.tests.cast import person
from bailiwick.jobs.queue import run_next

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "Host,Purpose,Contact,Datacenter\nred.example,Mail,ada,dc1\nblue.example,Lists,Desk Staff,dc1\nw,,,dc1\n?,x,y\n"


@pytest.mark.parametrize("width", [1280, 390])
def test_a_list_comes_in(
    open_page: Any, live_app: str, screenshot: Any, settings: Any, tmp_path: Path, width: int
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    client = Client()
    client.force_login(person("ada", "Coordinator"))
    name = django_settings.SESSION_COOKIE_NAME
    page = open_page(width=width)
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_app}])
    (tmp_path / "machines.csv").write_text(LIST)
    page.goto("/import/")
    screenshot(page, f"import-file-{width}")
    page.get_by_label("File").set_input_files(tmp_path / "machines.csv")
    page.get_by_label("Name of the list").fill("machines")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".guessed")).to_contain_text("Contact")
    page.get_by_text("Change what the columns mean").click()
    page.get_by_label("Contact").select_option("maintained_by:person")
    page.get_by_label("Make it part of the catalog at once").check()
    screenshot(page, f"import-columns-{width}")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="Import of machines.csv").wait_for()
    run_next()
    page.get_by_text("Applied as change").wait_for()
    screenshot(page, f"import-report-{width}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.goto("/host/red.example/")
    page.get_by_text("Read in 1 list").click()
    screenshot(page, f"import-read-from-{width}")
