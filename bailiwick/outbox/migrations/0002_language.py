"""Whoever writes to this desk without an account gets its mails in their language."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]

    operations = [
        migrations.AddField("address", "language", models.CharField(blank=True, default="", max_length=12)),
    ]
