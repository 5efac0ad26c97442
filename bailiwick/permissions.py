"""Who may do it? One table, names and cells only; `access/` reads it, `docs/roles.md` explains it.

A role includes the ones before it: what a User may do, a Developer and a Coordinator
may do too. Roles are held everywhere or on a part of the catalog. The relations name
a person by what they have to do with the thing: Own (mine), Owner (responsible for
it, or for something it is part of), Reporter (who reported it).
"""

from __future__ import annotations

from typing import Literal

Who = Literal["Anonymous", "User", "Developer", "Coordinator", "Own", "Owner", "Reporter"]

ROLES: tuple[Who, ...] = ("Anonymous", "User", "Developer", "Coordinator")
RELATIONS: tuple[Who, ...] = ("Own", "Owner", "Reporter")

PERMISSIONS: dict[str, tuple[Who, ...]] = {
    # reading
    "catalog.read": ("Anonymous",),
    "search.read": ("Anonymous",),
    "evidence.read": ("Developer", "Owner"),
    # changes
    "change.propose": ("User",),
    "change.apply": ("Developer", "Owner"),
    "change.reject": ("Developer", "Owner", "Own"),
    "change.revert": ("Developer", "Owner"),
    # claims
    "claim.add": ("Developer", "Owner"),
    "claim.end": ("Developer", "Owner"),
    "claim.correct": ("Developer", "Owner"),
    "claim.confirm": ("Developer", "Owner"),
    "claim.rank": ("Developer", "Owner"),
    # documents, line by line
    "statement.judge": ("Developer", "Owner"),
    # entities
    "entity.create": ("Developer",),
    "entity.rename": ("Developer", "Owner"),
    "entity.merge": ("Coordinator",),
    "entity.split": ("Coordinator",),
    "entity.show": ("Coordinator",),
    # findings
    "finding.settle": ("Developer", "Owner"),
    "finding.assign": ("Developer", "Owner"),
    # issues
    "issue.read": ("Anonymous",),
    "issue.create": ("User",),
    "issue.update": ("User",),
    "issue.rewrite": ("Developer", "Owner", "Own"),
    "issue.triage": ("Developer", "Owner"),
    "issue.close": ("Developer", "Owner", "Reporter"),
    "issue.take": ("User",),
    "issue.hide": ("Developer", "Owner"),
    "rule.create": ("User",),
    "rule.update": ("Own",),
    "issue.star": ("User",),
    "issue.link": ("Developer", "Owner", "Own"),
    "issue.merge": ("Developer", "Owner"),
    "bulk.run": ("User",),
    "bulk.undo": ("Own", "Coordinator"),
    # what is said to them
    "comment.create": ("User",),
    "comment.note": ("Developer", "Owner"),
    "comment.update": ("Developer", "Owner", "Own"),
    "file.attach": ("User",),
    "file.remove": ("Developer", "Owner", "Own"),
    "post.judge": ("Coordinator", "Owner"),
    "post.report": ("User",),
    # what is said of them elsewhere
    "reference.add": ("User",),
    "reference.remove": ("Developer", "Owner", "Own"),
    "hook.edit": ("Coordinator", "Owner"),
    # the words they are described with
    "label.edit": ("Developer", "Owner"),
    "word.edit": ("Coordinator",),
    "version.edit": ("Coordinator", "Owner"),
    "milestone.edit": ("Coordinator", "Owner"),
    # queries that people keep
    "query.save": ("User",),
    "query.pin": ("Developer", "Owner"),
    "query.delete": ("Own", "Coordinator"),
    # people and roles
    "role.grant": ("Coordinator",),
    "role.revoke": ("Coordinator",),
    "account.create": ("Coordinator",),
    "account.link": ("Coordinator",),
    "account.update": ("Own",),
    "person.erase": ("Coordinator", "Own"),
    # in and out
    "import.run": ("Coordinator",),
    "catalog.export": ("Coordinator",),
    # tokens
    "token.create": ("User",),
    "token.revoke": ("Own", "Coordinator"),
    # hearing of it
    "subscription.add": ("User",),
    "subscription.remove": ("Own",),
    # what runs in the background
    "job.read": ("Own", "Coordinator"),
    "job.cancel": ("Own", "Coordinator"),
    "job.retry": ("Coordinator",),
    "delivery.read": ("Coordinator",),
    "delivery.retry": ("Coordinator",),
    "event.read": ("Coordinator",),
    "event.retry": ("Coordinator",),
}
