"""Complaints are one each, and no reference was heard of in a time to come, whatever was kept before."""

from datetime import UTC, datetime
from typing import Any

from django.db import migrations, models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone


def heard_when_told(apps: Any, schema_editor: Any) -> None:
    """A moment that cannot be is that at which it was told. Compared by the database: not every one can be read."""
    made_up = Q(state_at__gt=timezone.now()) | Q(state_at__lt=datetime(1970, 1, 1, tzinfo=UTC))
    apps.get_model("tracker", "Reference").objects.filter(made_up).update(state_at=F("at"))


def without_doubles(apps: Any, schema_editor: Any) -> None:
    """Of open complaints of one person about one post the first stays."""
    complaints = apps.get_model("tracker", "Complaint").objects.filter(settled_at=None)
    earlier = complaints.filter(issue=OuterRef("issue"), by_id=OuterRef("by_id"), pk__lt=OuterRef("pk"))
    about_comment = Exists(earlier.filter(comment=OuterRef("comment")))
    about_issue = Exists(earlier.filter(comment=None))
    doubles = complaints.filter(about_comment) | complaints.filter(about_issue, comment=None)
    complaints.filter(pk__in=list(doubles.values_list("pk", flat=True))).delete()


class Migration(migrations.Migration):
    dependencies = [("tracker", "0003_note_files")]

    operations = [
        migrations.RunPython(heard_when_told, migrations.RunPython.noop),
        migrations.RunPython(without_doubles, migrations.RunPython.noop),
        migrations.AddConstraint(
            "complaint",
            models.UniqueConstraint(
                condition=Q(settled_at=None, comment=None), fields=("issue", "by_id"), name="tracker_complaint_issue"
            ),
        ),
        migrations.AddConstraint(
            "complaint",
            models.UniqueConstraint(
                condition=Q(settled_at=None), fields=("comment", "by_id"), name="tracker_complaint_comment"
            ),
        ),
    ]
