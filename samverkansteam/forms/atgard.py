"""The quick log: four taps on a phone, the one that opens it included."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from access.models import Anvandare
from samverkansteam.models import Atgardsslag, Team, Teamarende

MINUTER = [(15, "15 min"), (30, "30 min"), (60, "1 timme"), (120, "2 timmar")]
SIDA_VID_SIDA = {"class": "i-rad"}
"""Answers beside each other, so that one tap gives one and all of them fit a phone."""


class SnabbloggForm(forms.Form):
    """With whom, what, how long. A group needs no names; a person is one of the team's."""

    person = forms.ModelChoiceField(
        label="Med vem?",
        queryset=Teamarende.objects.none(),
        required=False,
        blank=True,
        empty_label="En grupp",
        widget=forms.RadioSelect(attrs=SIDA_VID_SIDA),
    )
    grupp = forms.CharField(
        label="Grupp", max_length=80, required=False, help_text="Till exempel 6B. Inga namn."
    )
    slag = forms.ChoiceField(
        label="Vad?", choices=Atgardsslag.choices, widget=forms.RadioSelect(attrs=SIDA_VID_SIDA)
    )
    minuter = forms.TypedChoiceField(
        label="Hur länge?",
        choices=MINUTER,
        coerce=int,
        initial=30,
        widget=forms.RadioSelect(attrs=SIDA_VID_SIDA),
    )
    nar = forms.DateTimeField(label="När", required=False, help_text="Tomt betyder nu.")
    notering = forms.CharField(label="Kort notering", max_length=1_000, required=False)

    def __init__(self, *args: Any, team: Team, user: Anvandare, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        personer = Teamarende.objects.visible_to(user).in_force().filter(team=team)
        if user.organisation_id is not None or not personer:
            del self.fields["person"]
            self.fields["grupp"].required = True
        else:
            self.fields["person"].queryset = personer  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("person")) == bool(data.get("grupp")) and "grupp" not in self.errors:
            self.add_error("grupp", "Välj en person eller skriv en grupp, inte båda.")
        data["nar"] = data.get("nar") or timezone.now()
        return data
