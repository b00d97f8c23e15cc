from django.apps import AppConfig


class GranskningConfig(AppConfig):
    name = "granskning"

    def ready(self) -> None:
        from granskning import fard
        from granskning.flows.fard import Granskningsfardvag

        fard.register_fardvag(Granskningsfardvag())
