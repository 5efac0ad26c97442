from django.db import migrations, models


class Migration(migrations.Migration):
    """How far findings are up to date, so that a look can be about what changed since."""

    dependencies = [
        ("findings", "0002_moved_at"),
    ]

    operations = [
        migrations.CreateModel(
            name="Looked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ground", models.BigIntegerField()),
                ("until", models.DateTimeField(null=True)),
            ],
        ),
    ]
