"""English prose about services as statements: what a page of `tree.py` says, sentence by sentence.

| step      | module                                                  | what it does                                |
|-----------|---------------------------------------------------------|---------------------------------------------|
| section   | `scope`, `headings`, `titles`, `evidence`               | what a section is about, by its titles      |
| block     | `blocks`, `lines`, `introduced`, `members`, `fragments` | lists, what introduces them, notes          |
|           | `list_entries`, `entries`                               | … the ways to read an entry of a list       |
|           | `keyed`, `cells`, `behind`                              | keys and names, and what stands behind them |
|           | `beside`                                                | sentences without a subject beside a list   |
|           | `captions`                                              | what stands in titles beside names          |
|           | `listed`, `ranges`, `housed`, `purposes`                | machines and what is there                  |
|           | `given`, `aliases`                                      | what sponsors give; who reads an address    |
|           | `what_for`, `accounts`, `records`                       | what firms are used for; accounts with them |
|           | `grids`, `columns`, `heads`, `headless`                 | tables                                      |
| sentence  | `words`, `asides`, `clauses`, `sentence`, `gaps`, `which` | clauses                                     |
|           | `relations`, `clause_subjects`, `describing`, `asked`    | what each is about, and says of it          |
|           | `active`, `aspects`, `passing`, `stand_ins`             | relations                                   |
| without   | `rosters`, `roles`, `inverted`, `ours`, `joining`       | sentences in which no pattern stands        |
|           | `typed`, `acting`, `zones`, `copies`, `tracked`         | … told by the kinds of things in them       |
|           | `used_for`, `had`                                       | what one uses for what, and has where       |
|           | `name_servers`                                          | whoever has the names has the DNS, too      |
|           | `general`, `plain`, `spoken_of`, `ends`, `fronting`     | … clauses that are still not understood     |
|           | `jobs`, `noun_phrases`, `clear`, `opening`              | what is used for what; names on no list     |
|           | `pointing`, `everything`, `wanted`, `called`            | “both”, “all machines”, “if you need one”   |
|           | `noted`, `reaching`, `apposed`, `remembering`           | said in passing                             |
| pattern   | `phrases`, `patterns*`                                  | **the table**: ways of saying it, examples  |
| subject   | `subjects`, `subjects_named`, `subjects_pointed`        | what stands before the verb, or is meant    |
|           | `subject`, `akin`                                       | … what is kept of it; another one, or not   |
| slot      | `slots*`, `subject*`, `by_nouns`, `parts`, `nam*`, `teams` | who and what stands around a pattern        |
| honesty   | `mood`, `framing`, `refusing`, `mending`, `spoken`       | plans, doubts, the past; garbled names      |
|           | `plausible`, `no_names`, `fitting`                      | what is no name, and fits no other thing    |
| knowledge | `gazetteer`, `sorts`, `keys`, `kinds`, `glossary`       | well-known names, common nouns, headings    |
|           | `given_names`, `the_account`                               | who is somebody; what is had at a provider  |
|           | `function_words`                                        | words that stand in every sentence          |
|           | `named_machines`, `placed_machines`, `bylines`          | machines, logins, crews, wherever they stand |
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bailiwick.adapters.prose.rules.accounts import settle_accounts
from bailiwick.adapters.prose.rules.blocks import read_blocks
from bailiwick.adapters.prose.rules.captions import told_in_title
from bailiwick.adapters.prose.rules.glossary import Glossary, begun_glossary, glossary_of
from bailiwick.adapters.prose.rules.introduced import stands_below
from bailiwick.adapters.prose.rules.members import introduce
from bailiwick.adapters.prose.rules.relations import NO_RELATION
from bailiwick.adapters.prose.rules.scoping import scope_of
from bailiwick.adapters.prose.rules.spelling import one_spelling
from bailiwick.adapters.prose.rules.spoken import list_the_silent
from bailiwick.adapters.prose.rules.telling import Here
from bailiwick.adapters.prose.rules.titles import CREW, OWNER, crew_spoken_of
from bailiwick.adapters.prose.rules.whose import owner_by_addresses
from bailiwick.adapters.prose.tree import Page
from bailiwick.lib.statements import NotUnderstood, Statement

__all__ = ["read", "sections"]


def read(page: Page) -> Iterator[Statement | NotUnderstood]:
    """What a page says, in the order of its sections; each sentence that says nothing is among it."""
    page = replace(page, about={**page.about, OWNER: owner_by_addresses(page), CREW: crew_spoken_of(page)})
    begun = begun_glossary(page)
    yield from one_spelling(_said(page, glossary_of(_said(page, begun), page, begun)))


def _said(page: Page, glossary: Glossary) -> list[Statement | NotUnderstood]:
    said: list[Statement | NotUnderstood] = []
    for above, section in page.root.walk():
        here = Here(
            scope_of(above, section, page, glossary.machines), page.lines, glossary=glossary, hosts=set(glossary.hosts)
        )
        introduce(section, here)
        if above:
            stands_below(above[-1], section, here)
        told_in_title(section, here)
        read_blocks(section.blocks, here, section.title, above[-1].title if above else None)
        settle_accounts(here)
        list_the_silent(section.blocks, here, NO_RELATION)
        said += here.said
    return said


def sections(page: Page) -> list[tuple[int, str]]:
    """The sections in order: the line of the title and the titles down to it; (1, "") for what stands before them."""
    found: list[tuple[int, str]] = []
    for above, section in page.root.walk():
        titles = [one.title.text for one in (*above, section) if one.title is not None]
        if section.title is not None:
            found.append((section.title.line, " › ".join(titles)))
        elif section.blocks:
            found.append((1, ""))
    return found
