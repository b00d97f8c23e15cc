"""The answer to a nämnd that asks whether an ärende can be taken over."""

from __future__ import annotations

from django import forms

from arenden.forms.steg import langtext
from insatser.models import Overflyttning


class SvarForm(forms.Form):
    svar = forms.ChoiceField(
        label="Nämndens svar", choices=Overflyttning.Svar.choices, widget=forms.RadioSelect
    )
    skal = langtext("Skäl", hjalp="Behövs om ni inte tar emot ärendet.", rows=4, required=False)
