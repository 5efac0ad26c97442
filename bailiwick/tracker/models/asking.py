"""Queries that people keep, and rules that act on them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedQueryQuerySet(models.QuerySet["SavedQuery"]):
    """Queries by who may see them."""

    def visible_to(self, user: Any) -> SavedQueryQuerySet:
        """The public ones, and one's own."""
        return self.filter(Q(public=True) | Q(author_id=user.pk)) if user.is_authenticated else self.filter(public=True)


class SavedQuery(models.Model):
    """A query line with a name. `scope_id`: it also stands on that page; `on_home`: on the author's home."""

    author_id = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=80)
    line = models.CharField(max_length=1000)
    public = models.BooleanField(default=False)
    on_home = models.BooleanField(default=False)
    scope_id = models.BigIntegerField(null=True, db_index=True)
    created_at = models.DateTimeField()

    objects = SavedQueryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author_id", "name"], name="tracker_query_once")]

    def __str__(self) -> str:
        return self.name


class Rule(models.Model):
    """What somebody wants to happen by itself to issues that fit a query line."""

    class Does(models.TextChoices):
        WATCH = "watch", _("watch")
        ASSIGN = "assign", _("assign to me")

    author_id = models.BigIntegerField(db_index=True)
    line = models.CharField(max_length=1000)
    does = models.CharField(max_length=8, choices=Does.choices)
    paused = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.does}: {self.line}"
