from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "bailiwick.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
