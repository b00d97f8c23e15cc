"""One stream of what has happened in an ärende, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone

from arenden.models import Arende

MOST = 30


def handelser_for(arende: Arende) -> list[dict[str, Any]]:
    """The latest events, without the texts themselves: those are one step in."""
    handelser = sorted(_all(arende), key=lambda handelse: handelse["nar"], reverse=True)
    return handelser[:MOST]


def _all(arende: Arende) -> Iterator[dict[str, Any]]:
    for anmalan in arende.anmalningar.select_related(
        "skyddsbedomning__bedomd_av", "registrerad_av"
    ):
        yield _handelse(
            anmalan.inkom, f"{anmalan.get_slag_display()} kom in", anmalan.registrerad_av
        )
        if hasattr(anmalan, "skyddsbedomning"):
            bedomning = anmalan.skyddsbedomning
            yield _handelse(bedomning.bedomd, "Skyddsbedömning gjord", bedomning.bedomd_av)
    if hasattr(arende, "forhandsbedomning"):
        forhand = arende.forhandsbedomning
        svar = "utredning inleds" if forhand.inleds else "utredning inleds inte"
        yield _handelse(forhand.beslutad, f"Förhandsbedömning: {svar}", forhand.beslutad_av)
    if arende.has_utredning and arende.utredning.avslutad:  # type: ignore[attr-defined]
        yield _handelse(arende.utredning.avslutad, "Utredningen avslutades", None)
    for anteckning in arende.anteckningar.exclude(signerad=None).select_related("forfattare")[
        :MOST
    ]:
        url = reverse("arenden:journal", args=[arende.pk])
        rubrik = f"{anteckning.get_slag_display()} i journalen"
        yield _handelse(anteckning.nar, rubrik, anteckning.forfattare, url)
    for beslut in arende.beslut.exclude(utfall="").select_related("beslutad_av"):
        url = reverse("arenden:beslut_lista", args=[arende.pk])
        yield _handelse(
            beslut.beslutad, f"Beslut: {beslut.get_utfall_display()}", beslut.beslutad_av, url
        )
    plan_url = reverse("insatser:plan", args=[arende.pk])
    for plan in arende.planer.exclude(faststalld=None).select_related("faststalld_av"):
        yield _handelse(
            plan.faststalld, f"Plan {plan.nummer} fastställd", plan.faststalld_av, plan_url
        )
    for insats in arende.insatser.exclude(startdatum=None).select_related("insatstyp", "ansvarig"):
        start = timezone.make_aware(datetime.combine(insats.startdatum, time(8)))
        yield _handelse(start, f"Insats startade: {insats.insatstyp}", insats.ansvarig, plan_url)
    for uppfoljning in arende.uppfoljningar.select_related("genomford_av"):
        rubrik = f"Uppföljning {uppfoljning.runda}: {uppfoljning.get_beslut_display().lower()}"
        yield _handelse(uppfoljning.genomford, rubrik, uppfoljning.genomford_av, plan_url)
    if arende.avslutat:
        yield _handelse(arende.avslutat, "Ärendet avslutades", None)


def _handelse(nar: datetime, rubrik: str, vem: Any, url: str = "") -> dict[str, Any]:
    return {"nar": nar, "rubrik": rubrik, "vem": vem and str(vem), "url": url}
