"""The API as one object: errors, limits, scopes and the description of it all, whatever routers are mounted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Schema

from bailiwick import __version__

from .errors import add_handlers
from .limits import RateLimit
from .parsing import StrictParser
from .scopes import enforce, needed

METHODS = ("get", "post", "put", "patch", "delete")


class ErrorBody(Schema):
    """What is wrong."""

    code: str
    message: str
    field: str | None = None
    where: str | None = None


class Error(Schema):
    """The one shape of every refusal."""

    error: ErrorBody
    request_id: str


class Api(NinjaAPI):
    """A NinjaAPI whose description also tells scopes and refusals."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._described: dict[str, Any] = {}

    def get_openapi_schema(self, **options: Any) -> Any:
        """OpenAPI 3.1 with `x-scope` and the refusal on each operation; made once, for it takes a third of a second."""
        asked = repr(sorted(options.items()))
        if asked not in self._described:
            self._described[asked] = self._describe_all(options)
        return self._described[asked]

    def _describe_all(self, options: dict[str, Any]) -> Any:
        schema = super().get_openapi_schema(**options)
        schema["openapi"] = "3.1.0"
        definitions = schema["components"].setdefault("schemas", {})
        definitions.setdefault("Error", Error.model_json_schema(ref_template="#/components/schemas/{model}"))
        definitions["Error"].pop("$defs", None)
        definitions.setdefault("ErrorBody", ErrorBody.model_json_schema())
        for operation in _operations(schema):
            _describe(operation, self._scope_of(operation["operationId"]))
        return schema

    def _scope_of(self, operation_id: str) -> str:
        return self._scopes().get(operation_id, "read")

    def _scopes(self) -> dict[str, str]:
        """Operation id → scope, from the views as they are mounted."""
        found = {}
        for router in self._get_bound_routers():
            for view in router.path_operations.values():
                for operation in view.operations:
                    name = operation.operation_id or self.get_openapi_operation_id(operation)
                    found[name] = needed(operation.view_func, operation.methods[0])
        return found


def _operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [path[method] for path in schema["paths"].values() for method in METHODS if method in path]


def _describe(operation: dict[str, Any], scope: str) -> None:
    operation["x-scope"] = scope
    refusal = {"$ref": "#/components/schemas/Error"}
    operation["responses"]["default"] = {
        "description": "Refused: see `error.code`.",
        "content": {"application/json": {"schema": refusal}},
    }


def make_api(auth: Sequence[Callable[[HttpRequest], Any]], *, version: str = "v1") -> Api:
    """An empty API under /api/<version>/. The roof gives it the ways to sign in and mounts the rooms' routers."""
    api = Api(
        title="Bailiwick",
        version=__version__,
        description="What runs where, who answers for it, says who, as of when.",
        openapi_url="/openapi.json",
        docs_url=None,
        urls_namespace=f"api-{version}",
        auth=list(auth),
        throttle=[RateLimit()],
        parser=StrictParser(),
    )
    add_handlers(api)
    api.add_decorator(enforce)
    return api
