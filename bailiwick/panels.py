"""A page is shown: which rooms contribute a part? One named list of dotted paths per purpose.

Each line is read by `lib.panels.contributors`, so a room that shows a page never imports the rooms above it.

| purpose            | signature of a contributor                            | asked by                    |
|--------------------|-------------------------------------------------------|-----------------------------|
| `service_page`     | `f(user, entity_id) -> Panel | None`                  | the page of one entity      |
| `review`           | `f(user, change_id) -> Panel | None`                  | the review of a document    |
| `home`             | `f(user) -> Panel | None`                             | the home page               |
| `own_page`         | `f(user) -> Panel | None`                             | where am I responsible      |
| `search_documents` | `f(entity_ids) -> dict[int, list[Doc]]`               | the search index            |
| `search_kinds`     | `f() -> dict[str, str]` (kind, its name for people)   | the query line              |
| `calendar`         | `f(user, start, end) -> Iterable[Entry]`              | the calendar of endings     |
| `export`           | `f(user, folder) -> None`                             | `bailiwick export`          |
| `letters`          | `f() -> dict[str, Letter]` (mails this desk writes)   | the outbox                  |
| `own_data`         | `f(user) -> dict` (all that is kept about them)       | the account's page          |
| `person`           | `f(person_id) -> {"name", "url"} | None`              | the account's page          |
| `erase`            | `f(user_id, person_id) -> dict` (what was erased)     | `bailiwick erase`           |
| `names`            | `f() -> tuple[Column, ...]` (that may name a person)  | a name that is retired      |
| `job`              | `f(user, job) -> (address, words) | None` (its page)  | the page of a job           |
| `rewritten`        | `f(model, ids) -> None` (a name was taken out there)  | a name that is retired      |
"""

from __future__ import annotations

PANELS: dict[str, tuple[str, ...]] = {
    "service_page": (
        "bailiwick.tracker.panels.service_page",
        "bailiwick.findings.panels.service_page",
        "bailiwick.exchange.panels.service_page",
        "bailiwick.subscriptions.panels.service_page",
    ),
    "review": ("bailiwick.exchange.panels.review",),
    "home": ("bailiwick.findings.panels.home", "bailiwick.tracker.panels.home"),
    "own_page": ("bailiwick.findings.panels.own_page", "bailiwick.tracker.panels.own_page"),
    "search_documents": ("bailiwick.catalog.search_documents.documents",),
    "search_kinds": ("bailiwick.catalog.panels.search_kinds", "bailiwick.tracker.panels.search_kinds"),
    "search_jumps": ("bailiwick.tracker.panels.search_jumps",),
    "calendar": (),
    "export": (),
    "letters": (
        "bailiwick.outbox.panels.letters",
        "bailiwick.accounts.mails.letters",
        "bailiwick.tracker.reports.letters",
    ),
    "own_data": (
        "bailiwick.accounts.panels.own_data",
        "bailiwick.subscriptions.panels.own_data",
        "bailiwick.outbox.panels.own_data",
        "bailiwick.access.panels.own_data",
        "bailiwick.jobs.panels.own_data",
        "bailiwick.exchange.panels.own_data",
        "bailiwick.findings.panels.own_data",
        "bailiwick.tracker.panels.own_data",
    ),
    "person": ("bailiwick.catalog.panels.person",),
    "erase": (
        "bailiwick.catalog.actions.people.erase_from_catalog",
        "bailiwick.subscriptions.panels.erase",
        "bailiwick.outbox.panels.erase",
        "bailiwick.access.panels.erase",
        "bailiwick.jobs.panels.erase",
        "bailiwick.exchange.panels.erase",
        "bailiwick.findings.panels.erase",
        "bailiwick.tracker.panels.erase",
        "bailiwick.accounts.panels.erase",
    ),
    "names": (
        "bailiwick.findings.panels.names",
        "bailiwick.exchange.panels.names",
        "bailiwick.tracker.panels.names",
    ),
    "job": ("bailiwick.tracker.panels.job",),
    "rewritten": ("bailiwick.tracker.panels.rewritten",),
}
