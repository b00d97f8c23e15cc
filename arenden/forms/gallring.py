"""Declining a proposal to destroy."""

from __future__ import annotations

from django import forms

from arenden.models import Gallringsforslag


class AvstaForm(forms.Form):
    motiv = forms.ChoiceField(
        label="Varför ska det inte gallras nu?",
        choices=Gallringsforslag.Motiv,
        widget=forms.RadioSelect,
    )
