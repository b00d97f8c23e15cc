"""What an emergency must say before an akt opens, and what a person declares of jäv."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Javuppgift, Nodoppning
from arenden.rules.identitet import Nummer, OgiltigtNummer, parse_nummer

MINST = 20


class NodoppningForm(forms.Form):
    nummer = forms.CharField(
        label="Personnummer eller ärendenummer",
        help_text="Hela numret, till exempel 20120126-2399 eller JAR-2026-00042.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    orsak = forms.ChoiceField(
        label="Vad är det som inte kan vänta?",
        choices=[("", "Välj skäl"), *Nodoppning.Orsak.choices],
    )
    text = forms.CharField(
        label="Beskriv varför du behöver läsa akten nu",
        help_text="Läses av enhetschefen och en loggranskare. Minst en mening.",
        min_length=MINST,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class JavuppgiftForm(forms.Form):
    slag = forms.ChoiceField(
        label="Vems nummer är det?",
        choices=Javuppgift.Slag.choices,
        initial=Javuppgift.Slag.NARSTAENDE,
        widget=forms.RadioSelect,
    )
    nummer = forms.CharField(
        label="Personnummer eller samordningsnummer",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    relation = forms.CharField(
        label="Relation",
        help_text="Till exempel syskonbarn eller granne. Behövs inte för ditt eget nummer.",
        max_length=60,
        required=False,
    )

    def clean_nummer(self) -> Nummer:
        try:
            return parse_nummer(self.cleaned_data["nummer"], idag=timezone.localdate())
        except OgiltigtNummer as fel:
            raise ValidationError(str(fel)) from fel
