"""One's rules: what they say, and what they match now."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bailiwick.catalog.errors import Refused
from bailiwick.catalog.views.reach import signed_in
from bailiwick.search.grammar import Mistake
from bailiwick.web.pages import render

from ..actions.rules import create_rule, delete_rule, pause_rule
from ..asking import find_issues
from ..models import Rule
from ..queries.waiting import how_many_wait

#: Issues named beside a rule.
NAMED = 5


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def rules(request: HttpRequest) -> HttpResponse:
    """GET /issues/rules/?line= and POST: one's rules, each with what it matches now, and a new one."""
    line, does, mistake = request.GET.get("line", "")[:1000], Rule.Does.WATCH.value, ""
    if request.method == "POST":
        line, does = request.POST.get("line", "")[:1000], request.POST.get("does", "")
        try:
            create_rule(line, does, by=request.user)
        except Refused as error:
            mistake = str(error)
        else:
            messages.success(request, _("From now on it happens by itself. What fits already stays as it is."))
            return HttpResponseRedirect("/issues/rules/")
    mine = Rule.objects.filter(author_id=request.user.pk or 0).order_by("pk")
    context = {
        "rules": [(rule, *_matches(request.user, rule.line)) for rule in mine],
        "line": line,
        "does": does,
        "mistake": mistake,
        "waits": how_many_wait(request.user),
        "choices": Rule.Does.choices,
        "trail": [(_("Home"), "/"), (_("Issues"), "/issues/"), (_("Rules"), "")],
    }
    return render(request, "tracker/rules.html", context, status=422 if mistake else 200)


def _matches(user: Any, line: str) -> tuple[tuple[Any, ...], bool, str]:
    """The first issues that fit now, whether there are more, and what is wrong with the line by now."""
    try:
        page = find_issues(user, line, limit=NAMED)
    except Mistake as mistake:
        return (), False, mistake.message
    return page.rows, bool(page.after), ""


@require_POST
@signed_in
def rule_pause(request: HttpRequest, pk: int) -> HttpResponse:
    """POST rules/<id>/pause/: `again` lets it work again."""
    again = "again" in request.POST
    pause_rule(_mine(request, pk), not again, by=request.user)
    messages.success(request, _("The rule works again.") if again else _("The rule rests."))
    return HttpResponseRedirect("/issues/rules/")


@require_POST
@signed_in
def rule_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """POST rules/<id>/delete/"""
    delete_rule(_mine(request, pk), by=request.user)
    messages.success(request, _("The rule is gone."))
    return HttpResponseRedirect("/issues/rules/")


def _mine(request: HttpRequest, pk: int) -> Rule:
    return get_object_or_404(Rule, pk=pk, author_id=request.user.pk or 0)
