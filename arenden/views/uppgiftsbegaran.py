"""Whom a utredning has asked: the list, a new letter, and what came of it."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from access.gate import Gate
from access.models import Roll
from access.policy import Decision, deny
from arenden import policy
from arenden.actions.uppgiftsbegaran import ask_for_uppgifter, note_svar
from arenden.forms.uppgiftsbegaran import BegaranForm, SvarForm
from arenden.models import Uppgiftsbegaran, Utredning
from arenden.views.bas import ArbetsFormView, ArendeView
from audit.verb import Verb

HANDLAGGANDE = Roll.handlaggande()


class BegarandenView(ArendeView):
    """Every letter of the utredning, and whether more may be sent."""

    gate = Gate(Verb.UPPGIFTSBEGARAN_READ, HANDLAGGANDE)
    flik = "utredning"
    template_name = "arenden/begaranden.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        utredning = get_object_or_404(Utredning, arende=self.arende)
        utredning.arende = self.arende
        return super().get_context_data(
            begaranden=utredning.begaranden.select_related("begard_av"),
            kan_begara=policy.may_change_utredning(self.user, utredning),
            idag=timezone.localdate(),
            **kwargs,
        )


class BegaranFormular(ArbetsFormView):
    """What the two forms share: back to the list."""

    flik = "utredning"

    def get_success_url(self) -> str:
        return reverse("arenden:begaranden", args=[self.arende.pk])


class NyBegaranView(BegaranFormular):
    gate = Gate(Verb.UPPGIFTSBEGARAN_READ, HANDLAGGANDE)
    rubrik = "Begär uppgifter"
    form_class = BegaranForm
    template_name = "arenden/begaran_ny.html"
    formular = "uppgiftsbegaran"
    submit = "Spara begäran"
    klart = "Begäran är sparad. Ta ut brevet och skicka det."

    def prepare(self) -> None:
        self.utredning = get_object_or_404(Utredning, arende=self.arende)
        self.utredning.arende = self.arende

    def may(self) -> Decision:
        return policy.may_change_utredning(self.user, self.utredning)

    def perform(self, data: dict[str, Any]) -> None:
        ask_for_uppgifter(utredning=self.utredning, actor=self.user, **data)


class BegaranSvarView(BegaranFormular):
    gate = Gate(Verb.UPPGIFTSBEGARAN_READ, HANDLAGGANDE)
    rubrik = "Svar på begäran"
    form_class = SvarForm
    template_name = "arenden/begaran_svar.html"
    autosave = False
    submit = "Spara svaret"
    klart = "Svaret är noterat."

    def prepare(self) -> None:
        self.begaran = get_object_or_404(
            Uppgiftsbegaran, utredning__arende=self.arende, pk=self.kwargs["brev"]
        )

    def may(self) -> Decision:
        if self.begaran.is_besvarad:
            return deny("Svaret är redan noterat.")
        return super().may()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(begaran=self.begaran, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        note_svar(begaran=self.begaran, actor=self.user, **data)
