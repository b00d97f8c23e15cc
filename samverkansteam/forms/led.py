"""The one form of the page where a meeting is led: every button keeps all that is typed."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from arenden.forms.steg import dagfalt, langtext
from samverkansteam.models import Deltagare, Lagrum, Mote, Motespunkt, Teamarende, Uppgiftsslag

BEHOVS = {
    "atagande": ("vad", "ansvarig", "senast"),
    "ta_upp": ("person",),
    "rad": ("punkt", "sagt_av", "sagt", "lagrum"),
}
"""What each button needs; the rest may be left empty."""
KRAV = "behövs för knappen under"
SAKNAS = "Fyll i det här först."


class LedForm(forms.Form):
    """Attendance, both layers of the notes, a new åtagande, and in some teams what was said."""

    sedd = forms.CharField(widget=forms.HiddenInput, required=False)
    narvarande = forms.ModelMultipleChoiceField(
        label="Vilka är här?",
        queryset=Deltagare.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    gemensamt = langtext(
        "Gemensamma anteckningar",
        hjalp="Blir protokollet som alla parter läser. Skriv inget som inte är delgivet dem, och"
        " skriv «Person 1», inte namn.",
        rows=10,
        required=False,
        max_length=40_000,
    )
    internt = langtext(
        "Socialtjänstens anteckningar",
        hjalp="Ser bara socialtjänsten i teamet. Hör det till ett barns ärende, skriv det i akten.",
        required=False,
        max_length=40_000,
    )
    vad = forms.CharField(label="Vad bestämdes?", max_length=1_000, required=False)
    ansvarig = forms.ModelChoiceField(
        label="Vem gör det?", queryset=Deltagare.objects.none(), required=False, empty_label="Välj"
    )
    senast = dagfalt("Senast", required=False)
    person = forms.ModelChoiceField(
        label="Person", queryset=Teamarende.objects.none(), required=False, empty_label="Välj"
    )
    punkt = forms.ModelChoiceField(
        label="Om vem?", queryset=Motespunkt.objects.none(), required=False, empty_label="Välj"
    )
    sagt_av = forms.ModelChoiceField(
        label="Vem säger det?",
        queryset=Deltagare.objects.none(),
        required=False,
        empty_label="Välj",
    )
    sagt = langtext("Vad sägs?", rows=3, required=False, max_length=2_000)
    lagrum = forms.ModelChoiceField(
        label="Med vilket lagrum?",
        queryset=Lagrum.objects.none(),
        required=False,
        empty_label="Välj",
    )
    slag = forms.MultipleChoiceField(
        label="Vad handlar det om?",
        choices=Uppgiftsslag.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Behövs vid samtycke, som ska räcka till det och till alla som hör.",
    )
    villkor_provade = forms.BooleanField(
        label="Lagrummets villkor är prövade och uppfyllda", required=False
    )
    avvagning = langtext(
        "Avvägning",
        hjalp="Behövs när lagrummet kräver att behovet vägs mot sekretessen.",
        rows=2,
        required=False,
        max_length=2_000,
    )

    def __init__(self, *args: Any, mote: Mote, personer: Any, gor: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gor = gor
        for namn in (*chain.from_iterable(BEHOVS.values()), "villkor_provade"):
            self.fields[namn].krav_text = KRAV  # type: ignore[attr-defined]
        deltagare = (
            Deltagare.objects.in_force()
            .filter(team=mote.team_id)
            .select_related("anvandare", "part__organisation")
        )
        for namn in ("narvarande", "ansvarig", "sagt_av"):
            self.fields[namn].queryset = deltagare  # type: ignore[attr-defined]
        punkter = Motespunkt.objects.filter(mote=mote, teamarende__in=personer)
        self.fields["punkt"].queryset = punkter.select_related("teamarende")  # type: ignore[attr-defined]
        self.fields["punkt"].label_from_instance = lambda punkt: str(punkt.teamarende)  # type: ignore[attr-defined]
        self.fields["person"].queryset = personer.exclude(  # type: ignore[attr-defined]
            pk__in=punkter.values("teamarende")
        )
        self.fields["lagrum"].queryset = Lagrum.objects.in_force(timezone.localdate())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for namn in BEHOVS.get(self.gor, ()):
            if not data.get(namn) and namn not in self.errors:
                self.add_error(namn, SAKNAS)
        return data

    def clean_sedd(self) -> Any:
        return parse_datetime(self.cleaned_data["sedd"] or "")
