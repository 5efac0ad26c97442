"""English prose about services as statements: what a page of `tree.py` says, sentence by sentence.

What a section is about is told by its titles (`sections/scoping`); then it is read block by block (`blocks`).

| written                        | is read in                                                                       |
|--------------------------------|----------------------------------------------------------------------------------|
| a line                         | `lists/lines`                                                                    |
| an entry of a list             | `lists/list_entries`: the ways to read one, in the order in which they are tried |
| a row of a table               | `tables/grids`                                                                   |
| “Owner: Ada”                   | `keyed/key`                                                                      |
| “heron, a VM at Lumen”         | `relations/fragments`, words without a verb                                      |
| a sentence                     | `sentences/sentence`, cut by `clauses/simple`                                    |
| a clause with a pattern        | `relations/clause`; what it is about: `relations/clause_subjects`                |
| a sentence without one         | `unmatched/`: one way each; what is left, in `unmatched/general`                 |

Whatever is found becomes a statement in `statements/telling`, or does not.

A folder imports only from those above it in this table:

| folder        | holds                                    | in                                                        |
|---------------|------------------------------------------|-----------------------------------------------------------|
| `english/`    | words, sentences, lists in them; keys    | `words`, `items`, `keys`, `heads`, `function_words`       |
| `names/`      | well-known names, common nouns           | `gazetteer`, `sorts`, `given_names`, `no_names`           |
|               | what looks like a name, and of what      | `shapes`, `kinds`                                         |
|               | names that a page's text gives           | `named_machines`, `named_people`, `bylines`, `whose`,     |
|               |                                          | `houses`, `repositories`                                  |
| `patterns/`   | **the table**: ways of saying it         | `table`, `phrases`, `front`, `keepers`, `made`, `money`,  |
|               |                                          | `notes`, `people`, `reach`, `watched`, `where`            |
| `clauses/`    | clauses: cut, with a pattern, or plain   | `simple`, `patterned`, `plain`, `trimming`                |
|               | plans, doubts, the past                  | `mood`, `framing`                                         |
| `sections/`   | what a section is about                  | `scoping`, `scope`, `scope_below`, `titles`, `headings`,  |
|               |                                          | `title_forms`, `questions`, `evidence`                    |
|               | titles and lists that no mark tells      | `run_in`                                                  |
|               | what the whole page calls so             | `glossary`, `placed_machines`                             |
| `statements/` | a relation becomes a statement           | `telling`, `fitting`                                      |
|               | what is no name, and what is over        | `plausible`, `over`, `whole`                              |
|               | spelling; nothing in silence             | `mending`, `spelling`, `spoken`                           |
| `slots/`      | who and what stands around a pattern     | `services`, `people`, `where`, `made`, `links`,           |
|               |                                          | `contacts`                                                |
|               | a name there                             | `naming`, `naming_people`, `naming_places`, `teams`       |
| `subjects/`   | what stands before the verb              | `phrase`, `slots`, `subject`, `not_ours`, `asides`        |
|               | it has a name, or a noun                 | `named`, `by_nouns`, `noun_phrases`, `parts`,             |
|               |                                          | `spoken_of`, `accounts`                                   |
|               | it points                                | `pointed`, `pointing`, `everything`, `asked`, `akin`      |
| `relations/`  | one clause as statements                 | `clause`, `reading`, `objects`, `meaning`, `active`,      |
|               |                                          | `aspects`, `passing`, `refusing`                          |
|               | what it is about                         | `clause_subjects`, `turning`, `describing`, `which`,      |
|               |                                          | `clear`, `stand_ins`                                      |
|               | beside it; words without a verb          | `noted`, `reaching`, `fragments`                          |
| `keyed/`      | a key and what stands behind it          | `key`, `cells`, `purposes`, `records`, `accounts`         |
|               | notes behind names; members              | `pieces`, `behind`, `members`                             |
| `unmatched/`  | told by the kinds of things in it        | `typed`, `acting`, `mentions`, `general`, `cues`, `ends`, |
|               |                                          | `fronting`, `two_ends`                                    |
|               | what is used for what; had where         | `uses`, `used_for`, `jobs`, `had`, `nouns_of`             |
|               | who is what; who is in it                | `roles`, `rosters`, `enrolling`, `joining`                |
|               | places first; machines; copies; names    | `inverted`, `listed`, `copies`, `zones`, `name_servers`,  |
|               |                                          | `tracked`, `ours`, `code`                                 |
| `sentences/`  | a sentence, and who reads it             | `sentence`, `gaps`                                        |
|               | said in passing                          | `answering`, `apposed`, `called`, `opening`,              |
|               |                                          | `remembering`                                             |
| `lists/`      | a line                                   | `lines`, `answers`, `captions`, `beside`, `topics`        |
|               | what introduces a list                   | `introduced`, `leads`                                     |
|               | an entry, and the ways to read one       | `list_entries`, `entry`, `entries`, `keyed_entries`,      |
|               |                                          | `ranges`, `led`                                           |
|               | machines and what is there; gifts        | `housed`, `given`, `what_for`, `aliases`                  |
| `tables/`     | a table                                  | `grids`, `columns`, `contents`, `headless`, `supplies`    |
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bailiwick.adapters.prose.rules.blocks import read_blocks
from bailiwick.adapters.prose.rules.keyed.accounts import settle_accounts
from bailiwick.adapters.prose.rules.keyed.members import introduce
from bailiwick.adapters.prose.rules.lists.captions import told_in_title
from bailiwick.adapters.prose.rules.lists.introduced import stands_below
from bailiwick.adapters.prose.rules.names.whose import owner_by_addresses
from bailiwick.adapters.prose.rules.relations.clause import NO_RELATION
from bailiwick.adapters.prose.rules.sections.glossary import Glossary, begun_glossary, glossary_of
from bailiwick.adapters.prose.rules.sections.run_in import with_titles
from bailiwick.adapters.prose.rules.sections.scoping import scope_of
from bailiwick.adapters.prose.rules.sections.titles import CREW, OWNER, crew_spoken_of
from bailiwick.adapters.prose.rules.statements.spelling import one_spelling
from bailiwick.adapters.prose.rules.statements.spoken import list_the_silent
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.tree import Page
from bailiwick.lib.statements import NotUnderstood, Statement

__all__ = ["read", "sections"]


def read(page: Page) -> Iterator[Statement | NotUnderstood]:
    """What a page says, in the order of its sections; each sentence that says nothing is among it."""
    page = with_titles(page)
    page = replace(page, about={**page.about, OWNER: owner_by_addresses(page), CREW: crew_spoken_of(page)})
    begun = begun_glossary(page)
    yield from one_spelling(_said(page, glossary_of(_said(page, begun), page, begun)))


def _said(page: Page, glossary: Glossary) -> list[Statement | NotUnderstood]:
    said: list[Statement | NotUnderstood] = []
    for above, section in page.root.walk():
        scope = scope_of(above, section, page, glossary.machines, glossary.houses, glossary.titled)
        here = Here(scope, page.lines, glossary=glossary, hosts=set(glossary.hosts))
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
