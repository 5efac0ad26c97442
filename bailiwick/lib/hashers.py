"""How passwords are hashed."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two rounds, one lane: OWASP's first choice, and a fifth of Django's memory per login."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
