"""Who gives or pays."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.patterns.phrases import Pattern

MONEY: tuple[Pattern, ...] = (
    Pattern(
        "donated by",
        "{thing} [be] (donated|sponsored|funded|paid for|paid|financed|kindly donated|lent|lent to us|"
        "given to us|contributed|covered|provided free of charge) by {funder}",
        says="funded_by",
        example="The wiki is sponsored by Harbour Works.",
        yields=("service Wiki funded_by organisation Harbour Works",),
        past=True,
    ),
    Pattern(
        "a gift of",
        "{thing} [be] (a gift of|a gift from|a donation of|a donation from|a present from|on loan from|"
        "financed out of|financed from|funded out of|funded from|paid for out of|paid out of|paid from|paid for from|"
        "supported by a grant from|made possible by|possible thanks to) {funder}",
        says="funded_by",
        example="The machine was a gift of Harbour Works.",
        yields=("host heron funded_by organisation Harbour Works",),
        under="Servers / heron",
        past=True,
    ),
    Pattern(
        "with a grant from",
        "[bought|was bought|were bought|purchased|paid|paid for|is paid for|are paid for] "
        "(with|from|by|through|out of|thanks to) [a|the|some] (grant|money|donation|donations|funds|funding|gift|loan) "
        "(from|of|by) {funder}",
        says="funded_by",
        example="It was bought in 2019 with a grant from the Harbour Foundation.",
        yields=("service Wiki funded_by organisation Harbour Foundation",),
        past=True,
    ),
    Pattern(
        "funding comes from",
        "(funding|money|funds|financing|the money for it|the money for this) (comes from|come from|"
        "is provided by|are provided by) {funder}",
        says="funded_by",
        example="Funding comes from the Harbour Foundation.",
        yields=("service Wiki funded_by organisation Harbour Foundation",),
    ),
    Pattern(
        "thanks to",
        "(thanks to|thanks go to|many thanks to|courtesy of|we thank|thank you to|our thanks go to) {sponsor}",
        says="funded_by",
        example="Many thanks to Harbour Foundation and Hetzner.",
        yields=(
            "service Wiki funded_by organisation Harbour Foundation",
            "service Wiki funded_by organisation Hetzner",
        ),
    ),
    Pattern(
        "sponsors it",
        "{funder} (sponsors|sponsor|is sponsoring|has been sponsoring|funds|fund|pays for|pay for|finances|"
        "finance|donates|"
        "donate|donated|lends us|lent us|lends|gave us|sponsored|funded|paid for|bought us) {thing}",
        says="funded_by",
        example="Harbour Works sponsors the wiki.",
        yields=("service Wiki funded_by organisation Harbour Works",),
        past=True,
    ),
    Pattern(
        "lets us use",
        "{funder} (gives us|give us|lets us use|let us use|lets us have|let us have|puts at our disposal|"
        "makes available to us|allows us to use) {lent}",
        says="funded_by",
        example="It is a small virtual server that Bluepine gives us for nothing.",
        yields=(
            "host heron located_at provider Bluepine",
            "host heron funded_by organisation Bluepine",
        ),
        under="Servers / heron",
    ),
    Pattern(
        "pays the bills",
        "{funder} (pays the bills|pays the bill|pays for everything|foots the bill|covers the costs|covers the cost|"
        "pays the rent|pays the fees|pick up the bill|picks up the bill|pays for all of it)",
        says="funded_by",
        example="Harbour Works pays the bills.",
        yields=("service Wiki funded_by organisation Harbour Works",),
    ),
)
