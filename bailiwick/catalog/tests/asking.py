"""Short ways to ask the API in stories: as anybody, or with a token."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from bailiwick.accounts.models import User
from bailiwick.accounts.tokens import create_token


class Api:
    """Somebody who talks to /api/v1/."""

    def __init__(self, user: User | None = None, *scopes: str) -> None:
        self.headers = {}
        if user is not None:
            secret = create_token(user, "story", list(scopes) or ["admin"], 30)[1]
            self.headers = {"Authorization": f"Bearer {secret}"}

    def ask(self, path: str, **query: Any) -> Any:
        """The whole response of a GET."""
        names = {name.rstrip("_"): value for name, value in query.items()}
        return Client().get(f"/api/v1{path}", names, headers=self.headers)

    def get(self, path: str, **query: Any) -> Any:
        """The body of a GET that must succeed."""
        response = self.ask(path, **query)
        assert response.status_code == 200, response.content
        return response.json()

    def send(self, path: str, body: Any = None, method: str = "post") -> Any:
        """The whole response of something that writes."""
        data = body if isinstance(body, bytes) else json.dumps({} if body is None else body)
        return getattr(Client(), method)(f"/api/v1{path}", data, "application/json", headers=self.headers)

    def post(self, path: str, body: Any = None) -> Any:
        """The body of a POST that must succeed."""
        response = self.send(path, body)
        assert response.status_code in (200, 201), response.content
        return response.json()

    def refused(self, path: str, body: Any = None, method: str = "post") -> tuple[int, str, str]:
        """Status, code and message of a refusal in the one shape."""
        response = self.send(path, body, method) if method != "get" else self.ask(path, **(body or {}))
        answer = response.json()
        assert set(answer) == {"error", "request_id"}
        return response.status_code, answer["error"]["code"], answer["error"]["message"]


def anybody() -> Api:
    """A stranger."""
    return Api()
