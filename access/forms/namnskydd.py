"""Protecting an employee's name."""

from __future__ import annotations

from typing import Any

from django import forms

from access.behorighet import protectable_by
from access.models import Anvandare


class NamnskyddForm(forms.Form):
    anvandare = forms.ModelChoiceField(
        label="Vems namn?", queryset=Anvandare.objects.none(), empty_label="Välj person"
    )
    skal = forms.CharField(
        label="Varför behöver namnet skyddas?",
        help_text="Till exempel hot i tjänsten. Läses bara av den som bestämmer om skyddet.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, user: Anvandare, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        falt: Any = self.fields["anvandare"]
        falt.queryset = protectable_by(user).exclude(pk=user.pk)
