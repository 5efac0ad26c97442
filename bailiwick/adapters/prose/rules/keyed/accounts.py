"""An account with a firm, where a list or a section says whose it is: “Google Play” with “owner: Ada” below it.

Nobody here runs the firm. What somebody here owns, or has the password of, is what the community has there: a service
that goes by the firm's name. Below a provider's title whoever answers is said of the machines that stand there; where
none does, of the account.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bailiwick.adapters.prose.rules.english.function_words import KEPT
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import Sentence, Word, words_of, wordset
from bailiwick.adapters.prose.rules.keyed.key import split_key
from bailiwick.adapters.prose.rules.keyed.pieces import ENDS, pieces
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.subjects.accounts import ACCOUNTS, SPACES
from bailiwick.adapters.prose.tree import Item, Listing
from bailiwick.lib.statements import NotUnderstood, Statement, Thing

#: Done by somebody to what is theirs.
_DONE = KEPT | wordset("owned controlled paid registered held")
_ACCOUNTS = ACCOUNTS | SPACES | {"profile", "membership"}
_BY = wordset("by to through via with")
#: A sentence, and no name of what is there.
_SAYING = wordset("is are was were has have it we this that which who the and or not")
_HOLDING = wordset("has have holds hold knows know")
_LEADING = 5


def account_of(thing: Thing, item: Item, rest: Sequence[Word], here: Here) -> Thing:
    """The account there, where what stands behind or below says whose it is; what was named, elsewhere."""
    if thing.kind == "provider" and not item.blocks:
        machines = any(word.text in here.glossary.hosts for word in rest)
        kept = not machines and any(
            _says_who([word for word in piece if word.text not in ENDS]) for piece in pieces(rest)
        )
        return Thing("service", thing.name) if kept else thing
    below = [
        list(words_of(one.text.text)) for block in item.blocks if isinstance(block, Listing) for one in block.items
    ]
    machines = any(len(words) == 1 and is_machine_name(words[0]) for words in below)
    kept = thing.kind == "provider" and not machines and any(_says_who(words) for words in below)
    return Thing("service", thing.name) if kept else thing


def _says_who(words: Sequence[Word]) -> bool:
    """“owner: Ada”, “developer account owned by Ada”, “@ada has the password”."""
    target = split_key(words)[0]
    if target:
        return target.endswith("/people")
    lows = [word.low for word in words]
    done = any(low in _DONE and after == "by" for low, after in pairwise(lows[:_LEADING]))
    done = done or len(without_what_is_there(words)) < len(words)
    return done or (bool(words) and words[0].text.startswith("@") and bool(_HOLDING & set(lows)))


def without_account(sentence: Sentence) -> Sentence:
    """“Developer account owned by Ada” → “owned by Ada”: below the firm's name the account is what is spoken of."""
    words = sentence.words
    at = next((at for at, word in enumerate(words[:_LEADING]) if word.low in _DONE), 0)
    mine = at > 0 and words[at - 1].low in _ACCOUNTS and words[at + 1 : at + 2] and words[at + 1].low == "by"
    return replace(sentence, words=words[at:]) if mine and not any(word.is_mark for word in words[:at]) else sentence


def without_what_is_there(words: Sequence[Word]) -> Sequence[Word]:
    """“@ferry registered to Ada”, “ferry project with admins Ada, Bert” behind a firm's name: who, not what.

    “ferry project with Ada and Bert as admins” says the same.
    """
    if len(words) > _LEADING and words[-2].low == "as" and _is_role(words[-1]):
        at = next((at for at, word in enumerate(words[:_LEADING]) if word.low == "with"), len(words))
        return [words[-1], *words[at + 1 : -2]] if at < len(words) else words
    for at, word in enumerate(words[:_LEADING]):
        if word.is_mark or word.low in _SAYING:
            return words
        after = words[at + 1] if at + 1 < len(words) else word
        if at and word.low in _DONE and after.low in _BY:
            return words[at:]
        if at and word.low == "with" and _is_role(after):
            return words[at + 1 :]
    return words


def _is_role(word: Word) -> bool:
    return key_of(word.low).endswith("/people") and word.low[-1:] == "s"


def settle_accounts(here: Here) -> None:
    """At the end of a provider's section: who answers, and nothing that stands there was named, keeps the account."""
    firms = [thing for thing in here.scope.things if thing.kind == "provider"]
    if here.scope.category != "provider" or len(firms) != 1:
        return
    account = Thing("service", firms[0].name)
    said = {(one.predicate, one.object) for one in here.said if isinstance(one, Statement)}
    for predicate, found, source in here.keepers:
        if (predicate, found.thing) not in said and here.relate(account, predicate, found, source, predicate):
            place = f"line {source.line_at(found.at)}"
            here.said = [one for one in here.said if not (isinstance(one, NotUnderstood) and one.locator == place)]
