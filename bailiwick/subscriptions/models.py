"""Who wants to hear of what: one table."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Subscriptions by who may see them."""

    def visible_to(self, user: Any) -> SubscriptionQuerySet:
        """What somebody watches is their own affair."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(user_id=user.pk)


class Subscription(models.Model):
    """A person's account, or a confirmed address without one, hears of a topic in some way."""

    class Mode(models.TextChoices):
        MAIL = "mail", _("by mail")
        DIGEST = "digest", _("in a digest")
        FEED = "feed", _("in a feed")

    user_id = models.BigIntegerField(null=True)
    #: An address of the outbox, for somebody without an account.
    address_id = models.BigIntegerField(null=True, db_index=True)
    topic = models.CharField(max_length=100)
    mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.MAIL)
    created_at = models.DateTimeField(db_default=Now())

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["topic"], name="subscription_topic")]
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "topic"], condition=Q(user_id__isnull=False), name="subscription_user_once"
            ),
            models.UniqueConstraint(
                fields=["address_id", "topic"], condition=Q(address_id__isnull=False), name="subscription_address_once"
            ),
            models.CheckConstraint(
                condition=Q(user_id__isnull=False, address_id__isnull=True)
                | Q(user_id__isnull=True, address_id__isnull=False),
                name="subscription_one_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} ({self.mode})"

    @property
    def author_id(self) -> int | None:
        """Whose it is, for the relation Own."""
        return self.user_id
