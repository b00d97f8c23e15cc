from django.apps import AppConfig
from django.core import checks


class EncryptionConfig(AppConfig):
    name = "encryption"
    verbose_name = "Kryptering"

    def ready(self) -> None:
        from encryption.checks import check_suite

        checks.register(check_suite)
