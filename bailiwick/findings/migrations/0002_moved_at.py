from django.db import migrations, models
from django.db.models import Case, F, When
from django.db.models.functions import Coalesce
from django.utils import timezone


def fill(apps, schema_editor):
    """As far as it is known; when one was opened again was not kept."""
    gone = When(status="gone", then=F("last_seen"))
    apps.get_model("findings", "Finding").objects.update(
        moved_at=Case(gone, default=Coalesce("settled_at", "first_seen"))
    )


class Migration(migrations.Migration):
    """A finding knows when it became what its status says; lists and the feed begin with what moved last."""

    dependencies = [
        ("findings", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="moved_at",
            field=models.DateTimeField(default=timezone.now),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveIndex(
            model_name="finding",
            name="finding_list",
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["status", "kind", "-moved_at", "-id"], name="finding_list"),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["-moved_at", "-id"], name="finding_moved"),
        ),
    ]
