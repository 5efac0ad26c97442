"""The gate that every proposed relation passes: what may be called so.

A rule reads a shape; shapes match by chance. What is named here is no name whatever rule found it: pieces of
sentences, gifts, counted people, what a page says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bailiwick.adapters.prose.rules.english.function_words import COUNTED, KEPT, PERSONS, PRONOUNS
from bailiwick.adapters.prose.rules.english.words import wordset
from bailiwick.adapters.prose.rules.names.gazetteer import (
    BODIES,
    DUTIES,
    FORMS,
    GIVEN,
    ORGANISATION_WORDS,
    PROVIDERS,
    SERVICE_NOUNS,
    SYSTEMS,
)
from bailiwick.adapters.prose.rules.names.kinds import GEAR, NAMED_KINDS
from bailiwick.adapters.prose.rules.names.no_names import (
    COUNTRIES,
    FIRST_PARTS,
    LAST_PARTS,
    NO_PROVIDERS,
    QUALITIES,
    WORK,
)
from bailiwick.adapters.prose.rules.names.shapes import PARTICLES, initials
from bailiwick.adapters.prose.rules.statements.over import OVER
from bailiwick.lib.statements import Statement, Thing
from bailiwick.lib.text import fold_name

_POINTERS = PRONOUNS | {"here", "there"}
_KEEPING = KEPT - {"run", "kept", "operated", "handled"} | {"owned", "overseen"}
_GARBLED = re.compile(r"[,;:]|^U\d{1,2}(?:-\d{1,2})?$| [.]")
_SENTENCE = wordset(
    "that which is are was were has have will we you says said tells goes gets describes explains any "
    "do does not cannot"
)
_LONGEST_NAME = 7
#: Two words of a name may stand apart: “Ada and Bert Byron”.
_LONGEST_PERSON = 2
#: What has a capital because a sentence or a cell begins with it.
_NOBODY = frozenset({*SERVICE_NOUNS, *DUTIES}) | wordset(
    "apart together besides except both neither also once accounting bookkeeping finance marketing sales support legal "
    "operations engineering design research management administration reception security facilities billing outreach "
    "press fundraising events maintenance upstream community students everybody whoever vacant various same see ask "
    "rehearsals meetings backups updates questions requests changes problems passwords accounts users visitors "
    "retired gone closed frozen archived unmaintained translators authors writers reviewers testers packagers "
    "contributors developers participants subscribers customers employees colleagues "
    "important necessary useful helpful used allows requires needs provides includes contains supports serves powered "
    "based built available accessible hosted managed maintained operated deployed installed outdated deprecated free "
    "automatic automatically mostly currently sometimes usually"
)
_QUANTITIES = wordset("every each any no some most all many several another other")
#: What somebody has to do: “Ada's job”.
_SOMEBODYS = wordset(
    "job task duty business work responsibility turn baby domain problem concern flat house desk home room"
)
#: “the services below”, “machines of ours”; “Apart from …”.
_POINTING_BACK = wordset("below above ours elsewhere yours theirs")
_PREPOSITIONS = wordset("apart besides together unlike despite except until since including up")
#: Somebody's, whoever they are.
_ONES = wordset("its their his her whose these those")
_PARTICLES = PARTICLES | {"y", "e", "st"}
#: What a page says of itself.
_PAPERS = wordset("page note notes sheet sheets document text section table overview page's entry entries list's file")
#: How pressing something is, as a key: “Urgent: write to …”.
_PRESSING = wordset("urgent not very less non-urgent emergency emergencies important")
#: What things do at an address; no name ends so: “the results appear at …”.
_DOING = wordset(
    "appear appears arrive arrives happen happens come comes go live lives lie lies end ends land lands report"
)
#: A noun that says only what sort of thing it is.
_SORTS = wordset(
    "service services server system systems platform machine software program programs tool tools "
    "application applications app instance instances host thing things project community team both others side "
    "computing it technology "
    "operation operations infrastructure work everyone lot proposal proposals idea ideas"
)
#: Of one name: what it is made of, watched by, paid by is another thing; a chat at Discord may be called Discord.
_OF_ANOTHER = wordset("uses_software configured_with monitored_by managed_by funded_by depends_on part_of fronted_by")
#: Who has such a name is an institution, and no service.
_INSTITUTIONS = BODIES | ORGANISATION_WORDS - wordset("friends project lab laboratory radio society college")
_GIVES = ("donat", "thank", "spons", "giv", "suppl", "provid", "lend", "lent", "contrib")
#: Behind a name these say what it is for, or how it came about.
_PURPOSES = wordset("for used via because")
_SET = wordset("configured named called deployed installed hosted")
#: Who is thanked, and who is no member any more.
_NO_TEAMS = wordset("friends thanks sponsors donors alumni partners past helpers supporters contributors users guests")
#: Whoever comes, and no team.
_CROWDS = wordset(
    "developers users contributors everybody people members readers visitors newcomers volunteers folks employees "
    "students"
)
#: What has the names of a domain is no service by itself.
_NAMING = wordset("nameserver nameservers secondaries certificate certificates")
#: With one of these in it a name is no person's.
_THINGLY = wordset(
    "irc email e-mail mail github gitlab discord slack matrix telegram twitter mastodon committee membership board "
    "infrastructure server servers website wiki forum list lists"
)
_MORE = wordset("further more additional extra other remaining member members")
#: “in a cupboard” is no data centre's name.
_INSIDE = wordset("in at on under behind near beside with a an")
#: “requests for accounts” are what one writes about.
_CONCERNS = wordset(
    "requests questions problems complaints enquiries inquiries suggestions issues proposals feedback discussions"
)
#: … and what one says.
_SAID = wordset("mistakes complaints questions requests suggestions corrections enquiries")
#: “Ada's two days”, “eighteen languages”: time and numbers are no service.
_TIMES = wordset("day days hour hours week weeks month months year years time minutes")
_NUMBERS = wordset(
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty hundreds"
)
#: “Ada's job” says who does it.
_BELONGINGS = wordset("job task baby business duty turn fault hobby responsibility")
#: What one reaches things through.
_PROTOCOLS = wordset(
    "vpn ssh http https ftp sftp smtp imap xmpp irc rss api url dns ldap tor wireguard email e-mail sms"
)
#: “eu-west-1”, “fsn1-dc14”: regions of clouds and their halls.
_REGION = re.compile(
    r"(?:us|eu|ap|sa|ca|me|af|il|cn)-(?:north|south|east|west|central|northeast|southeast|northwest|southwest)-?\d?[a-d]?|"
    r"(?:fsn|nbg|hel|ash|hil|sin)\d(?:-dc\d{1,2})?|(?:ams|fra|nyc|sfo|sgp|lon|tor|blr|syd)\d"
)
_NO_HOSTS = wordset(
    "along together alongside besides domain domains account accounts registrar certificate certificates subdomain "
    "repo repository"
)
_INDEFINITE = wordset("nobody none everybody everyone somebody someone anybody anyone please ourselves us nothing all")
#: Who makes machines, and the names of these: “two old Supermicro boxes”.
_MAKERS = wordset("supermicro dell lenovo fujitsu raspberry synology qnap mikrotik ubiquiti thinkpad xeon epyc ryzen")
#: Between two machines.
_JOINING = wordset("to and or with at for of in on from see")
_OPERATING = frozenset({*(name.lower() for name in SYSTEMS), "macos", "windows", "linux", "rhel", "opensuse", "netbsd"})


def is_plausible(thing: Thing) -> bool:
    """Whether something may be called so: no piece of a sentence, no place in a rack, nothing that is given."""
    low = thing.name.lower()
    words = low.split()
    if (thing.kind in {"person", "organisation"} and low in _NOBODY) or (thing.kind == "host" and low in FORMS):
        return False
    if thing.kind in NAMED_KINDS | {"organisation"} and words[:1] and words[0] in _POINTERS:
        return False
    if thing.kind in {"person", "organisation", "team", "provider"} and words[:1] and words[0] in _QUANTITIES:
        return False
    if thing.kind == "person" and "@" in low[1:]:
        return False
    if thing.kind in {"person", "organisation", "team"} and (low in _PROTOCOLS or words[:1] == ["irc"]):
        return False
    if thing.kind == "data-centre" and words[0] in _INSIDE:
        return False
    if _describes(thing, words):
        return False
    if thing.kind not in NAMED_KINDS:
        return True
    if thing.kind in {"provider", "team", "person"} and low in _INDEFINITE | _CONCERNS:
        return False
    if _GARBLED.search(thing.name) or len(words) > _LONGEST_NAME or _SENTENCE & set(words):
        return False
    if low.endswith(("'s", "’s")) or not any(letter.isalpha() for letter in low):
        return False
    if words[-1] in _SOMEBODYS and any(word.endswith(("'s", "’s")) for word in words[:-1]):
        return False
    if words[0] in _ONES | _PREPOSITIONS or (words[-1] in _POINTING_BACK and len(words) > 1):
        return False
    if thing.kind == "host" and (_JOINING & set(words[1:]) or low in GEAR | PERSONS | _NO_HOSTS):
        return False
    if thing.kind == "provider" and words[-1] in GEAR | {"nas"}:
        return False
    if thing.kind == "service" and len(words) > 1 and (words[0] in _CONCERNS or words[-1] in _BELONGINGS):
        return False
    if (thing.kind == "service" and words[-1] in _NAMING) or words[-2:] in (["name", "server"], ["name", "servers"]):
        return False
    if thing.kind == "service" and (words[-1] in _TIMES or words[0] in COUNTED | _NUMBERS or low in _SAID):
        return False
    if thing.kind in {"service", "host"}:
        told = len(words) > 1 and words[-1] in _DOING
        return not (told or set(words) <= GIVEN | _PAPERS or set(words) <= _PRESSING or low in _SORTS or is_system(low))
    if thing.kind == "team":
        if low in _CROWDS or "about" in words or words[0].endswith("ly"):
            return False
        return words[0] not in COUNTED | OVER | _NO_TEAMS | _MORE
    thingly = len(words) > 1 and _THINGLY & set(words)
    return thing.kind != "person" or (low not in OVER and not thingly and _may_be_somebody(thing.name))


def is_said_of_itself(subject: Thing, predicate: str, thing: Thing) -> bool:
    """“Jenkins uses Jenkins”, “the Harbour Data Society (HDS)”: one name twice, which says nothing of either."""
    same = fold_name(subject.name) == fold_name(thing.name)
    if " " in subject.name and thing.name.isupper() and initials(subject.name).startswith(thing.name.lower()):
        return predicate != "on_network"
    return same and (subject.kind == thing.kind or predicate in _OF_ANOTHER)


def is_pieced_together(thing: Thing, text: str) -> bool:
    """“Ada (ada) - Bert (bert)” without its marks is nobody called “Ada Bert”."""
    name = thing.name.split()
    if thing.kind != "person" or len(name) <= _LONGEST_PERSON:
        return False
    return thing.name not in " ".join(text.split())


def is_given_to_giver(subject: Thing, predicate: str, word: str) -> bool:
    """“Lumen gives us servers” below the title of another provider: they are not given to that one."""
    given = predicate == "funded_by" and word.lower().startswith(_GIVES)
    return given and subject.kind == "provider"


def is_kept_by_machine(predicate: str, word: str) -> bool:
    """“administered by root-team”: whoever does that is no machine, whatever the name looks like."""
    first, _, rest = word.lower().partition(" ")
    return predicate == "runs_on" and (not rest or rest.startswith("by")) and first in _KEEPING


def is_said_more_fully(one: Statement, said: Iterable[object]) -> bool:
    """“hosted on GitHub Pages” is read again as “on GitHub” by a reader that knows less of it."""
    return one.object is not None and any(
        isinstance(before, Statement)
        and (before.subject, before.predicate, before.locator) == (one.subject, one.predicate, one.locator)
        and before.object is not None
        and before.object.kind == one.object.kind
        and before.object.name.startswith(f"{one.object.name} ")
        for before in said
    )


def _describes(thing: Thing, words: list[str]) -> bool:
    """Whether words say where somebody is, what something is like or for, and name nothing."""
    low, last = thing.name.lower(), words[-1]
    if thing.kind in {"person", "organisation", "team", "provider"} and (low in COUNTRIES or set(words) <= QUALITIES):
        return True
    if thing.kind == "provider" and words[0] in _MAKERS:
        return True
    if thing.kind == "provider":
        unknown = fold_name(thing.name) not in PROVIDERS
        return unknown and (set(words) <= NO_PROVIDERS or bool(_PURPOSES & set(words[1:])))
    if thing.kind == "person":
        return len(words) > 1 and bool(_PROTOCOLS & set(words))
    if thing.kind == "service":
        institution = len(words) > 2 and last in _INSTITUTIONS and thing.name.istitle()
        return "@" in low or (len(words) > 1 and last in _SET) or institution
    first, _, rest = low.partition("-")
    if thing.kind == "host" and _REGION.fullmatch(low):
        return True
    compound = bool(rest) and (first in FIRST_PARTS or rest in LAST_PARTS) and not any(map(str.isdigit, rest))
    return thing.kind == "host" and len(words) == 1 and (low in WORK or compound)


def is_system(name: str) -> bool:
    """“Debian 12”, “macOS”: what a machine runs, with its version."""
    words = name.lower().split()
    return bool(words) and words[0] in _OPERATING and not any(word.isalpha() and word != "lts" for word in words[1:])


def _may_be_somebody(name: str) -> bool:
    """Names of several words have capitals; a single one may be how somebody signs."""
    words = name.split()
    plain = [word for word in words if word.lower() not in _PARTICLES]
    return len(words) == 1 or (bool(plain) and all(word[0].isupper() or word[0] in "'’\"“(" for word in plain))
