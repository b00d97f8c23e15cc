from django.apps import AppConfig


class GranskningConfig(AppConfig):
    name = "granskning"

    def ready(self) -> None:
        from granskning import fard
        from granskning.flows.fard import Granskningsfardvag
        from granskning.flows.loggranskning import LoggranskningV1
        from granskning.flows.nodoppning import NodoppningV1
        from insatser.flows.register import register_flode

        fard.register_fardvag(Granskningsfardvag())
        register_flode(LoggranskningV1)
        register_flode(NodoppningV1)
