"""What every page may say about the installation itself, and the way around for whoever is in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils import timezone

from access.gate import gate_of
from access.inloggning.sessioner import time_left
from access.models import Anvandare
from access.views.tangenter import KAKA

MENY = [
    ("Min dag", "insatser:min_dag"),
    ("Ärenden", "insatser:arendelista"),
    ("Kalender", "insatser:kalender"),
    ("Nytt inflöde", "arenden:nytt_inflode"),
    ("Frågor", "arenden:namndfragor"),
    ("Team", "samverkansteam:lista"),
    ("Lagen om att dela", "samverkansteam:lagrum"),
    ("Insatskatalog", "insatser:katalog"),
    ("Instrument", "riskbedomning:instrument"),
    ("Vinjetter", "riskbedomning:vinjetter"),
    ("Likabedömning", "riskbedomning:likabedomning"),
    ("Mallar", "arenden:textmallar"),
    ("Statistik", "lagesbild:lista"),
    ("Var ärendena står", "lagesbild:vantan"),
    ("Likvärdighet", "lagesbild:likvardighet"),
    ("Gallring", "arenden:gallringar"),
    ("Utdrag", "granskning:utdrag_oppna"),
    ("Logg", "granskning:logg"),
    ("Granskning", "granskning:loggranskningar"),
    ("Loggens hälsa", "granskning:halsa"),
    ("Användare", "access:anvandare"),
    ("Bemanning", "access:bemanning"),
    ("Mina uppdrag", "access:mitt"),
    ("Min logg", "granskning:min_logg"),
]
"""A page is in the menu of those whom its own gate lets in."""
SOK = "insatser:sok"
HOGST = 99
"""The highest number of notices that the header spells out."""


def installation(request: HttpRequest) -> dict[str, Any]:
    return {
        "demo": settings.DEMO,
        "version": settings.VERSION,
        "virusskydd": bool(settings.VIRUSSKANNER),
        "snabbtangenter": request.COOKIES.get(KAKA, ""),
    }


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The menu, the search field and the way out; only the way out before the second factor."""
    user = getattr(request, "user", None)
    if not isinstance(user, Anvandare):
        return {}
    logga_ut = {"logga_ut_url": reverse("access:logga_ut")}
    if not user.is_verified():
        return logga_ut
    return logga_ut | {
        "tidsgrans": _tidsgrans(request),
        "navigation": _menu(user, request.path),
        "aviseringar_url": reverse("access:aviseringar"),
        "antal_olasta": _antal(user.antal_olasta),
        "roll": user.uppdrag_nu[0].get_roll_display() if user.uppdrag_nu else "",
        "sok_url": reverse(SOK) if _is_for(user, SOK) else "",
    }


def _tidsgrans(request: HttpRequest) -> dict[str, Any]:
    """When the session ends if nothing is done; the page says so, with or without JavaScript."""
    kvar = time_left(request)
    slut = timezone.localtime() + timedelta(seconds=kvar["sekunder"])
    return kvar | {"slut": slut, "varning": settings.SESSION_WARNING}


def _antal(olasta: int) -> str:
    return "99+" if olasta > HOGST else str(olasta or "")


def _menu(user: Anvandare, path: str) -> list[dict[str, Any]]:
    rader = [{"namn": namn, "url": reverse(sida)} for namn, sida in MENY if _is_for(user, sida)]
    narmast = max((r["url"] for r in rader if path.startswith(r["url"])), key=len, default="")
    return [rad | {"aktiv": rad["url"] == narmast} for rad in rader]


def _is_for(user: Anvandare, sida: str) -> bool:
    roller = _roller(sida)
    return roller is None or user.has_roll(roller)


@cache
def _roller(sida: str) -> Collection[str] | None:
    gate = gate_of(resolve(reverse(sida)).func)
    return gate.roller if gate else ()
