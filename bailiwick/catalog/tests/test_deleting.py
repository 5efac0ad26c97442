"""Dropping what was staged: whatever points at a row that goes is found without reading a whole table."""

from __future__ import annotations

from django.apps import apps
from django.db.models import ForeignKey

#: Lists and kept documents are never deleted.
STAYING = {"Lineage", "Evidence"}


def test_what_points_at_a_deleted_row_is_found_by_an_index() -> None:
    missing = []
    for model in apps.get_app_config("catalog").get_models():
        first = {index.fields[0] for index in model._meta.indexes if index.fields}
        first |= {constraint.fields[0] for constraint in model._meta.constraints if getattr(constraint, "fields", ())}
        for field in model._meta.get_fields():
            if not isinstance(field, ForeignKey) or field.related_model.__name__ in STAYING:
                continue
            if not field.db_index and field.name not in first:
                missing.append(f"{model.__name__}.{field.name}")
    assert missing == []
