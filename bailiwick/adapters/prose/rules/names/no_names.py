"""Words that are nobody's name, as data: countries, what things are like, what is done with them."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.english.function_words import COUNTED, DETERMINERS, VAGUE
from bailiwick.adapters.prose.rules.english.words import wordset
from bailiwick.adapters.prose.rules.names.gazetteer import COMMON, DUTIES, FORMS, PHYSICAL

#: Where somebody is, behind a comma: “Harbour Software GmbH, Germany”.
COUNTRIES = wordset(
    "argentina australia austria belgium brazil bulgaria canada chile china colombia croatia cyprus czechia denmark "
    "deutschland egypt england estonia europe finland france germany greece hungary iceland india indonesia iran "
    "ireland israel italy japan kenya korea latvia lithuania luxembourg malaysia mexico netherlands nigeria norway "
    "pakistan peru philippines poland portugal romania russia scotland serbia singapore slovakia slovenia spain sweden "
    "switzerland taiwan thailand tunisia turkey ukraine uk us usa u.s. u.k. vietnam wales eu asia africa"
) | {
    "the netherlands", "the uk", "the us", "the usa", "the eu", "czech republic", "hong kong", "new zealand",
    "south africa", "south korea", "united kingdom", "united states", "north america", "south america",
}  # fmt: skip
#: What something is like: it has a capital where a sentence begins with it.
QUALITIES = wordset(
    "important popular easy simple free available optional required necessary recommended useful helpful similar "
    "different ready open closed public private possible impossible good better best great nice new old fast slow "
    "small large big cheap expensive reliable stable secure safe busy critical essential crucial common typical usual "
    "normal standard basic advanced full empty complete incomplete current recent frequent regular daily weekly "
    "monthly nightly yearly hourly internal external local remote global official unofficial active inactive enabled "
    "disabled deprecated obsolete legacy experimental stable unstable temporary permanent manual automatic automated "
    "mandatory unclear unknown undefined pending done todo fixme warning caution note notice tip hint info "
    "additional further extra other remaining special specific general generic main primary secondary backup"
)
#: What is done with a machine, and no name of it: “a Mac for testing”.
WORK = wordset(
    "testing building hosting running serving backing monitoring logging caching mirroring developing deploying "
    "signing packaging compiling benchmarking computing gaming rendering translating archiving maintaining sharing"
)
#: Parts of a word for what something is like: “low-end”, “web-based”.
FIRST_PARTS = wordset("low high self non multi well open long short real third bare full high-end user easy read")
LAST_PARTS = wordset(
    "end based hosted level only wide term specific related like ready source side scale party time driven managed "
    "owned run grade quality performance friendly sized facing free metal"
)
#: Nouns for what somebody has at a provider, or for what a provider does; none is called so.
_AT_PROVIDERS = wordset(
    "root org orgs organisation organization account accounts plan plans subscription instance database databases web "
    "servers object block load balancer balancers registry specs specifications configuration overview details "
    "compute dns cdn backups monitoring email mail statistics uploads files media logs"
)
_MAY_BE_CALLED_SO = wordset(
    "university campus school office home house premises basement community foundation project provider cloud "
    "datacenter data colocation colo hetzner sponsor donor hoster"
)
#: A provider is called by none of them, nor by several of them.
NO_PROVIDERS = (
    COMMON | COUNTED | DETERMINERS | DUTIES | FORMS.keys() | PHYSICAL | QUALITIES | VAGUE | _AT_PROVIDERS
) - _MAY_BE_CALLED_SO
