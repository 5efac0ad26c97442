"""`bailiwick sign-in-link EMAIL`: print a link that signs the account in, once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bailiwick.accounts import links
from bailiwick.accounts.models import User, fold_email
from bailiwick.management.place import address


class Command(BaseCommand):
    """For whoever runs the machine: a way in when mail does not work (yet)."""

    help = "Print a link that signs an account in once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--minutes", type=int, default=30, help="how long the link works")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=fold_email(options["email"])).first()
        if user is None or user.is_system or not user.is_active:
            raise CommandError("no active account has this address (`bailiwick create-user` makes one)")
        self.stdout.write((address() or settings.SITE_URL) + links.make(user, options["minutes"]))
