"""The tab «Bedömning» of an ärende: its assessments, the way to a new one, and what is noted."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from access.gate import Gate
from access.models import Roll
from arenden.views.bas import ArendeFormView, ArendeView
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions import start_bedomning
from riskbedomning.actions.instrumentval import instrumentval_for
from riskbedomning.forms.start import StartForm
from riskbedomning.models import Bedomning, Externbedomning, StrategisktBrott
from riskbedomning.views.strategiskt_brott import notering_of


class BedomningarView(ArendeView):
    gate = Gate(Verb.BEDOMNING_READ, Roll.handlaggande())
    flik = "bedomning"
    template_name = "riskbedomning/bedomningar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.user
        noteringar = StrategisktBrott.objects.visible_to(user).filter(arende=self.arende).shown()
        return super().get_context_data(
            bedomningar=Bedomning.objects.visible_to(user)
            .filter(arende=self.arende)
            .select_related("bedomare", "instrumentversion__instrument"),
            externa=Externbedomning.objects.visible_to(user).filter(arende=self.arende),
            noteringar=[
                notering_of(notering) for notering in noteringar.select_related("noterad_av", "akt")
            ],
            may_assess=policy.may_assess(user, self.arende),
            **kwargs,
        )


class StartView(ArendeFormView):
    gate = Gate(Verb.BEDOMNING_READ, (Roll.SOCIALSEKRETERARE,))
    flik = "bedomning"
    rubrik = "Ny bedömning"
    template_name = "riskbedomning/ny.html"
    form_class = StartForm
    autosave = False
    submit = "Påbörja bedömning"
    klart = "Bedömningen är påbörjad."

    def prepare(self) -> None:
        self.val = instrumentval_for(self.arende)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"val": self.val}

    def perform(self, data: dict[str, Any]) -> None:
        self.started = start_bedomning(arende=self.arende, actor=self.user, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lista = reverse("riskbedomning:lista", args=[self.arende.pk])
        return super().get_context_data(**kwargs) | {"avbryt_url": lista, "val": self.val}

    def get_success_url(self) -> str:
        return reverse("riskbedomning:bedomning", args=[self.arende.pk, self.started.pk])
