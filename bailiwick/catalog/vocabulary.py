"""The words of the catalog: which kinds of thing there are and what can be said of them.

A registry in code, so that a reviewer sees a new word as a diff. Rows of the
database hold a kind or a predicate by `name`; everything else about it (label,
family, inverse, time to live …) is looked up here. To add a word, add a line;
`docs/extend.md` walks through it and a test checks that the line is complete.

Families fold role words: "owned by", "maintained by" and "run by" all answer
*who is responsible?*. The word a document used stays in the reference.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
ValueType = Literal["text", "url", "mail", "date", "number", "choice"]
Impact = Literal["object_to_subject", "subject_to_object", ""]

ANY = "*"


@dataclass(frozen=True)
class Kind:
    """A kind of entity. `name` is the address part (`data-centre`), `label` is for people."""

    name: str
    label: Text
    plural: Text
    about_a_person: bool = False


@dataclass(frozen=True)
class Predicate:
    """Something that can be said of an entity.

    `object_kinds` is empty for an attribute (then `value_type` says what the value
    is); `one` means that a second value replaces the first; `impact` says which way
    an outage travels; `ttl_days` is how long a confirmation lasts (0 = for ever).
    """

    name: str
    label: Text
    family: str
    subject_kinds: tuple[str, ...]
    object_kinds: tuple[str, ...] = ()
    value_type: ValueType | None = None
    inverse: Text = ""
    one: bool = False
    impact: Impact = ""
    visibility: int = 0
    ttl_days: int = 365
    probes: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = field(default=())

    @property
    def is_relation(self) -> bool:
        return bool(self.object_kinds)

    @property
    def identity(self) -> str:
        """What tells statements apart: role words of one family count as one, other predicates for themselves."""
        return self.family if self.family == "responsible" else self.name

    def accepts_subject(self, kind: str) -> bool:
        """Whether an entity of `kind` may stand on the left."""
        return ANY in self.subject_kinds or kind in self.subject_kinds

    def accepts_object(self, kind: str) -> bool:
        """Whether an entity of `kind` may stand on the right."""
        return ANY in self.object_kinds or kind in self.object_kinds


_KINDS = (
    Kind("service", _("service"), _("services")),
    Kind("provider", _("provider"), _("providers")),
    Kind("data-centre", _("data centre"), _("data centres")),
    Kind("host", _("host"), _("hosts")),
    Kind("domain", _("domain"), _("domains")),
    Kind("certificate", _("certificate"), _("certificates")),
    Kind("repository", _("repository"), _("repositories")),
    Kind("tracker", _("tracker"), _("trackers")),
    Kind("contact-point", _("contact point"), _("contact points")),
    Kind("person", _("person"), _("people"), about_a_person=True),
    Kind("team", _("team"), _("teams")),
    Kind("organisation", _("organisation"), _("organisations")),
    Kind("software", _("software"), _("software")),
    Kind("agreement", _("agreement"), _("agreements")),
    Kind("credit", _("credit"), _("credits")),
    Kind("access-grant", _("access grant"), _("access grants")),
    Kind("page", _("page"), _("pages")),
)

PEOPLE = ("person", "team", "organisation", "contact-point")
RUNNABLE = ("service", "host", "software", "tracker", "repository")
THINGS = (*RUNNABLE, "domain", "certificate", "page", "contact-point")

_PREDICATES = (
    # --- responsible: who answers for it
    Predicate("owned_by", _("owned by"), "responsible", (ANY,), PEOPLE, inverse=_("owns"), ttl_days=180),
    Predicate("maintained_by", _("maintained by"), "responsible", (ANY,), PEOPLE, inverse=_("maintains"), ttl_days=180),
    Predicate("run_by", _("run by"), "responsible", (ANY,), PEOPLE, inverse=_("runs"), ttl_days=180),
    Predicate("contact", _("ask"), "responsible", (ANY,), PEOPLE, inverse=_("is asked about"), ttl_days=180),
    # --- reach: how to get hold of somebody
    Predicate(
        "contact_point",
        _("contact"),
        "reach",
        (ANY,),
        ("contact-point",),
        inverse=_("reaches"),
        ttl_days=180,
        qualifiers=("intent",),
    ),
    Predicate(
        "on_network",
        _("on the network"),
        "reach",
        ("contact-point",),
        ("provider", "organisation"),
        inverse=_("carries"),
        one=True,
    ),
    # --- where it is
    Predicate(
        "hosted_by",
        _("hosted by"),
        "where",
        THINGS,
        ("provider", "organisation"),
        inverse=_("hosts"),
        impact="object_to_subject",
        ttl_days=90,
        probes=("address-range",),
        qualifiers=("form",),
    ),
    Predicate(
        "runs_on",
        _("runs on"),
        "where",
        RUNNABLE,
        ("host",),
        inverse=_("runs"),
        impact="object_to_subject",
        ttl_days=90,
    ),
    Predicate(
        "located_at",
        _("located at"),
        "where",
        ("host",),
        ("provider", "data-centre"),
        inverse=_("houses"),
        impact="object_to_subject",
        ttl_days=180,
        qualifiers=("form",),
    ),
    Predicate(
        "provided_by",
        _("provided by"),
        "where",
        ("data-centre",),
        ("provider",),
        inverse=_("provides"),
        one=True,
        impact="object_to_subject",
    ),
    Predicate(
        "co_hosted_with",
        _("shares a machine with"),
        "where",
        ("service",),
        ("service",),
        inverse=_("shares a machine with"),
        ttl_days=180,
    ),
    # --- in front of it, and its names
    Predicate(
        "fronted_by",
        _("served through"),
        "front",
        THINGS,
        ("provider",),
        inverse=_("is in front of"),
        impact="object_to_subject",
        ttl_days=90,
        probes=("cdn-headers",),
    ),
    Predicate(
        "dns_hosted_by",
        _("DNS hosted by"),
        "front",
        ("domain", "service", "organisation"),
        ("provider",),
        inverse=_("hosts DNS of"),
        impact="object_to_subject",
        ttl_days=90,
        probes=("name-servers",),
    ),
    Predicate(
        "registrar",
        _("registered with"),
        "front",
        ("domain", "service", "organisation"),
        ("provider",),
        inverse=_("is registrar of"),
        impact="object_to_subject",
        ttl_days=365,
        probes=("rdap",),
    ),
    # --- what it is made of
    Predicate(
        "uses_software",
        _("uses"),
        "made-of",
        (ANY,),
        ("software",),
        inverse=_("is used by"),
        impact="object_to_subject",
    ),
    Predicate("part_of", _("part of"), "made-of", (ANY,), (ANY,), inverse=_("includes"), impact="subject_to_object"),
    Predicate(
        "depends_on", _("depends on"), "made-of", (ANY,), (ANY,), inverse=_("is needed by"), impact="object_to_subject"
    ),
    Predicate(
        "configured_with", _("configured with"), "made-of", (ANY,), ("software", "repository"), inverse=_("configures")
    ),
    Predicate(
        "config_repo", _("configured in"), "made-of", (ANY,), ("repository",), inverse=_("holds the configuration of")
    ),
    Predicate("source_repo", _("source code in"), "made-of", (ANY,), ("repository",), inverse=_("holds the source of")),
    Predicate(
        "tracker",
        _("problems are tracked in"),
        "made-of",
        (ANY,),
        ("tracker", "service"),
        inverse=_("tracks problems of"),
    ),
    Predicate("succeeded_by", _("succeeded by"), "made-of", (ANY,), (ANY,), inverse=_("succeeds"), ttl_days=0),
    Predicate("documents", _("documents"), "made-of", ("page",), (ANY,), inverse=_("is documented by"), ttl_days=0),
    # --- watched
    Predicate(
        "monitored_by", _("watched by"), "watched", (ANY,), ("provider", "service", "software"), inverse=_("watches")
    ),
    Predicate(
        "on_call_with",
        _("on call with"),
        "watched",
        (ANY,),
        ("provider", "service", "team"),
        inverse=_("carries the on-call of"),
    ),
    Predicate("managed_by", _("managed by"), "watched", (ANY,), (*PEOPLE, "software"), inverse=_("manages")),
    # --- people and money
    Predicate(
        "member_of",
        _("member of"),
        "people",
        ("person",),
        ("team", "organisation"),
        inverse=_("members"),
        ttl_days=180,
        qualifiers=("role",),
    ),
    Predicate(
        "funded_by",
        _("funded by"),
        "people",
        (ANY,),
        ("organisation", "provider", "agreement", "credit"),
        inverse=_("funds"),
        impact="object_to_subject",
    ),
    # --- attributes
    Predicate("title", _("title"), "about", (ANY,), value_type="text", one=True, ttl_days=0),
    Predicate("purpose", _("purpose"), "about", (ANY,), value_type="text", one=True, ttl_days=0),
    Predicate("responsibilities", _("responsibilities"), "about", ("person", "team"), value_type="text", one=True),
    Predicate("provides", _("provides"), "about", ("provider", "organisation", "service"), value_type="text"),
    Predicate("terms", _("terms"), "about", (ANY,), value_type="choice", one=True, choices=("donated", "paid", "own")),
    Predicate("region", _("region"), "about", ("data-centre",), value_type="text", one=True),
    Predicate("status_note", _("note"), "about", (ANY,), value_type="text", ttl_days=365),
    Predicate("url", _("address"), "about", (ANY,), value_type="url", probes=("http",)),
    Predicate(
        "mail", _("mail address"), "about", ("person", "team", "organisation", "contact-point"), value_type="mail"
    ),
    Predicate(
        "reachable",
        _("reachable"),
        "about",
        ("host", "service"),
        value_type="choice",
        one=True,
        choices=("yes", "no"),
        ttl_days=30,
        probes=("tcp",),
    ),
    Predicate(
        "standing",
        _("standing"),
        "about",
        (ANY,),
        value_type="choice",
        one=True,
        choices=("official", "community"),
        ttl_days=0,
    ),
    Predicate(
        "lifecycle",
        _("life"),
        "about",
        (ANY,),
        value_type="choice",
        one=True,
        choices=("planned", "active", "legacy", "retired"),
        ttl_days=365,
    ),
    Predicate("category", _("category"), "about", (ANY,), value_type="text", one=True, ttl_days=0),
    Predicate("distribution", _("operating system"), "about", ("host",), value_type="text", one=True, ttl_days=180),
    Predicate(
        "ends_on",
        _("ends on"),
        "about",
        ("domain", "certificate", "agreement", "credit", "access-grant"),
        value_type="date",
        one=True,
    ),
    Predicate(
        "network_address", _("network address"), "about", ("host",), value_type="text", visibility=2, ttl_days=90
    ),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _KINDS}
PREDICATES: dict[str, Predicate] = {predicate.name: predicate for predicate in _PREDICATES}

FAMILIES: dict[str, Text] = {
    "responsible": _("Who answers for it"),
    "reach": _("How to reach them"),
    "where": _("Where it runs"),
    "front": _("In front of it"),
    "made-of": _("What it is made of"),
    "watched": _("Who watches it"),
    "people": _("People and money"),
    "about": _("About it"),
}

INTENTS: dict[str, Text] = {
    "urgent": _("urgent"),
    "not-urgent": _("not urgent"),
    "discussion": _("discussion"),
    "code": _("code"),
}
FORMS = ("vm", "server", "bucket", "app", "physical")

RESPONSIBLE = tuple(name for name, predicate in PREDICATES.items() if predicate.family == "responsible")
#: The words that say that somebody keeps it, not only that one may ask them.
KEEPING = tuple(name for name in RESPONSIBLE if name != "contact")
