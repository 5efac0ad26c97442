from collections import defaultdict
from hashlib import blake2b

import django.db.models.deletion
from django.db import migrations, models

#: A finding is found again by its digest, which no longer names the lists. Classes of readers are numbered from 0.
TIERS = range(5)


def digest_of(*parts):
    raw = "\x1f".join(map(str, parts)).encode()
    return int.from_bytes(blake2b(raw, digest_size=8).digest(), "big", signed=True)


def tier_of(row):
    lists = (row.said_by_id, row.against_id)
    for tier in TIERS:
        if row.digest == digest_of("conflict", row.scope_id, None, row.predicate, *lists, tier):
            return tier
    return 0


def gather(apps, schema_editor):
    """Of the pairs of one question one row stays: open if one of them is, settled if the others are settled or gone."""
    pairs = defaultdict(list)
    rows = apps.get_model("findings", "Finding").objects
    for row in rows.filter(kind="conflict").order_by("pk"):
        pairs[row.scope_id, row.predicate, tier_of(row)].append(row)
    for (scope, predicate, tier), some in pairs.items():
        some.sort(key=lambda row: (("open", "settled", "gone").index(row.status), row.pk))
        stays, *others = some
        rows.filter(pk__in=[row.pk for row in others]).delete()
        stays.digest = digest_of("conflict", scope, None, predicate, None, None, tier)
        # The next look takes what the sides say as what was settled.
        stays.state = 0
        stays.reason = next((row.reason for row in some if row.reason), "")
        stays.account_id, stays.team_id = next(
            ((row.account_id, row.team_id) for row in some if row.account_id or row.team_id), (None, None)
        )
        stays.first_seen = min(row.first_seen for row in some)
        stays.save()


class Migration(migrations.Migration):
    """One conflict for each question, however many lists answer it: pairs of lists become one finding."""

    dependencies = [
        ("catalog", "0004_what_is_ruled"),
        ("findings", "0003_looked"),
    ]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="more",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="Further",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="further", to="findings.finding"
                    ),
                ),
                (
                    "lineage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.lineage"
                    ),
                ),
            ],
        ),
        migrations.RunPython(gather, migrations.RunPython.noop),
    ]
