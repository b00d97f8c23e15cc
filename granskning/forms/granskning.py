"""Verdicts and answers: on a break-glass, on a row of the monthly review, to a question."""

from __future__ import annotations

from typing import Any

from django import forms

from access.models import Anvandare
from granskning.actions.granskning import kandidater_for
from granskning.models import Atkomst, Loggranskning, Nodoppningsgranskning


class GranskaForm(forms.Form):
    """The verdict on a break-glass."""

    utfall = forms.ChoiceField(
        label="Var nödöppningen motiverad?",
        choices=Nodoppningsgranskning.Utfall.choices,
        widget=forms.RadioSelect,
    )
    kommentar = forms.CharField(
        label="Kommentar",
        help_text="Vad du har vägt in, och vad som behöver göras om den inte var motiverad.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class BedomForm(forms.Form):
    """The verdict on one row of a monthly review. What a verdict lacks is the action's to say."""

    utfall = forms.ChoiceField(choices=Atkomst.Utfall.choices)
    fraga = forms.CharField(max_length=2000, required=False)
    kommentar = forms.CharField(max_length=2000, required=False)

    def verdict(self) -> dict[str, str]:
        """Verdict and words: a question's are its own, a row without remark has none."""
        utfall = self.cleaned_data["utfall"]
        ord_ = {Atkomst.Utfall.FRAGA: "fraga", Atkomst.Utfall.ANMARKNING: "kommentar"}
        return {"utfall": utfall, "text": self.cleaned_data.get(ord_.get(utfall, ""), "")}


class GranskareForm(forms.Form):
    """Who does a monthly review, out of those who may."""

    granskare = forms.ModelChoiceField(
        label="Granskare",
        queryset=Anvandare.objects.none(),
        help_text="Loggranskare, och den som leder en annan enhet i nämnden.",
        empty_label="Välj",
    )

    def __init__(self, *args: Any, granskning: Loggranskning, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        valbara = [vem.pk for vem in kandidater_for(granskning)]
        self.fields["granskare"].queryset = Anvandare.objects.filter(pk__in=valbara)  # type: ignore[attr-defined]


class SvarForm(forms.Form):
    """The answer of who was asked."""

    svar = forms.CharField(
        label="Ditt svar",
        help_text="Skriv kort vad du behövde i akten. Skriv inget om den som akten handlar om.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
