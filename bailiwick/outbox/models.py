"""Mail that has to go out, as rows, and what is known about addresses."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models.functions import Now

from ..jobs.lease import Leased, State


def fold(address: str) -> str:
    """The one spelling in which an address is stored and looked up."""
    return address.strip().lower()


def new_key() -> str:
    """What makes a Message-ID unlike any other, also after a restore."""
    return secrets.token_hex(8)


class Address(models.Model):
    """A mail address: whether somebody confirmed it, and whether mail to it came back."""

    address = models.CharField(max_length=320, unique=True)
    user_id = models.BigIntegerField(null=True, db_index=True)
    confirmed_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    bounce = models.CharField(max_length=300, default="", blank=True)
    #: In which mails go there, where no account says it; empty means the language of the desk.
    language = models.CharField(max_length=12, default="", blank=True)

    def __str__(self) -> str:
        return f"address {self.pk}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries by where they stand."""

    def not_sent(self) -> DeliveryQuerySet:
        """What somebody has to know of: given up, refused for good, or too old to send."""
        return self.filter(state__in=[State.DEAD, State.FAILED, State.EXPIRED])


class Delivery(Leased):
    """One mail to one recipient. `context` holds ids; text, links and secrets are made when it is sent."""

    #: With pauses that grow to an hour this is about a day; `expires_at` usually ends it before.
    max_attempts = 30

    key = models.CharField(max_length=32, default=new_key)
    #: The letter it is: a name of the registry, see `letters.py`.
    template = models.CharField(max_length=64)
    to = models.CharField(max_length=320)
    user_id = models.BigIntegerField(null=True, db_index=True)
    topic = models.CharField(max_length=100, default="", blank=True)
    about_type = models.CharField(max_length=32, default="", blank=True)
    about_id = models.BigIntegerField(null=True)
    context = models.JSONField(default=dict)
    queued_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta(Leased.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.template} {self.pk}"
