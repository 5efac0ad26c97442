"""Rules that people set for themselves: watch or take whatever fits a line."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.events.journal import record
from bailiwick.lib.locks import one_at_a_time
from bailiwick.search.grammar import Mistake

from ..asking import issues_asked, read_line
from ..errors import Refused
from ..holding import refuse_newcomer
from ..models import Rule

#: Rules of one person.
MOST = 50


@transaction.atomic
def create_rule(line: str, does: str, *, by: Any) -> Rule:
    """From now on, do this to every issue that fits. Twice is once. Raises Refused naming the field."""
    require(by, "rule.create")
    if does not in Rule.Does.values:
        raise Refused(_("A rule watches, or assigns to you."), "does")
    if does == Rule.Does.ASSIGN:
        refuse_newcomer(by, _("let a rule take issues"))
    line = readable(line, by)
    one_at_a_time("tracker rules")
    standing = Rule.objects.filter(author_id=by.pk, line=line, does=does).first()
    if standing is not None:
        return standing
    if Rule.objects.filter(author_id=by.pk).count() >= MOST:
        raise Refused(_("You have %(n)s rules already; delete one first.") % {"n": MOST}, "line")
    rule = Rule.objects.create(author_id=by.pk, line=line, does=does, created_at=timezone.now())
    record("rule.created", by=by, about=("rule", rule.pk), visibility=4)
    return rule


def readable(line: str, who: Any) -> str:
    """A line as it is kept: it says something, and all its words are known."""
    try:
        asked = read_line(line.replace("\x00", "").strip())
        issues_asked(who, asked)
    except Mistake as mistake:
        told = {"at": mistake.position, "what": mistake.message}
        raise Refused(_("Place %(at)s of the line: %(what)s") % told, "line") from None
    if asked.where is None:
        raise Refused(_("A rule for everything would be no rule; say what it is for."), "line")
    return str(asked)


@transaction.atomic
def pause_rule(rule: Rule, paused: bool, *, by: Any) -> None:
    """Let it rest, or work again. Twice is once."""
    require(by, "rule.update", rule)
    if Rule.objects.filter(pk=rule.pk).exclude(paused=paused).update(paused=paused):
        record("rule.changed", by=by, about=("rule", rule.pk), visibility=4)


@transaction.atomic
def delete_rule(rule: Rule, *, by: Any) -> None:
    """It does nothing more; what it did stays. Twice is once."""
    require(by, "rule.update", rule)
    if Rule.objects.filter(pk=rule.pk).delete()[0]:
        record("rule.deleted", by=by, about=("rule", rule.pk), visibility=4)
