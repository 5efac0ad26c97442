"""Every address there is, found from `urls.py` itself, filled in for a desk.

A route with an argument needs a line in `ARGUMENTS`; one without is walked as it is.
A new page therefore fails the walk until somebody says what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

from django.urls import URLResolver, get_resolver

from bailiwick.access.models import Grant
from bailiwick.catalog.models import Change, Claim, Lineage, Source
from bailiwick.catalog.when import NEVER
from bailiwick.exchange.models import ImportRun
from bailiwick.findings.models import Finding
from bailiwick.jobs.models import Job
from bailiwick.tracker.models import Comment, File, Hook, Issue, IssueLink, Label, Milestone, Origin, Reference, Version

from .desk import Desk, standing_claims

Fill = Callable[[Desk], list[dict[str, object]]]

#: Sub-pages of an entity are walked on these; of the other entities, the page itself and one more.
MAIN = ("service/lighthouse", "service/elsewhere", "person/robin", "person/olive", "provider/rock", "team/keepers")


def entities(desk: Desk) -> list[dict[str, object]]:
    return [dict(zip(("kind", "slug"), ref.split("/"), strict=True)) for ref in desk.entities]


def main_entities(desk: Desk) -> list[dict[str, object]]:
    others = [ref for ref in desk.entities if ref not in MAIN]
    return [dict(zip(("kind", "slug"), ref.split("/"), strict=True)) for ref in (*MAIN, *others[::9])]


def claims(desk: Desk) -> list[dict[str, object]]:
    found = (dict(zip(("kind", "slug"), ref.split("/"), strict=True)) | {"origin": n} for ref, n in standing_claims())
    return list(found)


def some_claims(desk: Desk) -> list[dict[str, object]]:
    return claims(desk)[::9]


def ids(name: str, rows: Callable[[], object]) -> Fill:
    """One argument, the key of each of these rows."""
    return lambda desk: [{name: pk} for pk in rows()]  # type: ignore[attr-defined]  # a list of keys


def pks(model: type) -> Callable[[], list[int]]:
    return lambda: list(model.objects.order_by("pk").values_list("pk", flat=True))  # type: ignore[attr-defined]  # a model


def incoming(desk: Desk) -> list[dict[str, object]]:
    words = ("depends_on", "owned_by", "hosted_by", "member_of", "part_of", "contact_point")
    return [args | {"predicate": word} for args in main_entities(desk)[:8] for word in words]


def roles(desk: Desk) -> list[dict[str, object]]:
    return [args | {"pk": pk} for args in main_entities(desk)[:3] for pk in Grant.objects.values_list("pk", flat=True)]


def documents(desk: Desk) -> list[dict[str, object]]:
    """Those that wait, and some changes that are none."""
    others = Change.objects.order_by("pk").values_list("pk", flat=True)[::20]
    return [{"pk": pk} for pk in (*(each.pk for each in desk.documents), *others)]


def proposed_lines(desk: Desk) -> list[dict[str, object]]:
    rows = Claim.objects.filter(recorded_at=NEVER, change__lineage__isnull=False)
    return [{"pk": change, "origin": origin} for change, origin in rows.values_list("change", "origin")]


ENTITY = "<kind:kind>/<name:slug>/"
API = "api/v1/"
ARGUMENTS: dict[str, Fill] = {
    "account/tokens/<int:token_id>/revoke/": lambda desk: [{"token_id": 1}],
    "account/link/<str:secret>/": lambda desk: [{"secret": "nothing"}],
    r"account/^email/confirm/(?P<key>[-:\w]+)/$": lambda desk: [{"key": "nothing"}],
    r"account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": lambda desk: [{"uidb36": "1", "key": "x-y"}],
    "import/<int:pk>/": ids("pk", pks(ImportRun)),
    "findings/<id:pk>/": ids("pk", pks(Finding)),
    **{f"findings/<id:pk>/{verb}/": lambda desk: [{"pk": 1}] for verb in ("settle", "reopen", "assign")},
    "issues/exports/<id:pk>/": ids("pk", pks(Job)),
    "issues/queries/<id:pk>/delete/": lambda desk: [{"pk": 1}],
    "issues/<id:pk>/": ids("pk", pks(Issue)),
    "issues/source/<slug:source>/<str:key>/": lambda desk: list(Origin.objects.values("source", "key")),
    **{f"issues/<id:pk>/{rest}/": ids("pk", pks(Issue)) for rest in ("edit", "text")},
    **{f"issues/comments/<id:pk>/{rest}/": ids("pk", pks(Comment)) for rest in ("edit", "history")},
    **{f"issues/comments/<id:pk>/{rest}/": lambda desk: [{"pk": desk.issue.thread.first().pk}]
       for rest in ("judge", "report")},
    **{f"issues/<id:pk>/{verb}/": lambda desk: [{"pk": desk.issue.pk}] for verb in (
        "comment", "assign", "close", "reopen", "star", "link", "unlink", "merge", "unmerge", "judge", "report")},
    **{f"issues/files/<id:pk>/{rest}": ids("pk", pks(File)) for rest in ("", "small/", "remove/")},
    "issues/files/<id:pk>/<str:name>": lambda desk: [{"pk": pk, "name": "x"} for pk in pks(File)()],
    "issues/<id:pk>/files/": ids("pk", pks(Issue)),
    "jobs/<int:pk>/": ids("pk", pks(Job)),
    "jobs/<int:pk>/cancel/": ids("pk", pks(Job)),
    "jobs/<int:pk>/retry/": ids("pk", pks(Job)),
    "jobs/events/<int:pk>/retry/": lambda desk: [{"pk": 1}],
    "jobs/deliveries/<int:pk>/retry/": lambda desk: [{"pk": 1}],
    **{f"issues/bulk/<id:pk>/{rest}": lambda desk: [{"pk": 1}] for rest in ("", "undo/")},
    **{f"issues/rules/<id:pk>/{verb}/": lambda desk: [{"pk": 1}] for verb in ("pause", "delete")},
    "report/elsewhere/<id:pk>/": lambda desk: [{"pk": 1}],
    **{
        f"report/mine/<str:token>/{rest}": lambda desk: [{"token": "made-up"}]
        for rest in ("", "confirm/", "answer/", "elsewhere/")
    },
    "issues/week/<str:day>/": lambda desk: [{"day": "2026-11-23"}],
    "year/<id:year>/": lambda desk: [{"year": year} for year in (2014, 2015, 2017, 2018, 2019)],
    "changes/<id:pk>/": ids("pk", pks(Change)),
    "changes/<id:pk>/apply/": lambda desk: [{"pk": 1}],
    "changes/<id:pk>/reject/": lambda desk: [{"pk": 1}],
    "changes/<id:pk>/revert/": lambda desk: [{"pk": 1}],
    "changes/<id:pk>/review/": documents,
    "changes/<id:pk>/review/<id:origin>/": proposed_lines,
    "changes/<id:pk>/review/lines/<id:line>/": lambda desk: [
        {**document, "line": line} for document in documents(desk) for line in (1, 2, 3)
    ],
    "changes/<id:pk>/judge/": lambda desk: [{"pk": 1}],
    "changes/<id:pk>/apply-judged/": lambda desk: [{"pk": 1}],
    "<kind:kind>/": lambda desk: [{"kind": kind} for kind in dict.fromkeys(ref.split("/")[0] for ref in desk.entities)],
    ENTITY: entities,
    **{
        ENTITY + rest: main_entities
        for rest in (
            "changes.atom", "history/", "compare/", "timeline/", "diff/", "facts/add/", "rename/", "names/add/",
            "merge/", "split/", "show/", "roles/", "account/",
        )
    },
    ENTITY + "incoming/<slug:predicate>/": incoming,
    ENTITY + "facts/<id:origin>/": claims,
    ENTITY + "facts/<id:origin>/end/": some_claims,
    ENTITY + "facts/<id:origin>/correct/": some_claims,
    ENTITY + "facts/<id:origin>/confirm/": some_claims,
    ENTITY + "roles/<id:pk>/revoke/": roles,
    API + "entities/<kind>/<slug>": entities,
    **{
        API + f"entities/<kind>/<slug>/{rest}": main_entities
        for rest in ("who", "references", "history", "diff", "timeline")
    },
    API + "entities/<kind>/<slug>/incoming": main_entities,
    API + "changes/<change_id>": ids("change_id", pks(Change)),
    API + "years/<year>": lambda desk: [{"year": year} for year in (2015, 2017, 2019)],
    API + "changes/<change_id>/statements": lambda desk: [{"change_id": each["pk"]} for each in documents(desk)],
    **{
        API + f"changes/<change_id>/{verb}": lambda desk: [{"change_id": 1}]
        for verb in ("apply", "reject", "revert", "judge", "say", "apply-judged")
    },
    API + "claims/<claim_id>": lambda desk: [{"claim_id": args["origin"]} for args in claims(desk)],
    API + "findings/<finding_id>": ids("finding_id", pks(Finding)),
    **{API + f"findings/<finding_id>/{v}": lambda desk: [{"finding_id": 1}] for v in ("settle", "reopen", "assign")},
    **{
        API + f"issues/<number>{rest}": ids("number", pks(Issue))
        for rest in ("", "/comments", "/files", "/history")
    },
    **{
        API + f"issues/<number>/{verb}": lambda desk: [{"number": desk.issue.pk}]
        for verb in ("close", "reopen", "assign", "take", "watch", "star", "links", "merge", "unmerge")
    },
    API + "comments/<comment_id>": ids("comment_id", pks(Comment)),
    API + "comments/<comment_id>/versions": ids("comment_id", pks(Comment)),
    API + "files/<file_id>": ids("file_id", pks(File)),
    API + "files/<file_id>/content": ids("file_id", pks(File)),
    API + "tracker/words/<of>/<slug>": lambda desk: [{"of": "kind", "slug": "bug"}],
    "hooks/<id:pk>/": lambda desk: [{"pk": 1}],
    "issues/hooks/<id:pk>/delete/": ids("pk", lambda: pks(Hook)() or [1]),
    "issues/<id:pk>/references/": lambda desk: [{"pk": desk.issue.pk}],
    "issues/references/<id:pk>/remove/": ids("pk", lambda: pks(Reference)() or [1]),
    API + "issues/<number>/references": lambda desk: [{"number": desk.issue.pk}],
    API + "issues/<number>/changed-files": ids("number", pks(Issue)),
    API + "references/<reference_id>": ids("reference_id", lambda: pks(Reference)() or [1]),
    API + "hooks/<hook_id>": ids("hook_id", lambda: pks(Hook)() or [1]),
    API + "links/<link_id>": ids("link_id", lambda: pks(IssueLink)() or [1]),
    API + "labels/<slug>": ids("slug", lambda: list(Label.objects.values_list("slug", flat=True)) or ["no"]),
    API + "versions/<version_id>": ids("version_id", lambda: pks(Version)() or [1]),
    API + "milestones/<milestone_id>": ids("milestone_id", lambda: pks(Milestone)() or [1]),
    API + "claims/<claim_id>/confirm": lambda desk: [{"claim_id": 1}],
    API + "roles/<role_id>": lambda desk: [{"role_id": 1}],
    API + "accounts/<handle>/person": lambda desk: [{"handle": "user"}],
    API + "lineages/<name>": ids("name", lambda: Lineage.objects.values_list("name", flat=True)),
    API + "sources/<slug>": ids("slug", lambda: Source.objects.values_list("slug", flat=True)),
}  # fmt: skip

DAYS = "from=2015-01-01&to=2026-12-31"
#: What is asked of a route beside the bare address.
QUERIES: dict[str, tuple[str, ...]] = {
    "compare/": (DAYS, "from=2017-01-01&to=2017-12-31", DAYS + "&class=began&kind=service", DAYS + "&class=corrected"),
    "changes/": ("", "status=applied", "status=proposed", "via=import", "q=message", "by=importer",
                 "entity=service/lighthouse", "entity=service/elsewhere", "entity=person/robin"),
    "findings.atom": ("", "status=all", "kind=duplicate&status=all"),
    "issues.atom": ("", "q=", "q=qz*", "q=crack"),
    "issues/complete/": ("q=service:", "q=service:qz", "q=label:", "q=milestone:qz", "q=author:"),
    "issues/": ("", "q=", "q=qz*", "q=crack", "q=is:blocked", "q=-qzbababa&group=service",
                "q=(light OR qz*) comments:>0",
                "q=&column=service&column=author&column=labels&column=milestone&group=assignee"),
    "findings/": ("", *(f"kind={kind}" for kind in Finding.Kind.values), "status=all",
                  "status=gone&kind=conflict", "whose=nobody&kind=conflict", "lineage=harbour"),
    "issues/similar/": ("q=qz", "q=crack in a lens"),
    "issues/new/": ("", "title=crack in a lens&service=lighthouse"),
    API + "issues": ("limit=200", "q=&limit=200", "q=qz&limit=200", "q=service:lighthouse", "q=crack sort:stars"),
    API + "findings": ("limit=200", "status=all&limit=200", "kind=conflict", "kind=duplicate&limit=200"),
    "timeline/": ("", "predicate=responsible", "kind=person&predicate=member_of", "predicate=where&from=2015&to=2020"),
    "things/": ("q=qz", "q=lig"),
    "search/": ("", "q=qz*", "q=light", "q=kind:service light", "q=qz"),
    "search/suggest/": ("q=qz", "q=lig", "q=qz&as=opensearch"),
    "<kind:kind>/": ("", "q=qz", "mark=never", "people_below=2"),
    ENTITY + "compare/": ("", DAYS, DAYS + "&class=changed&family=where"),
    ENTITY + "timeline/": ("", "from=2016&to=2018"),
    ENTITY + "facts/add/": ("", "predicate=status_note", "predicate=depends_on", "predicate=owned_by"),
    ENTITY + "facts/<id:origin>/correct/": ("", "instead=1"),
    API + "entities": ("kind=service&limit=200", "kind=person&limit=200", "kind=provider", "kind=contact-point",
                       "kind=service&people_below=2", "kind=service&q=qz", "kind=service&freshness=never"),
    API + "freshness": tuple(f"kind={kind}" for kind in ("service", "person", "provider")),
    API + "entities/<kind>/<slug>/incoming": ("predicate=depends_on", "predicate=owned_by", "predicate=hosted_by"),
    API + "entities/<kind>/<slug>/diff": (DAYS,),
    API + "timeline": ("", "kind=person", "predicate=responsible&limit=200&from=2015&to=2020"),
    API + "diff": (DAYS, DAYS + "&entity=service/lighthouse", DAYS + "&class=uncertain&kind=service"),
    API + "changes": ("limit=200", "limit=200&status=proposed", "entity=service/lighthouse&limit=200"),
    API + "search": ("q=qz*&limit=200", "q=light"),
    API + "suggest": ("q=qz",),
    API + "resolve": ("name=Lighthouse", "name=qz"),
    API + "roles": ("", "scope=service/lighthouse"),
    API + "lineages": ("limit=200",),
    API + "sources": ("limit=200", "lineage=coast"),
}  # fmt: skip


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every route of the site, as `urls.py` and what it includes write it."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from routes(each, before + str(each.pattern))
        else:
            yield before + str(each.pattern)


def addresses(desk: Desk) -> dict[str, list[str]]:
    """route → its addresses on this desk, with their queries."""
    return {route: list(_filled(desk, route)) for route in dict.fromkeys(routes())}


def waiting(desk: Desk) -> list[str]:
    """Documents that wait, at every door that leads to one: among all changes they would hardly be met."""
    doors = ("changes/{}/", "changes/{}/review/", "changes/{}/review/?show=rejected", API + "changes/{}")
    return [
        "/" + door.format(change.pk) for door in (*doors, API + "changes/{}/statements") for change in desk.documents
    ]


def _filled(desk: Desk, route: str) -> Iterator[str]:
    arguments = ARGUMENTS[route](desk) if "<" in route else [{}]
    for values in arguments:
        path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda m, v=values: quote(str(v[m[1]])), _plain(route))
        for query in QUERIES.get(route, ("",)):
            yield f"{path}?{query}" if query else path


def _plain(route: str) -> str:
    """A route written as an expression, as if it were a plain one."""
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", route).replace("^", "").removesuffix("$")
