"""Every operation of the API, whatever is sent to it, answers as its description says and never with a 5xx.

The inputs are generated from the description, the same ones in every run; a coordinator's token and a stranger ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bailiwick.access.grants import grant_role
from bailiwick.accounts.models import User
from bailiwick.accounts.tokens import create_token
from tests.tries import tries

CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance)
FEW = settings(
    max_examples=tries(6),
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.fixture(autouse=True)
def _one_transaction(db: None, settings: Any) -> Iterator[None]:
    """All requests of a test share its transaction, so none may close the connection; and none is too many."""
    settings.RATE_USER = settings.RATE_ANONYMOUS = 0
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def token(_one_transaction: None) -> str:
    """A coordinator's, for everything."""
    user = User.objects.create_user("ida@example.org", "ida")
    grant_role("Coordinator", user=user, by=User.objects.system("operator"))
    return create_token(user, "everything", ["admin"], 30)[1]


@schema.parametrize()
@FEW
def test_a_stranger_and_a_coordinator_may_send_anything(case: Any, token: str) -> None:
    case.call_and_validate(checks=CHECKS)
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)


def test_the_description_is_openapi_3_1_with_scopes_and_refusals() -> None:
    raw = schema.raw_schema
    assert raw["openapi"].startswith("3.1")
    operations = [operation for path in raw["paths"].values() for operation in path.values()]
    assert operations
    assert {operation["x-scope"] for operation in operations} <= {"read", "propose", "write", "admin"}
    assert all("default" in operation["responses"] for operation in operations)
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
