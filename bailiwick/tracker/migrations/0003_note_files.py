"""Files for staff alone say so, as comments do."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0002_first_words")]

    operations = [migrations.AddField("file", "note", models.BooleanField(default=False))]
