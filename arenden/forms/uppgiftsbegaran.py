"""The letter that asks others for information, and what came of it."""

from __future__ import annotations

from django import forms

from arenden.forms.steg import dagfalt, langtext
from arenden.forms.vagen import satt
from arenden.models import Uppgiftsbegaran


class BegaranForm(forms.Form):
    till = forms.CharField(
        label="Vem frågar ni?",
        help_text="Myndigheten eller skolan, och gärna vem där. Fråga inte fler än ni behöver.",
        max_length=500,
    )
    vad = langtext(
        "Vad ber ni om?",
        hjalp="Det som kan ha betydelse för utredningen. Skriv inte mer om barnet eller familjen "
        "än mottagaren behöver för att svara.",
        max_length=10_000,
    )
    satt = satt("Hur skickas den?", required=True)
    senast = dagfalt("Svar senast")


class SvarForm(forms.Form):
    svar = forms.ChoiceField(
        label="Hur gick det?", choices=Uppgiftsbegaran.Svar, widget=forms.RadioSelect
    )
    besvarad = dagfalt("Vilken dag?")
