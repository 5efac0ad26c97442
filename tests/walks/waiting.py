"""Documents that wait for their reviewers, with a canary in everything that one may hold.

One that everybody could know of, with a line of each class and a canary beside each; and, of each class,
one in which all is hidden. Only staff read what waits, so no canary here is for less than that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bailiwick.catalog.actions.judging import judge_statements, reword_statement
from bailiwick.catalog.actions.statements import stage_statements
from bailiwick.catalog.lines import figures, lines_of, rejected
from bailiwick.catalog.models import Change, Claim, Entity, Evidence
from bailiwick.catalog.reach import most_hidden, reach
from bailiwick.catalog.tests.cast import read, says, system
from bailiwick.catalog.when import NEVER
from bailiwick.exchange.models import ImportRun

if TYPE_CHECKING:
    from .desk import Desk, Need

STAFF = 2
Word = Callable[[str], str]


def reviewers(place: str, level: int) -> tuple[Need, ...]:
    """Who hears what waits: staff, of this class; the person it is about is none for that."""
    own = (("elsewhere", STAFF),) if place == "robin" else ()
    return ((place, max(level, STAFF)), *own)


def wait_in_public(desk: Desk) -> Change:
    """A list of which a second document waits: one line is new, one is over, one is said again, one is judged."""
    top, other = "service/lighthouse", "service/elsewhere"
    kept = says(top, "owned_by", "person/olive", locator="line 1")
    waits = says(other, "purpose", "=to wait", locator="line 2")
    first = read("survey", "2021-01-01", kept, waits, complete_for=["purpose"])
    _keep(first, b"Olive keeps it.\nElsewhere is there to wait.\n")
    new = [says(top, "purpose", "=to warn", locator="line 2"), says(other, "title", "=Far off", locator="line 3")]
    change = read("survey", "2022-01-01", kept, *new, apply=False)
    change.report["sections"] = [[1, "Near and far"]]
    change.save(update_fields=["report"])
    _keep(change, b"Olive keeps it.\nIt warns.\nIt is far off.\n")
    judge_statements(change, [_line(change, "to warn").origin], "accepted", by=system())
    place = [["9", desk.word("a place of which nothing was made", ("elsewhere", STAFF)), "no"]]
    report = {"change": change.pk, "places": place, "not_understood": 1}
    run = {"lineage": "survey", "file_name": "s", "status": "done", "report": report}
    ImportRun.objects.create(format="overview", by_id=system().pk, **run)
    return change


def _keep(change: Change, body: bytes) -> None:
    Evidence.objects.create(digest=change.sources.get().digest, media_type="text/plain", body=body)


def hide_in_waiting(desk: Desk, level: int, about: Entity, place: str) -> None:
    """Lines of this class in the document that everybody could know of, and a document with nothing else."""
    need = reviewers(place, level)

    def word(what: str) -> str:
        return desk.word(f"{what} that waits, of class {level} on {about.ref}", *need)

    def book_word(what: str) -> str:
        return desk.word(f"{what} of class {level} on {about.ref}", (place, level))

    _hide_lines(desk.waiting, level, about, word)
    _in_the_book(level, about, desk.spare[-1][0], book_word)
    desk.hidden_documents[(level, place)] = _hidden_document(level, about, desk.spare.pop()[0], word)


def name_in_waiting(desk: Desk, hidden: Entity, place: str) -> None:
    """A line that is public but for what it names, which is hidden."""
    need = ("part", STAFF), (place, hidden.visibility)
    beside = [desk.word(f"{what} beside the name of {hidden.ref}, that waits", *need) for what in ("a word", "a quote")]
    change = desk.waiting
    at = _quote(change, beside[1], "")
    _say_more(change, says("service/lighthouse", "depends_on", hidden.ref, locator=f"line {at}", word=beside[0]))


def _hide_lines(change: Change, level: int, about: Entity, word: Word) -> None:
    """Undecided, judged, worded otherwise, and one that names what the catalog does not have yet."""
    slug = word("a new thing")
    for what in ("undecided", "accepted", "rejected", "reworded"):
        value = word(f"a value ({what})")
        # So like the words of what ended that it would be offered in their place, were it not hidden.
        at = _quote(change, f"Elsewhere is there to wait: {word(f'a quote ({what})')}", word(f"a heading ({what})"))
        said = {"locator": f"line {at}", "word": word(f"a word ({what})"), "note": word(f"a remark ({what})")}
        _say_more(change, says(about.ref, "status_note", f"={value}", visibility=level, **said))
        origin = _line(change, value).origin
        if what == "reworded":
            statement = says(about.ref, "status_note", f"={word('what a line really says')}")
            reword_statement(change, origin, statement, by=system())
        elif what != "undecided":
            judge_statements(change, [origin], what, by=system())
    _say_more(change, says(about.ref, "uses_software", f"software/{slug}", visibility=level, locator="line 1"))


def _in_the_book(level: int, about: Entity, bell: Entity, word: Word) -> None:
    """What a hidden list says before the document that waits."""
    more: dict[str, Any] = {"visibility": level, "word": word("a word of the first document")}
    first = says(about.ref, "purpose", f"={word('a value that is to end')}", **more)
    asks = says(about.ref, "contact_point", bell.ref, **more)
    read(
        _list_of(level, about), "2020-02-02", first, asks, slug=word("the address of the first document"),
        title=word("the title of a list that goes on"), complete_for=["purpose"],
    )  # fmt: skip


def _list_of(level: int, about: Entity) -> str:
    return f"list-{level}-{about.pk}"


def _hidden_document(level: int, about: Entity, bell: Entity, word: Word) -> Change:
    """It says something new, says something no more, and says something in more detail."""

    def says_hidden(predicate: str, what: str, **more: Any) -> Any:
        return says(about.ref, predicate, what, visibility=level, word=word("a word"), **more)

    detailed = says_hidden("contact_point", bell.ref, qualifiers={"intent": word("a detail")}, locator="line 2")
    change = read(
        _list_of(level, about), "2021-02-02", says_hidden("purpose", f"={word('a new value')}", locator="line 1"),
        detailed, slug=word("the address of a document"), message=word("a message"), apply=False,
    )  # fmt: skip
    change.sources.update(title=word("the title of a document"))
    change.report["sections"] = [[1, word("a heading")]]
    change.save(update_fields=["report"])
    Evidence.objects.create(
        digest=change.sources.get().digest,
        media_type="text/plain",
        body="\n".join((word("a quote"), word("another quote"))).encode(),
        visibility=max(level, STAFF),
    )
    return change


def _quote(change: Change, words: str, heading: str) -> int:
    """One more line of the document that was kept, under a heading of its own; its number."""
    kept = Evidence.objects.get(digest=change.sources.get().digest)
    kept.body = bytes(kept.body) + f"{words}\n".encode()
    kept.save(update_fields=["body"])
    at = kept.body.count(b"\n")
    change.refresh_from_db()
    change.report["sections"].append([at, heading])
    change.save(update_fields=["report"])
    return int(at)


def _say_more(change: Change, statement: Any) -> None:
    """As if the document had said it from the beginning: the figures and the reach of the change follow."""
    change.refresh_from_db()
    stage_statements(change, [statement], by=system())
    change.report |= figures(lines_of(change), rejected(change.lineage_id or 0))
    change.report["most"] = most_hidden(change)
    change.visibility, change.scope_id = reach(change)
    change.save()


def _line(change: Change, value: str) -> Claim:
    return Claim.objects.get(change=change, value=value, recorded_at=NEVER)
