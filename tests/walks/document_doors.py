"""Doors that judge a document line by line, and apply it: applying one takes what importing takes."""

from __future__ import annotations

from datetime import date
from typing import Any

from bailiwick.accounts.models import User
from bailiwick.catalog.actions.evidence import keep_evidence
from bailiwick.catalog.actions.judging import judge_statements
from bailiwick.catalog.actions.staging import SourceInfo, finish_source, open_source
from bailiwick.catalog.models import Claim, Ruling
from bailiwick.catalog.tests.cast import read, says, system
from bailiwick.catalog.when import NEVER

from .desk import Desk
from .doing import API
from .doors import API as API_ROUTE
from .who import EVERYWHERE, LEADS, LEADS_PART, PART, Ready, count


def line_read(level: int) -> Claim:
    """What a document says of the lighthouse, and waits: one line, of this class, beside one for everybody."""
    said = says("service/lighthouse", "status_note", "=seen from afar", locator="line 3", visibility=level)
    change = read("afar", "2020-01-01", said, says("service/lamp", "title", "=A lamp"), apply=False)
    return change.claims.get(predicate="status_note")


def _judged(path: str, verdict: str = "accepted", level: int = 0) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        line = line_read(level)
        button = {"accepted": "accept", "rejected": "reject"}[verdict]
        said = {"verdict": verdict, "statements": [line.origin]} if path.startswith(API) else {button: [line.origin]}
        return path.format(line.change_id), said, count(Ruling, key=line.key)

    return ready


def _section_judged(level: int) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        line = line_read(level)
        return f"/changes/{line.change_id}/judge/", {"section": "0"}, count(Ruling, key=line.key)

    return ready


def _worded(level: int = 0) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        line = line_read(level)
        said = {"subject": "service/lighthouse", "what": "seen from near", "state": "0"}
        return f"/changes/{line.change_id}/review/{line.origin}/", said, count(Ruling)

    return ready


def _supplied(desk: Desk, user: User | None) -> Any:
    """A line of a document of which nothing was made; who says what it says has to read the whole of it."""
    kept = keep_evidence(b"It is seen from afar.", media_type="text/plain", by=system())
    source = SourceInfo("afar-1", "Afar", date(2020, 1, 1), digest=kept.digest if kept else "")
    change = finish_source(open_source(lineage="afar", source=source, by=system()), by=system())
    said = {"subject": "service/lighthouse", "what": "seen from afar", "state": "0"}
    return f"/changes/{change.pk}/review/lines/1/?predicate=status_note", said, count(Ruling)


def _said(by_line: bool, level: int = 0) -> Ready:
    """The same by the API: of a line of which nothing was made, or of one that was misread."""

    def ready(desk: Desk, user: User | None) -> Any:
        said = {"subject": "service/lighthouse", "predicate": "status_note", "value": "seen from near"}
        if by_line:
            path, _form, done = _supplied(desk, user)
            return f"{API}changes/{path.split('/')[2]}/say", said | {"line": 1}, done
        line = line_read(level)
        return f"{API}changes/{line.change_id}/say", said | {"statement": line.origin}, count(Ruling)

    return ready


def _applied_judged(path: str, level: int = 0, said: dict[str, Any] | None = None) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        line = line_read(level)
        judge_statements(line.change, [line.origin], "accepted", by=system())
        return path.format(line.change_id), said or {}, lambda: Claim.objects.get(pk=line.pk).recorded_at < NEVER

    return ready


WHO: dict[str, tuple[Ready, set[str]]] = {
    "statement_judge": (_judged("/changes/{}/judge/"), PART),
    "change_apply_judged": (_applied_judged("/changes/{}/apply-judged/"), LEADS),
    "statement_reword": (_worded(), PART),
    "line_say": (_supplied, EVERYWHERE),
    **{
        f"{door} of class {level}": (ready(level), who)
        for level, who in ((3, LEADS_PART), (4, set[str]()))
        for door, ready in {
            "statement_judge": lambda level: _judged("/changes/{}/judge/", "rejected", level),
            "statement_judge a section": _section_judged,
            "statement_reword": _worded,
            "api judge": lambda level: _judged(API + "changes/{}/judge", "rejected", level),
            "api say of a statement": lambda level: _said(False, level),
        }.items()
    },
    **{
        f"{door} {path} of class 3": (_applied_judged(path, 3, said), LEADS)
        for door, path, said in (
            ("apply judged", "/changes/{}/apply-judged/", {}),
            ("apply everything", "/changes/{}/apply-judged/", {"everything": "1"}),
            ("apply judged", API + "changes/{}/apply-judged", {}),
        )
    },
    "api judge": (_judged(API + "changes/{}/judge"), PART),
    "api say": (_said(True), EVERYWHERE),
    "api say of a statement": (_said(False), PART),
    "api apply judged": (_applied_judged(API + "changes/{}/apply-judged"), LEADS),
}  # fmt: skip

POSTED = {
    "changes/<id:pk>/judge/": "statement_judge",
    "changes/<id:pk>/apply-judged/": "change_apply_judged",
    "changes/<id:pk>/review/<id:origin>/": "statement_reword",
    "changes/<id:pk>/review/lines/<id:line>/": "line_say",
    API_ROUTE + "changes/<change_id>/judge": "api judge",
    API_ROUTE + "changes/<change_id>/say": "api say",
    API_ROUTE + "changes/<change_id>/apply-judged": "api apply judged",
}
