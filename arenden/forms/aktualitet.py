"""The forms of a question between nämnder."""

from __future__ import annotations

from django import forms

from access.models import Namnd
from arenden.models import Aktualitetsforfragan
from arenden.models.aktualitet import social_namnder


class FragaForm(forms.Form):
    tillfragad = forms.ModelChoiceField(
        label="Vilken nämnd frågar du?", queryset=Namnd.objects.none(), empty_label="Välj nämnd"
    )
    andamal = forms.ChoiceField(
        label="Vad behöver du svaret till?",
        choices=Aktualitetsforfragan.Andamal.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: object, egen: Namnd, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        falt = self.fields["tillfragad"]
        falt.queryset = social_namnder().exclude(pk=egen.pk)  # type: ignore[attr-defined]


class SvarForm(forms.Form):
    svar = forms.ChoiceField(
        label="Nämndens svar",
        choices=Aktualitetsforfragan.Svar.choices,
        widget=forms.RadioSelect,
    )
