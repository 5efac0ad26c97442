"""What is said of a thing beside its relations, turned into few words of our own; plans and the past count here.

`says` is `predicate=value`.
"""

from __future__ import annotations

from bailiwick.adapters.prose.rules.patterns.phrases import Pattern

NOTES: tuple[Pattern, ...] = (
    Pattern(
        "has to move",
        "{thing} (needs|need|has|have) to be (moved|migrated|relocated)",
        says="status_note=has to move",
        example="It needs to be moved.",
        yields=("service Wiki status_note = has to move",),
    ),
    Pattern(
        "will move",
        "{thing} (will be|is going to be|is being) (moved|migrated)",
        says="status_note=is to be moved",
        example="It will be migrated next year.",
        yields=("service Wiki status_note = is to be moved",),
    ),
    Pattern(
        "switched off",
        "{thing} (will be|is to be|is going to be) (switched off|shut down|turned off|retired|decommissioned)",
        says="status_note=is to be switched off",
        example="It will be switched off in 2027.",
        yields=("service Wiki status_note = is to be switched off",),
    ),
    Pattern(
        "read-only",
        "{thing} (is|are) [now] (read-only|read only)",
        says="status_note=read-only",
        example="It is read-only.",
        yields=("service Wiki status_note = read-only",),
    ),
    Pattern(
        "oldest",
        "{provider} (the oldest|is the by far the oldest|by far the oldest)",
        says="status_note=the longest-serving",
        example="Lumen is by far the oldest of our providers.",
        yields=("provider Lumen status_note = the longest-serving",),
        under="Providers / Lumen",
    ),
    Pattern(
        "newest",
        "{provider} the newest",
        says="status_note=the newest",
        example="Lumen is the newest of our providers.",
        yields=("provider Lumen status_note = the newest",),
        under="Providers / Lumen",
    ),
    Pattern(
        "nothing new",
        "{provider} (put anything new|put nothing new|anything new on|no new services|nothing new)",
        says="status_note=nothing new goes here",
        example="We put nothing new there.",
        yields=("provider Lumen status_note = nothing new goes here",),
        under="Providers / Lumen",
    ),
    Pattern(
        "simple",
        "{thing} (quite simple|very simple|fairly simple|rather simple)",
        says="status_note=simple set-up",
        example="The setup is very simple.",
        yields=("service Wiki status_note = simple set-up",),
    ),
    Pattern(
        "most load",
        "{thing} (sees|carries|has|gets) the (most|highest) (load|traffic)",
        says="status_note=the most load",
        example="It sees the most traffic.",
        yields=("service Wiki status_note = the most load",),
    ),
    Pattern(
        "unreachable",
        "{thing} [is|seems|seems to be|appears to be] (unreachable|not reachable|offline)",
        says="reachable=no",
        example="It seems to be unreachable.",
        yields=("service Wiki reachable = no",),
    ),
    Pattern(
        "old",
        "{thing} (old|older|former|previous|legacy) (site|website|web site|wiki|version|server|tracker|forum|page)",
        says="lifecycle=legacy",
        example="archive.example.org is the old site.",
        yields=(
            "service archive.example.org succeeded_by service www.example.org",
            "service archive.example.org lifecycle = legacy",
        ),
        under="Services / www.example.org",
    ),
    Pattern(
        "retired",
        "{thing} (has been|was|is|were|have been) (shut down|retired|decommissioned|switched off|turned "
        "off|discontinued)",
        says="lifecycle=retired",
        example="It has been shut down.",
        yields=("service Wiki lifecycle = retired",),
    ),
    Pattern(
        "gives",
        "{provider} (donates|donate|sponsors us|generously provides|kindly provides|provides free|"
        "provides us with free|free of charge)",
        says="terms=donated",
        example="Lumen generously donates two servers.",
        yields=("provider Lumen terms = donated",),
        under="Providers / Lumen",
    ),
    Pattern(
        "CDN",
        "{provider} (cdn|content delivery network|content distribution network)",
        says="provides=content delivery network",
        example="Its CDN is fast.",
        yields=("provider Lumen provides = content delivery network",),
        under="Providers / Lumen",
    ),
    Pattern(
        "VMs",
        "{provider} (hosts|provides|gives us|offers|donates|sponsors) [several|many|two|three|four|some] "
        "(vms|virtual machines|vpses)",
        says="provides=virtual machines",
        example="Lumen hosts VMs for us.",
        yields=("provider Lumen provides = virtual machines",),
        under="Providers / Lumen",
    ),
    Pattern(
        "watching",
        "{provider} provides [us with] (monitoring|metrics|alerting|uptime monitoring)",
        says="provides=monitoring",
        example="Lumen provides monitoring.",
        yields=("provider Lumen provides = monitoring",),
        under="Providers / Lumen",
    ),
    Pattern(
        "on-call",
        "{provider} for on-call",
        says="provides=on-call rotation",
        example="Lumen is used for on-call rotation.",
        yields=("provider Lumen provides = on-call rotation",),
        under="Providers / Lumen",
    ),
    Pattern(
        "hosting",
        "{provider} (primary|main|current) [primary|main] [cloud] hosting [provider]",
        says="provides=hosting",
        example="Lumen is the current primary hosting provider.",
        yields=("provider Lumen provides = hosting",),
        under="Providers / Lumen",
    ),
)
