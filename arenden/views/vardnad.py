"""Who has custody: see and add guardians, and note that one has it no more."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.gate import Gate
from access.models import Roll
from access.policy import Decision
from arenden.actions.vardnad import add_vardnadshavare, end_vardnad
from arenden.forms.vardnad import VardnadshavareForm, VardnadsslutForm
from arenden.models import Vardnadshavare
from arenden.policy import may_work
from arenden.views.bas import ArendeFormView
from audit.verb import Verb


class Vardnadsform(ArendeFormView):
    gate = Gate(Verb.AKT_READ, Roll.handlaggande())
    autosave = False

    def may(self) -> Decision:
        return may_work(self.user, self.arende)

    def get_success_url(self) -> str:
        return reverse("arenden:vardnad", args=[self.arende.pk])


class VardnadView(Vardnadsform):
    """All guardians of the akt, those who had custody before too, and room to add one."""

    rubrik = "Vårdnadshavare"
    form_class = VardnadshavareForm
    template_name = "arenden/vardnad.html"
    submit = "Lägg till"
    klart = "Vårdnadshavaren är tillagd."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rader = Vardnadshavare.objects.filter(akt=self.arende.akt_id).order_by("fran", "id")
        return super().get_context_data(rader=rader, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        add_vardnadshavare(arende=self.arende, actor=self.user, **data)


class VardnadenUpphorView(Vardnadsform):
    rubrik = "Vårdnaden upphör"
    form_class = VardnadsslutForm
    template_name = "arenden/vardnaden_upphor.html"
    klart = "Det är antecknat. Samtyckena att dela uppgifter är prövade på nytt."

    vardnadshavare: Vardnadshavare

    def prepare(self) -> None:
        self.vardnadshavare = get_object_or_404(
            Vardnadshavare, akt=self.arende.akt_id, pk=self.kwargs["vardnadshavare"]
        )
        self.objekt = self.vardnadshavare

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(vardnadshavare=self.vardnadshavare, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        end_vardnad(
            arende=self.arende,
            vardnadshavare=self.vardnadshavare,
            till=data["till"],
            version=self.version or 0,
            actor=self.user,
        )
