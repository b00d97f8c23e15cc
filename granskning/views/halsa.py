"""The health of the log: how it is doing now, the alarms, and each alarm with its clocks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from access.gate import gate
from access.request import AuthedRequest
from access.views.svar import see_other
from audit.avlopp.tomning import current_lage
from audit.models import Kontrollpunkt, Logghandelse
from audit.verb import Verb
from audit.vittnesmal import holding, witnesses
from granskning.actions.larm import acknowledge_larm, close_larm, complete_steg
from granskning.actions.overvakning import measure
from granskning.forms.larm import AvslutaLarmForm, KvitteraForm, LarmstegForm
from granskning.models import Larm, Provatkomst
from granskning.policy import LARMROLLER, may_close_larm, may_follow_larm
from granskning.rules.larm import Klocka, larm_of

PER_SIDA = 25


@gate(Verb.LARM_READ, roller=LARMROLLER)
def halsa(request: AuthedRequest) -> HttpResponse:
    """Everything that keeps the log whole, as it is now."""
    nu, lage = timezone.now(), measure()
    kontrollpunkt = Kontrollpunkt.objects.order_by("-storlek").first()
    tidigare = Paginator(Larm.objects.exclude(avslutad=None), PER_SIDA)
    context = {
        "oppna": [_shown(larm, nu) for larm in Larm.objects.ongoing()],
        "fel": larm_of(lage, nu),
        "lage": lage,
        "kontrollpunkt": kontrollpunkt,
        "vittnen": _vittnen(kontrollpunkt),
        "avlopp": current_lage() if settings.LOGG_AVLOPP else None,
        "avlopp_slag": settings.LOGG_AVLOPP.partition(":")[0],
        "prov": Provatkomst.objects.first(),
        "prov_sokt": Provatkomst.objects.exclude(sokt=None).first(),
        "kontroll": Logghandelse.objects.filter(verb=Verb.LOGG_VERIFY).order_by("-tid").first(),
        "sida": tidigare.get_page(request.GET.get("sida")),
    }
    return render(request, "granskning/halsa.html", context)


@gate(Verb.LARM_READ, roller=LARMROLLER)
def larm(request: AuthedRequest, larm: Any) -> HttpResponse:
    """One alarm: what is known, what was done, and by when the rest is to be done."""
    rad = get_object_or_404(Larm.objects.select_related("kvitterad_av", "avslutad_av"), pk=larm)
    formular = _formular(rad, request)
    skickat = formular.get(request.POST.get("gor", ""))
    if (
        request.method == "POST"
        and skickat
        and skickat.is_valid()
        and _carry_out(rad, request, skickat)
    ):
        return see_other(reverse("granskning:larm", args=[rad.pk]))
    context = {
        "visat": _shown(rad, timezone.now()),
        "steg": rad.steg.select_related("gjort_av"),
        "formular": formular,
        "far": may_follow_larm(request.user, rad),
        "far_avsluta": may_close_larm(request.user, rad),
    }
    return render(request, "granskning/larm.html", context, status=422 if skickat else 200)


def _formular(larm: Larm, request: AuthedRequest) -> dict[str, Any]:
    """The forms that this alarm still calls for, by what they do; bound if it was sent."""
    kvar = {klocka.value for klocka in Klocka} - set(larm.steg.values_list("klocka", flat=True))
    gor, post = request.POST.get("gor"), request.POST
    formular: dict[str, Any] = {}
    if larm.kvitterad is None:
        formular["kvittera"] = KvitteraForm(
            post if gor == "kvittera" else None, auto_id="kvittera_%s"
        )
    if larm.is_incident and kvar:
        formular["steg"] = LarmstegForm(
            post if gor == "steg" else None, kvar=kvar, auto_id="steg_%s"
        )
    if larm.is_incident and not kvar and larm.kvitterad is not None:
        formular["avsluta"] = AvslutaLarmForm(
            post if gor == "avsluta" else None, auto_id="avsluta_%s"
        )
    return formular


def _carry_out(larm: Larm, request: AuthedRequest, form: Any) -> bool:
    text, user = form.cleaned_data["text"], request.user
    try:
        match form.cleaned_data["gor"]:
            case "kvittera":
                acknowledge_larm(larm=larm, text=text, actor=user)
                messages.success(request, "Larmet är kvitterat.")
            case "steg":
                complete_steg(larm=larm, klocka=form.cleaned_data["klocka"], text=text, actor=user)
                messages.success(request, "Steget är avbockat.")
            case _:
                close_larm(larm=larm, text=text, actor=user)
                messages.success(request, "Larmet är avslutat.")
    except ValidationError as fel:
        form.add_error(None, fel.messages)
        return False
    return True


def _shown(larm: Larm, nu: datetime) -> dict[str, Any]:
    """An alarm with its clocks; each says when, and whether it is done or late."""
    gjorda = {steg.klocka: steg for steg in larm.steg.all()}
    return {
        "larm": larm,
        "klockor": [
            {
                "klocka": klocka.label,
                "senast": klocka.deadline(larm.upptackt),
                "steg": gjorda.get(klocka.value),
                "forsenad": klocka.value not in gjorda and klocka.deadline(larm.upptackt) < nu,
            }
            for klocka in Klocka
            if larm.is_incident
        ],
    }


def _vittnen(kontrollpunkt: Kontrollpunkt | None) -> list[dict[str, Any]]:
    """Each witness, and whether it has signed the newest head."""
    signed = {mal.vittne: mal for mal in holding(kontrollpunkt)} if kontrollpunkt else {}
    return [{"namn": v.namn, "mal": signed.get(v.namn)} for v in witnesses()]
