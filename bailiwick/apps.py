from django.apps import AppConfig


class BailiwickConfig(AppConfig):
    """The roof as an app, so that Django finds `management/`."""

    name = "bailiwick"
    label = "bailiwick"
