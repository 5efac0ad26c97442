"""What programs send: which moment, which thing, and edits in JSON that become drafts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from bailiwick.api.toolkit import Body, Invalid
from bailiwick.lib.text import slugify

from .. import answers, moments, resolve
from ..drafts import Add, Correct, Create, Draft, End, Merge, Rename, SetAlias, SetRank, Show, Split
from ..models import Claim, Entity, EntityNow, Rank, State
from ..plain import level_of
from ..spelling import name_fault
from ..vocabulary import KINDS
from ..when import BEGINNING, FOREVER, NEVER, Span, blur_of, last_day

KIND_WORDS = sorted(KINDS)
Visibility = Literal["public", "members", "staff", "coordinators", "self"]
Day = Annotated[str, Field(max_length=40, description="2014, 2014-10 (their last day) or 2014-10-01.")]
Ref = Annotated[str, Field(min_length=3, max_length=240, description="`kind/slug`.")]
ClaimId = Annotated[int, Field(ge=1, le=2**63 - 1, description="The `id` of one of a fact's `claims`.")]


def _name(name: str) -> str:
    """What something new is to be called; an empty name is the action's to refuse."""
    if name.strip() and (fault := name_fault(name.strip())):
        raise PydanticCustomError("name", "{why}", {"why": fault})
    return name


Name = Annotated[str, Field(max_length=300), AfterValidator(_name)]


class When(Schema):
    """The two dates of every reading."""

    as_of: str = Field("", max_length=40, description="As of the end of which day: 2014, 2014-10, 2014-10-01.")
    known_at: str = Field("", max_length=40, description="As the book stood: a day's end, or 2014-10-01T12:00:00Z.")


@dataclass(frozen=True)
class Moments:
    """The same, understood."""

    as_of: date | None
    known_at: datetime | None


def moments_of(when: When) -> Moments:
    """Both dates; Invalid names the one that is none."""
    return Moments(
        query_date("as_of", moments.as_of, when.as_of), query_date("known_at", moments.known_at, when.known_at)
    )


def query_date(field: str, read: Callable[[str], Any], text: str) -> Any:
    """A date of the query string."""
    try:
        return read(text)
    except ValueError as error:
        raise Invalid(str(error), field=field, where="query") from None


def kind_word(kind: str) -> str:
    """A kind of the vocabulary, or Invalid."""
    if kind not in KINDS:
        raise Invalid(_("“%(kind)s” is not a kind of thing the catalog knows") % {"kind": kind[:40]}, field="kind")
    return kind


def row_or_404(request: HttpRequest, kind: str, slug: str) -> EntityNow:
    """What stands at this address for this reader."""
    row = answers.row_for(request.user, kind, slug)
    if row is None:
        raise Http404
    return row


def entity_named(user: Any, ref: str, field: str) -> Entity:
    """An entity that a body or a query names; one that is hidden does not exist."""
    entity = resolve.visible(user, ref)
    if entity is None:
        raise Invalid(_("there is no %(ref)s") % {"ref": ref[:100]}, field=field)
    if entity.merged_into_id:
        raise Invalid(_("%(ref)s was merged into another page; name that one") % {"ref": ref[:100]}, field=field)
    return entity


class Statement(Body):
    """Something said of `subject`: an `object`, a `value`, or the state unknown or none."""

    subject: Ref
    predicate: str = Field(max_length=32)
    object: Ref | None = None
    value: str | None = Field(None, max_length=10_000)
    state: Literal["known", "unknown", "none"] = "known"
    qualifiers: dict[str, str] = {}
    visibility: Visibility | None = None
    rank: Literal["deprecated", "normal", "preferred"] = "normal"
    from_: Day | None = Field(None, alias="from")
    from_earliest: Day | None = None
    to: Day | None = None
    to_earliest: Day | None = None

    def draft(self, user: Any) -> Add:
        """The statement as the catalog's actions take it."""
        return Add(
            entity_named(user, self.subject, "subject"),
            self.predicate,
            entity_named(user, self.object, "object") if self.object else None,
            self.value,
            State[self.state.upper()],
            self.qualifiers,
            None if self.visibility is None else level_of(self.visibility),
            Rank[self.rank.upper()],
            self._span(),
        )

    def _span(self) -> Span:
        first = blur_of(self.from_) if self.from_ else (BEGINNING, BEGINNING)
        last = blur_of(self.to) if self.to else (FOREVER, FOREVER)
        began = last_day(self.from_earliest) if self.from_earliest else first[0]
        # Nothing ends before it begins, however little is known of either.
        ended = last_day(self.to_earliest) if self.to_earliest else max(last[0], began)
        return Span(began, first[1], ended, last[1])


class AddIn(Statement):
    """Say something new."""

    op: Literal["add"]


