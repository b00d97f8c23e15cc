"""How a clock is counted, and the decisions about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from access.gate import Gate
from access.models import Roll
from access.policy import Decision, deny
from arenden import policy
from arenden.actions import frister
from arenden.forms.frister import FlyttForm, ForlangningForm, GaIgenForm, VilaForm
from arenden.models import Frist, Fristflytt, Fristforlangning, Fristvila
from arenden.rules.fristforlopp import vilogrunder
from arenden.views.bas import ArbetsFormView, ArendeView
from audit.verb import Verb

VILAR = "Fristen vilar."


class FristView(ArendeView):
    """«Så räknas den»: every step of a clock's course, who decided what and why."""

    gate = Gate(Verb.FRIST_READ, Roll.handlaggande())
    template_name = "arenden/frist.html"

    def prepare(self) -> None:
        self.frist = get_object_or_404(Frist, arende=self.arende, pk=self.kwargs["frist"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kedja = frister.chain_of(self.frist)
        handelser = list(_course(self.frist, kedja))
        ersatt_av = Frist.objects.filter(ersatter=self.frist).values_list("pk", flat=True).first()
        page = {
            "frist": frister.as_view(self.frist),
            "handelser": handelser,
            "antal_forlangningar": sum(rad["slag"] is Fristforlangning for rad in handelser),
            "varningar": self.frist.varningar.order_by("skapad"),
            "ersatt_av": ersatt_av,
            "kan_besluta": policy.may_decide(self.user, self.arende, "forlangning"),
            "kan_forlanga": _may_extend(self),
        }
        return super().get_context_data(**(kwargs | page))


def _course(frist: Frist, kedja: list[Frist]) -> Iterator[dict[str, Any]]:
    """Each step in words, with the reason and the name behind a decision."""
    beslut: dict[UUID, dict[str, Any]] = {}
    for model in (Fristforlangning, Fristvila, Fristflytt):
        for rad in model.objects.filter(frist__in=kedja).select_related("beslutad_av"):
            beslut[rad.pk] = {
                "slag": model,
                "skal": rad.motivering,
                "vem": rad.beslutad_av,
                "igen": getattr(rad, "motivering_igen", ""),
            }
    for led in frister.forlopp_of(frist).course():
        inget = {"slag": None, "skal": "", "vem": None, "igen": ""}
        yield {"nar": led.nar, "text": led.text} | (beslut[led.id] if led.id else inget)


class FristSida(ArbetsFormView):
    """A form about one running clock of the ärende."""

    gate = Gate(Verb.ARENDE_READ, Roll.handlaggande())
    template_name = "arenden/forlangning.html"

    def prepare(self) -> None:
        self.frist = get_object_or_404(
            Frist.objects.running(), arende=self.arende, pk=self.kwargs["frist"]
        )

    @property
    def objekt_id(self) -> Any:
        return self.frist.pk

    def get_success_url(self) -> str:
        return reverse("arenden:frist", args=[self.arende.pk, self.frist.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(frist=frister.as_view(self.frist), **kwargs)


class ForlangningView(FristSida):
    rubrik = "Förläng fristen"
    form_class = ForlangningForm
    formular = "forlangning"
    submit = "Besluta om förlängning"
    klart = "Fristen är förlängd."

    def may(self) -> Decision:
        if not frister.as_view(self.frist)["kan_forlangas"]:
            return deny("Fristen kan inte förlängas.")
        return _may_extend(self)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"grund": frister.slag_of(self.frist).forlangning}

    def perform(self, data: dict[str, Any]) -> None:
        frister.extend_frist(frist=self.frist, actor=self.user, **data)


class BeslutsSida(FristSida):
    """A decision about the clock, for whoever has it by the delegation order."""

    def may(self) -> Decision:
        if hinder := self.hinder():
            return deny(hinder)
        return policy.may_decide(self.user, self.arende, "forlangning")

    def hinder(self) -> str:
        """Why the clock is not open to this decision; empty when it is."""
        raise NotImplementedError


class VilaView(BeslutsSida):
    rubrik = "Låt fristen vila"
    form_class = VilaForm
    formular = "fristvila"
    submit = "Låt den vila"
    klart = "Fristen vilar och har ingen sista dag så länge."

    def hinder(self) -> str:
        if self.frist.vilar:
            return VILAR
        return "" if self.grunder() else "Lagen låter inte den här fristen vila."

    def grunder(self) -> Any:
        return vilogrunder(self.frist.slag, timezone.localdate())

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"grunder": self.grunder()}

    def perform(self, data: dict[str, Any]) -> None:
        frister.rest_frist(frist=self.frist, actor=self.user, **data)


class GaIgenView(BeslutsSida):
    rubrik = "Låt fristen gå igen"
    form_class = GaIgenForm
    formular = "fristgar"
    submit = "Låt den gå"
    klart = "Fristen går igen."

    def hinder(self) -> str:
        return "" if self.frist.vilar else "Fristen vilar inte."

    def perform(self, data: dict[str, Any]) -> None:
        frister.resume_frist(frist=self.frist, actor=self.user, **data)


class FlyttView(BeslutsSida):
    rubrik = "Rätta när fristen börjar"
    form_class = FlyttForm
    formular = "fristflytt"
    submit = "Räkna från den tiden"
    klart = "Fristen räknas från den rättade tiden. Den tidigare finns kvar."

    def hinder(self) -> str:
        return VILAR if self.frist.vilar else ""

    def get_initial(self) -> dict[str, Any]:
        return {"ankare": self.frist.ankare} | super().get_initial()

    def perform(self, data: dict[str, Any]) -> None:
        self.frist = frister.move_ankare(frist=self.frist, actor=self.user, **data)


class YttrandeView(FristSida):
    """Say that a yttrande has been given that was asked for before it had an arbetsgång."""

    rubrik = "Yttrandet är lämnat"
    form_class = forms.Form
    formular = "yttrande"
    autosave = False
    submit = "Yttrandet är lämnat"
    klart = "Fristen är uppfylld."

    def may(self) -> Decision:
        if self.frist.slag != frister.YTTRANDE or self.frist.kalla is not None:
            return deny("Fristen uppfylls av sitt eget steg.")
        return policy.may_work(self.user, self.arende)

    def perform(self, data: dict[str, Any]) -> None:
        frister.complete_yttrande(frist=self.frist, actor=self.user)

    def get_success_url(self) -> str:
        return self.arende_url()


def _may_extend(sida: FristView | FristSida) -> Decision:
    forlangs_av = frister.slag_of(sida.frist).forlangs_av or ""
    return policy.may_extend(sida.user, sida.arende, forlangs_av)
