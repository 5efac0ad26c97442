"""The common shape of every edit: a form, one action, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from bailiwick.access import can
from bailiwick.web.pages import render

from ..actions.offers import offer_change
from ..drafts import Draft
from ..errors import Refused
from ..models import Change, EntityNow


@dataclass(frozen=True)
class Sheet:
    """A page with one form on it."""

    title: str
    button: str
    row: EntityNow | None = None
    intro: Any = ""
    back: str = "/"
    #: What one needs so that it counts at once; without it the change is a proposal.
    permission: str = ""
    danger: bool = False
    more: dict[str, Any] = field(default_factory=dict)


def answer_form(request: HttpRequest, form: Any, sheet: Sheet, do: Callable[[Any], HttpResponse]) -> HttpResponse:
    """Show the form, or do what it says; what was refused is said at the form, and what was typed stays."""
    if request.method == "POST" and form.is_valid():
        try:
            return do(form)
        except Refused as error:
            form.add_error(_place(form), str(error))
    counts = not sheet.permission or can(request.user, sheet.permission, sheet.row.entity if sheet.row else None)
    context = {"form": form, "sheet": sheet, "row": sheet.row, "counts": counts, **sheet.more}
    return render(request, "catalog/form.html", context, status=422 if form.errors else 200)


def _place(form: Any) -> str | None:
    """The field that a refusal is about: the first that is filled in, as an action knows no fields."""
    return next(
        (name for name in ("what", "on", "into", "slug", "name", "value", "facts", "holder") if name in form.fields),
        None,
    )


def offer(request: HttpRequest, drafts: Sequence[Draft], why: str, sheet: Sheet) -> HttpResponse:
    """Offer the edits, say what became of them, and go back."""
    change = offer_change(drafts, by=request.user, message=why)
    tell(request, change, sheet.row)
    return HttpResponseRedirect(sheet.back)


def tell(request: HttpRequest, change: Change, row: EntityNow | None = None) -> None:
    """What became of it, and where it can be seen and undone."""
    link = f"/changes/{change.pk}/"
    if change.status == Change.Status.APPLIED:
        messages.success(
            request, format_html('{} <a href="{}">{}</a>', _("Done."), link, _("See the change, or undo it"))
        )
        return
    if row is not None:
        text = _("Proposed. Somebody who answers for %(name)s will look at it.") % {"name": row.name}
    else:
        text = _("Proposed. A developer will look at it.")
    messages.info(request, format_html('{} <a href="{}">{}</a>', text, link, _("See the proposal")))


def page_of(row: EntityNow) -> str:
    """The address of the entity's page."""
    return f"/{row.kind}/{row.slug}/"


def tell_refusal(request: HttpRequest, error: Exception) -> None:
    """Why a button did nothing."""
    messages.error(request, str(error))
