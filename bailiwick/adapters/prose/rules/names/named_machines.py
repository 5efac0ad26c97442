"""Names that a page's text gives to machines: “three instances: *paper*, *silver*”, “a VM of its own called bugs1”.

They are looked for in the lines as they were written, because small words in another type are names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.english.function_words import ADVERBS
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import COMMON, SERVICE_NOUNS
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name

_MARKED = re.compile(
    r"(?:<(?:b|i|em|code|strong|tt|kbd)>|\*{1,2}|`{1,2}|'{2,3}|\b_)([a-z][a-z0-9-]{1,24})(?:</|\*|`|''|_\b)"
)
_NOUN = re.compile(
    r"\b(?:machines?|servers?|VMs?|hosts?|box|boxes|nodes?|instances?|droplets?|hypervisors?|VPS|VPSes|computers?|laptop)\b",
    re.IGNORECASE,
)
_KINDS = r"(?:machine|server|VM|VPS|host|box|node|droplet)"
_OWN = re.compile(rf"\b{_KINDS}(?: of (?:its|their|our|his|her) own)?(,| called| named) ([a-z][a-z0-9-]{{1,24}})\b")
_APPOSED = re.compile(
    r"\b(?:(?:on|from|to|with) )?([a-z][a-z0-9-]{2,24}), (?:which is )?(?:an?|our|the|another|one) "
    rf"(?:[A-Za-z-]{{1,14}} ){{0,3}}?{_KINDS}\b"
)
#: “a small machine to itself, spindle, which …”: a name between commas behind what it is.
_BEHIND_NOUN = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne|[Tt]he|[Oo]ur|[Aa]nother|\w+['’]s) ((?:[\w-]{1,24} ){0,4})"
    rf"(?:{_KINDS}|laptop|computer|cluster|mini)"
    r"(?: (?:of|to|at|from|in|with|for) [\w'’ -]{2,30})?, ([a-z][a-z0-9-]{2,24})(?=[,.;)]| which| that)"
)
#: “two servers at Lumen, called heron and crane”, “the machines are called heron, crane and wren”.
_LIST = re.compile(
    r"\b(?:[Mm]achines|[Ss]ervers|VMs|[Hh]ypervisors|[Bb]oxes|[Nn]odes|[Dd]roplets|[Ii]nstances)\b[^.;:!?]{0,40}?"
    r"\b(?:called|named) ([a-z][a-z0-9-]{1,24}(?:(?:, and |, | and )[a-z][a-z0-9-]{1,24})*)"
)
#: A title, or the line below one: what follows is another sentence.
_TITLE = re.compile(r"^#{1,6} |^=+ .{1,200} =+$|^([-=~^`'\"*+#])\1{2,}$|</h[1-6]>$")
_MARKS = re.compile(r"</?[a-z]{1,6}>|[*`]|'{2,3}")
#: “ferry” of “ferry.example.org”: an address begins so, and no sentence ends.
_DOTTED = re.compile(r"\b(?=([a-z][a-z0-9-]{2,24})\.\w)")
_ENDS = re.compile(r"[.;!?] |\|")
#: “on `heron`”, “moved onto the box *heron*.”: nothing but a machine stands there, unless another noun follows.
_ONTO = re.compile(rf"\b[Oo]n(?:to)? (?:the )?(?:{_KINDS} )?\W{{0,3}}(?:<\w{{1,6}}>)?$", re.IGNORECASE)
_ALONE = re.compile(
    r"(?:</\w{1,6}>|[*`'_])*(?:[.,;:)!?|]|$| (?:and|at|in|\(|with|for|to|as|is|but|which|that|by|since|too|now|also|"
    r"until|[–—|-])(?:\W|$))"
)
#: Branches, and other words that stand there in another type.
_BRANCHES = wordset(
    "main master develop trunk stable testing unstable next latest push merge localhost release and or "
    "along together alongside besides after before there here behind both each either neither not"
)
_THOSE = re.compile(r"\b(?:Those|These|They) are (?:called )?\W*\w{0,6}\W*$")
_BEFORE, _BEHIND = 70, 45
_JOINS = frozenset({",", "and", ", and", "&", "or", "", "/"})
#: What has an article and no “server” behind it is a noun: “the archive”, “our listeners”.
_NOUNS = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Oo]ur|[Tt]heir|[Ee]very|[Ee]ach|[Aa]ny|[Nn]o) ([a-z]{3,24})\b"
    rf"(?! (?:{_KINDS}|instance|VMs?|hypervisor)\b)"
)


def nouns_in(text: str) -> frozenset[str]:
    """Words of a page that stand behind an article: no machine is called so, unless its name is marked as one."""
    return frozenset(_NOUNS.findall(text))


def machines_in(lines: Sequence[str]) -> Iterator[str]:
    """The names of machines in a page's text."""
    text = " ".join(f"{line.strip()} |" if _TITLE.search(line.strip()) else line.strip() for line in lines)
    bare = _MARKS.sub("", text)
    for found in _OWN.finditer(bare):
        if found[1] != "," or any(letter.isdigit() or letter == "-" for letter in found[2]):
            yield from _name(found[2])
    for found in _LIST.finditer(bare):
        for name in re.split(r", and |, | and ", found[1]):
            yield from _name(name)
    for found in _APPOSED.finditer(bare):
        if " " in found[0].partition(",")[0] or any(letter.isdigit() or letter == "-" for letter in found[1]):
            yield from _name(found[1])
    dotted = frozenset(_DOTTED.findall(bare))
    for found in _BEHIND_NOUN.finditer(bare):
        before = found[1].split()[-1:]
        if not set(before) & SERVICE_NOUNS and found[2] not in ADVERBS | dotted:
            yield from _name(found[2])
    last = -1
    for found in _MARKED.finditer(text):
        around = text[max(0, found.start() - 2 * _BEFORE) : found.start()]
        lead = around if _THOSE.search(around) else _ENDS.split(around[-_BEFORE:])[-1]
        behind = _ENDS.split(text[found.end() : found.end() + _BEHIND])[0]
        between = _bare(text[last : found.start()]) if last >= 0 and found.start() - last < _BEFORE else "-"
        said = re.match(r"\W*(?:b|i|em|code|strong|tt|kbd)?\W*(?: is|,) (?:the|an?|our|another|one) ", behind)
        onto = _ONTO.search(lead) and _ALONE.match(text, found.end(1))
        if _NOUN.search(lead) or between in _JOINS or (said and _NOUN.search(behind)) or onto:
            yield from _name(found[1])
            last = found.end()


def _bare(text: str) -> str:
    """What stands between two names, without marks."""
    return re.sub(r"</?\w*>?|[*`'_]|^\w{0,6}>", "", text).strip()


def _name(text: str) -> Iterator[str]:
    if text not in COMMON | _BRANCHES and is_machine_name(Word(text, text, 0, len(text))):
        yield text
