from django.apps import AppConfig


class ArendenConfig(AppConfig):
    name = "arenden"
    verbose_name = "Ärenden"

    def ready(self) -> None:
        from arenden import fard, grunder
        from arenden.actions.utredning import hinder_for_utredning
        from arenden.models import Steg
        from arenden.models.utgang import ended_in_placement

        fard.register_hinder(Steg.UTREDNING, hinder_for_utredning)
        grunder.register_bevarandegrund(grunder.lvu_clocks)
        grunder.register_bevarandegrund(ended_in_placement)
