from django.apps import AppConfig


class SamverkansteamConfig(AppConfig):
    name = "samverkansteam"
    verbose_name = "Samverkansteam"

    def ready(self) -> None:
        from arenden import fard
        from arenden.models import Arende
        from samverkansteam import delbart
        from samverkansteam.actions.inflode import receive_skolsocialt, receive_trefas
        from samverkansteam.actions.omprovning import custody_changed

        delbart.register_kalla(delbart.signed_anteckningar)
        delbart.register_kalla(delbart.finished_utredningar)
        delbart.register_kalla(delbart.coming_moten)
        fard.register_mottagare(Arende.Slag.SKOLSOCIALT_TEAM, receive_skolsocialt)
        fard.register_mottagare(Arende.Slag.TREFAS, receive_trefas)
        fard.register_vardnad(custody_changed)
