"""Pages of prose built by hand, and statements as one line each, for the tests of the rules."""

from __future__ import annotations

from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.prose.tree import Item, Listing, Page, Paragraph, Section, Text
from bailiwick.lib.statements import NotUnderstood, Statement

#: Said along with a contact point or a link; left out where a test is about relations.
_BESIDE = frozenset({"mail", "url", "title"})


def page_of(under: str, *lines: str) -> Page:
    """A page with the headings of `under` (“Services / Wiki”), one in the other, and lines below the last.

    Lines that begin with `* ` are a list.
    """
    root = section = Section(None, 0)
    titles = [title for title in under.split(" / ") if title]
    for level, title in enumerate(titles, 1):
        below = Section(Text(title, ((0, level),)), level)
        section.parts.append(below)
        section = below
    first = len(titles) + 1
    items = [Item(Text(line[2:], ((0, at),))) for at, line in enumerate(lines, first) if line.startswith("* ")]
    for at, line in enumerate(lines, first):
        if not line.startswith("* "):
            section.blocks.append(Paragraph(Text(line, ((0, at),))))
    if items:
        section.blocks.append(Listing(tuple(items)))
    return Page(root, (*titles, *lines))


def told(statement: Statement) -> str:
    """A statement as one line: `service Wiki hosted_by provider Lumen (form=vm)`."""
    subject = f"{statement.subject.kind} {statement.subject.name} {statement.predicate}"
    if statement.object is None:
        return f"{subject} = {statement.value if statement.value is not None else statement.state}"
    details = [f"{key}={value}" for key, value in statement.qualifiers.items()]
    details += [f"inferred by {statement.inferred_by}"] if statement.inferred_by else []
    behind = f" ({', '.join(details)})" if details else ""
    return f"{subject} {statement.object.kind} {statement.object.name}{behind}"


def facts(under: str, *lines: str, everything: bool = False) -> list[str]:
    """What a page says, one line a statement."""
    said = read(page_of(under, *lines))
    return [told(one) for one in said if isinstance(one, Statement) and (everything or one.predicate not in _BESIDE)]


def puzzles(under: str, *lines: str) -> list[str]:
    """Why sentences of a page were not understood."""
    return [one.why for one in read(page_of(under, *lines)) if isinstance(one, NotUnderstood)]
