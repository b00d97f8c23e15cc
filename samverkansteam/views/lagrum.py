"""The law of sharing: the whole matrix, one cell, one ground, and changing it by two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from access.gate import Gate
from access.models import Roll
from access.policy import require
from access.request import InloggadVy
from arenden.views.formular import ActionForm
from arenden.views.forslag import differences_in_words
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions.lagrum import propose_end, propose_lagrum, try_andring
from samverkansteam.forms.lagrum import (
    AndringForm,
    LagetForm,
    NyttLagrumForm,
    ProvaLagrumForm,
    UpphorForm,
)
from samverkansteam.models import Lagrum, Lagrumsandring
from samverkansteam.rules.lagrum import PARTSSLAG, Laget, Lagrumsregel, offered, refused
from samverkansteam.rules.lagrumsandring import opened_and_closed

HUSET = tuple(roll for roll in Roll if roll not in (Roll.EXTERN, Roll.SYSTEM))
"""Everybody who works in the house: the law is nobody's secret."""
METODLEDARE = (Roll.METODLEDARE,)
RUBRIKER = {slag: namn[:1].upper() + namn[1:] for slag, namn in PARTSSLAG.items()}
LED = re.compile(r"(?<=\w)(?=tjänst|marknad|nämnden|vården|verksamhet|organisation)")
"""Where a long word for a kind of party may be divided."""
UTGANGSLAGE = {"alder": 15, "samtycke": "on", "utredning": "on"}
"""What the matrix is shown for before anybody has chosen, today."""


@dataclass(frozen=True)
class Cell:
    """One cell of the matrix on the chosen day: what is offered, and where the whole answer is."""

    namn: str
    koder: str
    url: str


class Lagvy(InloggadVy, TemplateView):
    """A page about the law on a chosen day and for a chosen age; both stand in the address."""

    gate = Gate(Verb.LAGRUM_READ, HUSET)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.form = LagetForm(request.GET or UTGANGSLAGE | {"dag": timezone.localdate()})
        self.val = self.form.cleaned_data if self.form.is_valid() else {}
        self.dag: date = self.val.get("dag") or timezone.localdate()
        return super().dispatch(request, *args, **kwargs)

    def laget(self, fran: str, till: str) -> Laget:
        return Laget(
            fran=fran,
            till=till,
            alder=self.val.get("alder"),
            has_samtycke=self.val.get("samtycke", False),
            has_utredning=self.val.get("utredning", False),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            filter_form=self.form,
            dag=self.dag,
            alder=self.val.get("alder"),
            fraga=self.request.GET.urlencode(),
            far_andra=bool(policy.may_keep_lagrum(self.user)),
            **kwargs,
        )


def in_a_column(namn: str) -> str:
    """With soft hyphens where a long word may be divided, so that all columns fit on a screen."""
    return LED.sub("\u00ad", namn)


class MatrisView(Lagvy):
    """From whom to whom: in each cell the grounds that can be used."""

    template_name = "samverkansteam/lagrum/matris.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        regler = Lagrum.objects.all().regler()
        forslag = Lagrumsandring.objects.filter(status=Lagrumsandring.Status.FORSLAG)
        return super().get_context_data(
            mottagare=[in_a_column(rubrik) for rubrik in RUBRIKER.values()],
            rader=[
                (in_a_column(rubrik), rubrik, list(self._cells(fran, regler)))
                for fran, rubrik in RUBRIKER.items()
                if any(fran in regel.vagar for regel in regler)
            ],
            lagrum=Lagrum.objects.in_force(self.dag),
            forslag=forslag.select_related("foreslagen_av"),
            **kwargs,
        )

    def _cells(self, fran: str, regler: list[Lagrumsregel]) -> Iterator[Cell]:
        for till, namn in PARTSSLAG.items():
            erbjuds = offered(regler, self.laget(fran, till), self.dag)
            yield Cell(
                namn=namn,
                koder=", ".join(regel.kod for regel in erbjuds) or "Inget",
                url=reverse("samverkansteam:lagrumscell", args=[fran, till]),
            )


