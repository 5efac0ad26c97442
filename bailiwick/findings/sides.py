"""Both sides of a finding, as a reader may see them: what each says, since when, and in which words it stands there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import visible_q
from bailiwick.catalog.models import Claim, Lineage
from bailiwick.catalog.queries.history import Quote, last_of_day, references
from bailiwick.catalog.queries.names import Named, names
from bailiwick.catalog.queries.quotes import quoted, spoken_of
from bailiwick.catalog.when import NEVER
from bailiwick.catalog.words import plain, since

from .conflicts import claims_of_side
from .ground import sure
from .models import Finding
from .queries import title

#: So many statements of a side are shown.
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of a side."""

    claim: Claim
    text: str
    since: str
    quotes: Sequence[Quote]
    subject: Named

    @property
    def correct(self) -> str:
        """Where it can be corrected."""
        return f"{self.subject.url}facts/{self.claim.origin}/correct/"

    @property
    def end(self) -> str:
        """Where it can be ended."""
        return f"{self.subject.url}facts/{self.claim.origin}/end/"


@dataclass(slots=True)
class Side:
    """What one list says, or that it says nothing."""

    lineage: Lineage | None
    title: str
    dated: date | None
    lines: list[Line] = field(default_factory=list)
    note: str = ""
    #: What other sides would have to say instead: `kind/slug`, or a value.
    what: str = ""

    @property
    def leads(self) -> bool:
        """Somebody said that it does."""
        return bool(self.lines) and all(line.claim.rank > 0 for line in self.lines)


def sides(user: Any, finding: Finding) -> list[Side]:
    """The sides with their dates and quotes; pairs of pages have cards instead (`pairs.py`)."""
    return _SIDES[Finding.Kind(finding.kind)](user, finding)


def _conflict(user: Any, finding: Finding) -> list[Side]:
    today = timezone.now().date()
    return [_side(user, line, claims_of_side(finding, line.pk, today)) for line in finding.lists()]


def _dangling(user: Any, finding: Finding) -> list[Side]:
    said = sure(timezone.now().date()).filter(object=finding.scope_id, witness=finding.said_by).order_by("pk")
    return [_side(user, finding.said_by, said), _silent(finding.against, _("It does not describe it."))]


def _uncovered(user: Any, finding: Finding) -> list[Side]:
    said = sure(timezone.now().date()).filter(subject=finding.scope_id, witness=finding.said_by).order_by("pk")
    note = (
        _("It says of services on which host they run, and names this one for none.")
        if finding.predicate
        else _("It does not have it.")
    )
    return [_side(user, finding.said_by, said), _silent(finding.against, note)]


def _dead(user: Any, finding: Finding) -> list[Side]:
    return [
        _silent(finding.said_by, _("Everything on it is over, or has not been stated or confirmed for three years."))
    ]


def _duplicate(user: Any, finding: Finding) -> list[Side]:
    return []


_SIDES = {
    Finding.Kind.CONFLICT: _conflict,
    Finding.Kind.DANGLING: _dangling,
    Finding.Kind.UNCOVERED: _uncovered,
    Finding.Kind.DUPLICATE: _duplicate,
    Finding.Kind.DEAD_LIST: _dead,
}


def _silent(line: Lineage | None, note: str) -> Side:
    return Side(line, title(line), _dated(line), note=note)


def _dated(line: Lineage | None) -> date | None:
    """The day of its latest document."""
    if line is None or line.by_hand:
        return None
    found: date | None = line.sources.filter(recorded_at__lt=NEVER).aggregate(last=Max("dated"))["last"]
    return found


def _side(user: Any, line: Lineage | None, claims: Any) -> Side:
    seen = list(claims.filter(visible_q(user)).select_related("subject", "object")[:SHOWN])
    named = names(user, [end for claim in seen for end in (claim.subject_id, claim.object_id)])
    seen = [claim for claim in seen if claim.subject_id in named and (not claim.object_id or claim.object_id in named)]
    dated = max((claim.attested_on for claim in seen if claim.attested_on), default=None)
    side = Side(line, title(line), dated, _lines(user, seen, named))
    if len(seen) == 1:
        side.what = named[seen[0].object_id].ref if seen[0].object_id else seen[0].value or ""
    return side


def _lines(user: Any, claims: Iterable[Claim], named: dict[int, Named]) -> list[Line]:
    claims = list(claims)
    found = references(claim.origin for claim in claims)
    return [_line(user, claim, last_of_day(found[claim.origin]), named) for claim in claims]


def _line(user: Any, claim: Claim, quotes: Sequence[Quote], named: dict[int, Named]) -> Line:
    subject = named[claim.subject_id]
    names = spoken_of(subject, named.get(claim.object_id or 0), claim.value)
    told = quoted(user, claim.subject, [(quote, names) for quote in quotes])
    return Line(claim, plain(claim.predicate, claim, named), since(claim.span), told, subject)
