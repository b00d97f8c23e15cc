"""Forms for decisions about a clock."""

from __future__ import annotations

from typing import Any

from django import forms

from arenden.forms.steg import langtext
from arenden.rules.fristforlopp import Vilogrund


class ForlangningForm(forms.Form):
    till = forms.DateField(
        label="Ny sista dag", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    motivering = langtext("Skäl", rows=4)

    def __init__(self, *args: Any, grund: str | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["motivering"].help_text = {
            "synnerliga": "Förlängning kräver synnerliga skäl.",
            "sarskilda": "Förlängning kräver särskilda skäl.",
            "begaranden": "Vem har gett mer tid, och hur fick ni veta det?",
        }.get(grund or "", "")


class VilaForm(forms.Form):
    grund = forms.ChoiceField(label="Grund", widget=forms.RadioSelect)
    motivering = langtext(
        "Skäl", hjalp="Vad väntar ni på, och vad behöver hända för att fristen ska gå igen?", rows=4
    )

    def __init__(self, *args: Any, grunder: list[Vilogrund], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grund"].choices = [  # type: ignore[attr-defined]
            (rad.grund, f"{rad.namn} ({rad.lagrum})") for rad in grunder
        ]


class GaIgenForm(forms.Form):
    motivering = langtext("Varför går den igen nu?", rows=3)


class FlyttForm(forms.Form):
    ankare = forms.DateTimeField(
        label="Rätt tid",
        help_text="När det hände som fristen räknas från, på minuten.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    motivering = langtext("Skäl", hjalp="Hur vet ni att tiden var fel?", rows=4)
