"""The second pair of eyes: the page to read with, and the assessor's answer."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from access.gate import Gate
from access.models import Roll
from access.policy import Decision
from arenden.views.bas import ArendeFormView
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions import answer_medlasning, give_medlasning
from riskbedomning.actions.fardig import oro_of
from riskbedomning.actions.medlasning import seen
from riskbedomning.forms.medlasning import MedlasningForm, MedlasningssvarForm
from riskbedomning.models import Medlasning
from riskbedomning.views.sida import BedomningSida


class MedlasningView(BedomningSida, ArendeFormView):
    gate = Gate(Verb.BEDOMNING_READ, (Roll.SOCIALSEKRETERARE, Roll.GRUPPLEDARE))
    rubrik = "Läs med"
    template_name = "riskbedomning/medlasning.html"
    form_class = MedlasningForm
    formular = "bedomning-medlasning"
    submit = "Spara medläsningen"
    klart = "Medläsningen är sparad."

    @property
    def objekt_id(self) -> Any:
        return self.bedomning.pk

    def may(self) -> Decision:
        return policy.may_second_read(self.user, self.bedomning)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"sett": seen(self.bedomning, oro_of(self.bedomning))}

    def perform(self, data: dict[str, Any]) -> None:
        give_medlasning(bedomning=self.bedomning, actor=self.user, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"avbryt_url": self.get_success_url()}

    def get_success_url(self) -> str:
        return self.url("bedomning")


class MedlasningssvarView(BedomningSida, ArendeFormView):
    gate = Gate(Verb.BEDOMNING_READ, (Roll.SOCIALSEKRETERARE,))
    rubrik = "Svara på medläsningen"
    template_name = "riskbedomning/medlasningssvar.html"
    form_class = MedlasningssvarForm
    formular = "bedomning-medlasningssvar"
    submit = "Spara svaret"
    klart = "Svaret är sparat."

    def prepare(self) -> None:
        super().prepare()
        self.medlasning = get_object_or_404(
            Medlasning.objects.visible_to(self.user).select_related("lasare", "bedomare"),
            pk=self.kwargs["medlasning"],
            bedomning=self.bedomning,
        )
        self.medlasning.bedomning = self.bedomning

    @property
    def objekt_id(self) -> Any:
        return self.medlasning.pk

    def may(self) -> Decision:
        return policy.may_answer_medlasning(self.user, self.medlasning)

    def perform(self, data: dict[str, Any]) -> None:
        answer_medlasning(medlasning=self.medlasning, actor=self.user, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "medlasning": self.medlasning,
            "avbryt_url": self.get_success_url(),
        }

    def get_success_url(self) -> str:
        return self.url("samlad")
