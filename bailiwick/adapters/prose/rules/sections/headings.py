"""What a heading names: a service, a person, a part of running things; and under which name."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import PASTS, PLANS
from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import Word, spell, words_of, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import DUTIES, PROVIDERS, SERVICE_NOUNS, SOFTWARE, TEAM_WORDS
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name
from bailiwick.adapters.prose.rules.names.shapes import (
    capital_run,
    is_capital,
    is_domain,
    is_mail,
    is_url,
    known_whole,
    organised,
)
from bailiwick.adapters.prose.rules.sections.titles import GENERIC
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

LONGEST_NAME = 4
_SENTENCE = wordset("of for in at how we you what who where behind all on with to is are getting")
_PLAIN = wordset(
    "web main project public home editing club member members photo user users dev developer staging test demo company "
    "office conference event internal old new"
)
#: A section with one of these in its title says how to reach somebody; so do the sections below it.
REACHING = wordset("contact contacts contacting support help reach")
#: Words that name a part beside another: “Domains and mail”.
_LOOSE = wordset("mail email domains chat web hosting names lists hosts servers machines")
#: Titles that name a part of running things, not a thing.
_ASPECTS = wordset(
    "dns registrar registrars domain monitoring backup backups contact contacts on-call alerting oncall cdn "
    "configuration management networking network certificates tls security overview introduction about "
    "conclusion history notes contents policy policies access support help links questions faq contributing "
    "summary goals mission accounts emergencies emergency reporting watching naming addresses governance "
    "organisation organization oversight membership staffing purpose audience status "
    "thanks sponsors donors funding finances money"
)
#: With one of these a title names no one thing, whatever stands below it; “The long version” tells of many.
NO_NAMES = wordset(
    "communication communications version story letter year years month months week numbers thoughts impressions "
    "infrastructure and or & , how why when not no do other others misc miscellaneous sponsors sponsoring donors "
    "thanks donations remarks "
    "people persons team crew keepers money costs funding finances decisions rules principles licence license "
    "changes changelog glossary location locations ours everything things stuff naming hardware details "
    "current notes warning important note governance structure responsibilities roles who our us"
)
#: A title that begins so says what to do: “Managing jobs”, “Adding an account”.
_DOING = wordset(
    "managing adding creating editing updating upgrading installing deploying configuring removing deleting requesting "
    "getting making setting using accessing connecting restarting rebooting restoring running contributing joining "
    "becoming rotating renewing starting stopping writing reporting checking debugging troubleshooting moving "
    "migrating changing enabling disabling logging releasing maintaining"
)
TRIMMED = wordset("properties website websites site sites homepage instance")

#: What a title below a team's is about.
_OF_A_TEAM = wordset("membership member contact contacts meetings duties responsibilities rules access join joining")
_ASKING = wordset("who what how where why when whom")


def may_name(words: Sequence[Word], title: str) -> bool:
    """Whether a title is short and plain enough to be a name: no question, no part of running things, nobody."""
    lows = {word.low for word in words}
    plain = 0 < len(words) <= LONGEST_NAME and not lows & (_SENTENCE | NO_NAMES | REACHING | PLANS | PASTS)
    plain = plain and not _tells_what_to_do(words)
    return plain and not is_aspect(words) and not title.rstrip().endswith("?") and not key_of(title)


def names_a_service(title: str) -> bool:
    words = [word for word in until(list(words_of(title)), frozenset({"(", "–", "—", ":"})) if not word.is_mark]
    words = [word for word in words if word.low not in {"the", "our", "this"}]
    if not words or len(words) > LONGEST_NAME or any(word.low in _SENTENCE or is_mail(word) for word in words):
        return False
    if _tells_what_to_do(words):
        return False
    odd = not words[-1].text.isdigit() and any(one.isupper() or one.isdigit() for one in words[-1].text[1:])
    named = bool(known_whole(words, SOFTWARE))
    hosting = [word.low for word in words][1:] == ["hosting"] and words[0].low in SERVICE_NOUNS | DUTIES
    return is_domain(words[0]) or words[-1].low in SERVICE_NOUNS | TRIMMED or named or odd or hosting


def _tells_what_to_do(words: Sequence[Word]) -> bool:
    return len(words) > 1 and words[0].low in _DOING


def is_person(words: Sequence[Word]) -> bool:
    plain = 2 <= len(words) <= 4 and capital_run(words) == (0, len(words)) and not organised(words)
    return plain and not any(word.low in TEAM_WORDS | _OF_A_TEAM for word in words)


def is_aspect(words: Sequence[Word]) -> bool:
    lows = [word.low for word in words if word.low not in {"and", "&", "the", "our", "how", "to", "of", "getting"}]
    several = any(word.low in {"and", "&", ","} for word in words)
    return bool(lows) and all(low in _ASPECTS or low in GENERIC or (several and low in _LOOSE) for low in lows)


def titled_things(title: str, kind: str) -> tuple[Thing, ...]:
    """The things a title names: “planet.example.org and blog.example.org” are two."""
    words = until(list(words_of(title)), frozenset({"("}))
    if kind == "service" and words and words[0].low in _ASKING:
        return ()
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.text in {",", "&", "+", "/"} or word.low == "and":
            parts.append([])
        else:
            parts[-1].append(word)
    parts = [part for part in parts if part]
    machines = kind == "host" and all(len(part) == 1 and is_machine_name(part[0]) for part in parts)
    named = all(is_capital(part[0]) or is_domain(part[0]) or known_whole(part, PROVIDERS) for part in parts)
    addresses = sum(is_domain(word) for word in words_of(title))
    nouns = kind == "service" and addresses == len(parts) and all(part[-1].low in SERVICE_NOUNS for part in parts)
    if len(parts) > 1 and not machines and not named and not nouns:
        parts = [words]
    return tuple(Thing(kind, name) for part in parts if (name := title_name(part)))


def title_name(words: Sequence[Word]) -> str:
    """A title as a name: without article, note in parentheses and “website”."""
    kept: list[Word] = []
    for word in words:
        if word.text in {"(", ":", "–", "—", "["} or (word.text == "-" and kept):
            break
        kept.append(word)
    while len(kept) > 1 and kept[0].low in {"the", "our", "a", "this"}:
        kept.pop(0)
    while len(kept) > 1 and (
        kept[-1].is_mark
        or (kept[-1].low in TRIMMED and kept[-2].low not in DETERMINERS | _PLAIN and not _is_sort(kept))
    ):
        kept.pop()
    name = spell(kept).removesuffix("/")
    if len(kept) == 1 and is_url(kept[0]):
        return name.partition("//")[2].strip("/")
    return name


def _is_sort(kept: Sequence[Word]) -> bool:
    """“Game jam site”: what a site is for, and no name that goes without the noun."""
    return len(kept) > 2 and kept[-2].text == kept[-2].low and kept[-2].text.isalpha()


def matches_title(name: str, thing: Thing) -> bool:
    """Whether a name in the text is what the title names, in another spelling."""
    short, title = fold_name(name), fold_name(thing.name)
    if not short or short == title:
        return bool(short)
    label = thing.name.lower().removeprefix("www.").partition(".")[0]
    last = thing.name.lower().split()[-1]
    return len(short) > 2 and (short in (label, last))
