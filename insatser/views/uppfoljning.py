"""A round of follow-up."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from access.gate import Gate
from arenden.models import Steg
from arenden.views.bas import ArbetsFormView
from audit.verb import Verb
from insatser.actions import uppfoljning as uppfoljning_actions
from insatser.forms.uppfoljning import UppfoljningForm
from insatser.models import Indikator
from insatser.rules.barnets_fragor import fragor_for
from insatser.views.plan import HANDLAGGANDE, PlanSida


class UppfoljningView(PlanSida, ArbetsFormView):
    gate = Gate(Verb.UPPFOLJNING_READ, HANDLAGGANDE)
    steg = Steg.UPPFOLJNING
    rubrik = "Uppföljning"
    form_class = UppfoljningForm
    template_name = "insatser/uppfoljning.html"
    formular = "uppfoljning"
    submit = "Spara uppföljningen"
    klart = "Uppföljningen är sparad."

    def get_form_kwargs(self) -> dict[str, Any]:
        plan = uppfoljning_actions.plan_in_force(self.arende)
        mal = plan.mal_set.select_related("skala") if plan else []
        return super().get_form_kwargs() | {
            "mal": mal,
            "insatser": uppfoljning_actions.running(self.arende),
            "fragor": fragor_for(self.arende.akt.person.fodelsedatum, timezone.localdate()),
            "indikatorer": Indikator.objects.filter(mal__plan=plan) if plan else [],
        }

    def form_valid(self, form: Any) -> HttpResponse:
        form.cleaned_data = form.runda()
        return super().form_valid(form)

    def perform(self, data: dict[str, Any]) -> None:
        uppfoljning_actions.complete_uppfoljning(arende=self.arende, actor=self.user, **data)
