from django.db import migrations, models


class Migration(migrations.Migration):
    """What a ruling is about stands in it, so that it can be looked at and taken along; nothing has ruled before."""

    dependencies = [
        ("catalog", "0003_find_rows_to_delete"),
    ]

    operations = [
        migrations.AddField(
            model_name="ruling",
            name="statement",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="ruling",
            name="details",
            field=models.JSONField(null=True),
        ),
    ]
