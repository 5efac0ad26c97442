"""A request arrives: who answers?

One line per room, in the order they are asked; what is not here does not exist.

| room      | answers                                                             |
|-----------|---------------------------------------------------------------------|
| roof      | `/healthz`, `/readyz`                                               |
| web       | `/preferences/`, `/style/`                                          |
| accounts  | `/accounts/…`                                                       |
| api       | `/api/…`                                                            |
| search    | `/search/`, `/search/suggest/`                                      |
| catalog   | `/`, `/changes/`, `/<kind>/`, `/<kind>/<slug>/` (last: it takes any word) |
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from bailiwick import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("", include("bailiwick.web.urls")),
]

handler400 = "bailiwick.web.errors.bad_request"
handler403 = "bailiwick.web.errors.denied"
handler404 = "bailiwick.web.errors.not_found"
handler500 = "bailiwick.web.errors.server_error"
