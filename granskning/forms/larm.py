"""What people say of an alarm: about the system and what they do, never about a person."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from granskning.rules.larm import Klocka

UTAN_NAMN = "Skriv inget om någon enskild."


class LarmtextForm(forms.Form):
    """Words of its own, and what they are about."""

    text = forms.CharField(
        label="Vad görs?",
        help_text=UTAN_NAMN,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class KvitteraForm(LarmtextForm):
    gor = forms.CharField(initial="kvittera", widget=forms.HiddenInput)


class AvslutaLarmForm(LarmtextForm):
    gor = forms.CharField(initial="avsluta", widget=forms.HiddenInput)
    field_order = ["text", "gor"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Vad var det, och vad är gjort?"


class LarmstegForm(LarmtextForm):
    gor = forms.CharField(initial="steg", widget=forms.HiddenInput)
    klocka = forms.ChoiceField(label="Steg", choices=Klocka.choices())
    field_order = ["klocka", "text", "gor"]

    def __init__(self, *args: Any, kvar: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["klocka"].choices = [  # type: ignore[attr-defined]
            val for val in Klocka.choices() if val[0] in kvar
        ]
        self.fields["text"].label = "Vad gjordes?"
        self.fields["text"].help_text = f"Eller varför det inte behövdes. {UTAN_NAMN}"
