"""A desk with a distinct word for everything that is hidden, and who may hear which word.

Nothing here asks `access`: who sees what stands in `SEES`, a small table in plain words.
A canary needs a level at a place, or at several; a reader hears it when `SEES` has all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from typing import Any

from django.utils import timezone

from bailiwick.access.grants import grant_role, revoke_role
from bailiwick.access.models import Grant, ScopePath
from bailiwick.accounts.models import User
from bailiwick.catalog.actions.changes import apply_change, propose_change
from bailiwick.catalog.actions.claims import confirm_claim
from bailiwick.catalog.actions.entities import alias_entity, merge_entities, show_entity
from bailiwick.catalog.actions.people import retire_name
from bailiwick.catalog.drafts import Add, End, SetAlias
from bailiwick.catalog.models import Change, Claim, Entity, Evidence, Observation
from bailiwick.catalog.tests.cast import entity, person, read, says, system
from bailiwick.catalog.when import NEVER, Span
from bailiwick.exchange.models import ImportRun
from bailiwick.findings.actions import look_for_findings
from bailiwick.jobs import enqueue
from bailiwick.jobs.lease import claim_next
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import run_job
from bailiwick.tracker.models import Issue

from .issues import affect_in_secret, hide_issues, talk_in_public
from .waiting import hide_in_waiting, name_in_waiting, wait_in_public

#: What each reader sees: elsewhere, on the lighthouse and its parts, on Robin's page.
SEES: dict[str, dict[str, int]] = {
    name: dict(zip(("elsewhere", "part", "robin"), levels, strict=True))
    for name, levels in {
        "anonymous": (0, 0, 0),
        "inactive": (0, 0, 0),
        "user": (1, 1, 1),
        "expired": (1, 1, 1),
        "revoked": (1, 1, 1),
        "robin": (1, 1, 4),
        "developer": (2, 2, 2),
        "developer-part": (1, 2, 1),
        "owner": (1, 2, 1),
        "coordinator-part": (1, 3, 1),
        "by-team": (1, 3, 1),
        "coordinator": (3, 3, 3),
        "importer": (3, 3, 3),
    }.items()
}

Need = tuple[str, int]


@dataclass(frozen=True)
class Canary:
    """A word that stands in one hidden place, and what one needs to hear it."""

    word: str
    what: str
    needs: tuple[Need, ...]

    def heard_by(self, reader: str) -> bool:
        return all(SEES[reader][place] >= level for place, level in self.needs)


@dataclass
class Desk:
    """The planted words, who reads, and the addresses of what was planted."""

    canaries: list[Canary] = field(default_factory=list)
    accounts: dict[str, User] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    #: Public things that nothing public is said of, for what is said of them in secret.
    spare: list[tuple[Entity, Entity]] = field(default_factory=list)
    #: A document that waits and that everybody could know of; and by (class, place) those in which all is hidden.
    waiting: Change = field(init=False)
    hidden_documents: dict[tuple[int, str], Change] = field(default_factory=dict)
    #: An issue on the lighthouse that everybody sees, and one elsewhere.
    issue: Issue = field(init=False)
    issue_elsewhere: Issue = field(init=False)
    _words: Iterator[str] = field(default_factory=lambda: _words())

    @property
    def documents(self) -> list[Change]:
        """All that wait."""
        return [self.waiting, *self.hidden_documents.values()]

    def word(self, what: str, *needs: Need) -> str:
        """A new canary."""
        canary = Canary(next(self._words), what, needs)
        self.canaries.append(canary)
        return canary.word

    def forbidden(self, reader: str) -> dict[str, str]:
        """word → what it stands for, for every word that this reader must never hear."""
        return {each.word: each.what for each in self.canaries if not each.heard_by(reader)}


def _words() -> Iterator[str]:
    """qzbabuda, qzbabude …: no part of anything else, and the same however a search stems it."""
    for a, b, c in product("bdfgklmnprtv", repeat=3):
        yield f"qz{a}a{b}u{c}o"


def build() -> Desk:
    """What everybody may see, and the readers."""
    desk = Desk()
    put = desk.entities
    for ref in ("service/lighthouse", "service/lamp", "service/elsewhere", "team/keepers", "person/olive",
                "person/robin", "person/tim", "person/sam", "provider/rock", "contact-point/bell",
                "service/closed"):  # fmt: skip
        put[ref] = entity(ref, ref.partition("/")[2].title())
    top = put["service/lighthouse"]
    say(put["service/lamp"], "part_of", top)
    say(put["person/tim"], "member_of", put["team/keepers"])
    say(top, "owned_by", put["person/olive"])
    say(top, "hosted_by", put["provider/rock"], qualifiers={"form": "rented"})
    say(top, "contact_point", put["contact-point/bell"], qualifiers={"intent": "urgent"})
    say(top, "title", value="The light that everybody sees", span=Span(date(2015, 3, 1), date(2015, 3, 1)))
    say(put["service/elsewhere"], "depends_on", top)
    read("coast", "2016-05-01", says("service/lighthouse", "provides", "=light", word="gives"))
    say(top, "status_note", value="painted white")
    for name, what in (("harbour", "fog"), ("pilots", "horn")):
        read(name, "2016-06-01", says("service/lighthouse", "provides", f"={what}"), complete_for=["provides"])
    desk.waiting = wait_in_public(desk)
    desk.issue, desk.issue_elsewhere = talk_in_public(desk)
    look_for_findings(by=system())
    desk.spare = [(entity(f"contact-point/bell-{n}"), entity(f"provider/rock-{n}")) for n in range(20)]
    _readers(desk, top)
    _nobodys_things(desk)
    return desk


def say(subject: Entity, predicate: str, object: Entity | None = None, *, message: str = "", **more: Any) -> Change:
    """State something here, as the importer, who may."""
    return _do(Add(subject, predicate, object, **more), message=message)


def _do(*drafts: Any, message: str = "") -> Change:
    return apply_change(propose_change(drafts, by=system(), message=message), by=system())


def _readers(desk: Desk, top: Entity) -> None:
    for handle in (name for name in SEES if name not in ("anonymous", "importer")):
        desk.accounts[handle] = person(handle)
    desk.accounts["importer"] = system()
    give, by, now = desk.accounts, system(), timezone.now()
    grant_role("Developer", user=give["developer"], by=by)
    grant_role("Coordinator", user=give["coordinator"], by=by)
    grant_role("Developer", user=give["developer-part"], scope=top.pk, by=by)
    grant_role("Coordinator", user=give["coordinator-part"], scope=top.pk, by=by)
    grant_role("Coordinator", holder=desk.entities["team/keepers"].pk, scope=top.pk, by=by)
    grant_role("Coordinator", user=give["inactive"], by=by)
    revoke_role(grant_role("Coordinator", user=give["revoked"], by=by), by=by)
    over = grant_role("Coordinator", user=give["expired"], by=by, ends_at=now + timedelta(days=1))
    Grant.objects.filter(pk=over.pk).update(ends_at=now - timedelta(minutes=1))
    for handle, ref in (("owner", "person/olive"), ("robin", "person/robin"), ("by-team", "person/tim")):
        User.objects.filter(pk=give[handle].pk).update(person_id=desk.entities[ref].pk)
        give[handle].refresh_from_db()


#: The steps of planting, in an order in which every reader is blind to the first ones.
STEPS = ((4, "elsewhere"), (3, "elsewhere"), (3, "part"), (2, "elsewhere"), (2, "part"), (1, "elsewhere"))


def plant(desk: Desk, level: int, place: str) -> None:
    """Everything hidden that there can be of this class, and what does not fit together in it."""
    _plant(desk, level, place)
    look_for_findings(by=system())


def _plant(desk: Desk, level: int, place: str) -> None:
    """On the lighthouse, or on a page of its own."""
    if place == "part":
        _hidden_sayings(desk, level, desk.entities["service/lighthouse"], "part")
        _hidden_page(desk, level, "part")
        return
    _hidden_page(desk, level, "elsewhere")
    if level == 3:
        _coordinators_things(desk)
    if level == 4:
        _hidden_sayings(desk, level, desk.entities["service/lighthouse"], "part")
        _hidden_sayings(desk, level, desk.entities["person/robin"], "robin")
    else:
        _hidden_sayings(desk, level, desk.entities["service/elsewhere"], "elsewhere")


def _hidden_sayings(desk: Desk, level: int, about: Entity, place: str) -> None:
    """A public page with facts, names, sources, observations and changes of this class."""
    need = (place, level)

    def word(what: str, *more: Need) -> str:
        return desk.word(f"{what} of class {level} on {about.ref}", need, *more)

    note = say(about, "status_note", value=word("a value"), visibility=level, message=word("a message"))
    claim = Claim.objects.get(change=note, predicate="status_note")
    confirm_claim(claim, by=system())
    Observation.objects.filter(origin=claim.origin).update(value=word("an observation"))
    ended = say(about, "title", value=word("a past value"), visibility=level)
    _do(End(Claim.objects.get(change=ended), date(2017, 1, 1), date(2017, 1, 1)), message=word("a message of an end"))
    say(about, "url", value=f"https://{word('an address')}.example.org/", visibility=level)
    say(about, "category", value=word("a group"), visibility=level)
    bell, rock = desk.spare.pop()
    say(about, "contact_point", bell, visibility=level, qualifiers={"intent": word("a qualifier")})
    if about.kind == "service":
        say(about, "hosted_by", rock, visibility=level, qualifiers={"form": word("another qualifier")})
    alias_entity(about, "aka", word("another name"), by=system(), visibility=level, message=word("message of a name"))
    mail = f"{word('a mail address')}@example.org"
    alias_entity(about, "mail", mail, by=system(), visibility=level)
    _hidden_reading(about, level, word)
    _new_thing_in_hidden_line(desk, about, level, word("a new thing", ("elsewhere", level)))
    apart = propose_change(
        [Add(about, "status_note", value=word("a proposed value"), visibility=level)],
        by=system(),
        message=word("a proposal"),
    )
    assert apart.visibility == level
    propose_change([SetAlias(about, "aka", word("a proposed name"), level)], by=system(), message=word("a wish"))
    observed = Evidence.objects.create(
        digest=f"d-{level}-{about.pk}", media_type="text/plain", body=word("evidence").encode(), visibility=level
    )
    Observation.objects.filter(origin=claim.origin).update(evidence=observed)
    hide_in_waiting(desk, level, about, place)
    hide_issues(desk, level, about, word)


def _hidden_reading(about: Entity, level: int, word: Any) -> None:
    """A list of which everything is hidden, its name too."""
    said = says(
        about.ref, "purpose", f"={word('a value from a document')}", visibility=level, word=word("a word"),
        locator=word("a locator"), digest=word("a digest"),
    )  # fmt: skip
    read(
        word("the name of a list"), "2018-02-03", said, title=word("the title of a list"),
        message=word("the message of an import"), slug=word("the address of a document"),
    )  # fmt: skip
    for side in ("one side", "the other side"):
        note = says(about.ref, "status_note", f"={word(side)}", visibility=level, word=word(f"word of {side}"))
        read(
            word(f"the list of {side}"), "2025-02-03", note, title=word(f"the document of {side}"),
            slug=word(f"the address of {side}"), complete_for=["status_note"],
        )  # fmt: skip


def _new_thing_in_hidden_line(desk: Desk, about: Entity, level: int, slug: str) -> None:
    """A document that anybody may know of, with a hidden line that names what the catalog did not have."""
    said = says(about.ref, "uses_software", f"software/{slug}", visibility=level)
    read("inventory", f"2018-03-{level:02}", said, slug=f"inventory-{level}-{about.pk}")
    desk.entities[f"software/{slug}"] = Entity.objects.get(kind="software", slug=slug)


def _hidden_page(desk: Desk, level: int, place: str) -> None:
    """A page nobody below may know of, and everything that points from it and to it."""
    need = (place, level)
    top = desk.entities["service/lighthouse"]

    def word(what: str, *more: Need) -> str:
        return desk.word(f"{what} of a page of class {level} {place}", need, *more)

    def page(kind: str, what: str) -> Entity:
        slug = word(f"the address ({what})")
        made = entity(f"{kind}/{slug}", word(f"the name ({what})"), visibility=level)
        desk.entities[made.ref] = made
        if place == "part":
            say(made, "part_of", top)
        return made

    hidden = page("service", "service")
    say(hidden, "title", value=word("the title"), message=word("the message"))
    say(hidden, "status_note", value=word("a note"))
    say(hidden, "category", value=word("a group"))
    say(hidden, "depends_on", top)
    say(hidden, "owned_by", desk.entities["person/sam"])
    say(hidden, "hosted_by", desk.entities["provider/rock"], qualifiers={"form": word("a qualifier")})
    alias_entity(hidden, "aka", word("another name"), by=system(), message=word("the message of a name"))
    read(
        word("the name of a list"), "2019-04-05",
        says(hidden.ref, "purpose", f"={word('a value from a document')}", word=word("a word")),
        title=word("the title of a list"), slug=word("the address of a document"),
    )  # fmt: skip
    grant_role("Developer", holder=desk.entities["person/tim"].pk, scope=hidden.pk, by=system()) if level > 3 else None
    _things_beside(desk, word, page, hidden, top)
    name_in_waiting(desk, hidden, place)
    affect_in_secret(desk, hidden, word)


def _things_beside(desk: Desk, word: Any, page: Any, hidden: Entity, top: Entity) -> None:
    """Hidden things at the other end of what is said in public, and hidden people."""
    say(top, "depends_on", hidden, message=word("a message that names it"))
    who, where, how = page("person", "person"), page("provider", "provider"), page("contact-point", "contact point")
    say(top, "owned_by", who)
    say(top, "hosted_by", where, qualifiers={"form": word("a qualifier of what leads there")})
    say(top, "contact_point", how, qualifiers={"intent": word("an intent of what leads there")})
    say(how, "mail", value=f"{word('the mail address')}@example.org")
    say(who, "member_of", desk.entities["team/keepers"]) if hidden.visibility > 3 else None
    say(who, "responsibilities", value=word("what somebody does"))
    read(
        word("the name of a list that names it"), "2019-06-07",
        says("service/lighthouse", "uses_software", f"software/{word('an address in a document')}", word=word("role")),
        slug=word("the address of a document that names it"),
    )  # fmt: skip
    soft = Entity.objects.filter(kind="software").latest("pk")
    if hidden.pk in closure_of(top):
        say(soft, "part_of", top)
    show_entity(soft, hidden.visibility, by=system(), message=word("why it is hidden"))
    desk.entities[soft.ref] = soft
    old = page("service", "what was merged into it")
    merge_entities(old, hidden, by=system(), message=word("the message of a merge"))
    held = page("person", "who holds a role")
    grant_role("User", holder=held.pk, scope=top.pk, by=system())


def closure_of(top: Entity) -> set[int]:
    """The top and all that is part of it."""
    return set(ScopePath.objects.filter(ancestor=top.pk).values_list("descendant", flat=True))


def _coordinators_things(desk: Desk) -> None:
    """What runs in the background, and what was imported: for coordinators of everything."""
    everywhere = ("elsewhere", 3)
    by = desk.accounts["importer"]
    job = enqueue("exchange.run_import", {"path": desk.word("an argument of work", everywhere)}, by)
    type(job).objects.filter(pk=job.pk).update(
        state="failed",
        message=desk.word("the message of work", everywhere),
        last_error=desk.word("an error of work", everywhere),
    )
    ImportRun.objects.create(
        format="table",
        lineage=desk.word("the list of an import", everywhere),
        file_name=desk.word("a file", everywhere),
        status="done",
        report={"places": [{"locator": "1", "text": desk.word("a line", everywhere), "why": "no"}]},
        by_id=by.pk,
        job_id=job.pk,
    )


def _nobodys_things(desk: Desk) -> None:
    """A name that somebody no longer goes by, and what was never applied."""
    nobody = ("elsewhere", 9)
    former = desk.word("a former name", nobody)
    robin = desk.entities["person/robin"]
    say(robin, "responsibilities", value=f"Ask {former} about oil")
    alias_entity(robin, "aka", former.title(), by=system())
    retire_name(robin, former, by=system())
    job = claim_next(Job.objects.filter(kind="catalog.forget_name"))
    assert job
    run_job(job)


def standing_claims() -> list[tuple[str, int]]:
    """(ref of the subject, origin) of all that stands in the book."""
    rows = Claim.objects.filter(recorded_at__lt=NEVER).select_related("subject").order_by("pk")
    return list(dict.fromkeys((row.subject.ref, row.origin) for row in rows))
