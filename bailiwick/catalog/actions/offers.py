"""What a person does on a page: their own if they may, a proposal otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from bailiwick.access import Denied, require

from ..drafts import Draft
from ..models import Change
from .changes import apply_change, propose_change


@transaction.atomic
def offer_change(drafts: Sequence[Draft], *, by: Any, message: str = "", via: str = "web") -> Change:
    """Apply the edits if `by` may; else leave them as a proposal for somebody who answers for it. Raises Refused."""
    require(by, "change.propose")
    change = propose_change(drafts, by=by, message=message, via=via)
    try:
        with transaction.atomic():
            return apply_change(change, by=by)
    except Denied:
        return change
