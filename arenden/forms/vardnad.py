"""Forms of custody: a guardian who has become known, and the day that one has it no more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from arenden.forms.steg import dagfalt


class VardnadshavareForm(forms.Form):
    fornamn = forms.CharField(label="Förnamn", max_length=100)
    efternamn = forms.CharField(label="Efternamn", max_length=100)
    telefon = forms.CharField(label="Telefon", max_length=40, required=False)
    fran = dagfalt("Har vårdnaden från och med")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fran"].initial = timezone.localdate


class VardnadsslutForm(forms.Form):
    till = dagfalt("Sista dagen med vårdnad", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["till"].help_text = "Lämna tomt om personen fortfarande har vårdnaden."
