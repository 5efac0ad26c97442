"""The rows that searching reads. Other rooms' objects are opaque numbers here; `documents.py` writes."""

from __future__ import annotations

from django.db import models


class Document(models.Model):
    """What can be found of one object, by readers of one range of classes.

    The row is for readers whose level for `scope_id` is between `class_from` and
    `class_to`; the ranges of one object do not overlap, so each reader meets one
    row at most, and what is not in that row cannot be found by them.

    The index over `tokens` and `title_tokens` stands beside it: the FTS5 table `search_fts` on SQLite, the generated
    column `vector` and an index on PostgreSQL (see the migrations).
    """

    room = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    scope_id = models.BigIntegerField(null=True)
    class_from = models.SmallIntegerField(default=0)
    class_to = models.SmallIntegerField(default=4)
    kind = models.CharField(max_length=32)
    #: Its address without slashes at the ends: `service/pypi`.
    ref = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    #: Other names, one a line.
    names = models.TextField(default="")
    body = models.TextField(default="")
    #: The words of all of it, as `words.py` cuts them; what is indexed.
    tokens = models.TextField(default="")
    #: Those of the title alone, indexed for themselves.
    title_tokens = models.TextField(default="")
    #: Which of two equals stands first.
    weight = models.SmallIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "object_id", "class_from"], name="document_once"),
        ]
        indexes = [models.Index(fields=["kind", "title"], name="document_kind")]

    def __str__(self) -> str:
        return self.ref


class Name(models.Model):
    """One way to begin typing a document's name.

    `mail.python.org` has the keys `mailpythonorg` (whole), `pythonorg` and `org` (parts);
    a search for a beginning is a range of keys, quick on every database.
    """

    pk = models.CompositePrimaryKey("document_id", "key")
    # Written and deleted together with its document, 10,000 a second: a constraint would only cost.
    document = models.ForeignKey(
        Document, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="keys"
    )
    #: 0 = the whole name, 1 = from a later word of it.
    place = models.SmallIntegerField()
    key = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["place", "key"], name="name_key")]

    def __str__(self) -> str:
        return self.key
