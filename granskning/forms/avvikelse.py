"""What is put down about a deviation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from access.models import Anvandare
from granskning.models import Avvikelse, Avvikelsesteg


class StegForm(forms.Form):
    """One thing that was done about a deviation."""

    slag = forms.ChoiceField(label="Vad gjordes?", choices=Avvikelsesteg.Slag.choices)
    text = forms.CharField(
        label="Beskriv",
        help_text="Vad som sades eller gjordes. Skriv inget om den som akten handlar om.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class IncidentForm(forms.Form):
    """Whether the access is a personal data breach (GDPR art. 4.12)."""

    is_incident = forms.TypedChoiceField(
        label="Är det en personuppgiftsincident?",
        help_text="Det är det när någon har tagit del av uppgifter utan att få.",
        choices=[("ja", "Ja"), ("nej", "Nej")],
        coerce=lambda svar: svar == "ja",
        widget=forms.RadioSelect,
    )


class AnsvarigForm(forms.Form):
    """Who answers for a deviation, out of those who may."""

    ansvarig = forms.ModelChoiceField(
        label="Ansvarig",
        queryset=Anvandare.objects.none(),
        help_text="Enhetens chef, eller en loggranskare utanför enheten.",
        empty_label="Välj",
    )

    def __init__(self, *args: Any, valbara: Iterable[Anvandare], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vilka = Anvandare.objects.filter(pk__in=[vem.pk for vem in valbara])
        self.fields["ansvarig"].queryset = vilka  # type: ignore[attr-defined]


class SlutsatsForm(forms.Form):
    """The end of a deviation."""

    slutsats = forms.ChoiceField(
        label="Slutsats", choices=Avvikelse.Slutsats.choices, widget=forms.RadioSelect
    )
    motivering = forms.CharField(
        label="Motivering",
        help_text="Vad du bygger slutsatsen på, och vad som görs för att det inte ska hända igen.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
