"""Search by name, identity number or ärendenummer: the law allows no other way across cases."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic.edit import FormView

from access.gate import Gate
from access.models import Roll
from access.request import InloggadVy
from arenden.actions.sok import Traffar, note_refused, search
from arenden.models import Arende
from arenden.rules.sokfraga import LONGEST, OgiltigFraga, Sokfraga, Sokslag, read_fraga
from audit.verb import Verb

KOLUMNER = [{"namn": namn} for namn in ("Ärende", "Namn", "Född", "Steg", "Handläggare", "Öppnat")]
SKYDDAD = "Skyddade uppgifter"
LONGEST_PAGE = 6


class SokForm(forms.Form):
    """One box; `fraga` is what was read out of it."""

    fraga: Sokfraga
    q = forms.CharField(
        label="Namn, personnummer eller ärendenummer",
        help_text="Namnet som du minns det, hela numret eller till exempel JAR-2026-00042. "
        "Att du söker loggas, men inte vad du skriver.",
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Skriv ett namn eller ett nummer att söka på."},
    )

    def clean_q(self) -> str:
        text: str = self.cleaned_data["q"]
        try:
            self.fraga = read_fraga(text, idag=timezone.localdate())
        except OgiltigFraga as fel:
            raise ValidationError(str(fel)) from fel
        return text


class SokView(InloggadVy, FormView):
    """What is searched for travels in the body of a POST only: no address, no history, no log."""

    gate = Gate(Verb.SEARCH_READ, Roll.handlaggande())
    form_class = SokForm
    template_name = "insatser/sok.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label_suffix": ""}

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        note_refused(actor=self.user)
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def form_valid(self, form: SokForm) -> HttpResponse:
        traffar = search(fraga=form.fraga, sida=self._sida(), actor=self.user)
        if form.fraga.slag is not Sokslag.NAMN and len(traffar.arenden) == 1:
            return redirect("insatser:arende", traffar.arenden[0].pk)
        context = self.get_context_data(form=form) | _context(traffar)
        return render(self.request, self.template_name, context)

    def _sida(self) -> int:
        sida = self.request.POST.get("sida", "")
        return int(sida) if sida.isdecimal() and len(sida) <= LONGEST_PAGE else 1


def _context(traffar: Traffar) -> dict[str, Any]:
    return {
        "traffar": traffar,
        "antal": "1 person" if traffar.personer == 1 else f"{traffar.personer} personer",
        "kolumner": KOLUMNER,
        "rader": [_rad(arende) for arende in traffar.arenden],
        "forra": traffar.sida - 1,
        "nasta": traffar.sida + 1 if traffar.sida < traffar.sidor else 0,
    }


def _rad(arende: Arende) -> dict[str, Any]:
    """Number, name, birth date and step; of a protected person the number and the step."""
    skyddad, person = arende.akt.is_skyddad, arende.akt.person
    return {
        "arende": arende,
        "url": reverse("insatser:arende", args=[arende.pk]),
        "namn": SKYDDAD if skyddad else person.namn,
        "fodd": None if skyddad else person.fodelsedatum,
    }
