"""Who watches a thing."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.patterns.phrases import Pattern

WATCHED: tuple[Pattern, ...] = (
    Pattern(
        "monitored by",
        "{thing} [be] (monitored|watched|checked|observed) (by|with|using|via|through|from|in) {watcher}",
        says="monitored_by",
        example="It is monitored by Icinga.",
        yields=("service Wiki monitored_by software Icinga",),
    ),
    Pattern(
        "collected by",
        "{watched} [be] (collected|gathered|recorded|caught|aggregated|graphed|received) by {watcher}",
        says="monitored_by",
        example="Errors of the wiki are collected by Sentry.",
        yields=("service Wiki monitored_by software Sentry",),
    ),
    Pattern(
        "we watch it",
        "(watch|monitor|check|observe) (it|them|everything) (with|using|through) {watcher}",
        says="monitored_by",
        example="We watch it with Icinga.",
        yields=("service Wiki monitored_by software Icinga",),
    ),
    Pattern(
        "collects metrics",
        "{watcher} (collects|gathers|keeps|draws|records|sends|raises) (metrics|statistics|graphs|logs|alerts|"
        "figures) "
        "(of|from|for|about) {of}",
        says="monitored_by",
        example="Munin collects metrics from www.example.org.",
        yields=("service www.example.org monitored_by software Munin",),
        under="Monitoring",
    ),
    Pattern(
        "provides monitoring",
        "{watcher} provides [us with] (monitoring|alerting|metrics|uptime monitoring|dashboards|error "
        "reporting|uptime checks|external monitoring) {of}",
        says="monitored_by",
        example="Pingdom provides monitoring for www.example.org.",
        yields=(
            "service www.example.org monitored_by provider Pingdom",
            "provider Pingdom provides = monitoring",
        ),
        under="Providers / Pingdom",
        case=True,
    ),
    Pattern(
        "used for monitoring",
        "{watcher} (is|are) used (for|to) (monitoring|monitor|watch|metrics|alerting|error reporting|"
        "error tracking|uptime monitoring) {of}",
        says="monitored_by",
        example="Pingdom is used to monitor www.example.org.",
        yields=("service www.example.org monitored_by provider Pingdom",),
        under="Providers / Pingdom",
    ),
    Pattern(
        "monitoring by",
        "{thing} monitoring (is|is done|is handled|is provided|happens|works) (by|with|via|through|over|"
        "using) {watcher}",
        says="monitored_by",
        example="Its monitoring is done with Icinga.",
        yields=("service Wiki monitored_by software Icinga",),
    ),
    Pattern(
        "monitors",
        "{watcher} (monitors|watches|checks) {things}",
        says="monitored_by",
        example="Icinga watches www.example.org.",
        yields=("service www.example.org monitored_by service Icinga",),
        under="Services / Icinga",
    ),
    Pattern(
        "used for on-call",
        "{watcher} (is|are) used for (on-call|oncall|on call|paging|on-call rotation|on-call rotations|"
        "on-call scheduling) [rotation|rotations] [of|for] {crew}",
        says="on_call_with",
        example="PagerDuty is used for on-call rotation for the web team.",
        yields=(
            "team web team on_call_with provider PagerDuty",
            "provider PagerDuty provides = on-call rotation",
        ),
        under="Providers / PagerDuty",
    ),
    Pattern(
        "paged with",
        "{crew} [can be|is|are|gets|get] (paged|called out|woken up|alerted|phoned) (with|through|via|by) {watcher}",
        says="on_call_with",
        example="The web team can be paged with PagerDuty.",
        yields=("team web team on_call_with provider PagerDuty",),
        under="Monitoring",
        case=True,
    ),
    Pattern(
        "on call with",
        "{crew} (is|are|is on|are on) (on call|on-call) (with|through|via|using) {watcher}",
        says="on_call_with",
        example="The web team is on call with PagerDuty.",
        yields=("team web team on_call_with provider PagerDuty",),
        under="Monitoring",
    ),
)
