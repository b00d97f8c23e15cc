from django.apps import AppConfig


class InsatserConfig(AppConfig):
    name = "insatser"
    verbose_name = "Insatser"

    def ready(self) -> None:
        from arenden import fard, grunder
        from arenden.models import Arende, Steg
        from insatser import delbart, kallor
        from insatser.actions.aviseringar import tell_of_varning
        from insatser.actions.teamgang import start_on_report
        from insatser.fard import register_gangvag
        from insatser.flows.arbetsgang import Viewflowgang
        from insatser.flows.fard import Arendefardvag, register_hinder
        from insatser.flows.lul_yttrande import register_yttrande
        from insatser.flows.nodkontroll import every_stored_node_is_there  # noqa: F401 – a check
        from insatser.krav.genomforande import oro_vantar
        from insatser.krav.team import teamformer_pagar
        from insatser.models.avslut import ended_in_care
        from riskbedomning.kallor import register_kallor, register_mellan, register_parter
        from samverkansteam.delbart import register_kalla

        fard.register_fardvag(Arendefardvag())
        register_hinder()
        register_yttrande()
        fard.register_varning(tell_of_varning)
        fard.register_hinder(Steg.AVSLUT, teamformer_pagar)
        fard.register_hinder(Steg.AVSLUT, oro_vantar)
        register_gangvag(Viewflowgang())
        fard.register_mottagare(Arende.Slag.SKOLSOCIALT_TEAM, start_on_report)
        fard.register_mottagare(Arende.Slag.TREFAS, start_on_report)
        grunder.register_bevarandegrund(ended_in_care)
        register_kallor(kallor.held_moten)
        register_parter(kallor.team_parter)
        register_mellan(kallor.insatser_mellan)
        register_kalla(delbart.plan_items)
        register_kalla(delbart.ongoing_insatser)
