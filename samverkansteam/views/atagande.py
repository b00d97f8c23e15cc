"""How it goes with what somebody took upon themselves."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from access.gate import Gate
from access.policy import require
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions.atagande import answer_atagande
from samverkansteam.forms.bidrag import AtagandesvarForm
from samverkansteam.models import Atagande
from samverkansteam.views.bas import DELTAGANDE, TeamFormView


class SvaraAtagandeView(TeamFormView):
    gate = Gate(Verb.ATAGANDE_READ, DELTAGANDE)
    form_class = AtagandesvarForm
    rubrik = "Hur gick det?"
    klart = "Svaret är sparat."
    atagande: Atagande

    def prepare(self) -> None:
        self.atagande = get_object_or_404(
            Atagande.objects.visible_to(self.user).select_related("ansvarig", "team"),
            team=self.team,
            pk=self.kwargs["atagande"],
        )
        require(policy.may_complete(self.user, self.atagande))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        vad = f"{self.atagande.vad} Senast {self.atagande.senast}."
        return super().get_context_data(ingress=vad, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        answer_atagande(atagande=self.atagande, actor=self.user, **data)
