"""The search page, suggestions while typing, and the description that lets a browser search here."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from bailiwick.lib.panels import contributors
from bailiwick.web.pages import render

from .queries import Suggestion, find, known_kinds, suggest

PAGE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """GET /search/?q=&kind=&after="""
    text, kinds = request.GET.get("q", "").strip(), [kind for kind in request.GET.getlist("kind") if kind]
    if leads_to := next(filter(None, (jump(request.user, text) for jump in contributors("search_jumps"))), ""):
        return HttpResponseRedirect(leads_to)
    results = find(request.user, text, kinds, limit=PAGE, after=request.GET.get("after"))
    asked = [("q", text), *(("kind", kind) for kind in kinds)]
    context = {
        "text": text,
        "kinds": kinds,
        "labels": known_kinds(),
        "results": results,
        "more": f"?{urlencode([*asked, ('after', results.after)], errors='replace')}" if results.more else "",
        "first": f"?{urlencode(asked, errors='replace')}" if request.GET.get("after") else "",
        "narrower": {kind: f"?{urlencode({'q': text, 'kind': kind}, errors='replace')}" for kind in results.kinds},
    }
    return render(request, "search/search.html", context)


@require_safe
def search_suggest(request: HttpRequest) -> HttpResponse:
    """GET /search/suggest/?q=: a list for htmx, JSON for programs, `as=opensearch` for the browser's own box."""
    text = request.GET.get("q", "")
    found = suggest(request.user, text)
    response: HttpResponse
    if request.GET.get("as") == "opensearch":
        response = JsonResponse(_for_browsers(request, text, found), safe=False)
        response["Content-Type"] = "application/x-suggestions+json"
    elif request.accepts("text/html") and not _wants_json(request):
        response = render(request, "search/_suggestions.html", {"suggestions": found})
    else:
        response = JsonResponse({"items": [_item(each) for each in found]})
    response["Cache-Control"] = "private, max-age=30"
    patch_vary_headers(response, ["Accept", "Cookie"])
    return response


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """GET /opensearch.xml"""
    address = request.build_absolute_uri
    context = {"page": address(reverse("search")), "suggest": address(reverse("search_suggest"))}
    response = render(request, "search/opensearch.xml", context)
    response["Content-Type"] = "application/opensearchdescription+xml; charset=utf-8"
    return response


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _item(each: Suggestion) -> dict[str, str]:
    labels = known_kinds()
    return {"label": each.title, "kind": str(labels.get(each.kind, each.kind)), "ref": each.ref, "url": each.url}


def _for_browsers(request: HttpRequest, text: str, found: Sequence[Suggestion]) -> list[object]:
    return [
        text,
        [each.title for each in found],
        [_item(each)["kind"] for each in found],
        [request.build_absolute_uri(each.url) for each in found],
    ]
