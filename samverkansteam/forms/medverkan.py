"""Ask an organisation to take part, answer for it, and where it is reached."""

from __future__ import annotations

from typing import Any

from django import forms

from access.models import Organisation
from arenden.forms.steg import dagfalt, langtext
from samverkansteam.models import Medverkansbegaran, Team


class BegaranForm(forms.Form):
    organisation = forms.ModelChoiceField(
        label="Vem frågar du?", queryset=Organisation.objects.none(), empty_label="Välj"
    )
    vad = langtext(
        "Vad gäller det?",
        hjalp="Vad ni vill att de bidrar med, och hur ofta. Skriv inget om något barn.",
        rows=4,
        max_length=2_000,
    )
    svar_senast = dagfalt("Svar senast")

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        obesvarade = Medverkansbegaran.objects.unanswered().filter(team=team)
        typ = team.teamtyp
        falt = self.fields["organisation"]
        falt.queryset = Organisation.objects.exclude(  # type: ignore[attr-defined]
            pk__in=obesvarade.values("organisation")
        )
        falt.help_text = "I sådana här team är de ofta med: " + ", ".join(
            str(Organisation.Slag(slag).label)
            for slag in [*typ.parter, *typ.parter_vid_behov]
            if slag != Organisation.Slag.SOCIALTJANST
        )


class SvarForm(forms.Form):
    svar = forms.ChoiceField(
        label="Är ni med?", choices=Medverkansbegaran.Svar.choices, widget=forms.RadioSelect
    )
    svar_i_ord = langtext(
        "Med vem, eller varför inte?",
        hjalp="Namn eller funktion på den som är med, eller skälet till ett nej.",
        rows=3,
        max_length=1_000,
    )


class KontaktpunktForm(forms.Form):
    enhet = forms.CharField(
        label="Enhet",
        max_length=80,
        required=False,
        help_text="Den del av organisationen som är med, till exempel BUP eller Mini-Maria.",
    )
    kontaktpunkt = forms.CharField(
        label="Kontaktpunkt",
        max_length=120,
        help_text="Funktion eller växel, aldrig en enskild persons nummer.",
    )
