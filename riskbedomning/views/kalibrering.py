"""For the method leader: a round is opened, and then how alike it was assessed, also over time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from django.views.generic.edit import FormView

from access.gate import Gate, gate
from access.policy import require
from access.request import AuthedRequest, InloggadVy
from access.views.svar import FormSvar, see_other
from arenden.views.bas import add_errors
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions.kalibrering import GRADER, open_omgang
from riskbedomning.forms.kalibrering import OmgangForm
from riskbedomning.models import (
    Bedomning,
    Instrument,
    Kalibreringsomgang,
    Kalibreringsutfall,
    Vinjett,
    Vinjettsvar,
)
from riskbedomning.rules.samstammighet import alpha, in_words
from riskbedomning.views.fordelning import counts_of, matt, number, shown_utfall
from riskbedomning.views.vinjetter import ROLLER

STOD = (
    Bedomning.Samlad.INGET_STOD.value,
    Bedomning.Samlad.VISST_STOD.value,
    Bedomning.Samlad.OMFATTANDE_STOD.value,
)
"""The overall judgements in the order of how much support; that it is unclear is none of them."""


class NyOmgangView(FormSvar, InloggadVy, FormView):
    gate = Gate(Verb.KALIBRERING_READ, ROLLER)
    form_class = OmgangForm
    template_name = "riskbedomning/kalibrering_ny.html"
    vinjett: Vinjett

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.vinjett = get_object_or_404(Vinjett, pk=kwargs["vinjett"])
        require(policy.may_open_omgang(self.user, self.vinjett))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: OmgangForm) -> HttpResponse:
        try:
            omgang = open_omgang(vinjett=self.vinjett, actor=self.user, **form.cleaned_data)
        except ValidationError as fel:
            add_errors(form, fel)
            return self.form_invalid(form)
        messages.success(self.request, "Omgången är öppnad.")
        return see_other(reverse("riskbedomning:omgang", args=[omgang.pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        avbryt_url = reverse("riskbedomning:vinjett", args=[self.vinjett.pk])
        return super().get_context_data(vinjett=self.vinjett, avbryt_url=avbryt_url, **kwargs)


@gate(Verb.KALIBRERING_READ, roller=ROLLER)
@require_GET
def omgang(request: AuthedRequest, kalibrering: UUID) -> HttpResponse:
    """What a round came to; until it is counted, only when it is open and for whom."""
    funnen = get_object_or_404(Kalibreringsomgang.objects.for_page(), pk=kalibrering)
    utfall = (
        Kalibreringsutfall.objects.visible_to(request.user)
        .filter(omgang=funnen)
        .select_related("enhet")
        .prefetch_related("fordelning")
    )
    faktorer = list(funnen.instrumentversion.faktorer.all())
    everybody_first = sorted(utfall, key=lambda ett: ett.enhet is not None)
    context = {
        "omgang": funnen,
        "enheter": [i.enhet for i in funnen.inbjudningar.select_related("enhet__namnd")],
        "ar_oppen": funnen.is_open(timezone.localdate()),
        "grupper": [shown_utfall(ett, faktorer) for ett in everybody_first],
    }
    return render(request, "riskbedomning/kalibrering_omgang.html", context)


@gate(Verb.KALIBRERING_READ, roller=ROLLER)
@require_GET
def over_tid(request: AuthedRequest) -> HttpResponse:
    """Each instrument: its rounds in the order of time, and its questions over all of them."""
    utfall = Kalibreringsutfall.objects.visible_to(request.user).filter(enhet=None)
    omgangar = (
        Kalibreringsomgang.objects.for_page()
        .filter(utfall__in=utfall)
        .prefetch_related(
            Prefetch("utfall", utfall.prefetch_related("fordelning__faktor"), to_attr="alla")
        )
        .order_by("till", "pk")
    )
    per_instrument: dict[Instrument, list[Kalibreringsomgang]] = {}
    for rad in omgangar:
        per_instrument.setdefault(rad.instrumentversion.instrument, []).append(rad)
    context = {"instrument": [_over_time(i, rader) for i, rader in per_instrument.items()]}
    return render(request, "riskbedomning/kalibrering_over_tid.html", context)


def _over_time(instrument: Instrument, omgangar: list[Kalibreringsomgang]) -> dict[str, Any]:
    utfall: list[Kalibreringsutfall] = [ett for rad in omgangar for ett in rad.alla]  # type: ignore[attr-defined]
    rader = [
        {
            "omgang": rad,
            "antal": ett.antal,
            "grad": matt(ett.grad_alfa, ett.grad_fran, ett.grad_till),
        }
        for rad, ett in zip(omgangar, utfall, strict=True)
    ]
    return {
        "namn": instrument.namn,
        "kolumner": [{"namn": n} for n in ("Omgång", "Svarade", "Alfa", "Vad det säger")],
        "rader": rader,
        "fragekolumner": [{"namn": n} for n in ("Fråga", "Alfa", "Vad det säger")],
        "fragor": _per_fraga(utfall) if len(utfall) > 1 else [],
    }


def _per_fraga(utfall: list[Kalibreringsutfall]) -> list[dict[str, str]]:
    """Alpha of each question over the rounds; a factor is the same under the same code."""
    rubriker = {Vinjettsvar.SAMLAD: "Samlad bedömning"}
    per_kod: dict[str, list[dict[str, int]]] = {Vinjettsvar.SAMLAD: []}
    for ett in utfall:
        faktorer = {r.faktor_id: r.faktor for r in ett.fordelning.all() if r.faktor}
        for faktor_id, antal in counts_of(ett).items():
            faktor = faktorer.get(faktor_id)
            kod = faktor.kod if faktor else Vinjettsvar.SAMLAD
            rubriker[kod] = faktor.rubrik if faktor else rubriker[kod]
            per_kod.setdefault(kod, []).append(antal)
    ordnade = sorted(per_kod.items(), key=lambda par: rubriker[par[0]])
    return [_fraga(rubriker[kod], kod, fordelningar) for kod, fordelningar in ordnade]


def _fraga(rubrik: str, kod: str, fordelningar: list[dict[str, int]]) -> dict[str, str]:
    grader = STOD if kod == Vinjettsvar.SAMLAD else GRADER
    alfa = alpha(fordelningar, grader, skala="ordinal")
    tal = "–" if alfa is None else number(alfa)
    return {"rubrik": rubrik, "tal": tal, "ord": in_words(alfa)}
