"""A small API made with the toolkit, for the tests of the toolkit."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.urls import path
from ninja import Query, Router
from ninja.security import HttpBearer

from bailiwick.api.site import make_api
from bailiwick.api.toolkit import ApiError, Body, Id, Invalid, Paging, envelope, json_response, paginate, scope

router = Router(tags=["shelf"])


class Anybody:
    """Signed in for the tests."""

    is_authenticated = True
    pk = 7


class Bearer(HttpBearer):
    """`Bearer <scopes>`: whoever says so holds them."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        request.user = Anybody()
        request.token_scopes = tuple(token.split("+"))
        return request.user


def anonymous(request: HttpRequest) -> Any:
    request.user = AnonymousUser()
    return request.user


class Book(Body):
    """A book."""

    title: str
    pages: int = 1


@router.get("/types")
def types(request: HttpRequest, paging: Query[Paging]):
    page = paginate(ContentType.objects.values("app_label", "model", "pk"), ("-app_label", "model", "pk"), paging)
    return json_response(request, envelope(request, page, page.items))


@router.get("/types/{type_id}")
def one_type(request: HttpRequest, type_id: Id):
    return {"name": ContentType.objects.get(pk=type_id).model if type_id > 2**62 else "x"}


@router.post("/books")
def book_add(request: HttpRequest, body: Book):
    return {"title": body.title}


@router.post("/wishes")
@scope("propose")
def wish(request: HttpRequest, body: Book):
    return {"title": body.title}


@router.post("/burn")
@scope("admin")
def burn(request: HttpRequest):
    return {}


@router.get("/wrong/{what}")
def wrong(request: HttpRequest, what: str):
    raise {
        "missing": Http404(),
        "denied": PermissionDenied("not you"),
        "invalid": Invalid("too blue", field="colour", where="query"),
        "conflict": ApiError(409, "already", code="taken"),
        "model": ValidationError({"title": "too long"}),
        "range": OverflowError(),
        "bug": ZeroDivisionError(),
    }[what]


api = make_api(auth=[Bearer(), anonymous], version="test")
api.add_router("", router)


def breaks(request: HttpRequest):
    raise ZeroDivisionError


urlpatterns = [path("api/test/", api.urls), path("api/breaks", breaks), path("elsewhere", breaks)]
