"""Findings in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bailiwick.catalog.vocabulary import FAMILIES, PREDICATES
from bailiwick.catalog.words import first_up

from .models import Finding
from .queries import Row

#: Why two may be one.
GROUNDS: dict[str, Any] = {
    "mail": gettext_lazy("the same mail address"),
    "name": gettext_lazy("the same name, spelled differently"),
    "handle": gettext_lazy("an account and a person"),
    "slip": gettext_lazy("one letter apart"),
}
Kind = Finding.Kind


def headline(row: Row) -> str:
    """What to call it: a sentence that says what does not fit."""
    finding = row.finding
    said = {
        "name": row.about.name if row.about else "",
        "other": row.other.name if row.other else "",
        "list": row.said_by,
        "against": row.against,
        "num": 2 + finding.more,
        "question": question(finding.predicate),
    }
    return str(_sentence(finding)) % said


def _sentence(finding: Finding) -> Any:
    if finding.more:
        return _("%(name)s – %(question)s: %(num)s lists disagree")
    if finding.kind == Kind.UNCOVERED and finding.predicate:
        return _("Nothing is said to run on %(name)s")
    return {
        Kind.CONFLICT: _("%(name)s – %(question)s: %(list)s and %(against)s disagree"),
        Kind.DANGLING: _("%(name)s is named by %(list)s, and no list describes it"),
        Kind.UNCOVERED: _("%(name)s is missing on %(against)s"),
        Kind.DUPLICATE: _("%(name)s and %(other)s may be one"),
        Kind.DEAD_LIST: _("Nothing on %(list)s holds any more"),
    }[Kind(finding.kind)]


def question(predicate: str) -> str:
    """What was asked: “hosted by”, “who answers for it”."""
    if predicate in FAMILIES:
        label = str(FAMILIES[predicate])
        return label[:1].lower() + label[1:]
    return str(PREDICATES[predicate].label) if predicate in PREDICATES else ""


def grounds(finding: Finding) -> list[str]:
    """Why it is suggested."""
    return [first_up(GROUNDS[word]) for word in finding.grounds if word in GROUNDS]


def verdict(finding: Finding, word: str = "") -> str:
    """How it was settled, or by this verdict would be."""
    word = word or finding.verdict
    if finding.more and word == Finding.Verdict.BOTH_RIGHT:
        return _("all are right")
    return str(Finding.Verdict(word).label) if word else ""