class CellView(Lagvy):
    """One cell: what can be used, what it asks, and why each of the others cannot."""

    template_name = "samverkansteam/lagrum/cell.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fran, till = self.kwargs["givare"], self.kwargs["mottagare"]
        if fran not in PARTSSLAG or till not in PARTSSLAG:
            raise Http404
        regler = Lagrum.objects.all().regler()
        laget = self.laget(fran, till)
        return super().get_context_data(
            rubrik=f"Från {PARTSSLAG[fran]} till {PARTSSLAG[till]}",
            erbjuds=offered(regler, laget, self.dag),
            nekas=refused(regler, laget, self.dag),
            **kwargs,
        )


class LagrumView(Lagvy):
    """One ground: its wordings over time, and the changes that were proposed."""

    template_name = "samverkansteam/lagrum/lagrum.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lydelser = Lagrum.objects.filter(kod=self.kwargs["lagrum"]).order_by("-giltig_fran")
        if not (funna := list(lydelser)):
            raise Http404
        andringar = Lagrumsandring.objects.filter(kod=self.kwargs["lagrum"])
        return super().get_context_data(
            kod=self.kwargs["lagrum"],
            lydelser=[(lydelse, _vagar_i_ord(lydelse.vagar)) for lydelse in funna],
            andringar=andringar.select_related("foreslagen_av", "provad_av"),
            **kwargs,
        )


class LagrumFormView(ActionForm):
    gate = Gate(Verb.LAGRUM_READ, METODLEDARE)
    template_name = "samverkansteam/lagrum/form.html"
    submit = "Skicka förslaget"
    klart = "Förslaget är skickat. En annan metodledare prövar det."

    def get_success_url(self) -> str:
        return reverse("samverkansteam:lagrum")


class AndraLagrumView(LagrumFormView):
    """Propose the next wording of a ground, beginning with the last one."""

    rubrik = "Föreslå ändring av lagrum"
    form_class = AndringForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"lagrum": _last(self.kwargs["lagrum"])}

    def perform(self, data: dict[str, Any]) -> None:
        propose_lagrum(kod=self.kwargs["lagrum"], actor=self.user, **data)


class NyttLagrumView(LagrumFormView):
    rubrik = "Nytt lagrum"
    form_class = NyttLagrumForm

    def perform(self, data: dict[str, Any]) -> None:
        propose_lagrum(actor=self.user, **data)


class UpphorView(LagrumFormView):
    rubrik = "Föreslå att ett lagrum upphör"
    form_class = UpphorForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(ingress=str(_last(self.kwargs["lagrum"])), **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        propose_end(kod=self.kwargs["lagrum"], actor=self.user, **data)


class ProvaLagrumView(LagrumFormView):
    """Read what would change, which ways it would open and close, and agree or not."""

    rubrik = "Pröva ändringen"
    submit = "Spara prövningen"
    klart = "Prövningen är sparad."
    form_class = ProvaLagrumForm
    template_name = "samverkansteam/lagrum/prova.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.andring = get_object_or_404(
            Lagrumsandring.objects.select_related("foreslagen_av"), pk=kwargs["lagrumsandring"]
        )
        require(policy.may_try_lagrum(self.user, self.andring))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        nu = Lagrum.objects.filter(kod=self.andring.kod).order_by("giltig_fran").last()
        fore = nu.innehall() if nu else {}
        efter = {} if self.andring.upphor else self.andring.innehall()
        oppnas, stangs = opened_and_closed(fore.get("vagar", {}), efter.get("vagar", {}))
        return super().get_context_data(
            andring=self.andring,
            oppnas=oppnas,
            stangs=stangs,
            skillnader=[]
            if self.andring.upphor
            else differences_in_words(nu, self.andring, in_words=_in_words, utom={"vagar"}),
            **kwargs,
        )

    def perform(self, data: dict[str, Any]) -> None:
        try_andring(andring=self.andring, actor=self.user, **data)


def _last(kod: str) -> Lagrum:
    lagrum = Lagrum.objects.filter(kod=kod).order_by("giltig_fran").last()
    if lagrum is None:
        raise Http404
    return lagrum


def _vagar_i_ord(vagar: dict[str, list[str]]) -> list[str]:
    return [
        f"Från {namn} till {', '.join(PARTSSLAG[till] for till in vagar[fran])}."
        for fran, namn in PARTSSLAG.items()
        if fran in vagar
    ]


def _in_words(falt: str, varde: list[dict[str, Any]]) -> str:
    return " ".join(f"{v['fraga']} ({'ja' if v['kraver'] else 'nej'})" for v in varde)
