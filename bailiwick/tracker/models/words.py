"""The words an issue is described with. They are data: coordinators add and retire them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Word(models.Model):
    """A word that one field can take: a kind, a status, a resolution, a priority, a severity.

    `rank` is its place among the words of its field. Priorities and severities are kept by rank in the
    issue, so that lists sort by a column of their own; hence a rank never changes once it is given.
    """

    class Of(models.TextChoices):
        KIND = "kind", _("Kind")
        STATUS = "status", _("Status")
        RESOLUTION = "resolution", _("Resolution")
        PRIORITY = "priority", _("Priority")
        SEVERITY = "severity", _("Severity")

    of = models.CharField(max_length=12, choices=Of.choices)
    slug = models.SlugField(max_length=32)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=300, default="", blank=True)
    rank = models.SmallIntegerField()
    #: A status in which nothing more is to be done.
    closes = models.BooleanField(default=False)
    #: No longer offered; issues that have it keep it.
    retired = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "slug"], name="tracker_word_once"),
            models.UniqueConstraint(fields=["of", "rank"], name="tracker_word_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.of}:{self.slug}"


class Transition(models.Model):
    """That an issue may go from one status to another; an empty kind means any."""

    kind = models.SlugField(max_length=32, default="", blank=True)
    before = models.SlugField(max_length=32)
    after = models.SlugField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "before", "after"], name="tracker_transition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class Label(models.Model):
    """A word that people stick on issues; of a `group` only one at a time. Without a scope it is everybody's."""

    slug = models.SlugField(max_length=50, unique=True, allow_unicode=True)
    colour = models.CharField(max_length=7, default="", blank=True)
    description = models.CharField(max_length=300, default="", blank=True)
    group = models.CharField(max_length=50, default="", blank=True)
    scope_id = models.BigIntegerField(null=True)
    retired = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.slug


class Version(models.Model):
    """A version of a service or of what it runs."""

    scope_id = models.BigIntegerField()
    name = models.CharField(max_length=80)
    released_on = models.DateField(null=True)
    retired = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope_id", "name"], name="tracker_version_once")]

    def __str__(self) -> str:
        return self.name


class Milestone(models.Model):
    """Something that several issues work towards, by a day or without one."""

    scope_id = models.BigIntegerField(null=True, db_index=True)
    name = models.CharField(max_length=120)
    description = models.TextField(default="", blank=True)
    due_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
