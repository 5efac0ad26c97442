"""Who answers for a thing, where the sentence begins with it: “The wiki is looked after by Ada”."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.patterns.phrases import Pattern

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
        "{thing} [be] (run|operated|administered|administrated|controlled|overseen|handled|led|headed|moderated|"
        "coordinated|done|performed|"
        "carried out|staffed|chaired|co-chaired|co-led|dealt with|organised|organized) [and maintained|and owned|"
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
        "{thing} (maintainer|maintainers|caretaker|caretakers|steward|stewards|editor|editors) (is|are) {people}",
        says="maintained_by",
        example="The maintainer is Ines Okafor.",
        yields=("service Wiki maintained_by person Ines Okafor",),
    ),
    Pattern(
        "is the admin",
        "{thing} (admin|admins|administrator|administrators|operator|operators|sysadmin|sysadmins|moderator|"
        "moderators|webmaster|webmasters|postmaster|postmasters|listmaster|listmasters|hostmaster|hostmasters|"
        "bugmaster|bugmasters|ftpmaster|ftpmasters) (is|are) {people}",
        says="run_by",
        example="Its admins are Tom Reed and Wu Lan.",
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
        "moderation by",
        "(moderation|administration|maintenance|upkeep|system administration|user support) by {people}",
        says="maintained_by",
        example="Moderation by Wu Lan.",
        yields=("service Wiki maintained_by person Wu Lan",),
    ),
    Pattern(
        "access given to",
        "(root|admin|administrator|owner|shell) (access|rights|privileges) [be] (given to|granted to|held by|shared by|"
        "with) {people}",
        says="run_by",
        example="Sponsored by Harbour Works, root access given to Tom Reed and Wu Lan.",
        yields=(
            "service Wiki funded_by organisation Harbour Works",
            "service Wiki run_by person Tom Reed",
            "service Wiki run_by person Wu Lan",
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
        "the responsibility of",
        "{thing} (is|are) (the responsibility|a responsibility|the job|the task|the business|the duty|"
        "a duty) of {people}",
        says="maintained_by",
        example="The wiki is the responsibility of the docs team.",
        yields=("service Wiki maintained_by team docs team",),
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
        "read by",
        "{thing} (is|are) read by {people}",
        says="contact",
        example="The security list is read by Wu Lan.",
        yields=("service security list contact person Wu Lan",),
        under="People",
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
)
