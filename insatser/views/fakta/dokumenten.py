"""What was asked for by letter, written for the young person, and taken out on paper."""

from __future__ import annotations

from arenden.models import Aktuttag, Lattlast, Uppgiftsbegaran
from insatser.views.fakta.slag import Del, Fakta, morning, plain

BEGARANDEN = "arenden:begaranden"

DOKUMENTEN = (
    Fakta(
        "uppgiftsbegaran",
        Del.INFLODE,
        plain("Uppgifter begärdes till utredningen"),
        lambda arende, _: Uppgiftsbegaran.objects.filter(utredning__arende=arende),
        nar="begard",
        vem="begard_av",
        sida=BEGARANDEN,
    ),
    Fakta(
        "uppgiftssvar",
        Del.INFLODE,
        lambda kod, _: f"Begäran om uppgifter: {Uppgiftsbegaran.Svar(kod).label.lower()}",
        lambda arende, _: Uppgiftsbegaran.objects.filter(utredning__arende=arende).exclude(svar=""),
        nar=morning("besvarad"),
        kod="svar",
        sida=BEGARANDEN,
    ),
    Fakta(
        "lattlast",
        Del.PLAN,
        plain("Planen skrevs med lätta ord"),
        lambda arende, _: Lattlast.objects.filter(arende=arende),
        nar="skriven",
        vem="skriven_av",
        sida="insatser:dokumentlista",
    ),
    Fakta(
        "aktuttag",
        Del.HANDLING,
        plain("Hela akten togs ut på papper"),
        lambda arende, _: Aktuttag.objects.filter(arende=arende),
        nar="gjort",
        vem="gjort_av",
        sida="insatser:dokumentlista",
    ),
)
