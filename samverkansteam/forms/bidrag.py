"""Forms for what a party brings to the team, and for how its commitments go."""

from __future__ import annotations

from typing import Any

from django import forms

from arenden.forms.handlingar import filfalt
from samverkansteam.models import Bidragsintag, Part
from samverkansteam.rules.sekretess import proposed_sekretess

GICK_DET = [("ja", "Ja, det är gjort"), ("nej", "Nej, inte än")]


class BidragForm(forms.Form):
    rubrik = forms.CharField(label="Rubrik", max_length=200)
    nummer = forms.TypedChoiceField(
        label="Gäller",
        help_text="Skriv om en person i taget. Använd numret, inte namnet.",
        required=False,
        coerce=int,
        empty_value=None,
    )
    text = forms.CharField(
        label="Text", max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 10})
    )
    fil = filfalt("Fil", required=False)
    sekretess = forms.CharField(
        label="Er egen sekretess",
        help_text="Står på bidraget, så att den som läser vet vad som gäller hos er.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    dela = forms.BooleanField(
        label="Dela med socialtjänsten i teamet",
        help_text="Utan kryss ser bara ni själva bidraget. Du kan dela det senare.",
        required=False,
    )

    def __init__(self, *args: Any, part: Part, nummer: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sekretess"].initial = proposed_sekretess(part.slag)
        self.fields["nummer"].choices = [  # type: ignore[attr-defined]
            ("", "Ingen särskild person"),
            *((nr, f"Person {nr}") for nr in nummer),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("text") and not data.get("fil") and "fil" not in self.errors:
            self.add_error("text", "Skriv något, eller välj en fil.")
        return data


class BidragsfilForm(forms.Form):
    fil = filfalt("Fil")


class TaInForm(forms.Form):
    grund = forms.ChoiceField(
        label="På vilken grund?", choices=Bidragsintag.Grund, widget=forms.RadioSelect
    )
    skal = forms.CharField(
        label="Varför behövs det i akten?",
        help_text="Bara det som behövs hör hemma i akten. Parten ser att bidraget är infört.",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AtagandesvarForm(forms.Form):
    gjort = forms.TypedChoiceField(
        label="Är det gjort?",
        choices=GICK_DET,
        coerce=lambda svar: svar == "ja",
        widget=forms.RadioSelect,
    )
    svar = forms.CharField(
        label="Hur gick det?",
        help_text="Med egna ord. Är det inte gjort: skriv vad som hindrar.",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
