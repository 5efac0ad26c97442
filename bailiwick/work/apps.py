from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Pages over the rows of events, jobs and the outbox; no rows of its own."""

    name = "bailiwick.work"
    label = "work"
