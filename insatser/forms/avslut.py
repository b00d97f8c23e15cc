"""The form of a closing."""

from __future__ import annotations

from django import forms

from arenden.forms.steg import langtext
from insatser.models import Avslut


class AvslutForm(forms.Form):
    orsak = forms.ChoiceField(label="Orsak", choices=Avslut.Orsak, widget=forms.RadioSelect)
    resultat = forms.ChoiceField(
        label="Resultat", choices=Avslut.Resultat, widget=forms.RadioSelect
    )
    barnets_rost = langtext("Barnets egna ord", hjalp="Vad säger barnet om tiden med insatsen?")
    sammanfattning = langtext("Sammanfattning")
    erbjudande = langtext("Stöd som erbjuds efteråt", rows=3, required=False)
