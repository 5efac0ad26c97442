"""How the catalog tells what happened: the evidence of a fact, the steps of a change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from .models import Change, Claim, Edit, Observation
from .queries.changes import ChangePage, Summary
from .queries.history import Quote, Story, Version, last_of_day
from .queries.names import Named
from .queries.statement import Statement
from .queries.steps import Step
from .when import FOREVER
from .words import level_words, plain, since

# --- one fact ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Telling:
    """One version of a statement in words, with who changed it and why."""

    text: str
    recorded_at: datetime
    superseded_at: datetime | None
    change: int | None
    author: str
    message: str


@dataclass(frozen=True)
class Seen:
    """One confirmation: by whom, and when last."""

    who: str
    verdict: str
    at: datetime
    n: int


@dataclass(slots=True)
class Evidence:
    """What a statement rests on, and how it came to be what it is."""

    quotes: list[Quote]
    seen: list[Seen]
    versions: list[Telling]
    inferred: str


def somebody(handle: str) -> str:
    """The account's handle; who was erased is somebody."""
    return handle or _("somebody")


def statement_words(found: Statement) -> str:
    """The statement as one line of text."""
    claim, story = found.lead, found.stories[0]
    named = {story.object.id: story.object} if story.object else {}
    return _said(claim, named)


def evidence(found: Statement) -> Evidence:
    """Everything behind a statement, of all who make it."""
    quotes = {(q.source, q.locator): q for story in found.stories for q in last_of_day(story.quotes)}
    seen = [_seen(each, found.handles) for story in found.stories for each in story.observations]
    versions = [_telling(v, story, found.handles) for story in found.stories for v in story.versions]
    versions.sort(key=lambda telling: telling.recorded_at, reverse=True)
    return Evidence(sorted(quotes.values(), key=lambda q: q.dated), seen, versions, found.lead.inferred_by)


def _seen(seen: Observation, handles: dict[int, str]) -> Seen:
    who = somebody(handles.get(seen.by_id or 0, "")) if seen.probe == "person" else seen.probe
    return Seen(who, seen.verdict, seen.last_seen, seen.n)


def _telling(version: Version, story: Story, handles: dict[int, str]) -> Telling:
    named = {story.object.id: story.object} if story.object else {}
    change = version.change
    return Telling(
        _said(version.claim, named),
        version.recorded_at,
        version.superseded_at,
        change.pk if change else None,
        somebody(handles.get(change.author_id or 0, "")) if change else "",
        change.message if change else "",
    )


def tellings(stories: Iterable[Story], handles: dict[int, str]) -> list[tuple[Story, list[Telling]]]:
    """The versions of each statement in words, the last first."""
    return [(story, [_telling(version, story, handles) for version in reversed(story.versions)]) for story in stories]


def _said(claim: Claim, named: dict[int, Named]) -> str:
    when = since(claim.span)
    return plain(claim.predicate, claim, named) + (f", {when}" if when else "")


# --- one change -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Line:
    """One step in words: `kind` names a mark, `word` says it, `before` turns into `after`."""

    kind: str
    word: str
    subject: Named | None
    text: str
    before: str = ""
    after: str = ""
    note: str = ""


def told_steps(page: ChangePage) -> list[Line]:
    """What a change does, in words, as far as the reader may see it."""
    pending = [Line("began", _("new page"), None, f"{name} ({ref})") for name, ref in page.pending]
    merge = next((step for step in page.steps if step.op == Edit.Op.MERGE), None)
    if merge is None or merge.refused:
        return pending + [_told(step, page) for step in page.steps]
    # That the other page has it all now goes without saying: its facts are told one by one.
    rest = [step for step in page.steps if step is not merge and not (step.op == Edit.Op.MOVE and step.claim is None)]
    return [*pending, _told(merge, page), *(_told_of_merge(step, merge, page) for step in rest)]


def _told_of_merge(step: Step, merge: Step, page: ChangePage) -> Line:
    """What was taken back in a merge was no mistake: the page that stays says it, or it would speak of itself."""
    if step.op != Edit.Op.CORRECT or step.before is not None or step.claim is None or step.refused:
        return _told(step, page)
    ends = {step.claim.subject_id, step.claim.object_id}
    one = bool(merge.entity and merge.into and ends == {merge.entity.id, merge.into.id})
    word = _("left out") if one else _("said there already")
    return Line("changed", word, step.entity, _claim_text(step, with_time=True))


def _told(step: Step, page: ChangePage) -> Line:
    if step.refused:
        return Line("unknown", _("left alone"), step.entity, _claim_text(step), note=_("somebody changed it meanwhile"))
    return _TELL.get(step.op, _changed)(step, page)


def _claim_text(step: Step, with_time: bool = False) -> str:
    if step.claim is None:
        return step.text
    named = {step.object.id: step.object} if step.object else {}
    return _said(step.claim, named) if with_time else plain(step.claim.predicate, step.claim, named)


def _added(step: Step, page: ChangePage) -> Line:
    return Line("began", _("added"), step.entity, _claim_text(step, with_time=True))


