"""Who holds which role where, over scope ids that mean nothing to this room.

A scope is the id of a catalog entity; `access` knows no entity. The catalog's
actions keep the edges (`closure.py`), people keep the grants (`grants.py`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class GrantQuerySet(models.QuerySet["Grant"]):
    """Grants by whether they count."""

    def in_force(self) -> GrantQuerySet:
        """Neither revoked nor over, by the database's clock."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=Now()), revoked_at__isnull=True)


class Grant(models.Model):
    """A role for a person, a team or an account, everywhere (`scope` empty) or on a part."""

    class Role(models.TextChoices):
        USER = "User"
        DEVELOPER = "Developer"
        COORDINATOR = "Coordinator"

    role = models.CharField(max_length=12, choices=Role.choices)
    #: The person or team (a catalog entity) that holds it …
    holder = models.BigIntegerField(null=True)
    #: … or one account.
    user_id = models.BigIntegerField(null=True, db_index=True)
    scope = models.BigIntegerField(null=True)
    granted_by_id = models.BigIntegerField()
    granted_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by_id = models.BigIntegerField(null=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["holder"], name="access_grant_holder"),
            models.Index(fields=["scope"], name="access_grant_scope"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(holder__isnull=False, user_id__isnull=True) | Q(holder__isnull=True, user_id__isnull=False),
                name="access_grant_one_holder",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} ({self.scope or 'everywhere'})"

    @property
    def scope_id(self) -> int | None:
        """Where the role counts: whoever may grant there may revoke there."""
        return self.scope


class PartOf(models.Model):
    """An edge: `child` is part of `parent`."""

    child = models.BigIntegerField()
    parent = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child", "parent"], name="access_part_of_once")]

    def __str__(self) -> str:
        return f"{self.child} in {self.parent}"


class ScopePath(models.Model):
    """The closure of `PartOf`: every scope is below itself and below all it is part of."""

    ancestor = models.BigIntegerField()
    descendant = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["descendant", "ancestor"], name="access_scope_path_once")]
        indexes = [models.Index(fields=["ancestor", "descendant"], name="access_scope_path_down")]

    def __str__(self) -> str:
        return f"{self.descendant} under {self.ancestor}"


class MemberOf(models.Model):
    """A person in a team, or a team in a team."""

    member = models.BigIntegerField()
    group = models.BigIntegerField(db_index=True, db_column="in_group")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "group"], name="access_member_of_once")]

    def __str__(self) -> str:
        return f"{self.member} in {self.group}"


class Responsible(models.Model):
    """A person or team answers for a scope, by the catalog."""

    scope = models.BigIntegerField()
    holder = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "holder"], name="access_responsible_once")]

    def __str__(self) -> str:
        return f"{self.holder} for {self.scope}"
