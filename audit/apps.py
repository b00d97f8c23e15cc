from django.apps import AppConfig
from django.core import checks


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Logg"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from audit.checks import check_witnesses

        checks.register(check_witnesses)
