"""Starting an insats."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from access.gate import Gate
from arenden.views.bas import ArbetsFormView
from audit.verb import Verb
from insatser.actions import insats as insats_actions
from insatser.actions.insats import Samtycke
from insatser.actions.uppfoljning import plan_in_force
from insatser.forms.insats import InsatsForm
from insatser.rules.insatsalder import Form, Vem
from insatser.views.plan import HANDLAGGANDE, PlanSida


class NyInsatsView(PlanSida, ArbetsFormView):
    gate = Gate(Verb.INSATS_READ, HANDLAGGANDE)
    rubrik = "Starta insats"
    form_class = InsatsForm
    template_name = "arenden/form_sida.html"
    formular = "insats"
    submit = "Starta insatsen"
    klart = "Insatsen är startad."

    def prepare(self) -> None:
        plan = plan_in_force(self.arende)
        if plan is None:
            raise PermissionDenied("Fastställ planen innan insatsen startar.")
        self.plan = plan

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"arende": self.arende, "plan": self.plan}

    def perform(self, data: dict[str, Any]) -> None:
        vilka = data.pop("samtycke")
        namn, dag, satt = (data.pop(f"samtycke_{falt}") for falt in ("namn", "dag", "satt"))
        form = data.pop("form")
        insats_actions.start_insats(
            plan=self.plan,
            form=Form(form) if form else None,
            samtycken=[
                Samtycke(Vem(vem), namn if vem == Vem.VARDNADSHAVARE else "", dag, satt)
                for vem in vilka
            ],
            actor=self.user,
            **data,
        )
