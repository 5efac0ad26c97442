"""Who answers for a thing, where the sentence begins with them: “Ada looks after the wiki”."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.patterns.phrases import Pattern

KEEPERS: tuple[Pattern, ...] = (
    Pattern(
        "owns it",
        "{people} (own|owns) {thing}",
        says="owned_by",
        example="Ines Okafor owns it.",
        yields=("service Wiki owned_by person Ines Okafor",),
    ),
    Pattern(
        "maintains it",
        "{people} (babysits|babysit|nurses|tends|tend|watches over|watch over|keeps an eye on|"
        "keep an eye on|renew|renews|is looking after|are looking after|has been looking after|have been looking after|"
        "is taking care of|has been taking care of|has been maintaining|maintain|maintains|looks after|nurse|"
        "sees to|see to|"
        "still looks after|curate|curates|edits|updates|works on|work on|helps with|help with|attends to|"
        "helps out with|help out with|"
        "look after|takes care of|take care of|takes good care of|"
        "take good care of|cares for|care for|keeps up|keep up) {thing}",
        says="maintained_by",
        example="Ines Okafor and Tom Reed look after the wiki.",
        yields=(
            "service Wiki maintained_by person Ines Okafor",
            "service Wiki maintained_by person Tom Reed",
        ),
    ),
    Pattern(
        "has root",
        "{people} (has|have|holds|hold) [the|full] (keys|password|passwords|admin password|"
        "root password|root|root access|root rights|admin access|admin rights|"
        "administrator access|admin account|administrator account|administrator 's account|"
        "owner account) [to|on|for] {thing}",
        says="run_by",
        example="Tom Reed and Wu Lan have root on it.",
        yields=(
            "service Wiki run_by person Tom Reed",
            "service Wiki run_by person Wu Lan",
        ),
    ),
    Pattern(
        "keeps it running",
        "{people} (keeps|keep) (it|them|this) (running|alive|going|up|in shape)",
        says="maintained_by",
        example="Tom Reed keeps it running.",
        yields=("service Wiki maintained_by person Tom Reed",),
    ),
    Pattern(
        "keeps it going",
        "{people} (keeps|keep|has kept|have kept) {kept}",
        says="maintained_by",
        example="Tom Reed keeps the wiki up and running.",
        yields=("service Wiki maintained_by person Tom Reed",),
    ),
    Pattern(
        "handles it",
        "{people} (handles|handle|chairs|heads|does|do|oversees|oversee|"
        "leads|lead|coordinates|coordinate|moderates|moderate|"
        "is handling|are handling|staffs|organises|organizes) {things}",
        says="run_by",
        example="Tom Reed handles the wiki.",
        yields=("service Wiki run_by person Tom Reed",),
    ),
    Pattern(
        "shares the work",
        "{people} (share|shares|do|does|split) (the|all the|this|most of the) (work|duty|duties|job|upkeep|task|"
        "tasks|"
        "maintenance|administration|load)",
        says="maintained_by",
        example="Tom Reed and Wu Lan share the work.",
        yields=(
            "service Wiki maintained_by person Tom Reed",
            "service Wiki maintained_by person Wu Lan",
        ),
    ),
    Pattern(
        "helps",
        "{people} (helps|help|helps out|help out|helps her|helps him|helps them|assists|assists her|assists him|"
        "assists them|steps in|fills in|is the backup|is the deputy|is his deputy|is her deputy|is their deputy)",
        says="maintained_by",
        example="Wu Lan maintains it, and Tom Reed helps.",
        yields=(
            "service Wiki maintained_by person Wu Lan",
            "service Wiki maintained_by person Tom Reed",
        ),
    ),
    Pattern(
        "took it over",
        "{people} (took it over|took over|has taken it over|have taken it over|inherited it|adopted it)",
        says="maintained_by",
        example="Wu Lan took over from Tom Reed in 2022.",
        yields=("service Wiki maintained_by person Wu Lan",),
        past=True,
    ),
    Pattern(
        "took something over",
        "{people} (has taken over|have taken over|has inherited|have inherited|has adopted|has taken on|have taken on) "
        "{things}",
        says="maintained_by",
        example="Wu Lan has taken over the wiki.",
        yields=("service Wiki maintained_by person Wu Lan",),
    ),
    Pattern(
        "runs it",
        "{people} (run|runs|have been running|has been running|are running|is running|operate|operates|"
        "administer|administers|administrate|administrates|control|controls) {things}",
        says="run_by",
        example="The web team operates it.",
        yields=("service Wiki run_by team web team",),
    ),
    Pattern(
        "manages it",
        "{people} (manage|manages) {thing}",
        says="managed_by",
        example="The web team manages this service.",
        yields=("service Wiki run_by team web team",),
    ),
    Pattern(
        "is responsible",
        "{people} (is|are) (responsible|in charge|accountable) (for|of) {thing}",
        says="maintained_by",
        example="wiki-crew@example.org is responsible for its upkeep.",
        yields=("service Wiki maintained_by contact-point wiki-crew@example.org",),
    ),
    Pattern(
        "shares responsibility",
        "{people} (share|shares|have|has|bear|bears|take|takes|carry|carries|hold|holds) [the|joint|full|main] "
        "responsibility for {thing}",
        says="maintained_by",
        example="Tom Reed and Wu Lan share the responsibility for the wiki.",
        yields=("service Wiki maintained_by person Tom Reed", "service Wiki maintained_by person Wu Lan"),
    ),
    Pattern(
        "is entrusted with",
        "{people} (is|are|has been|have been) (entrusted with|tasked with|charged with|put in charge of) {thing}",
        says="maintained_by",
        example="The docs team has been entrusted with the upkeep of the wiki.",
        yields=("service Wiki maintained_by team docs team",),
    ),
    Pattern(
        "is in charge",
        "{people} (is responsible|are responsible|is in charge|are in charge)",
        says="maintained_by",
        example="Ines Okafor, who also does the lists, is in charge.",
        yields=(
            "service lists run_by person Ines Okafor",
            "service Wiki maintained_by person Ines Okafor",
        ),
    ),
    Pattern(
        "knows about it",
        "{people} (knows about|know about|knows all about|knows most about) {things}",
        says="contact",
        example="Wu Lan knows about the wiki.",
        yields=("service Wiki contact person Wu Lan",),
    ),
    Pattern(
        "can be asked",
        "{people} can be (poked|pinged|asked|contacted|reached|bothered|emailed) (about|for|regarding|"
        "concerning) {thing}",
        says="contact",
        example="Tom Reed can be pinged about it.",
        yields=("service Wiki contact person Tom Reed",),
        case=True,
    ),
    Pattern(
        "can change it",
        "{people} can (adjust|fix|change|restart|tweak|help with) {thing}",
        says="contact",
        example="The web team can restart it if needed.",
        yields=("service Wiki contact team web team",),
        case=True,
    ),
    Pattern(
        "is the contact",
        "{people} (is|are) the [main|primary|first|best] (one to ask|ones to ask|contact|contacts|"
        "contact person|point of contact|contact point|person to ask|people to ask|one to talk to|person to talk to|"
        "one to contact|person to contact|one to poke|person to poke|one to call|person to call|one to bother|"
        "person to bother|one to ping|person to ping|one to write to|person to write to|one to turn to|"
        "person to turn to) [for|about] {thing}",
        says="contact",
        example="Wu Lan is the main contact for the wiki.",
        yields=("service Wiki contact person Wu Lan",),
        case=True,
    ),
    Pattern(
        "is the maintainer of",
        "{people} (is|are) [the|its|our|a|one of the] [main|lead|primary|sole] (maintainer|maintainers|"
        "caretaker|caretakers) [of|for] {thing}",
        says="maintained_by",
        example="Wu Lan is the maintainer of the wiki.",
        yields=("service Wiki maintained_by person Wu Lan",),
    ),
    Pattern(
        "is behind",
        "{people} (is|are) the (person|people|one|ones|brain|force) behind {thing}",
        says="maintained_by",
        example="Wu Lan is also the person behind the wiki.",
        yields=("service Wiki maintained_by person Wu Lan",),
    ),
    Pattern(
        "is the one who",
        "{people} (is|are) the (one|ones|person|people) who (fixes|fix|runs|run|maintains|maintain|keeps|keep|"
        "administers|administer) {thing}",
        says="maintained_by",
        example="Wu Lan is the one who fixes the wiki.",
        yields=("service Wiki maintained_by person Wu Lan",),
    ),
    Pattern(
        "is the owner of",
        "{people} (is|are) [the|its|our] (owner|owners) [of|for] {thing}",
        says="owned_by",
        example="Wu Lan is the owner of this service.",
        yields=("service Wiki owned_by person Wu Lan",),
    ),
    Pattern(
        "is the admin of",
        "{people} (is|are) [the|its|our] [main|lead|primary] (admin|admins|administrator|administrators|"
        "operator|operators|sysadmin|sysadmins|webmaster|postmaster|list owner|list master) [of|for] "
        "{thing}",
        says="run_by",
        example="Tom Reed and Wu Lan are its administrators.",
        yields=(
            "service Wiki run_by person Tom Reed",
            "service Wiki run_by person Wu Lan",
        ),
    ),
)
