"""What headings of columns, keys before a colon and titles of small sections stand for.

`predicate/slot`: the slot says how the cell is read. Pages write the same keys in all three places.
"""

from __future__ import annotations

import re

_KEYS = {
    "service/name": (
        "service|services|name|application|site|website|system|what|tool|project|app|subdomain|component|url-name|"
        "object|item|asset|resource|service name|applications|systems|sites"
    ),
    "host/name": "hostname|host name|node|nodes|fqdn|machine name|server name",
    "domain/name": "domain|domains|domain name|domain names|zone",
    "person/name": "member|members|person|people|nick|nickname|full name",
    "/kind": "type|kind|category|type of asset|kind of thing",
    "data-centre/name": "dc",
    "hosted_by/place": (
        "hosting|hosted by|hosted on|hosted at|hosted with|cloud|where|"
        "at|stands at|stands in|sits at|sits in|rented from|rented at|"
        "where it runs|runs at|lives on|running on|deployed on|installed on|where it lives|hosted|"
        "hosted in|home|housed at|housed by|housed with|located with|hosted where|where is it"
    ),
    "hosted_by/house": (
        "provider|hoster|hosting provider|cloud provider|infrastructure provider|hosting company|hosting sponsor|"
        "vendor|isp|supplier|with whom|from whom|given by|lent by|on loan from"
    ),
    "hosted_by/institution": (
        "institution|institute|organisation|organization|university|company|hosting institution|host institution"
    ),
    "runs_on/machine": (
        "host|server|machine|vm|runs on|on host|on server|box|servers|hosts|machines|vms|on machine|virtual machine"
    ),
    "located_at/centre": (
        "place|datacenter|datacentre|data center|data centre|location|located at|located in|rack|colo|colocation"
    ),
    "owned_by/people": (
        "holder|holders|registered to|registrant|owner|owners|owned by|ownership|account owner|account owners|"
        "organization owner|organization owners|organisation owner|organisation owners|channel owner|channel owners|"
        "account holder|account holders|account held by"
    ),
    "maintained_by/people": (
        "cared for by|tended by|supported by|point person|"
        "who|answerable|postmaster|webmaster|list owner|list owners|list master|list masters|listmaster|maintainer|"
        "maintainers|maintained by|editor|editors|caretaker|caretakers|responsible|looked after by|steward|stewards|"
        "responsible people|responsible person|responsible persons|responsible team|maintenance|keeper|keepers|"
        "kept by|in charge|upkeep|"
        "responsibility|who runs it|who maintains it|who looks after it|lead|leads|"
        "deputy|deputies|substitute|stand-in|person responsible|people responsible|person in charge|people in charge"
    ),
    "run_by/people": (
        "run by|operator|operators|operated by|admin|admins|administrator|administrators|administered by|"
        "sysadmin|sysadmins|team|crew|root|root access|moderator|moderators|ops|operations|"
        "moderation|moderated by|"
        "controlled by|handled by|"
        "local admin|local admins|who has root|people with root|server admin|server admins|system administrator|"
        "system administrators|managed by|manager|managers|team manager|team managers|account manager|"
        "channel operators|root user|root users|root access given to|admin access|administrative access|"
        "who has access|people with access|has access|account admin|account admins|org admins|controlled by"
    ),
    "managed_by/people": "managed|by",
    "contact/contact": (
        "complaints|abuse|feedback|enquiries|inquiries|contact|contacts|contact person|contact point|"
        "point of contact|who to ask|person to ask|people to ask|person to talk to|people to talk to|one to ask|"
        "best person to ask|who to contact|ask|poc|mail|e-mail|email|mailing list|list|channel|irc|chat|"
        "contact address|questions|support|emergency contact|primary contact|main contact|"
        "reach us|irc channel|technical contact|local contact|contact person(s)|contact persons|contact people|"
        "contact details|contact information|where to ask|whom to ask|mail address|e-mail address|email address|"
        "chat channel|chat room|room|matrix room"
    ),
    "fronted_by/provider": "cdn|fronted by|cache|front|in front|served through|behind|cdn provider",
    "dns_hosted_by/provider": "dns|dns hosted by|dns provider|dns hosting|nameservers|name servers",
    "registrar/provider": (
        "registrar|registered with|registered at|registered through|registered via|domain registrar|"
        "registration|bought at"
    ),
    "uses_software/software": (
        "software|uses|powered by|runs|platform|stack|engine|program|built with|technology|software used|"
        "based on|made with"
    ),
    "configured_with/tool": (
        "configured with|configuration|configuration management|config|deployed with|provisioned with|"
        "deployment|configured by|provisioning|managed with"
    ),
    "source_repo/repository": (
        "source|source code|repository|repo|code|git|git repository|sources|source repository|"
        "code repository|repositories"
    ),
    "tracker/tracker": "issues|tracker|bugs|issue tracker|bug tracker|bug reports|tickets",
    "monitored_by/watcher": "monitoring|monitored by|watched by|checked by|monitored with|alerts",
    "on_call_with/provider": "on-call|on call",
    "funded_by/funder": (
        "sponsor|sponsors|sponsored by|donated by|funded by|donor|donors|paid by|paid for by|who pays|provided by"
    ),
    "depends_on/other": "depends on|dependencies|requires|needs",
    "part_of/other": "part of|belongs to",
    "member_of/team": "member|of",
    "url/text": "url|urls|address|web|link|links|homepage|home page|web address",
    "purpose/text": (
        "what we use it for|what for|used for|use|usage|purpose|description|what it does|summary|function|"
        "does|tasks|task"
    ),
    "/keeps": (
        "access to|has access to|admin of|owner of|"
        "looks after|responsible for|maintains|areas|area of responsibility|areas of responsibility|takes care of|"
        "in charge of|responsibilities|duties|duty|does what"
    ),
    "/holds": (
        "hosted service|hosted services|services running|running services|services hosted|what runs there|"
        "what runs on it|aliases|dns aliases|cnames|vhosts|virtual hosts"
    ),
    "/notes": "notes|note|comment|comments|remark|remarks|details",
    "region/text": "region|zone|area|availability zone",
    "distribution/text": "distro|distribution|os|operating system",
    "terms/terms": "terms|payment|cost|costs",
    "lifecycle/lifecycle": "lifecycle|status|state|life",
    "/role": "role|roles|position|function",
}
KEYS: dict[str, str] = {key: target for target, keys in reversed(_KEYS.items()) for key in keys.split("|")}