def _ended(step: Step, page: ChangePage) -> Line:
    if step.before is None or step.claim is None:
        return Line("ended", _("ended"), step.entity, _claim_text(step, with_time=True))
    return Line("ended", _("ended"), step.entity, _claim_text(step), *_spans(step.before, step.claim))


def _changed(step: Step, page: ChangePage) -> Line:
    if step.before is None or step.claim is None:
        return Line("changed", _("changed"), step.entity, _claim_text(step, with_time=True))
    if step.before.span == step.claim.span:
        ends = [(claim.subject_id, claim.object_id) for claim in (step.before, step.claim)]
        word = _("changed") if ends[0] == ends[1] else _("moved here")
        return Line("changed", word, step.entity, _claim_text(step, with_time=True))
    return Line("changed", _("changed"), step.entity, _claim_text(step), *_spans(step.before, step.claim))


def _spans(before: Claim, after: Claim) -> tuple[str, str]:
    told = since(after.span)
    if before.to_latest < FOREVER and after.to_latest == FOREVER:
        told = ", ".join(filter(None, (told, _("still so"))))
    return since(before.span) or _("no dates"), told or _("no dates")


def _corrected(step: Step, page: ChangePage) -> Line:
    if step.before is not None:
        return _changed(step, page)
    return Line("corrected", _("never so"), step.entity, "", before=_claim_text(step, with_time=True))


def _created(step: Step, page: ChangePage) -> Line:
    return Line("began", _("new page"), step.entity, "")


def _renamed(step: Step, page: ChangePage) -> Line:
    payload = page.payloads.get((step.op, step.entity.id if step.entity else 0), {})
    before = ", ".join(page.former[pk] for pk in payload.get("supersedes", ()) if pk in page.former)
    return Line("changed", _("renamed"), step.entity, "", before=before, after=step.text)


def _alias(step: Step, page: ChangePage) -> Line:
    return Line("began", _("also known as"), step.entity, step.text)


def _merged(step: Step, page: ChangePage) -> Line:
    word = _("merged into %(name)s") % {"name": step.into.name} if step.into else _("merged")
    return Line("changed", word, step.entity, "")


def _split(step: Step, page: ChangePage) -> Line:
    return Line("changed", _("split"), step.entity, _("some of it has a page of its own now"))


def _shown(step: Step, page: ChangePage) -> Line:
    payload = page.payloads.get((step.op, step.entity.id if step.entity else 0), {"from": 0, "to": 0})
    before, after = level_words(payload["from"]), level_words(payload["to"])
    return Line("changed", _("who may see it"), step.entity, "", before=before, after=after)


def _ranked(step: Step, page: ChangePage) -> Line:
    rank = step.claim.rank if step.claim else 0
    words = {1: _("leads from now on"), 0: _("leads no longer"), -1: _("counts no longer")}
    if step.before is not None and step.before.rank < rank == 0:
        words[0] = _("counts again")
    return Line("changed", words[rank], step.entity, _claim_text(step, with_time=True))


def _taken_back(step: Step, page: ChangePage) -> Line:
    return Line("corrected", _("taken back"), step.entity, _claim_text(step))


_TELL: dict[str, Callable[[Step, ChangePage], Line]] = {
    Edit.Op.ADD: _added,
    Edit.Op.END: _ended,
    Edit.Op.CORRECT: _corrected,
    Edit.Op.CREATE: _created,
    Edit.Op.RENAME: _renamed,
    Edit.Op.ALIAS: _alias,
    Edit.Op.MERGE: _merged,
    Edit.Op.SPLIT: _split,
    Edit.Op.SHOW: _shown,
    Edit.Op.REVERT: _taken_back,
    Edit.Op.RANK: _ranked,
}


def headline(summary: Summary) -> str:
    """What to call a change in a list: its message, or what its first step does; of a merge, both."""
    said = summary.message.splitlines()[0][:200] if summary.message else ""
    if summary.merged and summary.into and summary.status == Change.Status.APPLIED:
        merged = _("%(name)s was merged into %(other)s") % {"name": summary.merged.name, "other": summary.into.name}
        return f"{merged}: {said}" if said else merged
    if said:
        return said
    if summary.reverts:
        return _("Change %(n)s taken back") % {"n": summary.reverts}
    if "source" in summary.report or "seen" in summary.report:
        # How many statements it made would count what this reader may not see.
        title, part = summary.document, summary.report.get("part")
        if part and title:
            text = _("The rest of “%(title)s”") if part == "rest" else _("Rejected from “%(title)s”")
            return text % {"title": title}
        return _("“%(title)s” was read") % {"title": title} if title else _("A document was read")
    words = {
        "add": _("A fact was added"),
        "end": _("A fact ended"),
        "correct": _("A fact was corrected"),
        "create": _("A new page"),
        "merge": _("Two pages were merged"),
        "split": _("A page was split"),
        "rename": _("A new name"),
        "alias": _("Another name"),
        "show": _("Who may see it"),
        "move": _("Facts were moved"),
        "rank": _("Which fact leads"),
    }
    return words.get(summary.op, _("A change without a message"))
