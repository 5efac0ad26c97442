"""What a reader chose for this browser: light or dark, and the language. Cookies, so no account is needed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_request
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

THEME_COOKIE = "theme"
THEMES = ("light", "dark")
YEAR = 365 * 86400


def theme_of(request: HttpRequest) -> str:
    """`light` or `dark` if the reader chose one; empty = as the device says."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


def variant(request: HttpRequest) -> str:
    """What a cached page depends on besides its address and who reads it."""
    return f"{get_language_from_request(request)}-{theme_of(request)}"


# Exempt, so that pages for everybody need no token and can be cached; all a stranger could do is change a colour,
# and browsers say when a request comes from another site.
@csrf_exempt
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to the page one was on."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}:
        _keep(request, response)
    return response


def _keep(request: HttpRequest, response: HttpResponse) -> None:
    if "theme" in request.POST:
        _set(response, request, THEME_COOKIE, request.POST["theme"] if request.POST["theme"] in THEMES else "")
    if request.POST.get("language") in dict(settings.LANGUAGES):
        _set(response, request, settings.LANGUAGE_COOKIE_NAME, request.POST["language"])


def _set(response: HttpResponse, request: HttpRequest, name: str, value: str) -> None:
    if value:
        response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie(name, samesite="Lax")
