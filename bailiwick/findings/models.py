"""A finding as a row: what it is about, who may see it, how it stands."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bailiwick.access import viewer, visible_q
from bailiwick.access.models import MemberOf
from bailiwick.catalog.models import Lineage

#: A class of visibility that nobody reaches.
NOBODY = 9
#: The `state` of what was never compared in this way: the next look takes it as it finds it.
NOT_COMPARED = 0


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings by who may see them and whose they are."""

    def visible_to(self, user: Any) -> FindingQuerySet:
        """Those whose grounds this reader may see, unless they see more that changes the picture."""
        seen = _reaches(user, "visibility", "beside")
        return self.filter(seen).exclude(_reaches(user, "until", "until_beside") & Q(until__lt=NOBODY))

    def open(self) -> FindingQuerySet:
        """What waits for somebody."""
        return self.filter(status=Finding.Status.OPEN)

    def about(self, entity_id: int) -> FindingQuerySet:
        """Of this thing, on either side."""
        return self.filter(Q(scope_id=entity_id) | Q(other_id=entity_id))

    def of_list(self, lineage_id: int) -> FindingQuerySet:
        """In which this list is a side."""
        further = Further.objects.filter(lineage_id=lineage_id).values("finding")
        return self.filter(Q(said_by_id=lineage_id) | Q(against_id=lineage_id) | Q(pk__in=further))

    def assigned_to(self, user: Any) -> FindingQuerySet:
        """Theirs, or a team's they are in."""
        mine = Q(account_id=user.pk)
        if user.person_id:
            mine |= Q(team_id__in=MemberOf.objects.filter(member=user.person_id).values("group"))
        return self.filter(mine)


def _reaches(user: Any, here: str, beside: str) -> Q:
    """Whether the reader sees class `here` where the finding is about, and class `beside` at its other end."""
    # Without another end of its own it takes that class everywhere.
    everywhere = Q(**{f"{beside}__lte": int(viewer(user).base)})
    other = everywhere | Q(other_id__isnull=False) & visible_q(user, scope="other_id", level=beside)
    return visible_q(user, scope="scope_id", level=here) & other


class Finding(models.Model):
    """Something that does not fit together. Known by `digest`; `state` is a digest of what the sides say.

    Settled means quiet for as long as `state` stays the same. What is no longer so is *gone* by itself.
    """

    class Kind(models.TextChoices):
        CONFLICT = "conflict", _("conflict")
        DANGLING = "dangling", _("dangling")
        UNCOVERED = "uncovered", _("uncovered")
        DUPLICATE = "duplicate", _("duplicate")
        DEAD_LIST = "dead-list", _("dead list")

    class Status(models.TextChoices):
        OPEN = "open", _("still open")
        SETTLED = "settled", _("settled")
        GONE = "gone", _("gone")

    class Verdict(models.TextChoices):
        RANKED = "ranked", _("one side leads")
        CORRECTED = "corrected", _("corrected")
        MERGED = "merged", _("merged")
        BOTH_RIGHT = "both-right", _("both are right")
        NOT_THE_SAME = "not-the-same", _("not the same")
        AS_IT_SHOULD = "as-it-should", _("as it should be")
        CLOSED = "closed", _("the list is closed")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    #: The entity it is about, and the other one of two; a dead list is about none.
    scope_id = models.BigIntegerField(null=True)
    other_id = models.BigIntegerField(null=True)
    #: What is asked: a predicate's name or its family's.
    predicate = models.CharField(max_length=32, default="")
    #: The list that says something, and the one it is held against.
    said_by = models.ForeignKey(Lineage, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    against = models.ForeignKey(Lineage, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    #: How many more lists are sides of it (`Further`).
    more = models.PositiveSmallIntegerField(default=0)

    #: The class of its grounds: where it is about, and at the other end.
    visibility = models.SmallIntegerField(default=0)
    beside = models.SmallIntegerField(default=0)
    #: From this class on a reader sees more, and so another finding or none.
    until = models.SmallIntegerField(default=NOBODY)
    until_beside = models.SmallIntegerField(default=NOBODY)

    digest = models.BigIntegerField(unique=True)
    state = models.BigIntegerField()
    #: Why two may be one: words of the program.
    grounds = models.JSONField(default=list)

    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    verdict = models.CharField(max_length=12, choices=Verdict.choices, default="", blank=True)
    reason = models.TextField(default="", blank=True)
    #: Whose it is: an account, or a team of the catalog.
    account_id = models.BigIntegerField(null=True)
    team_id = models.BigIntegerField(null=True)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    #: When it became what `status` says.
    moved_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.BigIntegerField(null=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["status", "kind", "-moved_at", "-id"], name="finding_list"),
            models.Index(fields=["-moved_at", "-id"], name="finding_moved"),
            models.Index(fields=["scope_id", "status"], name="finding_scope"),
            models.Index(fields=["other_id", "status"], name="finding_other", condition=Q(other_id__isnull=False)),
            models.Index(fields=["account_id"], name="finding_account", condition=Q(account_id__isnull=False)),
            models.Index(fields=["team_id"], name="finding_team", condition=Q(team_id__isnull=False)),
            models.Index(fields=["kind", "last_seen"], name="finding_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.status})"

    @property
    def hidden(self) -> int:
        """The class of what happens to it, for the journal."""
        return max(self.visibility, self.beside)

    def lists(self) -> list[Lineage]:
        """Every list that is a side; a query, when there are more than two."""
        more = Lineage.objects.filter(pk__in=self.further.values("lineage")).order_by("pk") if self.more else ()
        return [line for line in (self.said_by, self.against, *more) if line]


class Further(models.Model):
    """A list that answers as well, where more than two do."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="further")
    lineage = models.ForeignKey(Lineage, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.lineage_id} in finding {self.finding_id}"


class Looked(models.Model):
    """How far findings are up to date: one row."""

    #: What comparisons stood on, its day included, as a digest.
    ground = models.BigIntegerField()
    #: The last change that was there when the look began.
    until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"looked until {self.until}"
