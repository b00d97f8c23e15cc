"""Forms about a pupil's absence: possible causes, participation, eligibility."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from arenden.forms.steg import dagfalt, langtext
from samverkansteam.forms.person import FranvaroForm
from samverkansteam.models import Delaktighet, Gymnasiebehorighet, Mote, Orsakshypotes, Team

EGNA_ORD = "Helst med egna ord. Lämna tomt om inget sades."


class OrsakForm(forms.Form):
    omrade = forms.ChoiceField(
        label="Var ligger den?", choices=Orsakshypotes.Omrade.choices, widget=forms.RadioSelect
    )
    hypotes = langtext("Vad kan orsaken vara?", rows=2, max_length=1_000)
    talar_for = langtext("Vad talar för och emot?", rows=3, required=False, max_length=4_000)


class ProvaOrsakForm(forms.Form):
    talar_for = langtext("Vad talar för och emot?", rows=3, required=False, max_length=4_000)
    provat = langtext(
        "Vad har ni prövat, och hur gick det?", rows=3, required=False, max_length=4_000
    )
    lage = forms.ChoiceField(
        label="Hur ser ni på den nu?", choices=Orsakshypotes.Lage.choices, widget=forms.RadioSelect
    )
    slutsats = langtext(
        "Varför behålls eller lämnas den?", rows=2, required=False, max_length=2_000
    )


class DelaktighetForm(forms.Form):
    dag = dagfalt("Dag")
    mote = forms.ModelChoiceField(
        label="Möte", queryset=Mote.objects.none(), required=False, empty_label="Inget möte"
    )
    barnet = forms.ChoiceField(
        label="Eleven", choices=Delaktighet.Satt.choices, widget=forms.RadioSelect
    )
    barnets_ord = langtext("Elevens ord", hjalp=EGNA_ORD, rows=3, required=False, max_length=4_000)
    vardnadshavare = forms.ChoiceField(
        label="Vårdnadshavarna", choices=Delaktighet.Satt.choices, widget=forms.RadioSelect
    )
    vardnadshavares_ord = langtext(
        "Vårdnadshavarnas ord", hjalp=EGNA_ORD, rows=3, required=False, max_length=4_000
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mote"].queryset = Mote.objects.filter(  # type: ignore[attr-defined]
            team=team, installt=None, planerat__lte=timezone.now()
        )


class BehorighetForm(forms.Form):
    ar = forms.IntegerField(label="Vårterminen år", min_value=2020, max_value=2100)
    utfall = forms.ChoiceField(
        label="Är eleven behörig till gymnasiet?",
        choices=Gymnasiebehorighet.Utfall.choices,
        widget=forms.RadioSelect,
    )
    vagen = langtext("Vad hjälper eleven vidare?", rows=3, required=False, max_length=2_000)


class RattaFranvaroForm(FranvaroForm):
    """A week that is there already: its hours anew."""

    vecka = None  # type: ignore[assignment]
