"""What headings of columns, keys before a colon and titles of small sections stand for.

`predicate/slot`: the slot says how the cell is read. Pages write the same keys in all three places.
"""

from __future__ import annotations

_KEYS = {
    "service/name": (
        "service|services|name|application|site|website|system|what|tool|project|app|subdomain|component|url-name"
    ),
    "host/name": "hostname|node|fqdn",
    "domain/name": "domain",
    "person/name": "member|person|people",
    "data-centre/name": "dc",
    "hosted_by/place": (
        "hosting|hosted by|hosted on|hosted at|hosted with|provider|hoster|cloud|hosting provider|where|"
        "where it runs|runs at|hosted|cloud provider|hosted in|home|infrastructure provider"
    ),
    "runs_on/machine": "host|server|machine|vm|runs on|on host|on server|box|running on|servers|hosts",
    "located_at/centre": "datacenter|datacentre|data center|data centre|location|located at|located in",
    "owned_by/people": "owner|owners|owned by|ownership",
    "maintained_by/people": (
        "who|postmaster|webmaster|list owner|list owners|list master|list masters|listmaster|maintainer|"
        "maintainers|maintained by|caretaker|caretakers|responsible|looked after by|steward|"
        "responsible people|responsible person|maintenance|maintainer(s)|keeper|keepers|kept by|"
        "in charge|responsibility"
    ),
    "run_by/people": (
        "run by|operator|operators|operated by|admin|admins|administrator|administrators|administered by|"
        "admin(s)|sysadmin|sysadmins|team|crew|root|root access|moderator|moderators|ops|operations"
    ),
    "managed_by/people": "managed|by",
    "contact/contact": (
        "complaints|abuse|feedback|enquiries|inquiries|contact|contacts|contact person|contact point|"
        "point of contact|who to ask|ask|poc|mail|e-mail|email|mailing list|list|channel|irc|chat|"
        "contact address|questions|support|emergency contact|contact(s)|primary contact|main contact|"
        "reach us|irc channel"
    ),
    "fronted_by/provider": "cdn|fronted by|cache|front|served through|behind",
    "dns_hosted_by/provider": "dns|dns hosted by|dns provider|dns hosting|nameservers|name servers",
    "registrar/provider": "registrar|registered with|registered at|domain registrar",
    "uses_software/software": "software|uses|powered by|runs|platform|stack|engine|program|built with|technology",
    "configured_with/tool": (
        "configured with|configuration|configuration management|config|deployed with|provisioned with|"
        "deployment|configured by|provisioning|managed with"
    ),
    "source_repo/repository": "source|source code|repository|repo|code|git|git repository|sources",
    "tracker/tracker": "issues|tracker|bugs|issue tracker|bug tracker|bug reports|tickets",
    "monitored_by/watcher": "monitoring|monitored by|watched by|monitored with|alerts",
    "on_call_with/provider": "on-call|on call",
    "funded_by/funder": "sponsor|sponsors|sponsored by|donated by|funded by|donor|paid by|paid for by",
    "depends_on/other": "depends on|dependencies|requires|needs",
    "part_of/other": "part of|belongs to",
    "member_of/team": "member|of",
    "url/text": "url|address|web|link|homepage|home page|web address",
    "purpose/text": "what we use it for|what for|used for|use|purpose|description|what it does|summary|function|does",
    "/keeps": "looks after|responsible for|maintains|areas|takes care of|in charge of",
    "/notes": "notes|note|comment|comments|remark|remarks|details",
    "region/text": "region|zone|area|availability zone",
    "distribution/text": "distro|distribution|os|operating system",
    "terms/terms": "terms|payment|cost|costs",
    "lifecycle/lifecycle": "lifecycle|status|state|life",
    "/role": "role|roles|position|function",
}
KEYS: dict[str, str] = {key: target for target, keys in reversed(_KEYS.items()) for key in keys.split("|")}

#: Cells that say nothing, that there is none, that it is not known.
SILENT = frozenset({"", "-", "–", "—", "n/a", "--"})
NONE = frozenset({"none", "nobody", "no one", "no", "no owner", "no contact"})
UNKNOWN = frozenset({"unknown", "?", "tbd", "??", "???", "not known", "unclear"})


def key_of(text: str) -> str:
    """What a heading or a key stands for, as `predicate/slot`; nothing when it is none."""
    words = text.strip().strip(":").lower().split()
    while words and words[0] in {"the", "our", "current", "its", "main"}:
        words.pop(0)
    return KEYS.get(" ".join(words), "")
