from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "access"
    verbose_name = "Åtkomst"

    def ready(self) -> None:
        from access import checks  # noqa: F401
