"""The entrance for a WSGI server: `bailiwick.wsgi:application`."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bailiwick.settings")

application = get_wsgi_application()

# What start-up made stays for good; the collector need not look at it again.
gc.collect()
gc.freeze()
