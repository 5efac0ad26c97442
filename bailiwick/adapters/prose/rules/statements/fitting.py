"""Which predicates go with which kinds, and which one says the same of another pair of kinds."""

from __future__ import annotations

_PEOPLE = frozenset({"person", "team", "organisation", "contact-point"})
_RUNNABLE = frozenset({"service", "host", "software", "tracker", "repository"})
_HOSTABLE = _RUNNABLE | {"domain", "certificate", "page", "contact-point"}
_NAMED = frozenset({"domain", "service", "organisation"})
_ANY: frozenset[str] = frozenset()
#: Which kinds the ends of a relation take; no kinds: any. A test compares with the catalog.
ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "owned_by": (_ANY, _PEOPLE),
    "maintained_by": (_ANY, _PEOPLE),
    "run_by": (_ANY, _PEOPLE),
    "contact": (_ANY, _PEOPLE),
    "contact_point": (_ANY, frozenset({"contact-point"})),
    "on_network": (frozenset({"contact-point"}), frozenset({"provider", "organisation"})),
    "hosted_by": (_HOSTABLE, frozenset({"provider", "organisation"})),
    "runs_on": (_RUNNABLE, frozenset({"host"})),
    "located_at": (frozenset({"host"}), frozenset({"provider", "data-centre"})),
    "provided_by": (frozenset({"data-centre"}), frozenset({"provider"})),
    "co_hosted_with": (frozenset({"service"}), frozenset({"service"})),
    "fronted_by": (_HOSTABLE, frozenset({"provider"})),
    "dns_hosted_by": (_NAMED, frozenset({"provider"})),
    "registrar": (_NAMED, frozenset({"provider"})),
    "uses_software": (_ANY, frozenset({"software"})),
    "part_of": (_ANY, _ANY),
    "depends_on": (_ANY, _ANY),
    "configured_with": (_ANY, frozenset({"software", "repository"})),
    "config_repo": (_ANY, frozenset({"repository"})),
    "source_repo": (_ANY, frozenset({"repository"})),
    "tracker": (_ANY, frozenset({"tracker", "service"})),
    "succeeded_by": (_ANY, _ANY),
    "documents": (frozenset({"page"}), _ANY),
    "monitored_by": (_ANY, frozenset({"provider", "service", "software"})),
    "on_call_with": (_ANY, frozenset({"provider", "service", "team"})),
    "managed_by": (_ANY, _PEOPLE | {"software"}),
    "member_of": (frozenset({"person"}), frozenset({"team", "organisation"})),
    "funded_by": (_ANY, frozenset({"organisation", "provider", "agreement", "credit"})),
}
#: What nothing of a kind has: what is said so below the name of a provider or a machine is said of what is there.
NOT_OF = {
    "provider": frozenset({"source_repo", "tracker"}),
    "host": frozenset({"source_repo", "tracker"}),
}
#: The same thing said of another pair of kinds: a machine is not hosted by a provider but stands there.
_INSTEAD = {
    "hosted_by": ("runs_on", "located_at", "provided_by", "co_hosted_with", "uses_software"),
    "runs_on": ("hosted_by", "located_at"),
    "contact": ("contact_point",),
    "fronted_by": ("uses_software",),
    "uses_software": ("hosted_by",),
    "tracker": ("contact_point", "contact"),
}


#: Somebody is in a team and is reached; nobody is hosted, watched or made of anything.
_OF_SOMEBODY = frozenset({"member_of", "contact", "contact_point", "part_of", "succeeded_by"})


def fit(subject: str, predicate: str, obj: str) -> str:
    """The predicate that says it of these two kinds, or nothing."""
    if subject == "person" and predicate not in _OF_SOMEBODY:
        return ""
    if subject == "contact-point" and predicate == "hosted_by":
        return "on_network" if obj in {"provider", "organisation"} else ""
    if predicate == "configured_with" and obj == "repository":
        return "config_repo"
    if predicate == "hosted_by" and subject == "host" and obj == "provider":
        return "located_at"
    for name in (predicate, *_INSTEAD.get(predicate, ())):
        left, right = ENDS[name]
        if (not left or subject in left) and (not right or obj in right):
            return "contact_point" if name == "contact" and obj == "contact-point" else name
    return ""
