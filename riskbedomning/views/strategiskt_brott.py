"""Noting a first lagföring, and how a note is shown: never without its base rate."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from access.gate import Gate
from access.models import Roll
from access.policy import Decision
from arenden.views.bas import ArendeFormView
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions.strategiskt_brott import (
    note_strategiskt_brott,
    withdraw_strategiskt_brott,
)
from riskbedomning.forms.strategiskt_brott import AterkallaForm, StrategisktBrottForm
from riskbedomning.models import StrategisktBrott
from riskbedomning.rules import strategiskt_brott as rules


class StrategisktBrottView(ArendeFormView):
    gate = Gate(Verb.BEDOMNING_READ, (Roll.SOCIALSEKRETERARE,))
    flik = "bedomning"
    rubrik = "Notera en första lagföring"
    template_name = "riskbedomning/strategiskt_brott.html"
    form_class = StrategisktBrottForm
    formular = "strategiskt-brott"
    submit = "Spara noteringen"
    klart = "Noteringen är sparad."

    def prepare(self) -> None:
        self.kataloger = rules.kataloger(self.arende.akt.kon, timezone.localdate())

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"kataloger": self.kataloger}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "kataloger": self.kataloger,
            "avbryt_url": self.get_success_url(),
        }

    def perform(self, data: dict[str, Any]) -> None:
        katalog, brottstyp = data["brottstyp"]
        note_strategiskt_brott(
            arende=self.arende,
            katalog=katalog,
            brottstyp=brottstyp,
            lagforing=data["lagforing"] != StrategisktBrottForm.MISSTANKE,
            forsta=data["lagforing"] == StrategisktBrottForm.FORSTA,
            handling=data["handling"],
            lagford=data["lagford"],
            alder=data["alder"],
            actor=self.user,
        )

    def get_success_url(self) -> str:
        return reverse("riskbedomning:lista", args=[self.arende.pk])


class AterkallaStrategisktBrottView(ArendeFormView):
    """Takes a note back; one that is not shown any more does not exist here."""

    gate = Gate(Verb.BEDOMNING_READ, (Roll.SOCIALSEKRETERARE,))
    flik = "bedomning"
    rubrik = "Återkalla noteringen"
    template_name = "riskbedomning/strategiskt_brott_aterkalla.html"
    form_class = AterkallaForm
    autosave = False
    submit = "Återkalla"
    klart = "Noteringen är återkallad och visas inte längre."

    def prepare(self) -> None:
        self.notering = get_object_or_404(
            StrategisktBrott.objects.visible_to(self.user).shown(),
            pk=self.kwargs["notering"],
            arende=self.arende,
        )

    def may(self) -> Decision:
        return policy.may_assess(self.user, self.arende)

    def perform(self, data: dict[str, Any]) -> None:
        withdraw_strategiskt_brott(notering=self.notering, actor=self.user, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"avbryt_url": self.get_success_url()}

    def get_success_url(self) -> str:
        return reverse("riskbedomning:lista", args=[self.arende.pk])


def notering_of(notering: StrategisktBrott) -> dict[str, Any]:
    """Context for noteringar.html: the note with the edition of the catalogue it was made under."""
    dag = timezone.localdate(notering.noterad)
    katalog = rules.katalog_at(notering.katalog, notering.kon, dag)
    return {
        "notering": notering,
        "katalog": katalog.namn,
        "basfrekvens": katalog.basfrekvens,
        "kalla": katalog.kalla,
    }
