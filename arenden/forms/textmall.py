"""Forms for the templates of notes."""

from __future__ import annotations

from django import forms

from arenden.forms.steg import dagfalt, langtext
from arenden.models import Journalanteckning


class TextmallForm(forms.Form):
    slag = forms.ChoiceField(
        label="Händelse", choices=Journalanteckning.Slag, widget=forms.RadioSelect
    )
    namn = forms.CharField(
        label="Namn", max_length=60, help_text="Till exempel «Första hembesöket»."
    )
    stod = langtext(
        "Rubriker och frågor",
        hjalp="En rubrik eller fråga på varje rad. Skriv ingenting om någon enskild person.",
        rows=14,
        max_length=4_000,
    )
    giltig_fran = dagfalt("Gäller från")


class SistaDagForm(forms.Form):
    till = dagfalt("Sista dagen som mallen erbjuds")
