"""What a program or a provider of one sort says of whatever has it: Icinga watches, Ansible configures."""

from __future__ import annotations

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


def delivers(name: str) -> bool:
    """Whether a provider stands in front of what it delivers."""
    return name in _DELIVERING
