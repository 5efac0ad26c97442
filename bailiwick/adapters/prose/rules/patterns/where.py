"""Where a thing is: with which provider, on which machine, in which place."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.patterns.phrases import Pattern

WHERE: tuple[Pattern, ...] = (
    Pattern(
        "hosted on",
        "{thing} [be] (hosted|housed|self-hosted) [and maintained|and run|and operated|and administered|and managed] "
        "(on|at|by|from|with|in|using|through|inside|via|within|under) {place}",
        says="hosted_by",
        example="This is hosted on a Lumen VM.",
        yields=("service Wiki hosted_by provider Lumen (form=vm)",),
    ),
    Pattern(
        "runs on",
        "{thing} [be] (runs|run|running) (on|at|in|inside|from|under) {place}",
        says="hosted_by",
        example="It runs on heron, a server at Hetzner.",
        yields=(
            "service Wiki runs_on host heron",
            "host heron located_at provider Hetzner",
        ),
    ),
    Pattern(
        "relayed by",
        "{thing} [be] (goes|go|provided|made available|offered|supplied|forwarded|relayed|rented|leased|"
        "colocated|co-located|racked) (by|"
        "through|via|from|at|with) {place}",
        says="hosted_by",
        example="Mail for the domain is forwarded by Hetzner.",
        yields=("service Mail hosted_by provider Hetzner",),
        under="Services / Mail",
    ),
    Pattern(
        "lives on",
        "{thing} (lives|live|living|resides|reside|sits|sit|lived|stays|stands|stand|end up|ends up) (on|at|in|with) "
        "{place}",
        says="hosted_by",
        example="It lives on heron.example.org.",
        yields=("service Wiki runs_on host heron.example.org",),
    ),
    Pattern(
        "done with",
        "{thing} [be] (sent|happening|happen|happens|take place|takes place|done|made|coordinated) "
        "(on|through|via|at) {at}",
        says="hosted_by",
        example="The newsletter is sent through Buttondown.",
        yields=("service Newsletter hosted_by provider Buttondown",),
        under="Services / Newsletter",
    ),
    Pattern(
        "outsourced to",
        "{thing} [be] outsourced to {place}",
        says="hosted_by",
        example="Mail is outsourced to Fastmail.",
        yields=("service Mail hosted_by provider Fastmail",),
        under="Services / Mail",
    ),
    Pattern(
        "is on",
        "{thing} (is|are|has been|have been|remains|remain|has remained) (on|at|in|with) {at}",
        says="hosted_by",
        example="All of its infrastructure is on AWS.",
        yields=("service Wiki hosted_by provider AWS",),
    ),
    Pattern(
        "deployed on",
        "{thing} [be] (deployed|installed|defined|versioned|delivered|served|stored|located|kept|placed|"
        "situated|pushed|uploaded|published|written) (on|at|in|to|from) {at}",
        says="hosted_by",
        example="The wiki is deployed on Heroku.",
        yields=("service Wiki hosted_by provider Heroku",),
    ),
    Pattern(
        "found on",
        "{thing} (is|are|can be|may be) (found|available|browsed|developed|had|obtained|read|seen) (on|at|in|"
        "from|under) {at}",
        says="hosted_by",
        example="Its source code can be found on https://github.com/example/wiki.",
        yields=("service Wiki source_repo repository example/wiki",),
        case=True,
    ),
    Pattern(
        "moved to",
        "{thing} [has|have|was|were] [been] (moved|migrated|relocated|transferred|gone) (to|onto) {at}",
        says="hosted_by",
        example="It has moved to Hetzner.",
        yields=("service Wiki hosted_by provider Hetzner",),
        past=True,
    ),
    Pattern(
        "we moved it to",
        "(moved|migrated|switched|transferred) (it|them|everything) (to|onto) {at}",
        says="hosted_by",
        example="In 2022 we moved it to Hetzner.",
        yields=("service Wiki hosted_by provider Hetzner",),
        past=True,
    ),
    Pattern(
        "we moved it from",
        "(moved|migrated|switched|transferred) (it|them|everything) from {now}",
        says="hosted_by",
        example="In 2022 we moved it from Linode to Hetzner.",
        yields=("service Wiki hosted_by provider Hetzner",),
        past=True,
    ),
    Pattern(
        "is here",
        "{thing} (live|lives|run|runs|stand|stands|sit|sits|is hosted|are hosted|is housed|are housed|is installed|"
        "are installed|is running|are running|is kept|are kept|is deployed|are deployed|is served from|"
        "are served from|is|are) (here|there)",
        says="hosted_by",
        example="The wiki and the forum live here.",
        yields=(
            "service wiki runs_on host heron",
            "service forum runs_on host heron",
        ),
        under="Servers / heron",
    ),
    Pattern(
        "here is",
        "(here live|here lives|here run|here runs|there live|on it run|on it runs|on it live|on it lives|"
        "installed on it are|installed on it is|running on it are|running on it is|home of|home to|it is home to|"
        "on it are|on it is|hosted here are|hosted there are) {things}",
        says="hosted_by",
        example="Home of the wiki and the forum.",
        yields=(
            "service wiki runs_on host heron",
            "service forum runs_on host heron",
        ),
        under="Servers / heron",
    ),
    Pattern(
        "consists of",
        "{thing} (consists of|consist of|is made up of|is composed of|comprises|is spread over|is spread across|"
        "is split between|takes up|take up|occupies|occupy) {composed}",
        says="hosted_by",
        example="The farm consists of crane1 and crane2.",
        yields=(
            "service Farm runs_on host crane1",
            "service Farm runs_on host crane2",
        ),
        under="Services / Farm",
    ),
    Pattern(
        "has its own",
        "{thing} (has|have|gets|get|needs|need) (a|an|its own|their own|one) (machine|server|vm|host|box|"
        "virtual machine) [of its own|of their own|to itself|all to itself|for itself] "
        "(called|named|,|(|at|with|on) {own}",
        says="hosted_by",
        example="The wiki has a VM of its own called heron.",
        yields=("service Wiki runs_on host heron",),
    ),
    Pattern(
        "shares its machine",
        "{thing} (shares|share) {place}",
        says="hosted_by",
        example="It shares the server heron with the forum.",
        yields=("service Wiki runs_on host heron",),
    ),
    Pattern(
        "provides the server",
        "{host} (provides|supplies|gives us|lends us) (the|a|its) (server|machine|vm|hosting|virtual machine|"
        "web space|"
        "webspace|vps)",
        says="hosted_by",
        example="Bluepine provides the server.",
        yields=("service Wiki hosted_by provider Bluepine",),
    ),
    Pattern(
        "we rent it",
        "(we rent|we lease|we hire|we are renting|we have rented|we buy|we get|we order) {things}",
        says="hosted_by",
        example="We rent the server from Hetzner.",
        yields=("service Wiki hosted_by provider Hetzner",),
    ),
    Pattern(
        "rents it",
        "{people} (rents|rent|leases|is renting|are renting|has rented) {things}",
        says="hosted_by",
        example="The Harbour Foundation rents heron from Hetzner.",
        yields=("host heron located_at provider Hetzner",),
        under="Servers",
    ),
    Pattern(
        "hosting comes from",
        "(hosting|server|machine|vm|housing) (comes|come|is) from {place}",
        says="hosted_by",
        example="Hosting comes from Bluepine.",
        yields=("service Wiki hosted_by provider Bluepine",),
    ),
    Pattern(
        "is now on",
        "{thing} (now on|now at|now with|today on|today at|nowadays on|nowadays at) {at}",
        says="hosted_by",
        example="Formerly at Linode, since 2022 at Hetzner.",
        yields=("service Wiki hosted_by provider Hetzner",),
    ),
    Pattern(
        "as a service by",
        "{thing} [be] [provided|offered|run|bought|rented] as a service (by|from|of|at|provided by|bought from) "
        "{place}",
        says="hosted_by",
        example="A hosted MediaWiki, as a service by Bluepine.",
        yields=("service Wiki hosted_by provider Bluepine", "service Wiki uses_software software MediaWiki"),
    ),
    Pattern(
        "a plan at",
        "{thing} [a|the|our] [free|paid|business|basic|standard|hosted|community|open-source|pro|premium] "
        "(plan|subscription|tariff) (at|with|from|by) {place}",
        says="hosted_by",
        example="Business plan at Hetzner, administered by Tom Reed.",
        yields=("service Wiki hosted_by provider Hetzner", "service Wiki run_by person Tom Reed"),
    ),
    Pattern(
        "moved from",
        "{thing} [has|have|was|were] [been] (moved|migrated|switched|relocated|changed|transferred) from {now}",
        says="hosted_by",
        example="We moved from Slack to Hetzner in 2021.",
        yields=("service Wiki hosted_by provider Hetzner",),
        past=True,
    ),
    Pattern(
        "is hosted, it hosts",
        "{host} (hosts|houses|host|house|has been hosting|is hosting|have been hosting|are hosting|is home to|"
        "are home to) {things}",
        says="hosted_by",
        example="Hetzner hosts the wiki and the forum.",
        yields=(
            "service wiki hosted_by provider Hetzner",
            "service forum hosted_by provider Hetzner",
        ),
        under="Providers / Hetzner",
    ),
    Pattern(
        "runs many",
        "{host} (deploys|serves|carries) {things}",
        says="hosted_by",
        example="heron carries lists.example.org and the pastebin.",
        yields=(
            "service lists.example.org runs_on host heron",
            "service pastebin runs_on host heron",
        ),
        under="Servers / heron",
    ),
    Pattern(
        "hosting for",
        "{host} (provides|provide|offers|donates|sponsors|gives us|supplies) [us with] [the] hosting (for|of) {things}",
        says="hosted_by",
        example="Hetzner provides hosting for lists.example.org.",
        yields=("service lists.example.org hosted_by provider Hetzner",),
        under="Providers / Hetzner",
    ),
    Pattern(
        "used to host",
        "{host} (is|are) used (for|to) (host|hosting|run|running|serve|serving) {things}",
        says="hosted_by",
        example="Heroku is used to host lists.example.org.",
        yields=("service lists.example.org hosted_by provider Heroku",),
        under="Providers / Heroku",
    ),
    Pattern(
        "used by",
        "{front} (is|are) used by {things}",
        says="fronted_by",
        example="Its CDN is used by www.example.org.",
        yields=(
            "service www.example.org fronted_by provider Fastly",
            "provider Fastly provides = content delivery network",
        ),
        under="Providers / Fastly",
    ),
    Pattern(
        "shares a machine",
        "{thing} (shares a machine with|shares the machine with|shares the server with|shares its machine with|"
        "shares a server with|shares a host with) {other}",
        says="co_hosted_with",
        example="The wiki shares a machine with the forum.",
        yields=("service Wiki co_hosted_with service forum",),
    ),
    Pattern(
        "is on the same machine",
        "{thing} (is|are|runs|run|lives|live|sits|sit|is hosted|are hosted|is installed|are installed) on the same "
        "(machine|server|host|box|vm) as {other}",
        says="co_hosted_with",
        example="The wiki lives on the same server as the forum.",
        yields=("service Wiki co_hosted_with service forum",),
    ),
)
