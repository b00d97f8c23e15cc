"""What a kind of team is to say, and another's judgement of it."""

from __future__ import annotations

from typing import Any

from django import forms

from access.models import Organisation
from arenden.forms.forslag import ProvaForm
from arenden.forms.steg import dagfalt, langtext
from samverkansteam.models import Teamtyp, Teamtypversion


class Rader(forms.CharField):
    """A list with one line for each thing."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [rad.strip() for rad in super().clean(value).splitlines() if rad.strip()]


def rader(label: str) -> Rader:
    return Rader(label=label, required=False, max_length=4_000, help_text="En rad för varje sak.")


class TeamtypForm(forms.ModelForm):
    parter = forms.MultipleChoiceField(
        label="Alltid med", choices=Organisation.Slag, widget=forms.CheckboxSelectMultiple
    )
    parter_vid_behov = forms.MultipleChoiceField(
        label="Vid behov",
        choices=Organisation.Slag,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    roller = rader("Roller i teamet")
    planrubriker = rader("Mall för planen")
    dagordning = rader("Mall för dagordningen")
    giltig_fran = dagfalt("Kan bildas från och med")
    giltig_till = dagfalt("Kan bildas till och med", required=False)
    motiv = langtext("Varför ändras den?", rows=2, max_length=2_000)

    class Meta:
        model = Teamtypversion
        fields = [
            "namn",
            "syfte",
            "malgrupp",
            "parter",
            "parter_vid_behov",
            "roller",
            "motesintervall_dagar",
            "rattslig_form",
            "samtyckesregel",
            "kraver_jurist",
            "markeringens_dagar",
            "foljer_franvaro",
            "forsta_kontakt_timmar",
            "planrubriker",
            "dagordning",
            "flode",
            "kalla",
            "giltig_fran",
            "giltig_till",
            "motiv",
        ]
        help_texts = {
            "flode": "Den väg ett ärende går i teamet. Lämna tomt om det inte har någon egen.",
            "samtyckesregel": "Vem som samtycker till samarbetet, efter ålder.",
        }


class NyTeamtypForm(TeamtypForm):
    kod = forms.SlugField(
        label="Kod",
        max_length=30,
        help_text="Små bokstäver a–z, siffror och understreck. Den ändras aldrig.",
    )
    field_order = ("kod",)

    def clean_kod(self) -> str:
        kod: str = self.cleaned_data["kod"]
        if Teamtyp.objects.filter(pk=kod).exists():
            raise forms.ValidationError("Koden finns redan.")
        return kod


class ProvaTeamtypForm(ProvaForm):
    ja = "Godkänn: så ska teamtypen vara"
