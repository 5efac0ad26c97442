"""A request arrives: who answers?

One line per room, in the order they are asked; what is not here does not exist.

| room      | answers                                                             |
|-----------|---------------------------------------------------------------------|
| roof      | `/healthz`, `/readyz`                                               |
| web       | `/preferences/`, `/style/`                                          |
| accounts  | `/account/…`                                                        |
| exchange  | `/import/…`                                                         |
| findings  | `/findings/…`, `/findings.atom`                                     |
| tracker   | `/issues/…`, `/issues.atom`, `/report/…`                             |
| tracker   | `/hooks/<id>/`                                                      |
| work      | `/jobs/…`                                                           |
| subscriptions | `/watch/`                                                       |
| api       | `/api/…`                                                            |
| search    | `/search/`, `/search/suggest/`                                      |
| catalog   | `/`, `/changes/`, `/<kind>/`, `/<kind>/<slug>/` (last: it takes any word) |
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from bailiwick import health
from bailiwick.accounts.api import router as account_router
from bailiwick.accounts.bearer import WAYS_IN
from bailiwick.api.docs import docs_view
from bailiwick.api.site import make_api
from bailiwick.catalog.api import refused
from bailiwick.catalog.api import router as catalog_router
from bailiwick.catalog.errors import Refused
from bailiwick.findings.api import router as findings_router
from bailiwick.findings.feeds import findings_feed
from bailiwick.tracker.api import add_refusals
from bailiwick.tracker.api import router as tracker_router
from bailiwick.tracker.feeds import issues_feed
from bailiwick.tracker.views.hooks import hook_hear

api = make_api(auth=WAYS_IN)
api.add_exception_handler(Refused, refused)
add_refusals(api)
api.add_router("", account_router)
api.add_router("", catalog_router)
api.add_router("", findings_router)
api.add_router("", tracker_router)

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("account/", include("bailiwick.accounts.urls")),
    path("api/docs", docs_view(api, layout="web/base.html"), name="api_docs"),
    path("api/v1/", api.urls),
    path("findings.atom", findings_feed, name="findings_feed"),
    path("findings/", include("bailiwick.findings.urls")),
    path("import/", include("bailiwick.exchange.urls")),
    path("issues.atom", issues_feed, name="issues_feed"),
    path("issues/", include("bailiwick.tracker.urls")),
    path("report/", include("bailiwick.tracker.report_urls")),
    path("hooks/<id:pk>/", hook_hear, name="hook"),
    path("jobs/", include("bailiwick.work.urls")),
    path("watch/", include("bailiwick.subscriptions.urls")),
    path("", include("bailiwick.web.urls")),
    path("", include("bailiwick.catalog.urls")),
    path("", include("bailiwick.search.urls")),
]

handler400 = "bailiwick.web.errors.bad_request"
handler403 = "bailiwick.web.errors.denied"
handler404 = "bailiwick.web.errors.not_found"
handler500 = "bailiwick.web.errors.server_error"
