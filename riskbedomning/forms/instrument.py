"""Writing and reviewing an instrument."""

from __future__ import annotations

from typing import Any

from django import forms

from arenden.forms.steg import langtext
from riskbedomning.models import Faktor, Instrument, Instrumentgranskning

ANLEDNING = "Vad ändras, och varför?"


class KopieraForm(forms.Form):
    anledning = langtext(
        ANLEDNING, hjalp="Den som granskar läser detta först.", rows=4, max_length=4_000
    )


class UppgifterForm(forms.Form):
    beskrivning = langtext(
        "Beskrivning", hjalp="Visas för den som gör en bedömning.", max_length=4_000
    )
    kalla = langtext(
        "Källa",
        hjalp="Vad instrumentet bygger på. Kopiera inga frågor ur instrument som kräver licens.",
        rows=3,
        max_length=2_000,
    )
    alder_fran = forms.IntegerField(label="Från ålder", min_value=0, max_value=99)
    alder_till = forms.IntegerField(label="Till och med ålder", min_value=0, max_value=99)
    anledning = langtext(ANLEDNING, rows=4, max_length=4_000)


class NyttInstrumentForm(UppgifterForm):
    """What an instrument is called and whose it is, and what its first version says of itself."""

    namn = forms.CharField(label="Namn", max_length=120)
    kod = forms.SlugField(
        label="Kod",
        max_length=40,
        help_text="Små bokstäver a–z, siffror och bindestreck. Den ändras aldrig.",
    )
    slag = forms.ChoiceField(
        label="Vem äger frågorna?",
        choices=[
            (Instrument.Slag.EGET, "Våra egna: ett formulär med faktorer"),
            (Instrument.Slag.LICENS, "Någon annans: kräver licens och blir bara en hänvisning"),
        ],
        widget=forms.RadioSelect,
    )
    anledning = langtext(
        "Varför behövs det?", hjalp="Den som granskar läser detta först.", rows=4, max_length=4_000
    )
    field_order = ("namn", "kod", "slag")


class FaktorForm(forms.Form):
    """One factor in own words. Its code is what makes two assessments comparable."""

    rubrik = forms.CharField(
        label="Rubrik", help_text="Kort och vänligt, så att det går att läsa högt.", max_length=160
    )
    kod = forms.SlugField(
        label="Kod",
        help_text="Samma kod i en annan variant betyder samma sak, så att svaren kan jämföras."
        " Små bokstäver, siffror och understreck.",
        max_length=40,
    )
    niva = forms.ChoiceField(label="Nivå", choices=Faktor.Niva.choices)
    slag = forms.ChoiceField(label="Slag", choices=Faktor.Slag.choices, widget=forms.RadioSelect)
    vagledning = langtext(
        "Vägledning",
        hjalp="Fråga om omfattning, situationer och följder.",
        max_length=4_000,
    )
    bbic = forms.CharField(label="BBIC-område", max_length=80)
    kalla = langtext("Källa", rows=2, max_length=1_000)


class GranskaForm(forms.Form):
    utfall = forms.ChoiceField(
        label="Din slutsats",
        choices=[
            (Instrumentgranskning.Utfall.GODKAND, "Godkänn: versionen kan publiceras"),
            (Instrumentgranskning.Utfall.ATERLAMNAD, "Lämna tillbaka: något behöver ändras"),
        ],
        widget=forms.RadioSelect,
    )
    kommentar = langtext("Kommentar till författaren", rows=5, max_length=4_000)


def initial_of(rad: Any, form: type[forms.Form]) -> dict[str, Any]:
    """What a stored row already says, for the form's fields."""
    return {namn: getattr(rad, namn) for namn in form.base_fields}
