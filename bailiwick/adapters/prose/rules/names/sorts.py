"""What a program or a provider of one sort says of whatever has it: Icinga watches, Ansible configures."""

from __future__ import annotations

import re

_SORTS = {
    name: predicate
    for predicate, names in {
        "monitored_by": "nagios icinga zabbix prometheus munin cacti smokeping monit netdata librenms observium "
        "checkmk gatus uptimekuma alertmanager collectd telegraf riemann xymon sensu datadog pingdom uptimerobot "
        "statuscake newrelic",
        "on_call_with": "pagerduty opsgenie victorops",
        "configured_with": "ansible puppet chef salt saltstack terraform opentofu cfengine nixos pulumi pyinfra cdist",
    }.items()
    for name in names.split()
}


def sort_of(name: str) -> str:
    """The predicate that goes with a well-known name, or nothing."""
    return _SORTS.get(name.lower().replace(" ", ""), "")


def made_with(name: str) -> str:
    """What a thing that is done with a program has of it."""
    return "configured_with" if sort_of(name) == "configured_with" else "uses_software"


#: Who delivers what others hold.
_DELIVERING = frozenset({"Fastly", "Cloudflare", "Amazon CloudFront", "KeyCDN", "BunnyCDN", "Bunny", "CDN77", "Akamai"})
#: Who builds and tests what then runs elsewhere.
_BUILDING = frozenset(
    {"GitHub Actions", "Travis CI", "CircleCI", "AppVeyor", "Cirrus CI", "Azure Pipelines", "Buildkite", "Semaphore"}
    | {"Bitrise", "Coveralls", "Codecov"}
)
#: … and how words for that begin.
_BUILT = (
    *("build", "test", "integrat", "continu", "check", "lint", "releas", "job", "pipeline", "deploy", "automat"),
    *("nightl", "packag", "compil", "coverage", "runner", "worker", "wheel", "installer", "binar", "regress"),
)


def only_builds(name: str, of: str) -> bool:
    """Whether a provider only builds what it is said to have, and what that is is no build or test itself."""
    words = re.findall(r"[a-z]+", of.lower())
    return name in _BUILDING and "ci" not in words and not any(word.startswith(_BUILT) for word in words)


#: Who has names of the network, and nothing else.
NAMING = frozenset({"deSEC", "DNSimple", "Amazon Route 53", "ClouDNS", "NS1", "DNS Made Easy"})
#: Who sends mail.
_SENDING = frozenset({"Mailgun", "SendGrid", "Postmark", "Mailjet", "Amazon SES", "SparkPost"})
_SENT = ("mail", "bounce", "newsletter", "list", "smtp", "message", "outgoing", "notification", "confirmation")
_WATCHED = ("monitor", "watch", "alert", "status", "uptime", "check", "metric", "on-call", "alarm", "error", "log")


def houses_nothing(name: str, of: str) -> bool:
    """Whether nothing is housed with a provider but what it is there for: no website with who watches it."""
    watching = sort_of(name) in {"monitored_by", "on_call_with"}
    kept = _WATCHED if watching else _SENT if name in _SENDING else () if name in NAMING else None
    return kept is not None and not any(word in of.lower() for word in kept)


#: Nothing has its home there.
_ONLY_DELIVERING = frozenset({"Fastly", "Amazon CloudFront", "KeyCDN", "BunnyCDN", "CDN77"})


def only_delivers(name: str) -> bool:
    """Whether what is said to be with a provider is only served through it."""
    return name in _ONLY_DELIVERING


def delivers(name: str) -> bool:
    """Whether a provider stands in front of what it delivers."""
    return name in _DELIVERING
