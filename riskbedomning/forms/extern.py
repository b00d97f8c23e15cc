"""An assessment made with an instrument that is not ours."""

from __future__ import annotations

from typing import Any

from django import forms

from arenden.forms.steg import dagfalt, langtext
from arenden.models import Arende, Handling
from riskbedomning.models import Externbedomning, Instrumentversion


class RattaExternForm(forms.Form):
    """What was wrong, and how it should read. There is nothing to change in what was noted."""

    fel = langtext("Vad blev fel?", rows=3, max_length=5_000)
    ratt = langtext(
        "Hur ska det stå?",
        hjalp="Det som redan är infört står kvar. Din rättelse visas bredvid.",
        rows=5,
        max_length=20_000,
    )


class FelinfordExternForm(forms.Form):
    felinford_skal = langtext(
        "Varför är den felinförd?",
        hjalp="Skriv inget om det barn som bedömningen egentligen gäller.",
        rows=3,
        max_length=1_000,
    )


class ExternForm(forms.Form):
    """Reference and conclusion. There is no field for questions, answers or points."""

    instrument = forms.CharField(
        label="Instrumentets namn",
        help_text="Till exempel ESTER, EARL eller SAVRY.",
        max_length=120,
    )
    instrument_version = forms.CharField(
        label="Instrumentets version", required=False, max_length=60
    )
    bedomare = forms.CharField(
        label="Vem gjorde bedömningen?", help_text="Namn och verksamhet.", max_length=200
    )
    certifierad = forms.ChoiceField(
        label="Är bedömaren certifierad för instrumentet?",
        choices=Externbedomning.Certifierad.choices,
        widget=forms.RadioSelect,
    )
    utford = dagfalt("När gjordes bedömningen?")
    kallor = langtext(
        "Vilka källor användes?",
        hjalp="Samtal, handlingar och iakttagelser, med datum.",
        rows=3,
        max_length=10_000,
    )
    slutsats = langtext(
        "Slutsats med egna ord",
        hjalp="Vad den professionella bedömningen kom fram till. Inga frågor eller poäng ur"
        " instrumentet: de skyddas av licens och säger lite utan sitt sammanhang.",
    )
    ny_bedomning = dagfalt("När behövs en ny bedömning?", required=False)
    handling = forms.ChoiceField(
        label="Handling i ärendet",
        help_text="Lägg först till handlingen i ärendet om den ska bifogas.",
        required=False,
    )

    def __init__(self, *args: Any, arende: Arende, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handlingar = Handling.objects.filter(arende=arende, felinford=None)
        self._handlingar = {str(rad.pk): rad for rad in handlingar}
        if hanvisningar := Instrumentversion.objects.references():
            namn = ", ".join(str(version.instrument) for version in hanvisningar)
            self.fields["instrument"].help_text = f"Till exempel {namn}."
        falt: Any = self.fields["handling"]
        falt.choices = [
            ("", "Ingen handling"),
            *((pk, f"{rad.titel}, {rad.inkom:%Y-%m-%d}") for pk, rad in self._handlingar.items()),
        ]

    def clean_handling(self) -> Handling | None:
        return self._handlingar.get(self.cleaned_data["handling"])
