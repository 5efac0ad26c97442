"""Requests as a page sees them, without the database."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory


def request(address: str = "/", **cookies: str) -> HttpRequest:
    """A reader who is not signed in, at this address."""
    made = RequestFactory().get(address)
    made.user = AnonymousUser()
    made.COOKIES.update(cookies)
    return made
