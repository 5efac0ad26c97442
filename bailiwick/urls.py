"""A request arrives: who answers?

One line per room, in the order they are asked; what is not here does not exist.

| room      | answers                                                             |
|-----------|---------------------------------------------------------------------|
| roof      | `/healthz`, `/readyz`                                               |
| accounts  | `/accounts/…`                                                       |
| api       | `/api/…`                                                            |
| search    | `/search/`, `/search/suggest/`                                      |
| catalog   | `/`, `/changes/`, `/<kind>/`, `/<kind>/<slug>/` (last: it takes any word) |
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from bailiwick import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
]
