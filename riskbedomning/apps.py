from django.apps import AppConfig


class RiskbedomningConfig(AppConfig):
    name = "riskbedomning"
    verbose_name = "Riskbedömning"

    def ready(self) -> None:
        from arenden.fard import register_hinder
        from arenden.models import Steg
        from riskbedomning.actions import hinder_for_utredning

        register_hinder(Steg.UTREDNING, hinder_for_utredning)
