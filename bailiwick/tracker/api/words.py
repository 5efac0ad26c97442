"""The words of a desk: read by everybody, edited by those who may."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from bailiwick.api.toolkit import Body, Id, json_response
from bailiwick.catalog.api.inputs import entity_named
from bailiwick.catalog.queries.names import names

from ..actions.words import save_label, save_milestone, save_version, save_ways, save_word
from ..models import Label, Milestone, Transition, Version, Word
from ..words import Vocabulary
from .word_shapes import (
    LabelChange,
    LabelIn,
    LabelList,
    LabelOut,
    MilestoneChange,
    MilestoneIn,
    MilestoneList,
    MilestoneOut,
    Of,
    OfWhat,
    SlugPath,
    VersionChange,
    VersionIn,
    VersionList,
    VersionOut,
    WayOut,
    WaysIn,
    WordChange,
    WordIn,
    WordOut,
    WordsOut,
)  # fmt: skip

router = Router()


@router.get("/tracker/words", response=WordsOut, summary="The words", operation_id="words")
def word_list(request: HttpRequest) -> HttpResponse:
    """Kinds, statuses, resolutions, priorities, severities, and the ways between statuses."""
    words = Vocabulary()
    told = [_word(word) for of in Word.Of.values for word in words.of(of).values()]
    ways: dict[tuple[str, str], list[str]] = {}
    for kind, before, after in Transition.objects.order_by("kind", "pk").values_list("kind", "before", "after"):
        ways.setdefault((kind, before), []).append(after)
    transitions = [{"kind": kind, "before": before, "after": after} for (kind, before), after in ways.items()]
    return json_response(request, {"words": told, "transitions": transitions})


@router.post("/tracker/words", response={201: WordOut}, summary="Add a word", operation_id="word_create")
def word_create(request: HttpRequest, body: WordIn) -> HttpResponse:
    """A kind, a status, a resolution, a priority or a severity."""
    return json_response(request, _word(save_word(None, body.model_dump(), by=request.user)), status=201)


@router.patch("/tracker/words/{of}/{slug}", response=WordOut, summary="Change a word", operation_id="word_change")
def word_change(request: HttpRequest, of: Of, slug: SlugPath, body: WordChange) -> HttpResponse:
    """Call it otherwise, or offer it no more; issues that have it keep it."""
    word = _one(Word, of=of, slug=slug)
    return json_response(request, _word(save_word(word, _said(body), by=request.user)))


@router.put("/tracker/transitions", response=WayOut, summary="Set the ways from a status", operation_id="ways_set")
def ways_set(request: HttpRequest, body: WaysIn) -> HttpResponse:
    """Where an issue may go from there; of one kind, or of all that have none of their own."""
    save_ways(body.kind, body.before, body.after, by=request.user)
    rows = Transition.objects.filter(kind=body.kind, before=body.before).order_by("pk")
    after = list(rows.values_list("after", flat=True))
    return json_response(request, {"kind": body.kind, "before": body.before, "after": after})


@router.get("/labels", response=LabelList, summary="Labels", operation_id="labels")
def label_list(request: HttpRequest) -> HttpResponse:
    """Everybody's, and those of services that you may see."""
    rows = list(Label.objects.order_by("slug"))
    return json_response(request, {"items": _seen(request, rows, _label)})


@router.post("/labels", response={201: LabelOut}, summary="Add a label", operation_id="label_create")
def label_create(request: HttpRequest, body: LabelIn) -> HttpResponse:
    """A word that people stick on issues."""
    label = save_label(None, _placed(request, body), by=request.user)
    return json_response(request, _seen(request, [label], _label)[0], status=201)


@router.patch("/labels/{slug}", response=LabelOut, summary="Change a label", operation_id="label_change")
def label_change(request: HttpRequest, slug: SlugPath, body: LabelChange) -> HttpResponse:
    """Its colour, what it means, its group; or offer it no more."""
    label = _visible(request, _one(Label, slug=slug))
    return json_response(request, _seen(request, [save_label(label, _said(body), by=request.user)], _label)[0])


@router.get("/versions", response=VersionList, summary="Versions", operation_id="versions")
def version_list(request: HttpRequest, of: Query[OfWhat]) -> HttpResponse:
    """Of one service, or of all."""
    rows = _of(request, Version.objects.order_by("scope_id", "name"), of.service)
    return json_response(request, {"items": _seen(request, list(rows), _version)})


