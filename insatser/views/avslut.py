"""The closing of an ärende."""

from __future__ import annotations

from typing import Any

from access.gate import Gate
from arenden.models import Steg
from arenden.views.bas import ArbetsFormView
from audit.verb import Verb
from insatser.actions.avslut import close_arende
from insatser.forms.avslut import AvslutForm
from insatser.views.plan import HANDLAGGANDE, PlanSida


class AvslutView(PlanSida, ArbetsFormView):
    gate = Gate(Verb.AVSLUT_READ, HANDLAGGANDE)
    steg = Steg.AVSLUT
    rubrik = "Avsluta ärendet"
    form_class = AvslutForm
    template_name = "insatser/avslut.html"
    formular = "avslut"
    submit = "Avsluta ärendet"
    klart = "Ärendet är avslutat."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(uppfoljning=self.arende.uppfoljningar.first(), **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        close_arende(arende=self.arende, actor=self.user, **data)
