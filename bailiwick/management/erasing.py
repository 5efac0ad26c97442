"""Who is meant by `bailiwick erase`: whoever runs this machine reaches everybody, hidden or not."""

from __future__ import annotations

from dataclasses import dataclass

from bailiwick.accounts.models import User, fold_email
from bailiwick.catalog.models import Entity


@dataclass(frozen=True)
class Whom:
    """An account, a person, or both."""

    user: User | None
    person: Entity | None

    @property
    def text(self) -> str:
        """In words."""
        parts = [f"the account {self.user.handle}" if self.user else "", f"{self.person.ref}" if self.person else ""]
        return " and ".join(filter(None, parts))


def whom(text: str) -> Whom | None:
    """The account of an address with its person, or the person at `person/slug` with the account; None for nobody."""
    if "@" in text and not text.startswith("person/"):
        user = User.objects.filter(email=fold_email(text), kind=User.Kind.PERSON).first()
        person = Entity.objects.filter(pk=user.person_id).first() if user and user.person_id else None
        return Whom(user, person) if user else None
    person = Entity.objects.filter(kind="person", slug=text.removeprefix("person/")).first()
    return Whom(User.objects.filter(person_id=person.pk).first(), person) if person else None
