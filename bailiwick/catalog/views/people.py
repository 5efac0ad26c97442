"""Roles on a part, and whose account is whose."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bailiwick.access import require
from bailiwick.access.grants import grant_role, revoke_role

from ..actions.people import link_account
from ..forms import AccountForm, RoleForm
from ..models import EntityNow
from ..queries.responsible import account_of, roles_on
from .editing import Sheet, answer_form, page_of
from .reach import about, signed_in


@signed_in
@about
def role_grant(request: HttpRequest, row: EntityNow) -> HttpResponse:
    """GET and POST roles/: who holds a role here, and one more."""
    require(request.user, "role.grant", row.entity)
    form = RoleForm(request.POST or None, user=request.user)
    sheet = Sheet(
        _("Roles on %(name)s") % {"name": row.name},
        _("Give the role"),
        row,
        _("A role here counts for this page and for everything that is part of it."),
        f"{page_of(row)}roles/",
        more={"roles": roles_on(request.user, row.entity_id)},
    )

    def do(form: RoleForm) -> HttpResponse:
        data = form.cleaned_data
        ends = datetime.combine(data["ends"].latest, time.max, UTC) if data["ends"] else None
        grant_role(data["role"], holder=data["holder"].pk, scope=row.entity_id, by=request.user, ends_at=ends)
        messages.success(request, _("The role is given."))
        return HttpResponseRedirect(sheet.back)

    return answer_form(request, form, sheet, do)


@require_POST
@signed_in
@about
def role_revoke(request: HttpRequest, row: EntityNow, pk: int) -> HttpResponse:
    """POST roles/<id>/revoke/"""
    held = next((held for held in roles_on(request.user, row.entity_id) if held.grant.pk == pk), None)
    if held is None:
        raise Http404
    revoke_role(held.grant, by=request.user)
    messages.success(request, _("The role is taken back."))
    return HttpResponseRedirect(f"{page_of(row)}roles/")


@signed_in
@about
def account_link(request: HttpRequest, row: EntityNow) -> HttpResponse:
    """GET and POST account/: which account is this person's."""
    if row.kind != "person":
        raise Http404
    require(request.user, "account.link", row.entity)
    now = account_of(row.entity_id)
    form = AccountForm(request.POST or None, initial={"handle": now.handle if now else ""})
    intro = _("With it come the rights of whoever answers for something, here and in the teams of this person.")
    sheet = Sheet(_("The account of %(name)s") % {"name": row.name}, _("Save"), row, intro, page_of(row))

    def do(form: AccountForm) -> HttpResponse:
        chosen = form.cleaned_data["handle"]
        # Both or neither: a link that is refused leaves the old one.
        with transaction.atomic():
            if now and now != chosen:
                link_account(now, None, by=request.user)
            if chosen:
                link_account(chosen, row.entity, by=request.user)
        messages.success(request, _("The account is linked.") if chosen else _("No account is linked now."))
        return HttpResponseRedirect(sheet.back)

    return answer_form(request, form, sheet, do)
