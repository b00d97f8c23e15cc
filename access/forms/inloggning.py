"""What is asked at the door."""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.hashers import make_password


class LosenordForm(AuthenticationForm):
    """User name and password. The fields keep Django's names: axes masks `password` by its name."""

    error_messages = {
        "invalid_login": "Användarnamnet eller lösenordet stämmer inte. "
        "Efter flera försök behöver du vänta en kvart."
    }

    def clean(self) -> dict[str, Any]:
        """A locked name is answered as slowly as any other, though no password is compared."""
        credentials = {"username": self.cleaned_data.get("username")}
        if not AxesProxyHandler.is_allowed(self.request, credentials):
            make_password(self.cleaned_data.get("password"))
        return super().clean()


class KodForm(forms.Form):
    """Six digits; spaces are let through, since apps show the code in two groups."""

    kod = forms.CharField(
        label="Engångskod",
        help_text="Sex siffror från appen i din telefon. Du kan klistra in koden.",
        max_length=12,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autofocus": True,
                "spellcheck": "false",
            }
        ),
    )

    def clean_kod(self) -> str:
        kod = "".join(self.cleaned_data["kod"].split())
        if not (kod.isascii() and kod.isdigit() and len(kod) == 6):  # noqa: PLR2004
            raise forms.ValidationError("Skriv koden med sex siffror, till exempel 123 456.")
        return kod
