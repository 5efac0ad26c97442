"""An invented cast for the tests of this room."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress

from bailiwick.accounts.models import User

PASSWORD = "a quiet harbour at noon"


@pytest.fixture
def make_user(db: None):
    """Makes a person with a verified address and the password above."""

    def make(name: str = "mira", **fields: object) -> User:
        user = User.objects.create_user(f"{name}@example.org", name, PASSWORD, **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    return make


@pytest.fixture
def mira(make_user) -> User:
    """A person who may sign in."""
    return make_user("mira")


@pytest.fixture
def signed_in(client, mira):
    """A browser in which Mira is signed in."""
    client.force_login(mira, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
