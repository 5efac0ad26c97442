"""Where code hosts tell us what was pushed."""

from __future__ import annotations

from django.db import models


class Hook(models.Model):
    """A code host that may call `/hooks/<id>/`, signing with this secret; its words go to issues of the scope."""

    class Forge(models.TextChoices):
        GITHUB = "github", "GitHub"
        GITLAB = "gitlab", "GitLab"
        GITEA = "gitea", "Gitea, Forgejo"

    scope_id = models.BigIntegerField(null=True, db_index=True)
    forge = models.CharField(max_length=8, choices=Forge.choices)
    name = models.CharField(max_length=120)
    secret = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    by_id = models.BigIntegerField()
    heard_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.forge} {self.name}"


class HookDelivery(models.Model):
    """A call that was taken, so that the same one again does nothing."""

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="deliveries")
    key = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hook", "key"], name="tracker_delivery_once")]

    def __str__(self) -> str:
        return self.key
