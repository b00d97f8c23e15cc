from django.apps import AppConfig


class SamverkansteamConfig(AppConfig):
    name = "samverkansteam"
    verbose_name = "Samverkansteam"

    def ready(self) -> None:
        from samverkansteam import delbart

        delbart.register_kalla(delbart.signed_anteckningar)
