"""What a report counts as changed stands in the place of what is gone: a better description is neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from bailiwick.catalog.models import Change

from .plain_pages import plain_pages, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_pages")]

__all__ = ["plain_pages"]

BEFORE = """= Services
wiki hosted_by provider/red
docs hosted_by provider/red form=vm
mail hosted_by provider/red form=vm
"""
AFTER = """= Services
docs hosted_by provider/red form=server
docs hosted_by provider/blue
mail hosted_by provider/red form=server
mail hosted_by provider/blue
"""


def test_details_that_changed_are_not_taken_for_what_is_gone(tmp_path: Path) -> None:
    page = tmp_path / "overview.txt"
    page.write_text(BEFORE)
    take(page, "--dated", "2014-10-01", "--complete-for", "hosted_by", "--apply")
    page.write_text(AFTER)
    report = take(page, "--dated", "2016-10-01", "--apply")
    assert (report["new"], report["gone"], report["changed"]) == (2, 1, 0)
    told = Change.objects.get(pk=report["change"]).report
    assert (told["new"], told["gone"], told["changed"]) == (2, 1, 3)
