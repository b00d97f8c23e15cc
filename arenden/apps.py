from django.apps import AppConfig


class ArendenConfig(AppConfig):
    name = "arenden"
    verbose_name = "Ärenden"

    def ready(self) -> None:
        from arenden import fard, grunder
        from arenden.actions.utredning import hinder_for_utredning
        from arenden.models import Steg

        fard.register_hinder(Steg.UTREDNING, hinder_for_utredning)
        grunder.register_bevarandegrund(grunder.lvu_clocks)
