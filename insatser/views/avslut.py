"""The closing of an ärende."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from access.gate import Gate
from arenden.models import Steg
from arenden.views.bas import ArbetsFormView
from audit.verb import Verb
from insatser.actions.avslut import close_arende
from insatser.aterblick import ends_with, insatser_to_end, malbild_of, parter_of, releases_to
from insatser.forms.avslut import AvslutForm, Innehall
from insatser.views.plan import HANDLAGGANDE, PlanSida


class AvslutView(PlanSida, ArbetsFormView):
    """One page: how it went, why it ends, what ends with it, who is told, what comes afterwards."""

    gate = Gate(Verb.AVSLUT_READ, HANDLAGGANDE)
    steg = Steg.AVSLUT
    rubrik = "Avsluta ärendet"
    form_class = AvslutForm
    template_name = "insatser/avslut.html"
    formular = "avslut"
    submit = "Avsluta ärendet"
    klart = "Ärendet är avslutat."

    @cached_property
    def innehall(self) -> Innehall:
        parter = parter_of(self.arende)
        delgivningar = releases_to(self.arende, parter)
        return Innehall(
            insatser=list(insatser_to_end(self.arende)),
            parter=parter,
            delgivningar={
                part: list(rader)
                for part, rader in groupby(delgivningar, key=lambda rad: rad.mottagare_id)
            },
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"innehall": self.innehall}

    def checkboxes(self) -> list[str]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            uppfoljning=self.arende.uppfoljningar.first(),
            malbild=malbild_of(self.arende),
            handelser=ends_with(self.arende),
            parter=self.innehall.parter,
            **kwargs,
        )

    def get_success_url(self) -> str:
        return reverse("insatser:efter_avslutet", args=[self.arende.pk])

    def form_valid(self, form: Any) -> HttpResponse:
        form.cleaned_data = {"uppgifter": form.uppgifter()}
        return super().form_valid(form)

    def perform(self, data: dict[str, Any]) -> None:
        close_arende(arende=self.arende, actor=self.user, **data)