class EndIn(Body):
    """It was so, until `on`, a day, month or year; in (`not_before`, `on`] when less is known."""

    op: Literal["end"]
    claim: ClaimId
    on: Day
    not_before: Day | None = None

    def draft(self, user: Any) -> End:
        """The end of a fact."""
        earliest, latest = blur_of(self.on)
        return End(claim_named(user, self.claim), last_day(self.not_before) if self.not_before else earliest, latest)


class CorrectIn(Body):
    """It was never so; `instead` says what is right."""

    op: Literal["correct"]
    claim: ClaimId
    instead: Statement | None = None

    def draft(self, user: Any) -> Correct:
        """The correction of a fact."""
        return Correct(claim_named(user, self.claim), self.instead.draft(user) if self.instead else None)


class CreateIn(Body):
    """A new page; without `slug` its address is made of its name."""

    op: Literal["create"]
    kind: str = Field(max_length=32)
    slug: str = Field("", max_length=200)
    name: Name
    visibility: Visibility = "public"

    def draft(self, user: Any) -> Create:
        """The new page."""
        return Create(self.kind, self.slug or slugify(self.name), self.name, level_of(self.visibility))


class RenameIn(Body):
    """It is called `name`, from `on`."""

    op: Literal["rename"]
    entity: Ref
    name: Name
    on: Day | None = None

    def draft(self, user: Any) -> Rename:
        """The new name."""
        return Rename(entity_named(user, self.entity, "entity"), self.name, last_day(self.on) if self.on else None)


class AliasIn(Body):
    """Another spelling, an account elsewhere, a mail address. A former name is retired, not added."""

    op: Literal["alias"]
    entity: Ref
    scheme: Literal["aka", "account", "mail"] = "aka"
    value: Name
    visibility: Visibility = "public"

    def draft(self, user: Any) -> SetAlias:
        """The other name."""
        entity = entity_named(user, self.entity, "entity")
        return SetAlias(entity, self.scheme, self.value, level_of(self.visibility))


class MergeIn(Body):
    """Two pages are one thing: `entity` goes into `into`."""

    op: Literal["merge"]
    entity: Ref
    into: Ref

    def draft(self, user: Any) -> Merge:
        """The merge."""
        return Merge(entity_named(user, self.entity, "entity"), entity_named(user, self.into, "into"))


class SplitIn(Body):
    """One page was two things: `claims` belong to a new one."""

    op: Literal["split"]
    entity: Ref
    kind: str = Field(max_length=32)
    slug: str = Field(max_length=200)
    name: Name
    claims: list[ClaimId] = Field(min_length=1, max_length=500)

    def draft(self, user: Any) -> Split:
        """The split."""
        claims = [claim_named(user, pk) for pk in self.claims]
        return Split(entity_named(user, self.entity, "entity"), self.kind, self.slug, self.name, claims)


class ShowIn(Body):
    """Who may see the page at all."""

    op: Literal["show"]
    entity: Ref
    visibility: Visibility

    def draft(self, user: Any) -> Show:
        """The new class of visibility."""
        return Show(entity_named(user, self.entity, "entity"), level_of(self.visibility))


class RankIn(Body):
    """Of several statements this one leads (preferred), or it no longer counts (deprecated)."""

    op: Literal["rank"]
    claim: ClaimId
    rank: Literal["deprecated", "normal", "preferred"]

    def draft(self, user: Any) -> SetRank:
        """The rank of a fact."""
        return SetRank(claim_named(user, self.claim), Rank[self.rank.upper()])


EditIn = Annotated[
    AddIn | EndIn | CorrectIn | CreateIn | RenameIn | AliasIn | MergeIn | SplitIn | ShowIn | RankIn,
    Field(discriminator="op"),
]


def claim_named(user: Any, pk: int) -> Claim:
    """A current claim that a body names; one that is hidden does not exist."""
    claim = answers.claim_for(user, pk)
    if claim is None or claim.superseded_at < NEVER:
        raise Invalid(_("there is no claim %(id)s in the book now") % {"id": pk}, field="claim")
    return claim


def drafts_of(user: Any, edits: Sequence[Any]) -> list[Draft]:
    """The edits as drafts; Invalid says which of them cannot be."""
    return [_draft(user, number, edit) for number, edit in enumerate(edits)]


def _draft(user: Any, number: int, edit: Any) -> Draft:
    try:
        drafted: Draft = edit.draft(user)
        return drafted
    except Invalid as error:
        field = f"edits.{number}.{error.field}" if error.field else f"edits.{number}"
        raise Invalid(error.message, field=field, where="body") from None
    except ValueError as error:
        raise Invalid(str(error), field=f"edits.{number}", where="body") from None
