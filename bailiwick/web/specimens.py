"""Invented content for the style guide: the parts in every state they have."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from .marks import MARKS

FACT_STATES = ("confirmed", "due", "stale", "never", "disputed", "uncertain", "attested", "ended")


class Specimen(forms.Form):
    """A form with one mistake in it."""

    name = forms.CharField(label="Name", help_text="As people say it.")
    reason = forms.CharField(label="Reason", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label="Kind", choices=[("service", "service"), ("host", "host")])
    official = forms.BooleanField(label="It is official", required=False)


def specimens() -> dict[str, Any]:
    """What `web/style.html` shows."""
    now = timezone.now()
    return {
        "states": MARKS,
        "fact_states": FACT_STATES,
        "now": now,
        "earlier": now - timedelta(days=3),
        "form": Specimen({"name": "", "kind": "host"}),
        "columns": [{"label": "Host"}, {"label": "Region", "class": "wide"}, {"label": "Disk, GB", "class": "number"}],
        "hosts": [
            ("loom", "north-2", 1200, "confirmed"),
            ("spindle", "north-2", 80, "due"),
            ("shuttle", "", None, "never"),
        ],
        "points": [
            {"day": date(2014, 10, 1), "label": "moved to Cloudberry"},
            {"day": date(2016, 3, 9), "label": "owner changed", "tone": "watch"},
            {"day": date(2019, 6, 1), "label": "no longer stated", "tone": "unknown"},
            {"day": date(2026, 5, 3), "label": "moved to Rackhaus"},
        ],
        "text": "It **moved** on a Sunday, see [the notes](https://example.org).\n\n- first\n- second, with `code`",
    }