#: Keys before a colon that are titles of other sections, too.
IN_LINES = {
    "content": "maintained_by/people", "contents": "maintained_by/people", "administration": "run_by/people",
    "access": "run_by/people",
}  # fmt: skip

#: A note behind a key: “Admin (hardware)”, “Maintainer(s)”.
_NOTED = re.compile(r" ?\([^()]*\)")
_JOINED = re.compile(r" ?[/&,] ?| (?:and|or) ")
_JOINABLE = frozenset({"people", "contact", "name"})
_WHO = frozenset({"people", "contact", "funder"})
#: “Admin hardware” is who looks after it.
_OF_WHAT = frozenset({"hardware", "software", "network", "os", "side", "local", "remote", "technical"})
_BEFORE = frozenset({"the", "our", "current", "its", "main", "primary", "further", "additional", "more"})

#: Slots that the last word of a heading may stand for, and words with which it is about another thing.
_HEADS = frozenset({"people", "contact", "place", "house", "machine", "software"})
#: A second one is one, too.
_DEPUTY = frozenset({"backup", "secondary", "second", "other", "deputy"})
_NOT_THIS = re.compile(
    r"\b(?:backups?|old|former|previous|secondary|fallback|mail|next|new|other|second|copy|replica|test|number|of|no|"
    r"planned|future|last|open|by)\b"
)

#: Cells that say nothing, that there is none, that it is not known.
SILENT = frozenset({"", "-", "–", "—", "n/a", "--"})
NONE = frozenset(
    {"none", "nobody", "vacant", "nobody at the moment", "nobody right now", "no one", "no", "no owner", "no contact"}
)
UNKNOWN = frozenset({"unknown", "?", "tbd", "??", "???", "not known", "unclear"})


def key_of(text: str) -> str:
    """What a heading or a key stands for, as `predicate/slot`; nothing when it is none.

    “Admin (hardware)” is an admin; of “Owner / maintainer” the first counts where both are of one sort.
    """
    plain = _NOTED.sub("", text).strip(" :?*'\"“”‘’").lower()
    alone = _alone(plain)
    if alone:
        return alone
    parts = [_alone(part.strip()) for part in _JOINED.split(plain)]
    slots = {part.partition("/")[2] for part in parts}
    alike = (len(slots) == 1 and slots <= _JOINABLE) or slots <= _WHO
    return parts[0] if len(parts) > 1 and all(parts) and alike else ""


def head_of(text: str) -> str:
    """What the last word of a heading stands for, where the whole says nothing: “Technical owner”, “Physical host”.

    “Responsible adults” is told by its first word.
    """
    words = _NOTED.sub("", text).strip(" :?*").lower().split()
    target = KEYS.get(words[-1], "") if words else ""
    if len(words) == 2 and words[0] in _DEPUTY and target.partition("/")[2] in {"people", "contact"}:
        return target
    if len(words) < 2 or _NOT_THIS.search(text.lower()):
        return ""
    first = KEYS.get(words[0], "")
    if len(words) == 2 and words[1] in _OF_WHAT and first.partition("/")[2] in {"people", "contact"}:
        return first
    if words[0] == "responsible":
        return KEYS["responsible"]
    return target if target.partition("/")[2] in _HEADS else ""


def _alone(key: str) -> str:
    words = key.split()
    while words and words[0] in _BEFORE:
        words.pop(0)
    return KEYS.get(" ".join(words), "")
