"""What was said and what was changed, merged in time and told in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bailiwick.access import LEVELS, Level

from .fields import FIELDS
from .linking import FIELD, words_of
from .models import Affected, Issue, Label, Milestone, Version
from .patience import STUCK
from .queries.files import Attached
from .queries.page import Changed, Page, Said
from .queries.people import handle, people
from .words import Vocabulary

#: Changes without a word between them fold into one line from so many on.
MANY = 4
#: A report and its files are one after the other.
WITH_IT = timedelta(minutes=1)
_NOTHING = gettext_lazy("nothing")


@dataclass(slots=True)
class Step:
    """What one person changed at once."""

    by_id: int
    at: datetime
    lines: list[str]
    #: The operation that changed many issues so, or 0.
    bulk: int = 0
    #: A file that was attached by itself.
    file: Attached | None = None


@dataclass(slots=True)
class Entry:
    """A comment, or changes between two comments."""

    said: Said | None = None
    steps: list[Step] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many fields changed."""
        return sum(len(step.lines) + (step.file is not None) for step in self.steps)

    @property
    def folded(self) -> bool:
        """Whether there are so many that they stand behind one line."""
        return self.count >= MANY


def thread(page: Page, files: Iterable[Attached] = ()) -> list[Entry]:
    """The thread, oldest first; with a note where one of these files was added."""
    tell = Teller(page)
    since = page.said[0].created_at if page.earlier and page.said else None
    rows: list[tuple[datetime, int, Said | Changed | Attached]] = [(each.created_at, 1, each) for each in page.said]
    rows += [(each.at, 0, each) for each in page.changed if since is None or each.at >= since]
    rows += [(each.file.created_at, 0, each) for each in files if _later(each, page, since)]
    rows.sort(key=lambda row: row[:2])
    found: list[Entry] = []
    for _said, group in groupby(rows, key=lambda row: row[1]):
        each = [row[2] for row in group]
        changed = [one for one in each if isinstance(one, Changed)]
        found += [Entry(said=one) for one in each if isinstance(one, Said)]
        added = [
            Step(one.file.author_id, one.file.created_at, [], file=one) for one in each if isinstance(one, Attached)
        ]
        steps = sorted([*_steps(changed, tell), *added], key=lambda step: step.at)
        found += [Entry(steps=steps)] if steps else []
    return found


def _later(each: Attached, page: Page, since: datetime | None) -> bool:
    """What came with the report stands under it and needs no note."""
    return each.file.created_at > max(page.issue.created_at + WITH_IT, since or page.issue.created_at)


def _steps(changed: list[Changed], tell: Teller) -> Iterator[Step]:
    bulk = {row.id: row.number or 0 for row in tell.page.of("bulk")}
    for (by_id, at, operation), group in groupby(changed, lambda each: (each.by_id, each.at, bulk.get(each.id, 0))):
        if lines := [line for line in map(tell, group) if line]:
            yield Step(by_id, at, lines, operation)


def foretold(planned: Mapping[int, Mapping[str, tuple[Any, Any]]]) -> dict[int, list[str]]:
    """What would become of these issues, as their histories will tell it: number → a line for each field.

    `planned`: number → field → (before, after), of the fields that a bulk edit offers.
    """
    now = timezone.now()
    rows = {
        pk: [Changed(0, name, before, after, 0, now) for name, (before, after) in changes.items()]
        for pk, changes in planned.items()
    }
    page = Page(Issue(), 0, Vocabulary(), [], False, list(chain(*rows.values())), {})
    assigned = (pk for each in page.changed if each.field == "assignee_id" for pk in (each.before, each.after))
    page.people = people(assigned, None)
    tell = Teller(page)
    return {pk: [tell(each) for each in changed] for pk, changed in rows.items()}


class Teller:
    """Says what became of a field. Labels, versions and milestones that are only in the past are asked for once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._names: dict[str, dict[int, str]] = {
            "labels": {row.id: row.word for row in page.of("label")},
            "versions": {row.id: row.word for row in page.of("version")},
            "milestone": {row.id: row.word for row in page.of("milestone")},
        }
        for name, model in (("labels", Label), ("versions", Version), ("milestone", Milestone)):
            self._ask(name, model)

    def _ask(self, name: str, model: Any) -> None:
        told = [value for each in self.page.changed if each.field == name for value in (each.before, each.after)]
        ids = {pk for value in told for pk in (value if isinstance(value, list) else [value]) if pk}
        if missing := ids - self._names[name].keys():
            column = "slug" if name == "labels" else "name"
            self._names[name] |= dict(model.objects.filter(pk__in=missing).values_list("pk", column))

    def __call__(self, changed: Changed) -> str:
        label = str(FIELDS[changed.field].label) if changed.field in FIELDS else changed.field
        if changed.field == "body":
            return _("changed the text")
        if changed.field == STUCK:
            told = {"status": self.word("status", changed.after)}
            return _("an answer came; it stays “%(status)s”, since no way leads from there to anything open") % told
        if changed.field == FIELD:
            return self._of_link(changed)
        if isinstance(changed.after, list) or changed.field == "services":
            return self._of_many(changed, label)
        if changed.field == "scope_id" and self.page.named.keys().isdisjoint((changed.before, changed.after)):
            return ""
        before, after = (self.word(changed.field, value) for value in (changed.before, changed.after))
        return _("%(field)s: %(before)s → %(after)s") % {"field": label, "before": before, "after": after}

    def _of_link(self, changed: Changed) -> str:
        """A link that came or went; nothing of one to an issue that the reader may not see."""
        told = changed.after or changed.before
        if told["issue"] not in self.page.others:
            return ""
        words = f"{words_of(told['side'], told['kind'])} #{told['issue']}"
        return words if changed.after else _("no longer: %(link)s") % {"link": words}

    def _of_many(self, changed: Changed, label: str) -> str:
        """What came and went; nothing of services that the reader may not see."""
        before, after = changed.before or [], changed.after or []
        came = [self._member(changed.field, key, after) for key in after if not _same(key, before, after)]
        went = [self._member(changed.field, key, {}) for key in before if key not in after]
        told = [f"+ {word}" for word in came if word] + [f"− {word}" for word in went if word]
        return f"{label}: {', '.join(told)}" if told else ""

    def _member(self, name: str, key: Any, states: Any) -> str:
        if name != "services":
            return self._names[name].get(key, f"{key}")
        named = self.page.named.get(int(key))
        state = states.get(key) if isinstance(states, dict) else ""
        word = f" ({Affected.State(state).label})" if state in Affected.State.values else ""
        return named.name + word if named else ""

    def word(self, name: str, value: Any) -> str:
        """A value as people say it."""
        if value in (None, ""):
            return str(_NOTHING)
        if name in ("kind", "status", "resolution", "priority", "severity"):
            return self.page.words.label(name, value)
        if name in ("assignee_id", "reviewer_id"):
            return handle(self.page.people, value)
        if name == "scope_id":
            return self.page.named[value].name if value in self.page.named else str(_NOTHING)
        if name == "milestone":
            return self._names[name].get(value, str(value))
        if name == "visibility":
            return str(LEVELS[Level(value)])
        return str(value)


def _same(key: Any, before: Any, after: Any) -> bool:
    """Whether a member was there before, in the same state."""
    return key in before and (not isinstance(after, dict) or before.get(key) == after.get(key))
