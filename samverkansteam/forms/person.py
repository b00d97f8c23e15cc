"""Forms about one person in a team: mark, absence."""

from __future__ import annotations

from django import forms

from samverkansteam.models import Markering


class MarkeringForm(forms.Form):
    farg = forms.ChoiceField(
        label="Markering", choices=Markering.Farg.choices, widget=forms.RadioSelect
    )
    motiv = forms.CharField(
        label="Grund",
        max_length=2_000,
        widget=forms.Textarea,
        help_text="Stannar i teamet och förs aldrig in i personakten.",
    )


class FranvaroForm(forms.Form):
    vecka = forms.RegexField(
        label="Vecka",
        regex=r"^\d{4}-W\d{2}$",
        help_text="Skriv som 2026-W47.",
        error_messages={"invalid": "Skriv veckan som 2026-W47."},
    )
    giltig = forms.IntegerField(label="Giltig frånvaro, timmar", min_value=0, max_value=60)
    ogiltig = forms.IntegerField(label="Ogiltig frånvaro, timmar", min_value=0, max_value=60)
    sen = forms.IntegerField(label="Sen ankomst, antal gånger", min_value=0, max_value=60)
