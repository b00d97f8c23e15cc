"""Forms for planning and documenting a meeting."""

from __future__ import annotations

from typing import Any

from django import forms

from arenden.forms.steg import dagfalt
from samverkansteam.models import Deltagare, Team

ANTAL_ATAGANDEN = 3
MINUTER = 60


class MoteForm(forms.Form):
    planerat = forms.DateTimeField(label="När", help_text="ÅÅÅÅ-MM-DD TT:MM")
    minuter = forms.IntegerField(
        label="Hur länge? (minuter)",
        min_value=15,
        max_value=480,
        initial=MINUTER,
        required=False,
        help_text=f"Tomt betyder {MINUTER} minuter.",
    )
    plats = forms.CharField(
        label="Plats",
        max_length=200,
        required=False,
        help_text="Syns för alla parter. Skriv inte en plats som röjer en skyddad person.",
    )
    dagordning = forms.CharField(
        label="Dagordning",
        max_length=5_000,
        required=False,
        widget=forms.Textarea,
        help_text="Ett förslag ur teamets mall och det som är öppet. Syns för alla parter. Skriv"
        " «Person 1», inte namn.",
    )

    def clean_minuter(self) -> int:
        return self.cleaned_data["minuter"] or MINUTER


class GenomfortMoteForm(forms.Form):
    """Attendance and shared minutes, with room for what people took upon themselves."""

    narvarande = forms.ModelMultipleChoiceField(
        label="Vilka var med?",
        queryset=Deltagare.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    protokoll = forms.CharField(
        label="Gemensamma anteckningar",
        max_length=40_000,
        widget=forms.Textarea,
        help_text="Alla parter läser det här. Skriv inget som inte är delgivet dem.",
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        deltagare = (
            Deltagare.objects.in_force()
            .filter(team=team)
            .select_related("anvandare", "part__organisation")
        )
        self.fields["narvarande"].queryset = deltagare  # type: ignore[attr-defined]
        for nummer in range(1, ANTAL_ATAGANDEN + 1):
            self.fields[f"vad_{nummer}"] = forms.CharField(
                label=f"Åtagande {nummer}: vad", max_length=1_000, required=False
            )
            self.fields[f"ansvarig_{nummer}"] = forms.ModelChoiceField(
                label=f"Åtagande {nummer}: vem", queryset=deltagare, required=False
            )
            self.fields[f"senast_{nummer}"] = dagfalt(f"Åtagande {nummer}: senast", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["ataganden"] = []
        for nummer in range(1, ANTAL_ATAGANDEN + 1):
            delar = {
                namn: data.pop(f"{namn}_{nummer}", None) for namn in ("vad", "ansvarig", "senast")
            }
            if not any(delar.values()):
                continue
            for namn, varde in delar.items():
                if not varde and f"{namn}_{nummer}" not in self.errors:
                    self.add_error(f"{namn}_{nummer}", "Ett åtagande behöver vad, vem och senast.")
            data["ataganden"].append(delar)
        return data
