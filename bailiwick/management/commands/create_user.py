"""`bailiwick create-user EMAIL`: make an account, and print a link to sign in with."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bailiwick.access.grants import grant_role
from bailiwick.accounts import links
from bailiwick.accounts.actions import create_account
from bailiwick.accounts.models import User
from bailiwick.management.place import address


class Command(BaseCommand):
    """Twice is once: an account that stands gets the role and a new link."""

    help = "Make an account without a password, and print a link that signs in once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--handle", help="the name others see (default: user and a number)")
        parser.add_argument("--coordinator", action="store_true", help="may do everything, everywhere")
        parser.add_argument("--minutes", type=int, default=30, help="how long the link works")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.system("operator")
        try:
            user = create_account(options["email"], options["handle"] or _free_handle(), by=by)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        if options["coordinator"]:
            grant_role("Coordinator", user=user, by=by)
        self.stdout.write(f"account {user.handle} (others see this name; Account in the menu changes it)")
        self.stdout.write((address() or settings.SITE_URL) + links.make(user, options["minutes"]))


def _free_handle() -> str:
    """A handle that says nothing of the address."""
    taken = set(User.objects.filter(handle__regex=r"^user-[0-9]+$").values_list("handle", flat=True))
    numbers = [int(re.sub(r"\D", "", handle)) for handle in taken]
    return f"user-{max(numbers, default=0) + 1}"
