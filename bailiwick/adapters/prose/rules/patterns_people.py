"""Who answers for a thing."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.phrases import Pattern

PEOPLE: tuple[Pattern, ...] = (
    Pattern(
        "owned by",
        "{thing} [be] owned [and maintained|and operated|and run] by {people}",
        says="owned_by",
        example="The pastebin is owned by Ines Okafor and Tom Reed.",
        yields=(
            "service Pastebin owned_by person Ines Okafor",
            "service Pastebin owned_by person Tom Reed",
        ),
        under="Services / Pastebin",
    ),
    Pattern(
        "held by",
        "{thing} [be] (held by|held in the name of|in the name of|registered to|registered in the name of) {people}",
        says="owned_by",
        example="The domain example.org is held by the Harbour Foundation.",
        yields=("domain example.org owned_by organisation Harbour Foundation",),
        under="Domains / example.org",
    ),
    Pattern(
        "maintained by",
        "{thing} [be] (maintained|looked after|cared for|kept up|kept running|kept alive|taken care of|supported|"
        "babysat|watched over|tended|kept|kept in order|kept in shape|kept up to date|kept healthy|kept online|"
        "kept going|"
        "nursed|attended to|updated|patched|upgraded|curated|edited) [and operated|and run|and hosted|"
        "and developed] by {people}",
        says="maintained_by",
        example="It is looked after by the web team.",
        yields=("service Wiki maintained_by team web team",),
    ),
    Pattern(
        "made and maintained by",
        "{thing} [be] (written|developed|built|created|set up|started|designed|made|founded|installed) and "
        "(maintained|run|kept alive|kept running|kept up|kept going|looked after|cared for|operated|administered|"
        "hosted) by {people}",
        says="maintained_by",
        example="It was written and is still kept alive by Ines Okafor.",
        yields=("service Wiki maintained_by person Ines Okafor",),
        past=True,
    ),
    Pattern(
        "the work of",
        "{thing} (is|are) (the work|the doing|a project|a hobby|a pet project|a side project) of {people}",
        says="maintained_by",
        example="The wiki is the work of Ines Okafor.",
        yields=("service Wiki maintained_by person Ines Okafor",),
    ),
    Pattern(
        "run by",
        "{thing} [be] (run|operated|administered|administrated|overseen|handled|led|headed|moderated|"
        "coordinated|done|performed|"
        "carried out|staffed|chaired|dealt with|organised|organized) [and maintained|and owned|"
        "and paid for] by {people}",
        says="run_by",
        example="This is a service run by forum-crew@example.org, particularly Mina Vale.",
        yields=(
            "service Forum run_by contact-point forum-crew@example.org",
            "service Forum run_by person Mina Vale",
        ),
        under="Services / Forum",
    ),
    Pattern(
        "managed by",
        "{thing} [be] (managed|managed and maintained) by {manager}",
        says="managed_by",
        example="It is currently managed by the network group.",
        yields=("service Wiki run_by team network group",),
    ),
    Pattern(
        "belongs to",
        "{thing} (belongs|belong) to {people}",
        says="owned_by",
        example="The wiki belongs to Kim Lee.",
        yields=("service Wiki owned_by person Kim Lee",),
    ),
    Pattern(
        "is the owner",
        "{thing} (owner|owners) (is|are) {people}",
        says="owned_by",
        example="The owners are Ines Okafor, Tom Reed, and Wu Lan.",
        yields=(
            "service Wiki owned_by person Ines Okafor",
            "service Wiki owned_by person Tom Reed",
            "service Wiki owned_by person Wu Lan",
        ),
    ),
    Pattern(
        "is the maintainer",
        "{thing} (maintainer|maintainers|caretaker|caretakers|steward|stewards) (is|are) {people}",
        says="maintained_by",
        example="The maintainer is Ines Okafor.",
        yields=("service Wiki maintained_by person Ines Okafor",),
    ),
    Pattern(
        "is the admin",
        "{thing} (admin|admins|administrator|administrators|operator|operators|sysadmin|sysadmins|moderator|"
        "moderators|webmaster|postmaster|listmaster|listmasters) (is|are) {people}",
        says="run_by",
        example="Its admins are Tom Reed and Wu Lan.",
        yields=(
            "service Wiki run_by person Tom Reed",
            "service Wiki run_by person Wu Lan",
        ),
    ),
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
        "keep an eye on|is looking after|are looking after|has been looking after|have been looking after|"
        "is taking care of|has been taking care of|has been maintaining|maintain|maintains|looks after|nurse|"
        "sees to|see to|"
        "still looks after|curate|curates|edits|updates|works on|work on|helps with|help with|attends to|"
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
        "administrator access) [to|on|for] {thing}",
        says="run_by",
        example="Tom Reed and Wu Lan have root on it.",
        yields=(
            "service Wiki run_by person Tom Reed",
            "service Wiki run_by person Wu Lan",
        ),
    ),
    Pattern(
        "with admins",
        "{thing} (with|has|have) [the|as] (admins|administrators|operators|moderators|owners) [of] {people}",
        says="run_by",
        example="It has the admins Tom Reed and Wu Lan.",
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
        "{people} (handles|handle|does|do|oversees|oversee|leads|lead|coordinates|coordinate|moderates|moderate|"
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
        "responsible is",
        "(responsible for it is|responsible for it are|responsible for this is|responsible is|responsible are|"
        "in charge is|in charge are|in charge of it is|in charge of it are|the person in charge is|"
        "looking after it is|"
        "looking after it are|taking care of it is|taking care of it are|it falls to|this falls to|it is up to|"
        "it is left to|they fall to) {people}",
        says="maintained_by",
        example="Responsible for it is the wiki team, which can be reached at wiki@example.org.",
        yields=(
            "service Wiki maintained_by team wiki team",
            "team wiki team contact_point contact-point wiki@example.org",
        ),
    ),
    Pattern(
        "is behind it",
        "(person|people|one|ones|brain|brains|man|woman|lady) behind it (is|are) {people}",
        says="maintained_by",
        example="The person behind it is Ines Okafor.",
        yields=("service Wiki maintained_by person Ines Okafor",),
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
        "administer|administers|administrate|administrates) {things}",
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
        "the responsibility of",
        "{thing} (is|are) (the responsibility|a responsibility|the job|the task|the business|the duty|"
        "a duty) of {people}",
        says="maintained_by",
        example="The wiki is the responsibility of the docs team.",
        yields=("service Wiki maintained_by team docs team",),
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
        "one to contact|person to contact) [for|about] {thing}",
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
        "answered by",
        "{about} (is|are) answered by {people}",
        says="contact",
        example="Questions about the wiki are answered by Wu Lan.",
        yields=("service Wiki contact person Wu Lan",),
        case=True,
    ),
    Pattern(
        "lies with",
        "{thing} (lies with|lie with|falls to|fall to|falls upon|rests with|rest with|is up to|are up to|"
        "is incumbent on|is incumbent upon|is a matter for|are a matter for|"
        "is a task for|are a task for|is a job for|"
        "rests on the shoulders of) {people}",
        says="maintained_by",
        example="Responsibility for the wiki lies with Wu Lan.",
        yields=("service Wiki maintained_by person Wu Lan",),
    ),
    Pattern(
        "entrusted to",
        "{thing} [be] (entrusted|delegated|assigned|left|handed over) to {people}",
        says="maintained_by",
        example="Its administration has been entrusted to the docs team.",
        yields=("service Wiki maintained_by team docs team",),
        past=True,
    ),
    Pattern(
        "in the hands of",
        "{thing} [be] [lies|lie|rests|rest|remains] in the (hands|care|custody|keeping|charge|capable hands|"
        "trusty hands|safe hands|good hands) of {people}",
        says="maintained_by",
        example="It is in the hands of the web team.",
        yields=("service Wiki maintained_by team web team",),
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
