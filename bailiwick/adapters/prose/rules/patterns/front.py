"""What stands in front of a thing, and who answers for its names."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.patterns.phrases import Pattern

FRONT: tuple[Pattern, ...] = (
    Pattern(
        "served through",
        "{thing} [be] (served|delivered|distributed|accelerated) (through|over|via|using|from behind) {front}",
        says="fronted_by",
        example="The wiki is served through Fastly.",
        yields=("service Wiki fronted_by provider Fastly",),
    ),
    Pattern(
        "fronted by",
        "{thing} [be] (fronted|cached|proxied|protected|shielded|served) (by|with) {front}",
        says="fronted_by",
        example="It is fronted by Cloudflare.",
        yields=("service Wiki fronted_by provider Cloudflare",),
    ),
    Pattern(
        "behind",
        "{thing} [is|are|sits|sit|runs|lives|stands] behind {front}",
        says="fronted_by",
        example="The whole site is behind Fastly.",
        yields=("service Wiki fronted_by provider Fastly",),
    ),
    Pattern(
        "uses this CDN",
        "{things} (use|uses) (this cdn|its cdn|the cdn|this content delivery network)",
        says="fronted_by",
        example="Our busiest sites (i.e. www.example.org, docs.example.org) use this CDN.",
        yields=(
            "service www.example.org fronted_by provider Fastly",
            "service docs.example.org fronted_by provider Fastly",
            "provider Fastly provides = content delivery network",
        ),
        under="Providers / Fastly",
    ),
    Pattern(
        "is in front of",
        "{front} (is|sits|stands) in front of {things}",
        says="fronted_by",
        example="Fastly sits in front of www.example.org.",
        yields=("service www.example.org fronted_by provider Fastly",),
        under="Providers / Fastly",
    ),
    Pattern(
        "stands in front",
        "{front} [is|sits|stands] in front",
        says="fronted_by",
        example="Cloudflare is in front.",
        yields=("service Wiki fronted_by provider Cloudflare",),
    ),
    Pattern(
        "traffic goes through",
        "(traffic|requests|downloads|readers|visitors) (goes|go|passes|pass|runs|run|come|comes|go out|goes out|"
        "come in|comes in) (through|via) {front}",
        says="fronted_by",
        example="Traffic goes through Cloudflare.",
        yields=("service Wiki fronted_by provider Cloudflare",),
    ),
    Pattern(
        "in front",
        "{front} in front of {fronted}",
        says="fronted_by",
        example="It runs on heron, with Fastly in front of it.",
        yields=(
            "service Wiki runs_on host heron",
            "service Wiki fronted_by provider Fastly",
        ),
    ),
    Pattern(
        "fronts",
        "{front} (fronts|caches|accelerates|shields|protects) {things}",
        says="fronted_by",
        example="Fastly caches www.example.org and docs.example.org.",
        yields=(
            "service www.example.org fronted_by provider Fastly",
            "service docs.example.org fronted_by provider Fastly",
        ),
        under="Providers / Fastly",
    ),
    Pattern(
        "DNS by",
        "{thing} [be] (dns is|dns|dns hosting|dns service|nameservers|name servers|dns zones|zones) [is|"
        "are] [hosted|provided|managed|served|handled|run|done] (by|with|at|on|from|through) {dns}",
        says="dns_hosted_by",
        example="DNS is hosted at Gandi.",
        yields=("service Wiki dns_hosted_by provider Gandi",),
    ),
    Pattern(
        "name servers are run by",
        "{thing} (dns|nameservers|name servers|zones|zone) (is|are) [also] (operated|administered|supplied|kept|"
        "located|stored) (by|with|at) {dns}",
        says="dns_hosted_by",
        example="Its name servers are operated by Gandi.",
        yields=("domain example.org dns_hosted_by provider Gandi",),
        under="Domains / example.org",
    ),
    Pattern(
        "uses name servers",
        "{domains} [is|are] (configured to use|set up to use|set to use|points to|point to) {nameservers}",
        says="dns_hosted_by",
        example="The domain example.org is configured to use Cloudflare nameservers.",
        yields=("domain example.org dns_hosted_by provider Cloudflare",),
        under="Infrastructure",
    ),
    Pattern(
        "hosts DNS",
        "{dns} (hosts|serves|provides|handles|manages|does|do) [the|our] (dns|dns service|dns hosting|zone|zones|dns "
        "zones|name servers) [for|of] {domains}",
        says="dns_hosted_by",
        example="Gandi hosts DNS for example.org.",
        yields=("domain example.org dns_hosted_by provider Gandi",),
        under="Providers / Gandi",
    ),
    Pattern(
        "used for DNS",
        "{dns} [is|are] [used] for [our|the] (dns|dns hosting|dns service) [for|on|of] {domains}",
        says="dns_hosted_by",
        example="We use Gandi for DNS hosting on example.org.",
        yields=("domain example.org dns_hosted_by provider Gandi",),
        under="Providers / Gandi",
    ),
    Pattern(
        "registrar",
        "{registrar} is (our|the|a) (registrar|domain registrar|domain name registrar|registar|domain "
        "registar|dns registrar) [for|of] {domains}",
        says="registrar",
        example="Gandi is the registrar for example.org.",
        yields=("domain example.org registrar provider Gandi",),
        under="Providers / Gandi",
    ),
    Pattern(
        "registered with",
        "{thing} [be] (registered|bought|purchased|renewed) (with|at|through|via|by|from) {registrar}",
        says="registrar",
        example="The domain example.org is registered with Gandi.",
        yields=("domain example.org registrar provider Gandi",),
        under="Domains / example.org",
        past=True,
    ),
    Pattern(
        "holds the registration",
        "{registrar} (holds|handles|keeps|manages|does) [the|our|all] (registration|registrations|domain registration|"
        "domain registrations|name registration) [of|for] {domains}",
        says="registrar",
        example="Gandi holds the registration of example.org.",
        yields=("domain example.org registrar provider Gandi",),
        under="Domains / example.org",
    ),
    Pattern(
        "we buy our names",
        "[we] (buy|get|rent|renew|register|have) (our|all our|all|the|all of our) (domains|domain|names|domain names) "
        "(from|with|at|through) {registrar}",
        says="registrar",
        example="We buy our domains from Gandi.",
        yields=("organisation Ferry Club registrar provider Gandi",),
        under="Ferry Club infrastructure / Names",
    ),
    Pattern(
        "registrar is",
        "{thing} (registrar|registar) is {registrar}",
        says="registrar",
        example="The registrar is Gandi.",
        yields=("domain example.org registrar provider Gandi",),
        under="Domains / example.org",
    ),
)
