"""The inbox: what has happened that concerns me, where it leads, and putting it away."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View
from django.views.generic.edit import FormView

from access.actions import aviseringar as actions
from access.actions.mejl import choose_mejl, is_configured, when
from access.forms.aviseringar import AngraForm, AviseringsFilter, MejlvalForm, UndanForm
from access.gate import Gate, gate
from access.models import Anvandare, Avisering
from access.request import AuthedRequest, InloggadVy
from access.views.svar import FormSvar, see_other
from audit.verb import Verb

SIDA = {
    Avisering.Slag.NODOPPNING: "granskning:nodoppning",
    Avisering.Slag.FORSENAD: "granskning:nodoppning",
    Avisering.Slag.BEKRAFTA: "access:bekrafta_nodoppning",
    Avisering.Slag.JAV: "arenden:anmalt_jav",
    Avisering.Slag.LARM: "granskning:larm",
    Avisering.Slag.GRANSKNING: "granskning:loggranskning",
    Avisering.Slag.GRANSKAS: "granskning:loggranskning",
    Avisering.Slag.SVAR: "granskning:loggranskning",
    Avisering.Slag.FRAGA: "granskning:min_fraga",
    Avisering.Slag.AVVIKELSE: "granskning:avvikelse",
    Avisering.Slag.FRIST: "insatser:arende",
    Avisering.Slag.FRIST_SEN: "insatser:arende",
    Avisering.Slag.TILLDELAD: "insatser:arende",
    Avisering.Slag.STEG: "insatser:arbetsgang",
    Avisering.Slag.ALDER: "insatser:arbetsgang",
    Avisering.Slag.ORO: "insatser:oro",
    Avisering.Slag.SAMTYCKE: "samverkansteam:arende",
    Avisering.Slag.UPPHORT: "samverkansteam:rum",
    Avisering.Slag.UTLAMNAT: "samverkansteam:kopia",
    Avisering.Slag.BIDRAG: "samverkansteam:bidrag",
    Avisering.Slag.MEDVERKAN: "samverkansteam:rum",
    Avisering.Slag.MEDLASNING: "riskbedomning:medlasning",
}
"""Where a notice leads; the others say all there is to say."""
SEN = frozenset({Avisering.Slag.FRIST_SEN, Avisering.Slag.FORSENAD, Avisering.Slag.GRANSKAS})
"""What is late, which the list marks with an icon and a word."""
FLIKAR = {"olasta": "Att känna till", "undanlagda": "Undanlagda"}
TOMT = {
    "olasta": ("Inget nytt att känna till", "Det du har lagt undan finns kvar under nästa flik."),
    "undanlagda": ("Inget är undanlagt", "Aviseringar som du lägger undan hamnar här."),
}
PER_SIDA = 25
PA_FORSTASIDAN = 5


def aviseringar_for(user: Anvandare) -> list[dict[str, Any]]:
    """The newest not yet put away, for templates/access/aviseringar.html."""
    return [_rad(rad) for rad in user.aviseringar.filter(last=None)[:PA_FORSTASIDAN]]


@gate(Verb.AVISERING_LIST)
def inkorg(request: AuthedRequest) -> HttpResponse:
    """Everyone's own notices, newest first; the whole state is in the URL."""
    flik = request.GET.get("flik", "")
    flik = flik if flik in FLIKAR else "olasta"
    filterform = AviseringsFilter(request.GET.dict() | {"flik": flik})
    slag = filterform.cleaned_data["slag"] if filterform.is_valid() else ""
    egna = Avisering.objects.filter(mottagare=request.user)
    rader = egna.unread() if flik == "olasta" else egna.put_away()
    rader = rader.filter(slag=slag) if slag else rader
    sida = Paginator(rader.order_by("-skapad", "pk"), PER_SIDA).get_page(request.GET.get("sida"))
    angra = AngraForm(request.GET)
    rubrik, varfor = TOMT[flik]
    context = {
        "flik": flik,
        "flikar": [
            {"namn": namn, "url": f"?flik={kod}", "aktiv": kod == flik}
            for kod, namn in FLIKAR.items()
        ],
        "filter_form": filterform,
        "filterval": [{"namn": Avisering.Slag(slag).label, "url": f"?flik={flik}"}] if slag else [],
        "slag": slag,
        "sida": sida,
        "rader": [_rad(avisering) for avisering in sida],
        "till": timezone.now().isoformat(timespec="microseconds"),
        "angra": angra["undanlagd"].value() if angra.is_valid() else "",
        "rubrik": rubrik,
        "varfor": varfor,
    }
    return render(request, "access/inkorg.html", context)


