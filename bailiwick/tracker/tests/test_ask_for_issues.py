"""Asking for issues with a line: what each field finds, in which order, page by page."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from bailiwick.tracker.asking import find_issues, fitting

from .cast import issue

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


def test_smoke() -> None:
    bug = issue("Uploads fail")
    page = find_issues(ANYBODY, "is:open uploads")
    assert [row.number for row in page.rows] == [bug.pk]
    assert fitting(ANYBODY, "fail*", [bug.pk]) == {bug.pk}
