"""What taking back the wording of a line gives back: in a report by numbers of the database, in files by names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from bailiwick.catalog.actions.judging import WORDED
from bailiwick.catalog.keys import details_key
from bailiwick.catalog.models import Claim, Reference, Ruling
from bailiwick.catalog.when import Span


def wordings(report: Mapping[str, Any], claims: Mapping[int, str], sources: Mapping[int, str]) -> list[dict[str, Any]]:
    """For the file, as far as its reader may know of the statements."""
    told = [
        {
            "claim": claims[int(origin)],
            "said": before["said"],
            "places": _places(before["places"], sources),
            "ruled": _details(before["ruled"]),
        }
        for origin, before in report.get("worded", {}).items()
        if int(origin) in claims
    ]
    return sorted(told, key=lambda wording: str(wording["claim"]))


def _places(given: Mapping[str, Any], sources: Mapping[int, str]) -> list[dict[str, Any]]:
    rows = Reference.objects.filter(pk__in=[int(pk) for pk in given], source__in=list(sources))
    return [
        {"source": sources[row.source_id], "locator": row.locator, "details": given[str(row.pk)]}
        for row in rows.order_by("source__dated", "locator", "pk")
    ]


def _details(keys: Iterable[int]) -> list[dict[str, str]]:
    rows = Ruling.objects.filter(key__in=list(keys), details__isnull=False)
    return sorted((row.details or {} for row in rows), key=lambda details: sorted(details.items()))


def worded(
    told: Iterable[Mapping[str, Any]], claim_of: Callable[[str], int], source_of: Callable[[str], int]
) -> dict[str, Any]:
    """For the report of a change of this desk; raises KeyError, TypeError or ValueError for what is no wording."""
    found = {}
    for wording in told:
        claim = Claim.objects.get(pk=claim_of(wording["claim"]))
        places = {}
        for place in wording["places"]:
            at = {"source_id": source_of(place["source"]), "locator": place["locator"]}
            for pk in Reference.objects.filter(origin=claim.origin, **at).values_list("pk", flat=True):
                places[str(pk)] = place["details"]
        ruled = [details_key(claim.key, details) for details in wording["ruled"]]
        found[str(claim.origin)] = {"said": _said(wording["said"]), "places": places, "ruled": ruled}
    return found


def _said(told: Mapping[str, Any]) -> dict[str, Any]:
    """No other columns than those that a wording may change."""
    days = {name: str(date.fromisoformat(str(told[name]))) for name in vars(Span())}
    return {name: told[name] for name in WORDED} | days
