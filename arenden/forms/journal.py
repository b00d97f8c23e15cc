"""Forms for the journal."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from arenden.forms.steg import langtext
from arenden.models import Journalanteckning


class AnteckningForm(forms.Form):
    slag = forms.ChoiceField(
        label="Händelse", choices=Journalanteckning.Slag, widget=forms.RadioSelect
    )
    nar = forms.DateTimeField(
        label="När",
        initial=timezone.localtime,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    narvarande = forms.CharField(label="Närvarande", required=False, max_length=500)
    text = langtext("Text", hjalp="Skilj det du sett och hört från det du bedömer.", rows=12)


class TillaggForm(forms.Form):
    roll = forms.ChoiceField(
        label="Vad gäller tillägget?",
        choices=[
            val
            for val in Journalanteckning.Roll.choices
            if val[0] != Journalanteckning.Roll.ORIGINAL
        ],
        widget=forms.RadioSelect,
    )
    text = langtext("Text", hjalp="Den ursprungliga anteckningen står kvar oförändrad bredvid.")


class SnabbForm(forms.Form):
    """What one has time for on the way: a kind and a few words."""

    slag = forms.ChoiceField(
        label="Händelse", choices=Journalanteckning.Slag, widget=forms.RadioSelect
    )
    text = langtext("Några ord", hjalp="Du kan skriva färdigt och signera senare.", rows=4)
