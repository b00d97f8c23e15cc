"""A round of follow-up."""

from __future__ import annotations

from typing import Any

from access.gate import Gate
from arenden.models import Steg
from arenden.views.bas import ArbetsFormView
from audit.verb import Verb
from insatser.actions import uppfoljning as uppfoljning_actions
from insatser.forms.uppfoljning import UppfoljningForm
from insatser.views.plan import HANDLAGGANDE, PlanSida


class UppfoljningView(PlanSida, ArbetsFormView):
    gate = Gate(Verb.UPPFOLJNING_READ, HANDLAGGANDE)
    steg = Steg.UPPFOLJNING
    rubrik = "Uppföljning"
    form_class = UppfoljningForm
    template_name = "arenden/form_sida.html"
    formular = "uppfoljning"
    submit = "Spara uppföljningen"
    klart = "Uppföljningen är sparad."

    def get_form_kwargs(self) -> dict[str, Any]:
        plan = uppfoljning_actions.plan_in_force(self.arende)
        return super().get_form_kwargs() | {"mal": plan.mal_set.all() if plan else []}

    def form_valid(self, form: Any) -> Any:
        form.cleaned_data = {
            "sammanfattning": form.cleaned_data["sammanfattning"],
            "barnets_rost": form.cleaned_data["barnets_rost"],
            "beslut": form.cleaned_data["beslut"],
            "nasta_senast": form.cleaned_data["nasta_senast"],
            "uppfyllelser": form.uppfyllelser(),
        }
        return super().form_valid(form)

    def perform(self, data: dict[str, Any]) -> None:
        uppfoljning_actions.complete_uppfoljning(arende=self.arende, actor=self.user, **data)
