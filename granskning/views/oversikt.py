"""For whoever leads: the reviews of each unit in figures, and the protocol of a finished one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from access.gate import gate
from access.request import AuthedRequest
from audit.verb import Verb
from granskning.models import Atkomst, Avvikelse, Loggranskning
from granskning.models.granskare import LASARE
from granskning.models.protokoll import figures_of
from granskning.pdf import protokoll_pdf
from granskning.policy import nodoppningar_for
from granskning.rules.oversikt import Manad, Oversikt, summarise

MANADER = 12
PER_SIDA = 50


@gate(Verb.LOGGRANSKNING_OVERVIEW, roller=LASARE)
def oversikt(request: AuthedRequest) -> HttpResponse:
    """One row for each unit: coverage, what waits, what was found, over the last twelve months."""
    idag = timezone.localdate()
    rader = _units(request.user, idag)
    avvikelser = Avvikelse.objects.visible_to(request.user)
    context = {
        "sida": Paginator(rader, PER_SIDA).get_page(request.GET.get("sida")),
        "manader": MANADER,
        "ogranskade_nodoppningar": nodoppningar_for(request.user).filter(granskning=None).count(),
        "avvikelser": avvikelser.aggregate(
            pagaende=Count("pk", filter=Q(avslutad=None)),
            incidenter=Count("pk", filter=Q(is_incident=True)),
            obefogade=Count("pk", filter=Q(slutsats=Avvikelse.Slutsats.OBEFOGAD)),
        ),
    }
    return render(request, "granskning/oversikt.html", context)


@gate(Verb.LOGGRANSKNING_PROTOCOL, roller=LASARE)
def protokoll(request: AuthedRequest, loggranskning: UUID) -> HttpResponse:
    """The figures of a finished review, as the PDF has them."""
    granskning = _finished(request, loggranskning)
    context = {"granskning": granskning, "delar": figures_of(granskning)}
    return render(request, "granskning/protokoll.html", context)


@gate(Verb.LOGGRANSKNING_READ_PDF, roller=LASARE)
def protokoll_fil(request: AuthedRequest, loggranskning: UUID) -> HttpResponse:
    granskning = _finished(request, loggranskning)
    filnamn = f"logggranskning-{granskning.manad:%Y-%m}.pdf"
    return HttpResponse(
        protokoll_pdf(granskning, figures_of(granskning)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{filnamn}"'},
    )


def _finished(request: AuthedRequest, pk: UUID) -> Loggranskning:
    synliga = Loggranskning.objects.visible_to(request.user).exclude(avslutad=None)
    granskning: Loggranskning = get_object_or_404(
        synliga.select_related("namnd", "enhet", "granskare", "avslutad_av"), pk=pk
    )
    return granskning


def _units(user: Any, idag: date) -> list[dict[str, Any]]:
    """The units whose reviews the reader may follow; the one that has waited longest first."""
    sedan = (idag - timedelta(days=365)).replace(day=1)
    stallda = Q(rader__utfall=Atkomst.Utfall.FRAGA)
    granskningar = (
        Loggranskning.objects.visible_to(user)
        .filter(manad__gte=sedan)
        .select_related("namnd", "enhet")
        .annotate(
            rader_=Count("rader", distinct=True),
            bedomda=Count("rader", filter=~Q(rader__utfall="") & ~stallda, distinct=True),
            fragor=Count("rader__fragor", distinct=True),
            anmarkningar=Count(
                "rader", filter=Q(rader__utfall=Atkomst.Utfall.ANMARKNING), distinct=True
            ),
        )
        .order_by("namnd__namn", "enhet__namn", "namnd_id", "enhet_id", "manad")
    )
    rader = [
        {"enhet": enhet or namnd, "namnd": namnd, "summa": _summary(grupp, idag)}
        for (namnd, enhet), grupp in groupby(granskningar, key=lambda g: (g.namnd, g.enhet))
    ]
    return sorted(rader, key=lambda rad: -(rad["summa"].aldst_ogranskad or 0))


def _summary(granskningar: Any, idag: date) -> Oversikt:
    return summarise(
        (
            Manad(
                manad=g.manad,
                senast=g.senast,
                is_avslutad=g.avslutad is not None,
                atkomster=g.atkomster,
                rader=g.rader_,
                bedomda=g.bedomda,
                fragor=g.fragor,
                anmarkningar=g.anmarkningar,
                frister_utgangna=g.frister_utgangna,
                frister_sena=g.frister_sena,
            )
            for g in granskningar
        ),
        idag,
    )
