"""The words a desk begins with."""

from typing import Any

from django.db import migrations

from bailiwick.tracker.first_words import TRANSITIONS, WORDS

COLUMNS = ("of", "slug", "name", "description", "rank", "closes")


def write(apps: Any, schema_editor: Any) -> None:
    """They are data from here on."""
    word, transition = apps.get_model("tracker", "Word"), apps.get_model("tracker", "Transition")
    word.objects.bulk_create(word(**dict(zip(COLUMNS, row, strict=True))) for row in WORDS)
    pairs = [(before, after) for before, all_after in TRANSITIONS.items() for after in all_after]
    transition.objects.bulk_create(transition(before=before, after=after) for before, after in pairs)


class Migration(migrations.Migration):
    dependencies = [("tracker", "0001_initial")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
