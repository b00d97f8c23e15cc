"""Forms about one goal: what its levels mean, and how far it had come by a note."""

from __future__ import annotations

from typing import Any

from django import forms

from arenden.forms.steg import langtext
from arenden.models import Journalanteckning
from insatser.models import Mal, Maluppfyllelse

NIVAER = {
    "mycket_samre": "Mycket sämre än väntat",
    "samre": "Sämre än väntat",
    "som_vantat": "Som väntat",
    "battre": "Bättre än väntat",
    "mycket_battre": "Mycket bättre än väntat",
}
"""The five levels by field of Malskala, worst first."""


class MalskalaForm(forms.Form):
    mycket_samre = langtext(NIVAER["mycket_samre"], rows=2, max_length=500)
    samre = langtext(NIVAER["samre"], rows=2, max_length=500)
    som_vantat = langtext(
        NIVAER["som_vantat"], hjalp="Målet, som ni tror att det blir.", rows=2, max_length=500
    )
    battre = langtext(NIVAER["battre"], rows=2, max_length=500)
    mycket_battre = langtext(NIVAER["mycket_battre"], rows=2, max_length=500)


class MalavstamningForm(forms.Form):
    """`mal` or `anteckning` is given by the page that one comes from; the other is chosen."""

    mal = forms.ModelChoiceField(label="Vilket mål?", queryset=Mal.objects.none())
    anteckning = forms.ModelChoiceField(
        label="Vilken anteckning?", queryset=Journalanteckning.objects.none()
    )
    grad = forms.TypedChoiceField(
        label="Hur långt har målet kommit?",
        choices=[("", "Går inte att säga"), *Maluppfyllelse.Grad.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    visar = langtext("Vad i anteckningen visar det?", rows=3, max_length=2_000)

    def __init__(
        self, *args: Any, mal: Any = None, anteckningar: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        falt: dict[str, Any] = self.fields
        if mal is None:
            del self.fields["mal"]
        else:
            falt["mal"].queryset = mal
            falt["mal"].label_from_instance = lambda ett: ett.specifikt
        if anteckningar is None:
            del self.fields["anteckning"]
        else:
            falt["anteckning"].queryset = anteckningar
            falt["anteckning"].label_from_instance = _note


def _note(anteckning: Journalanteckning) -> str:
    return f"{anteckning.get_slag_display()} {anteckning.nar:%Y-%m-%d}"
