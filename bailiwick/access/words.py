"""What each permission is called in a sentence: "You may not … ; ask …"."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    "catalog.read": _("read this"),
    "search.read": _("search"),
    "evidence.read": _("read what a source says in its own words"),
    "change.propose": _("propose a change"),
    "change.apply": _("apply this change"),
    "change.reject": _("reject this change"),
    "change.revert": _("revert this change"),
    "claim.add": _("add a fact here"),
    "claim.end": _("end this fact"),
    "claim.correct": _("correct this fact"),
    "claim.confirm": _("confirm this fact"),
    "claim.rank": _("say which of these facts leads"),
    "statement.judge": _("judge what a document says here"),
    "entity.create": _("create an entry"),
    "entity.rename": _("rename this entry"),
    "entity.merge": _("merge these entries"),
    "entity.split": _("split this entry"),
    "entity.show": _("change who sees this entry"),
    "finding.settle": _("settle this finding"),
    "finding.assign": _("assign this finding"),
    "role.grant": _("give this role"),
    "role.revoke": _("take this role back"),
    "account.create": _("create an account"),
    "account.link": _("link an account to a person"),
    "account.update": _("change this account"),
    "person.erase": _("erase this person"),
    "import.run": _("import"),
    "catalog.export": _("export the catalog"),
    "token.create": _("create a token"),
    "token.revoke": _("revoke this token"),
    "subscription.add": _("watch this"),
    "subscription.remove": _("stop this subscription"),
    "job.read": _("see this work"),
    "job.cancel": _("cancel this work"),
    "job.retry": _("start this work again"),
    "delivery.read": _("see mails that were not sent"),
    "delivery.retry": _("send this mail again"),
    "event.read": _("see what did not follow from an event"),
    "event.retry": _("let this event be worked on again"),
}
