from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "bailiwick.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
