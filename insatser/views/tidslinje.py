"""One stream of what has happened in an ärende, newest first, out of one query."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, DateTimeField, F, QuerySet, SmallIntegerField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from arenden.models import (
    Anmalan,
    Arende,
    Aterkoppling,
    Beslut,
    Forhandsbedomning,
    Journalanteckning,
    Kommunicering,
    Placeringsoverlamning,
    Skyddsbedomning,
    Underrattelse,
    UppfoljningUtanInsats,
    Utredning,
)
from insatser.models import Insats, Plan, Uppfoljning

MOST = 30
MORGON = timedelta(hours=7)
"""A day without a clock is placed in its morning."""

RUBRIK: dict[str, Callable[[str, int], str]] = {
    "anmalan": lambda kod, _: f"{Arende.Slag(kod).label} kom in",
    "skyddsbedomning": lambda *_: "Skyddsbedömning gjord",
    "fort_hit": lambda kod, _: f"Ärendet {kod} fördes hit",
    "inleds": lambda *_: "Förhandsbedömning: utredning inleds",
    "inleds_inte": lambda *_: "Förhandsbedömning: utredning inleds inte",
    "underrattelse": lambda *_: "Underrättelse om utredningen noterad",
    "aterkoppling": lambda *_: "Anmälaren fick återkoppling",
    "utredning": lambda *_: "Utredningen avslutades",
    "kommunicering": lambda *_: "Underlaget visades före beslutet",
    "overlamning": lambda *_: "Placeringen lämnades över",
    "utan_insats": lambda _, nummer: f"Uppföljning utan insats {nummer}",
    "journal": lambda kod, _: f"{Journalanteckning.Slag(kod).label} i journalen",
    "beslut": lambda kod, _: f"Beslut: {Beslut.Utfall(kod).label}",
    "plan": lambda _, nummer: f"Plan {nummer} fastställd",
    "insats": lambda kod, _: f"Insats startade: {kod}",
    "uppfoljning": lambda kod, nummer: (
        f"Uppföljning {nummer}: {Uppfoljning.Beslut(kod).label.lower()}"
    ),
}
SIDA = {
    "journal": "arenden:journal",
    "beslut": "arenden:beslut_lista",
    "aterkoppling": "arenden:aterkopplingar",
    "plan": "insatser:plan",
    "insats": "insatser:plan",
    "uppfoljning": "insatser:plan",
}


def handelser_for(arende: Arende) -> list[dict[str, Any]]:
    """The latest events, without the texts themselves: those are one step in."""
    forsta, *ovriga = _facts(arende)
    rader = forsta.union(*ovriga, all=True).order_by("-nar_")[:MOST]
    handelser = [
        {
            "nar": rad["nar_"],
            "rubrik": RUBRIK[rad["handelse_"]](rad["kod_"], rad["nummer_"]),
            "vem": rad["vem_"],
            "url": reverse(SIDA[rad["handelse_"]], args=[arende.pk])
            if rad["handelse_"] in SIDA
            else "",
        }
        for rad in rader
    ]
    if arende.avslutat:
        slut = {"nar": arende.avslutat, "rubrik": "Ärendet avslutades", "vem": "", "url": ""}
        handelser = [slut, *handelser]
    return sorted(handelser, key=_nar, reverse=True)[:MOST]


def _nar(handelse: dict[str, Any]) -> datetime:
    nar: datetime = handelse["nar"]
    return nar


def _facts(arende: Arende) -> list[QuerySet]:
    """What happened, as rows of the same shape; nothing sealed is among the columns."""
    forhand = Forhandsbedomning.objects.filter(arende=arende)
    startade = Insats.objects.filter(arende=arende).exclude(startdatum=None)
    morgon = Cast("startdatum", DateTimeField()) + Value(MORGON)
    return [
        _rows(Anmalan.objects.filter(arende=arende), "anmalan", "inkom", "registrerad_av", "slag"),
        _rows(
            Skyddsbedomning.objects.filter(anmalan__arende=arende),
            "skyddsbedomning",
            "bedomd",
            "bedomd_av",
        ),
        _rows(forhand.filter(inleds=True), "inleds", "beslutad", "beslutad_av"),
        _rows(forhand.filter(inleds=False), "inleds_inte", "beslutad", "beslutad_av"),
        _rows(
            Utredning.objects.filter(arende=arende).exclude(avslutad=None), "utredning", "avslutad"
        ),
        _rows(
            arende.mottagna_arenden.filter(angrad=None),
            "fort_hit",
            "gjord",
            "gjord_av",
            "fran__arendenummer",
        ),
        *_told(arende),
        _rows(
            Journalanteckning.objects.filter(arende=arende).exclude(signerad=None),
            "journal",
            "nar",
            "forfattare",
            "slag",
        ),
        _rows(
            Beslut.objects.filter(arende=arende).exclude(utfall=""),
            "beslut",
            "beslutad",
            "beslutad_av",
            "utfall",
        ),
        _rows(
            Plan.objects.filter(arende=arende).exclude(faststalld=None),
            "plan",
            "faststalld",
            "faststalld_av",
            nummer="nummer",
        ),
        _rows(startade, "insats", morgon, "ansvarig", "insatstyp__namn"),
        _rows(
            Uppfoljning.objects.filter(arende=arende),
            "uppfoljning",
            "genomford",
            "genomford_av",
            "beslut",
            nummer="runda",
        ),
    ]


def _told(arende: Arende) -> list[QuerySet]:
    """What people were told on the way, and how the case left it."""
    aterkopplingar = Aterkoppling.objects.filter(anmalan__arende=arende)
    underrattelser = Underrattelse.objects.filter(utredning__arende=arende)
    visade = Kommunicering.objects.filter(beslut__arende=arende, skickas=True)
    overlamningar = Placeringsoverlamning.objects.filter(beslut__arende=arende)
    rundor = UppfoljningUtanInsats.objects.filter(arende=arende)
    return [
        _rows(underrattelser, "underrattelse", "gjord", "gjord_av"),
        _rows(aterkopplingar, "aterkoppling", "lamnad", "lamnad_av"),
        _rows(visade, "kommunicering", "skickad", "skickad_av"),
        _rows(overlamningar, "overlamning", "gjord", "gjord_av"),
        _rows(rundor, "utan_insats", "gjord", "gjord_av", nummer="runda"),
    ]


def _rows(
    rader: QuerySet, handelse: str, nar: Any, vem: str = "", kod: str = "", *, nummer: str = ""
) -> QuerySet:
    facts: QuerySet = (
        rader.order_by()
        .annotate(
            nar_=F(nar) if isinstance(nar, str) else nar,
            handelse_=Value(handelse, CharField()),
            kod_=F(kod) if kod else Value("", CharField()),
            nummer_=F(nummer) if nummer else Value(0, SmallIntegerField()),
            vem_=F(f"{vem}__namn") if vem else Value("", CharField()),
        )
        .values("nar_", "handelse_", "kod_", "nummer_", "vem_")
    )
    return facts
