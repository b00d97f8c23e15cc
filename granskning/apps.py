from django.apps import AppConfig


class GranskningConfig(AppConfig):
    name = "granskning"
