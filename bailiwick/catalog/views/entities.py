"""The verbs of a whole page: make, rename, other names, merge, split, who sees it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bailiwick.access import can, require
from bailiwick.lib.text import slugify
from bailiwick.search.queries import suggest
from bailiwick.web.pages import render

from ..actions.offers import offer_change
from ..drafts import Create, Merge, Rename, SetAlias, Show, Split
from ..forms import AliasForm, EntityForm, MergeForm, RenameForm, SplitForm, VisibilityForm
from ..models import Change, EntityNow
from ..queries.card import card
from ..queries.statement import claims_by_id
from ..vocabulary import ANY
from ..words import sentence
from .editing import Sheet, answer_form, offer, page_of, tell
from .reach import about, signed_in


@signed_in
def entity_create(request: HttpRequest) -> HttpResponse:
    """GET and POST /new/: a page for something the catalog does not have."""
    initial = {"kind": request.GET.get("kind", "service"), "name": request.GET.get("name", "")}
    form = EntityForm(request.POST or None, initial=initial)
    sheet = Sheet(
        _("Something new"),
        _("Add it"),
        intro=_("A page of its own. What is known about it comes next."),
        back="/",
        permission="entity.create",
    )

    def do(form: EntityForm) -> HttpResponse:
        data = form.cleaned_data
        slug = data["slug"] or slugify(data["name"])
        change = offer_change([Create(data["kind"], slug, data["name"])], by=request.user, message=form.why)
        tell(request, change)
        applied = change.status == Change.Status.APPLIED
        return HttpResponseRedirect(f"/{data['kind']}/{slug}/" if applied else f"/changes/{change.pk}/")

    return answer_form(request, form, sheet, do)


@signed_in
@about
def entity_rename(request: HttpRequest, row: EntityNow) -> HttpResponse:
    """GET and POST rename/: it is called otherwise now."""
    form = RenameForm(request.POST or None, initial={"name": row.name})
    intro = _("The address stays, and the old name goes on finding it.")
    sheet = Sheet(_("Rename %(name)s") % {"name": row.name}, _("Rename it"), row, intro, page_of(row), "entity.rename")

    def do(form: RenameForm) -> HttpResponse:
        on = form.cleaned_data["on"]
        return offer(
            request, [Rename(row.entity, form.cleaned_data["name"], on.latest if on else None)], form.why, sheet
        )

    return answer_form(request, form, sheet, do)


@signed_in
@about
def entity_alias(request: HttpRequest, row: EntityNow) -> HttpResponse:
    """GET and POST names/add/: what else it is called."""
    form = AliasForm(request.POST or None)
    intro = _("Searches and documents find it under this name too.")
    title = _("Another name of %(name)s") % {"name": row.name}
    sheet = Sheet(title, _("Add it"), row, intro, page_of(row), "entity.rename")

    def do(form: AliasForm) -> HttpResponse:
        draft = SetAlias(row.entity, form.cleaned_data["scheme"], form.cleaned_data["value"], row.entity.visibility)
        return offer(request, [draft], form.why, sheet)

    return answer_form(request, form, sheet, do)


@signed_in
@about
def entity_merge(request: HttpRequest, row: EntityNow) -> HttpResponse:
    """GET and POST merge/?into=: two pages are one thing."""
    initial = {"into": request.GET.get("into", "")}
    form = MergeForm(request.POST or None, user=request.user, entity=row.entity, initial=initial)
    title = _("%(name)s is the same as another page") % {"name": row.name}
    sheet = Sheet(title, _("Merge them"), row, back=page_of(row), permission="entity.merge")

    def do(form: MergeForm) -> HttpResponse:
        return offer(request, [Merge(row.entity, form.cleaned_data["into"])], form.why, sheet)

    return answer_form(request, form, sheet, do)


@signed_in
@about
def entity_split(request: HttpRequest, row: EntityNow) -> HttpResponse:
    """GET and POST split/: one page was two things."""
    facts = {str(said.id): fact for fact in card(request.user, row.entity).facts for said in fact.said}
    labels = [(pk, sentence(fact).striptags()) for pk, fact in facts.items()]
    form = SplitForm(request.POST or None, entity=row.entity, facts=labels)
    sheet = Sheet(
        _("%(name)s is two things") % {"name": row.name},
        _("Split it"),
        row,
        _("What you choose moves to a page of its own."),
        page_of(row),
        "entity.split",
    )

    def do(form: SplitForm) -> HttpResponse:
        data = form.cleaned_data
        claims = claims_by_id(request.user, row.entity, data["facts"])
        slug = data["slug"] or slugify(data["name"])
        return offer(request, [Split(row.entity, data["kind"], slug, data["name"], claims)], form.why, sheet)

    return answer_form(request, form, sheet, do)


@signed_in
@about
def entity_visibility(request: HttpRequest, row: EntityNow) -> HttpResponse:
    """GET and POST show/: who may see the page at all."""
    require(request.user, "entity.show", row.entity)
    form = VisibilityForm(
        request.POST or None, user=request.user, entity=row.entity, initial={"visibility": row.entity.visibility}
    )
    intro = _("Everything said of it, and every list and count, follows.")
    title = _("Who may see %(name)s") % {"name": row.name}
    sheet = Sheet(title, _("Save"), row, intro, page_of(row), "entity.show")

    def do(form: VisibilityForm) -> HttpResponse:
        return offer(request, [Show(row.entity, form.cleaned_data["visibility"])], form.why, sheet)

    return answer_form(request, form, sheet, do)


@require_safe
def things(request: HttpRequest) -> HttpResponse:
    """GET /things/?q=&kinds=: options for a field that names something of the catalog."""
    kinds = request.GET.get("kinds", ANY).split()
    if not can(request.user, "change.propose"):
        raise Http404
    found = suggest(request.user, request.GET.get("q", ""), limit=40)
    fitting = [each for each in found if ANY in kinds or each.kind in kinds][:12]
    return render(request, "catalog/_things.html", {"things": fitting})
