"""Does the configured database answer? Exit code 0 or 1; `make test` asks before it runs the suite there."""

from __future__ import annotations

import os
import sys

import psycopg

try:
    psycopg.connect(os.environ["BAILIWICK_DATABASE_URL"], connect_timeout=3).close()
except psycopg.OperationalError as error:
    sys.exit(f"{error}".strip())
