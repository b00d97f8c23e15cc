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
    """Six digits from the app, or a recovery code; spaces and dashes are let through."""

    SIFFROR, RESERVKOD = 6, 20

    kod = forms.CharField(
        label="Engångskod",
        help_text="Sex siffror från appen i din telefon. Du kan klistra in koden. "
        "Har du inte telefonen kan du skriva en reservkod.",
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "autofocus": True,
                "spellcheck": "false",
            }
        ),
    )

    def clean_kod(self) -> str:
        kod = "".join(self.cleaned_data["kod"].replace("-", " ").split()).lower()
        is_code = kod.isascii() and kod.isdigit() and len(kod) == self.SIFFROR
        is_reservkod = kod.isascii() and kod.isalnum() and len(kod) == self.RESERVKOD
        if not (is_code or is_reservkod):
            raise forms.ValidationError("Skriv koden med sex siffror, till exempel 123 456.")
        return kod


class BekraftaForm(KodForm):
    """The code asked for anew. Its name cannot be that of a field carried along."""

    FALT = "bekrafta-kod"
    prefix = "bekrafta"


class KopplaForm(KodForm):
    """The first code of an app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kod"].help_text = "Sex siffror som appen visar. Du kan klistra in koden."


class StartkodForm(KopplaForm):
    """After a reset: the code that was handed over, and the first code of the new app."""

    startkod = forms.CharField(
        label="Startkod",
        help_text="Tolv siffror som du har fått av administratören.",
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    field_order = ("startkod", "kod")


class LegitimationForm(forms.Form):
    """The subject by which an issuer names somebody."""

    amne = forms.CharField(
        label="Utfärdarens beteckning",
        help_text="Den beteckning som personen ser när inloggningen med e-tjänstelegitimation "
        "nekas. Kontrollera först vem personen är.",
        max_length=255,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