@router.post("/versions", response={201: VersionOut}, summary="Add a version", operation_id="version_create")
def version_create(request: HttpRequest, body: VersionIn) -> HttpResponse:
    """A version of a service, or of what it runs."""
    version = save_version(None, _placed(request, body), by=request.user)
    return json_response(request, _seen(request, [version], _version)[0], status=201)


@router.patch("/versions/{version_id}", response=VersionOut, summary="Change a version", operation_id="version_change")
def version_change(request: HttpRequest, version_id: Id, body: VersionChange) -> HttpResponse:
    """Its name, its day; or offer it no more."""
    version = _visible(request, _one(Version, pk=version_id))
    return json_response(request, _seen(request, [save_version(version, _said(body), by=request.user)], _version)[0])


@router.get("/milestones", response=MilestoneList, summary="Milestones", operation_id="milestones")
def milestone_list(request: HttpRequest, of: Query[OfWhat]) -> HttpResponse:
    """Of one service, or of all."""
    rows = _of(request, Milestone.objects.order_by("-closed_at", "due_on", "pk"), of.service)
    return json_response(request, {"items": _seen(request, list(rows), _milestone)})


@router.post("/milestones", response={201: MilestoneOut}, summary="Add a milestone", operation_id="milestone_create")
def milestone_create(request: HttpRequest, body: MilestoneIn) -> HttpResponse:
    """Something to work towards."""
    milestone = save_milestone(None, _placed(request, body), by=request.user)
    return json_response(request, _seen(request, [milestone], _milestone)[0], status=201)


@router.patch(
    "/milestones/{milestone_id}", response=MilestoneOut, summary="Change a milestone", operation_id="milestone_change"
)
def milestone_change(request: HttpRequest, milestone_id: Id, body: MilestoneChange) -> HttpResponse:
    """Its name, its day, its text; `closed` when it is reached."""
    milestone = _visible(request, _one(Milestone, pk=milestone_id))
    saved = save_milestone(milestone, _said(body), by=request.user)
    return json_response(request, _seen(request, [saved], _milestone)[0])


# --- rows


def _one(model: Any, **wanted: Any) -> Any:
    row = model.objects.filter(**wanted).first()
    if row is None:
        raise Http404
    return row


def _visible(request: HttpRequest, row: Any) -> Any:
    """A word of something that the reader may not see is not there."""
    if row.scope_id and row.scope_id not in names(request.user, [row.scope_id]):
        raise Http404
    return row


def _of(request: HttpRequest, rows: Any, service: str) -> Any:
    return rows.filter(scope_id=entity_named(request.user, service, "service").pk) if service else rows


def _seen(request: HttpRequest, rows: list[Any], told: Any) -> list[dict[str, Any]]:
    """Those of things that the reader may see."""
    named = names(request.user, (row.scope_id for row in rows))
    here = [(row, named.get(row.scope_id or 0)) for row in rows]
    return [told(row, at.ref if at else None) for row, at in here if at or row.scope_id is None]


def _said(body: Body) -> dict[str, Any]:
    return body.model_dump(exclude_unset=True)


def _placed(request: HttpRequest, body: Any) -> dict[str, Any]:
    said = _said(body)
    service = said.pop("service", None)
    return said | {"scope_id": entity_named(request.user, service, "service").pk if service else None}


def _word(word: Any) -> dict[str, Any]:
    return {name: getattr(word, name) for name in ("of", "slug", "name", "description", "rank", "closes", "retired")}


def _label(row: Label, service: str | None) -> dict[str, Any]:
    columns = ("slug", "colour", "description", "group", "retired")
    return {name: getattr(row, name) for name in columns} | {"service": service}


def _version(row: Version, service: str | None) -> dict[str, Any]:
    columns = ("name", "released_on", "retired")
    found = {name: getattr(row, name) for name in columns}
    return {"id": row.pk, "ref": f"{service}@{row.name}", "service": service} | found


def _milestone(row: Milestone, service: str | None) -> dict[str, Any]:
    columns = ("name", "description", "due_on", "closed_at")
    return {"id": row.pk, "service": service} | {name: getattr(row, name) for name in columns}
