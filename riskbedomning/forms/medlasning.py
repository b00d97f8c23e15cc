"""Forms of the second reading."""

from __future__ import annotations

from django import forms

from arenden.forms.steg import langtext
from riskbedomning.models import Medlasning


class MedlasningForm(forms.Form):
    """`sett` carries what the page showed, so that nobody puts their name to something else."""

    sett = forms.CharField(widget=forms.HiddenInput)
    utfall = forms.ChoiceField(
        label="Vad ser du?", choices=Medlasning.Utfall.choices, widget=forms.RadioSelect
    )
    kommentar = langtext(
        "Dina ord",
        hjalp="Behövs om du ser något på ett annat sätt: vad, och vad du bygger det på.",
        max_length=10_000,
        required=False,
    )


class MedlasningssvarForm(forms.Form):
    svar = langtext(
        "Ditt svar",
        hjalp="Vad du tar till dig, och vad du håller fast vid. Båda texterna sparas.",
        max_length=10_000,
    )
