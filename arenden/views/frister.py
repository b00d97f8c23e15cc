"""Decisions about a clock: more time, or that what it asks for is done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404

from access.gate import Gate
from access.models import Roll
from access.policy import Decision, deny
from arenden import policy
from arenden.actions import frister
from arenden.forms.steg import ForlangningForm
from arenden.models import Frist
from arenden.views.bas import ArbetsFormView
from audit.verb import Verb


class FristSida(ArbetsFormView):
    """A form about one running clock of the ärende."""

    template_name = "arenden/forlangning.html"

    def prepare(self) -> None:
        self.frist = get_object_or_404(
            Frist.objects.running(), arende=self.arende, pk=self.kwargs["frist"]
        )

    @property
    def objekt_id(self) -> Any:
        return self.frist.pk

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(frist=frister.as_view(self.frist), **kwargs)


class ForlangningView(FristSida):
    gate = Gate(Verb.ARENDE_READ, Roll.handlaggande())
    rubrik = "Förläng fristen"
    form_class = ForlangningForm
    formular = "forlangning"
    submit = "Besluta om förlängning"
    klart = "Fristen är förlängd."

    def may(self) -> Decision:
        if not frister.as_view(self.frist)["kan_forlangas"]:
            return deny("Fristen kan inte förlängas.")
        forlangs_av = frister.slag_of(self.frist).forlangs_av or ""
        return policy.may_extend(self.user, self.arende, forlangs_av)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"grund": frister.slag_of(self.frist).forlangning}

    def perform(self, data: dict[str, Any]) -> None:
        frister.extend_frist(frist=self.frist, actor=self.user, **data)


class YttrandeView(FristSida):
    """Say that the yttrande has been given; the letter itself is signed outside, for now."""

    gate = Gate(Verb.ARENDE_READ, Roll.handlaggande())
    rubrik = "Yttrandet är lämnat"
    form_class = forms.Form
    formular = "yttrande"
    autosave = False
    submit = "Yttrandet är lämnat"
    klart = "Fristen är uppfylld."

    def may(self) -> Decision:
        if self.frist.slag != frister.YTTRANDE:
            return deny("Fristen uppfylls av sitt eget steg.")
        return policy.may_work(self.user, self.arende)

    def perform(self, data: dict[str, Any]) -> None:
        frister.complete_yttrande(frist=self.frist, actor=self.user)
