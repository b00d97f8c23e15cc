from django.apps import AppConfig


class InsatserConfig(AppConfig):
    name = "insatser"
    verbose_name = "Insatser"

    def ready(self) -> None:
        from arenden import fard
        from insatser.flows.fard import Arendefardvag

        fard.register_fardvag(Arendefardvag())
