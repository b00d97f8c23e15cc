"""The short form of one value of an indicator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from insatser.forms.falt import datum
from insatser.models import Indikator, Indikatorvarde

HJALP = {
    Indikator.Slag.JA_NEJ: "Ja eller nej.",
    Indikator.Slag.ANNAT: "Med några få ord.",
}


class IndikatorvardeForm(forms.Form):
    varde = forms.CharField(label="Värde", max_length=200)
    dag = datum("Vilken dag gäller det?")
    kalla = forms.ChoiceField(label="Var kommer det ifrån?", choices=Indikatorvarde.Kalla)
    anteckning = forms.CharField(
        label="Något att tänka på",
        help_text="Till exempel lov, sjukdom eller att sättet att mäta har ändrats.",
        max_length=1_000,
        required=False,
    )

    def __init__(self, *args: Any, indikator: Indikator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["varde"].label = f"Värde, {indikator.enhet}" if indikator.enhet else "Värde"
        self.fields["varde"].help_text = HJALP.get(
            Indikator.Slag(indikator.slag), "Ett tal, till exempel 38 eller 2,5."
        )
        self.initial.setdefault("dag", timezone.localdate())