class LastView(InloggadVy, View):
    """Put a notice away, from the inbox or from one's first page."""

    gate = Gate(Verb.AVISERING_READ)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        nu = timezone.now()
        actions.mark_last(avisering=_own(self.user, kwargs), actor=self.user, nu=nu)
        if "inkorg" not in request.POST:
            return see_other(reverse("insatser:forstasida"))
        messages.success(request, "Aviseringen är undanlagd.")
        return see_other(_inkorg(angra=nu))


class UndanView(InloggadVy, View):
    """Put away everything that was there to see, all or of one kind."""

    gate = Gate(Verb.AVISERING_READ)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = UndanForm(request.POST)
        if not form.is_valid():
            return HttpResponseBadRequest()
        nu = timezone.now()
        antal = actions.mark_all(actor=self.user, nu=nu, **form.cleaned_data)
        messages.success(request, _sagt(antal, "undanlagd", "undanlagda"))
        return see_other(_inkorg(angra=nu))


class TillbakaView(InloggadVy, View):
    """Take one notice up again."""

    gate = Gate(Verb.AVISERING_RESTORE)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.put_back(avisering=_own(self.user, kwargs), actor=self.user)
        messages.success(request, "Aviseringen ligger åter bland det du behöver känna till.")
        return see_other(_inkorg(flik="undanlagda"))


class AngraView(InloggadVy, View):
    """Take up what was put away by the last press."""

    gate = Gate(Verb.AVISERING_RESTORE)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AngraForm(request.POST)
        if not form.is_valid():
            return HttpResponseBadRequest()
        antal = actions.undo(actor=self.user, nu=timezone.now(), **form.cleaned_data)
        if antal:
            messages.success(request, _sagt(antal, "tillbaka", "tillbaka"))
        else:
            messages.info(request, "Det går att ångra i tio minuter. Lägg tillbaka en i taget.")
        return see_other(_inkorg())


class MejlvalView(FormSvar, InloggadVy, FormView):
    """Choose whether and when a mail says that there is something here."""

    gate = Gate(Verb.AVISERING_CHOOSE)
    form_class = MejlvalForm
    template_name = "access/mejlval.html"

    def get_initial(self) -> dict[str, Any]:
        return {"nar": when(self.user)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            is_configured=is_configured(), epost=self.user.epost, **kwargs
        )

    def form_valid(self, form: MejlvalForm) -> HttpResponse:
        choose_mejl(actor=self.user, nar=form.cleaned_data["nar"])
        messages.success(self.request, "Ditt val är sparat.")
        return see_other(_inkorg())


def _own(user: Anvandare, kwargs: dict[str, Any]) -> Avisering:
    egna = Avisering.objects.filter(mottagare=user)
    avisering: Avisering = get_object_or_404(egna, pk=kwargs["avisering"])
    return avisering


def _rad(avisering: Avisering) -> dict[str, Any]:
    sida = SIDA.get(Avisering.Slag(avisering.slag))
    return {
        "avisering": avisering,
        "url": reverse(sida, args=avisering.sida or [avisering.objekt_id]) if sida else "",
        "ton": "sen" if avisering.slag in SEN else "",
    }


def _inkorg(*, flik: str = "", angra: datetime | None = None) -> str:
    val = {"flik": flik} if flik else {}
    if angra:
        val["undanlagd"] = angra.isoformat(timespec="microseconds")
    return reverse("access:aviseringar") + (f"?{urlencode(val)}" if val else "")


def _sagt(antal: int, en: str, flera: str) -> str:
    return f"1 avisering är {en}." if antal == 1 else f"{antal} aviseringar är {flera}."
