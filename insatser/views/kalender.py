"""The calendar: a day, a week or four weeks of one's own times, or of the units where one leads."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.generic import TemplateView

from access.gate import Gate, gate
from access.models import Anvandare, Roll
from access.request import AuthedRequest, InloggadVy
from access.views.svar import see_other
from arenden.rules.frister import MANAD, VECKODAG
from audit.verb import Verb
from insatser.actions.kalender import end_kalenderlank, make_kalenderlank
from insatser.models import Kalenderlank
from insatser.rules.kalender import Period, Post, Vy, by_day, period_of
from insatser.views.kalenderkallor import Urval, times_for

HANDLAGGANDE = Roll.handlaggande()
NAMN = {Vy.DAG: "Dag", Vy.VECKA: "Vecka", Vy.LISTA: "Fyra veckor"}
MINA, ENHETENS = "mina", "enhetens"


@gate(Verb.KALENDER_READ, roller=HANDLAGGANDE)
def kalender(request: AuthedRequest) -> HttpResponse:
    """Only what the user may see now; the whole state is in the address."""
    user, idag = request.user, timezone.localdate()
    vy = Vy(v) if (v := request.GET.get("vy", "")) in set(Vy) else Vy.VECKA
    leder = user.has_roll(Roll.ledande())
    vems = ENHETENS if leder and request.GET.get("vems") == ENHETENS else MINA
    period = period_of(vy, _day(request.GET.get("dag", ""), idag))
    poster = times_for(user, Urval(period.fran, period.till, enhetens=vems == ENHETENS))
    dagar = by_day(poster, period.days())
    lage = {"vy": vy.value, "vems": vems, "dag": period.fran.isoformat()}
    context = {
        "rubrik": _heading(vy, period),
        "vy": vy,
        "dagar": [
            {"namn": _day_name(dag), "dag": dag, "idag": dag == idag, "poster": rader}
            for dag, rader in dagar
            if rader or vy != Vy.LISTA
        ],
        "vyer": [
            {"namn": namn, "url": _url(lage, vy=kod), "aktiv": kod == vy}
            for kod, namn in NAMN.items()
        ],
        "flikar": [
            {"namn": namn, "url": _url(lage, vems=kod), "aktiv": kod == vems}
            for kod, namn in ((MINA, "Mina"), (ENHETENS, "Enhetens"))
        ]
        if leder
        else [],
        "enhetens": vems == ENHETENS,
        "forra": _url(lage, dag=period.forra),
        "nasta": _url(lage, dag=period.nasta),
        "nu": _url(lage, dag=idag),
        "antal_text": _antal(poster),
        "lank": _link_of(user),
    }
    return render(request, "insatser/kalender.html", context)


class NyLankView(InloggadVy, TemplateView):
    """What the link tells and what it does not; then the link itself, this once."""

    gate = Gate(Verb.KALENDER_READ, HANDLAGGANDE, steg_upp=True)
    template_name = "insatser/kalenderlank.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lank=_link_of(self.user), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        hemlighet = make_kalenderlank(actor=self.user)
        adress = request.build_absolute_uri(reverse("insatser:kalenderflode", args=[hemlighet]))
        return self.render_to_response(self.get_context_data(adress=adress))


class TaBortLankView(InloggadVy, TemplateView):
    gate = Gate(Verb.KALENDER_READ, HANDLAGGANDE)
    template_name = "access/bekrafta.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "rubrik": "Ta bort kalenderlänken",
            "foljder": [
                "Ditt kalenderprogram får inga fler tider.",
                "Det som redan har hämtats står kvar där tills du tar bort det.",
            ],
            "knapp": "Ta bort länken",
            "avbryt_url": reverse("insatser:kalender"),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        end_kalenderlank(actor=self.user)
        messages.success(request, "Länken är borttagen.")
        return see_other(reverse("insatser:kalender"))


def _link_of(user: Anvandare) -> Kalenderlank | None:
    return Kalenderlank.objects.live().filter(anvandare=user).first()


def _day(text: str, idag: date) -> date:
    """The day of the address; today for anything that is none."""
    try:
        return parse_date(text) or idag
    except ValueError:
        return idag


def _url(lage: dict[str, str], **andrat: Any) -> str:
    return f"?{urlencode(lage | {namn: str(varde) for namn, varde in andrat.items()})}"


def _day_name(dag: date) -> str:
    return f"{VECKODAG[dag.weekday()].capitalize()} {dag.day} {MANAD[dag.month - 1]}"


def _heading(vy: Vy, period: Period) -> str:
    if vy == Vy.DAG:
        return f"{_day_name(period.fran)} {period.fran.year}"
    if vy == Vy.VECKA:
        ar, vecka, _ = period.fran.isocalendar()
        return f"Vecka {vecka}, {ar}"
    return f"{period.fran} till {period.till}"


def _antal(poster: list[Post]) -> str:
    return "1 tid" if len(poster) == 1 else f"{len(poster)} tider"
