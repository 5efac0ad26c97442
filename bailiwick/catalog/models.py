"""The rows of the catalog: entities, what is said of them, by whom, and when it became known.

Two clocks run through all of it. *World time* (`from_…`, `to_…`, dates) says when a
fact held; *book time* (`recorded_at`, `superseded_at`) says when we knew it. A row
whose `recorded_at` is NEVER is pending: it belongs to a change nobody has applied yet.
Nothing here writes; `actions/` does.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from .vocabulary import KINDS
from .when import BEGINNING, FOREVER, NEVER, Span


class State(models.IntegerChoices):
    """What a claim says about its object: it is this, it is not known, or there is none."""

    KNOWN = 0
    UNKNOWN = 1
    NONE = 2


class Rank(models.IntegerChoices):
    """Which of several claims leads."""

    DEPRECATED = -1
    NORMAL = 0
    PREFERRED = 1


class Entity(models.Model):
    """Something with a page of its own. Identity is kind + slug and never changes; a rename is an alias."""

    kind = models.CharField(max_length=32)
    slug = models.CharField(max_length=200)
    visibility = models.SmallIntegerField(default=0)
    #: Where it went when it was merged; book time of the merge stands in the change.
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    recorded_at = models.DateTimeField(default=NEVER)
    #: When a merge, or taking back its creation, ended it.
    superseded_at = models.DateTimeField(default=NEVER)
    change = models.ForeignKey("Change", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="entity_kind_slug")]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """How it is written in an address, a file and a message: `service/pypi`."""
        return f"{self.kind}/{self.slug}"

    @property
    def scope_id(self) -> int:
        """The scope that `access` asks for: an entity is its own scope."""
        return self.pk

    @property
    def kind_label(self) -> Any:
        return KINDS[self.kind].label


class Alias(models.Model):
    """Another name of an entity: what it is called, was called, its account, its former address.

    Schemes: `name` (what it is called; one at a time), `aka` (also written so), `slug`
    (an address it used to have, as kind/slug), `account` (handle elsewhere), `mail`,
    `former-name` (a keyed digest, visibility self; see `former_names.py`).
    """

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="aliases")
    scheme = models.CharField(max_length=16)
    value = models.CharField(max_length=300)
    #: Folded for look-ups: case, punctuation, `www.` and spaces gone.
    folded = models.CharField(max_length=300, db_index=True)
    visibility = models.SmallIntegerField(default=0)
    valid_from = models.DateField(default=BEGINNING)
    valid_to = models.DateField(default=FOREVER)
    recorded_at = models.DateTimeField(default=NEVER)
    superseded_at = models.DateTimeField(default=NEVER)
    change = models.ForeignKey("Change", null=True, on_delete=models.PROTECT, related_name="aliases")

    class Meta:
        indexes = [models.Index(fields=["entity", "scheme"], name="alias_entity")]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class Lineage(models.Model):
    """One list through time: a page and its revisions, a machine list, or what people say here.

    A lineage derived from another (a retelling, a copy) is no witness of its own: what it
    says counts as a later look at the list it retells, so its claims belong to the `root`.
    """

    name = models.CharField(max_length=100, unique=True)
    title = models.CharField(max_length=300, default="")
    derived_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="retellings")
    #: Predicates whose silence means "no longer so".
    complete_for = models.JSONField(default=list)
    #: What people state at this desk: intervals are theirs, not derived from readings.
    by_hand = models.BooleanField(default=False)
    #: Moves with every applied source, so that a change staged before can be derived again.
    revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """One document as it stood on one day, or one statement of a person."""

    lineage = models.ForeignKey(Lineage, on_delete=models.PROTECT, related_name="sources")
    slug = models.CharField(max_length=200, unique=True)
    order = models.IntegerField(default=0)
    kind = models.CharField(max_length=16, default="document")
    title = models.CharField(max_length=300, default="")
    uri = models.CharField(max_length=1000, default="")
    revision = models.CharField(max_length=100, default="")
    dated = models.DateField()
    retrieved_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=80, default="")
    recorded_at = models.DateTimeField(default=NEVER)
    change = models.ForeignKey("Change", null=True, on_delete=models.PROTECT, related_name="sources")

    class Meta:
        indexes = [models.Index(fields=["lineage", "dated", "order"], name="source_lineage_dated")]

    def __str__(self) -> str:
        return self.slug


def _number_in(column: str, name: str) -> models.GeneratedField:
    number = models.BigIntegerField(null=True)
    return models.GeneratedField(
        expression=Cast(KeyTextTransform(name, column), models.BigIntegerField()), output_field=number, db_persist=True
    )


class Change(models.Model):
    """A set of edits with an author and a message: proposed, then applied or rejected."""

    class Status(models.TextChoices):
        STAGING = "staging"
        PROPOSED = "proposed"
        APPLIED = "applied"
        REJECTED = "rejected"

    #: Ids only: who it was is looked up, so an erased person leaves no name here.
    author_id = models.BigIntegerField(null=True, db_index=True)
    reviewer_id = models.BigIntegerField(null=True)
    via = models.CharField(max_length=16, default="web")
    message = models.TextField(default="")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.STAGING)
    lineage = models.ForeignKey(Lineage, null=True, on_delete=models.PROTECT, related_name="+")
    #: `lineage.revision` when it was staged.
    base = models.PositiveIntegerField(default=0)
    reverts = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="reverted_by")
    report = models.JSONField(default=dict)
    #: Of the report, kept apart by the database: which source was read (null where none was), and how many statements
    #: it makes. A report may be long, and lists of documents need no more of it than this.
    read_source = _number_in("report", "source")
    read_statements = _number_in("report", "seen")
    #: The class of the most private thing in it: a reader below sees neither it nor its message.
    visibility = models.SmallIntegerField(default=0)
    #: The one entity it touches, when it is one.
    scope_id = models.BigIntegerField(null=True)
    #: Applied, but too large to refresh lists and search in the flip; the job `catalog.finish_flips` does.
    lists_behind = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["status", "-decided_at"], name="change_status"),
            models.Index(fields=["id"], name="change_behind", condition=Q(lists_behind=True)),
        ]

    def __str__(self) -> str:
        return f"change {self.pk} ({self.status})"


class Claim(models.Model):
    """One version of one statement of one witness.

    Versions of a statement share an `origin` (the id of the first one); at most one of
    them is current (recorded, not superseded). `key` is the statement's identity within
    its witness, so that reading a document twice finds what is there.
    """

    subject = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="claims", db_index=False)
    predicate = models.CharField(max_length=32)
    object = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="claims_about", db_index=False)
    value = models.TextField(null=True)
    state = models.SmallIntegerField(choices=State.choices, default=State.KNOWN)
    rank = models.SmallIntegerField(choices=Rank.choices, default=Rank.NORMAL)
    qualifiers = models.JSONField(default=dict)
    visibility = models.SmallIntegerField(default=0)
    #: The rule that concluded it, when no document says it in so many words.
    inferred_by = models.CharField(max_length=64, default="")

    from_earliest = models.DateField(default=BEGINNING)
    from_latest = models.DateField(default=BEGINNING)
    to_earliest = models.DateField(default=FOREVER)
    to_latest = models.DateField(default=FOREVER)

    recorded_at = models.DateTimeField(default=NEVER)
    superseded_at = models.DateTimeField(default=NEVER)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="claims", db_index=False)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    witness = models.ForeignKey(Lineage, on_delete=models.PROTECT, related_name="claims", db_index=False)
    origin = models.BigIntegerField()
    key = models.BigIntegerField()
    #: A person set the interval; readings of documents leave it alone.
    pinned = models.BooleanField(default=False)
    #: Projections for the mark on a page: latest document date, latest "still true".
    attested_on = models.DateField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "superseded_at", "predicate"], name="claim_card"),
            models.Index(
                fields=["object", "predicate", "superseded_at", "id"],
                name="claim_about",
                condition=Q(object__isnull=False),
            ),
            models.Index(fields=["key"], name="claim_key"),
            models.Index(fields=["origin"], name="claim_origin"),
            models.Index(fields=["change"], name="claim_change"),
            # Without it, every row of a dropped import is looked for in the whole table when it is deleted.
            models.Index(fields=["replaces"], name="claim_replaces", condition=Q(replaces__isnull=False)),
            # Whole, not partial: given "> BEGINNING" SQLite starts its range there and reads years for a month.
            models.Index(fields=["from_latest"], name="claim_began"),
            models.Index(fields=["from_earliest"], name="claim_began_maybe"),
            models.Index(fields=["to_latest"], name="claim_ended"),
            models.Index(fields=["to_earliest"], name="claim_ended_maybe"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.predicate} {self.object_id or self.value}"

    @property
    def span(self) -> Span:
        return Span(self.from_earliest, self.from_latest, self.to_earliest, self.to_latest)


class Ruling(models.Model):
    """What a reviewer says of a statement of a list: good until applied, or never to be proposed again.

    What is ruled is known by a `key` within the list, so the verdict stands however often the list is read: the key
    of the `statement` itself, or one made from it when the verdict is about its end, or about its `details`.
    `instead` is the origin of the statement that it is to be read as.
    """

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted"
        REJECTED = "rejected"

    witness = models.ForeignKey(Lineage, on_delete=models.PROTECT, related_name="rulings")
    key = models.BigIntegerField()
    statement = models.BigIntegerField()
    details = models.JSONField(null=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    instead = models.BigIntegerField(null=True)
    #: An id only, like a change's author.
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["witness", "key"], name="ruling_once")]

    def __str__(self) -> str:
        return f"{self.witness_id} {self.key} {self.verdict}"


class Edit(models.Model):
    """One step of a change: what it would do, and what is needed to take it back."""

    class Op(models.TextChoices):
        ADD = "add"
        END = "end"
        CORRECT = "correct"
        MOVE = "move"
        CREATE = "create"
        MERGE = "merge"
        SPLIT = "split"
        RENAME = "rename"
        ALIAS = "alias"
        SHOW = "show"
        REVERT = "revert"
        RANK = "rank"

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="edits")
    op = models.CharField(max_length=8, choices=Op.choices)
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    entity = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="edits")
    payload = models.JSONField(default=dict)
    #: Why it was not done when the change was applied ("changed meanwhile").
    refused = models.CharField(max_length=200, default="")

    class Meta:
        indexes = [models.Index(fields=["claim"], name="edit_claim", condition=Q(claim__isnull=False))]

    def __str__(self) -> str:
        return f"{self.op} in change {self.change_id}"


class Reference(models.Model):
    """Where a statement stands: document, line, the role word it used, digest of the line; marked if supplied.

    It points at the claim's `origin`, so every version of the statement shares it.
    """

    origin = models.BigIntegerField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="references", db_index=False)
    locator = models.CharField(max_length=100, default="")
    word = models.CharField(max_length=100, default="")
    digest = models.CharField(max_length=80, default="")
    #: The details that this place gives; None: just those of the claim.
    details = models.JSONField(null=True)
    recorded_at = models.DateTimeField(default=NEVER)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="references", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["origin", "source", "locator"], name="reference_once")]
        indexes = [
            models.Index(fields=["source", "origin"], name="reference_source"),
            models.Index(fields=["change"], name="reference_change"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.locator}"


class Evidence(models.Model):
    """What was read, kept once by content."""

    digest = models.CharField(max_length=80, unique=True)
    media_type = models.CharField(max_length=100)
    body = models.BinaryField()
    visibility = models.SmallIntegerField(default=2)

    def __str__(self) -> str:
        return self.digest


class Observation(models.Model):
    """What a probe or a person saw, run-length: `n` times the same between first and last."""

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed"
        CONTRADICTED = "contradicted"
        INCONCLUSIVE = "inconclusive"
        NOT_APPLICABLE = "not-applicable"

    origin = models.BigIntegerField(db_index=True)
    probe = models.CharField(max_length=32)
    verdict = models.CharField(max_length=16, choices=Verdict.choices)
    value = models.TextField(default="")
    #: The account behind a "still true", as an id.
    by_id = models.BigIntegerField(null=True)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    n = models.PositiveIntegerField(default=1)
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.origin} {self.verdict}"


class EntityNow(models.Model):
    """What lists and other rooms read: one row per entity and range of visibility classes.

    The row is for readers whose class is between `class_from` and `class_to`; most
    entities need one row (0 to 4). Written by the same actions as the claims and by
    `bailiwick rebuild`; a test shows that both agree.
    """

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="now")
    class_from = models.SmallIntegerField()
    class_to = models.SmallIntegerField()
    kind = models.CharField(max_length=32)
    slug = models.CharField(max_length=200)
    name = models.CharField(max_length=300)
    #: Folded name: the order of lists.
    sort = models.CharField(max_length=300)
    title = models.TextField(default="")
    lifecycle = models.CharField(max_length=16, default="")
    standing = models.CharField(max_length=16, default="")
    group = models.CharField(max_length=100, default="")
    merged = models.BooleanField(default=False)
    #: Entity ids of who answers for it and where it is, its addresses, and entity ids of where to ask.
    responsible = models.JSONField(default=list)
    people = models.PositiveSmallIntegerField(default=0)
    hosts = models.JSONField(default=list)
    addresses = models.JSONField(default=list)
    contacts = models.JSONField(default=list)
    #: {predicate: how many current claims point here}
    incoming = models.JSONField(default=dict)
    facts = models.PositiveIntegerField(default=0)
    #: When the oldest confirmation among its facts runs out; empty = nothing was ever confirmed.
    fresh_until = models.DateField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    attested_on = models.DateField(null=True)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entity", "class_from"], name="entity_now_once")]
        indexes = [
            models.Index(fields=["kind", "sort", "entity"], name="entity_now_list"),
            models.Index(fields=["kind", "group", "sort"], name="entity_now_group"),
            models.Index(fields=["kind", "people", "sort"], name="entity_now_people"),
            models.Index(fields=["kind", "fresh_until", "sort"], name="entity_now_fresh"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug} ({self.class_from}–{self.class_to})"
