"""Forms for what is done when an ärende has been closed."""

from __future__ import annotations

from typing import Any

from django import forms

from access.models import Anvandare
from arenden.forms.steg import langtext
from arenden.models.beslut import Satt
from insatser.forms.falt import datum
from insatser.models import Eftervard, Utfallsforsok
from insatser.models import Utfallsuppfoljning as Utfall

TOMT = [("", "Välj")]


class BerattatForm(forms.Form):
    lamnad = datum("Vilken dag fick parten veta?")
    satt = forms.ChoiceField(
        label="Hur fick parten veta det?", choices=Satt, widget=forms.RadioSelect
    )


class EftervardForm(forms.Form):
    svar = forms.ChoiceField(
        label="Vad svarar de?",
        choices=[rad for rad in Eftervard.Svar.choices if rad[0]],
        widget=forms.RadioSelect,
    )
    svarat = datum("Vilken dag?")


class UtfallForm(forms.Form):
    """Four questions that may each be passed over in the person's own words."""

    sysselsattning = forms.ChoiceField(
        label="Går du i skolan eller arbetar du?",
        choices=Utfall.Sysselsattning,
        widget=forms.RadioSelect,
    )
    stod = forms.ChoiceField(
        label="Har du det stöd du behöver?", choices=Utfall.Stod, widget=forms.RadioSelect
    )
    skattning = forms.ChoiceField(
        label="Hur är det nu, jämfört med när vi slutade?",
        help_text="Personens egen skattning. Lämna tom om personen inte vill svara.",
        choices=[("", "Vill inte svara"), *Utfall.Skattning.choices],
        required=False,
    )
    egna_ord = langtext("Med egna ord", required=False)
    eget_ja = forms.BooleanField(
        label="Den unge har själv sagt ja till att svara",
        help_text="Behövs när en vårdnadshavare sa ja och den unge har fyllt 15 år sedan dess.",
        required=False,
    )


class ForsokForm(forms.Form):
    dag = datum("Vilken dag?")
    satt = forms.ChoiceField(
        label="Hur försökte du nå personen?", choices=Utfallsforsok.Satt, widget=forms.RadioSelect
    )


class AnsvarigForm(forms.Form):
    ansvarig = forms.ModelChoiceField(
        label="Vem hör av sig?", queryset=Anvandare.objects.none(), empty_label="Välj"
    )

    def __init__(self, *args: Any, personal: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ansvarig"].queryset = personal  # type: ignore[attr-defined]
