"""The readable page of the API, made from its own description: no script, no file of somebody else's."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines

from .site import METHODS, Api


@dataclass(frozen=True)
class Parameter:
    """One input of an operation."""

    name: str
    where: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True)
class Described:
    """One operation as the page shows it."""

    method: str
    path: str
    summary: str
    about: str
    scope: str
    anchor: str
    curl: str
    parameters: list[Parameter] = field(default_factory=list)


def docs_view(api: Api, layout: str) -> Callable[[HttpRequest], HttpResponse]:
    """The view of the page. The roof says which layout it wears, since base templates are another room's."""

    def api_docs(request: HttpRequest) -> HttpResponse:
        context = {"layout": layout, "groups": described(api), "site_url": settings.SITE_URL}
        return HttpResponse(engines["jinja2"].get_template("api/docs.html").render(context, request))

    return api_docs


def described(api: Api) -> dict[str, list[Described]]:
    """Every operation, grouped by its first tag."""
    schema = api.get_openapi_schema()
    groups: dict[str, list[Described]] = {}
    for path, methods in sorted(schema["paths"].items()):
        for method in METHODS:
            if method in methods:
                group = (methods[method].get("tags") or ["general"])[0]
                groups.setdefault(group, []).append(_one(schema, path, method, methods[method]))
    return groups


def _one(schema: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Described:
    body = _body(schema, operation)
    return Described(
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        about=operation.get("description", ""),
        scope=operation["x-scope"],
        anchor=operation["operationId"],
        curl=_curl(path, method, operation["x-scope"], body),
        parameters=[_parameter(each) for each in operation.get("parameters", [])] + _fields(body),
    )


def _parameter(spec: dict[str, Any]) -> Parameter:
    return Parameter(
        name=spec["name"],
        where=spec["in"],
        kind=_kind(spec.get("schema", {})),
        required=spec.get("required", False),
        about=spec.get("description", spec.get("schema", {}).get("description", "")),
    )


def _fields(body: dict[str, Any]) -> list[Parameter]:
    required = body.get("required", [])
    return [
        Parameter(name, "body", _kind(spec), name in required, spec.get("description", ""))
        for name, spec in body.get("properties", {}).items()
    ]


def _body(schema: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    """The JSON body's schema, with its reference looked up."""
    content = operation.get("requestBody", {}).get("content", {})
    spec: dict[str, Any] = content.get("application/json", {}).get("schema", {})
    name = spec.get("$ref", "").rpartition("/")[2]
    return schema["components"]["schemas"].get(name, spec) if name else spec


def _kind(spec: dict[str, Any]) -> str:
    """A word for a JSON schema: `integer`, `string (date)`, `one of a, b`."""
    if "anyOf" in spec:
        return " or ".join(_kind(each) for each in spec["anyOf"])
    if "enum" in spec:
        return "one of " + ", ".join(map(str, spec["enum"]))
    name = str(spec.get("type", spec.get("$ref", "any").rpartition("/")[2]))
    return f"{name} ({spec['format']})" if "format" in spec else name


def _curl(path: str, method: str, scope: str, body: dict[str, Any]) -> str:
    """A line to paste into a terminal."""
    words = ["curl"]
    if method != "get":
        words.append(f"-X {method.upper()}")
    if scope != "read":
        words.append("-H 'Authorization: Bearer bw_…'")
    if body:
        example = {name: _example(spec) for name, spec in body.get("properties", {}).items()}
        words.append(f"-H 'Content-Type: application/json' -d '{json.dumps(example)}'")
    return " ".join([*words, f"'{settings.SITE_URL}{path}'"])


def _example(spec: dict[str, Any]) -> Any:
    if "default" in spec:
        return spec["default"]
    return {"integer": 1, "boolean": True, "array": [], "object": {}}.get(spec.get("type", ""), "…")
