"""Min dag: what is urgent, what waits for me, what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from viewflow.workflow.models import Task

from access.gate import gate
from access.models import Anvandare, Franvaro, Roll
from access.request import AuthedRequest
from access.views.aviseringar import aviseringar_for
from arenden.actions.frister import as_view
from arenden.models import Anmalan, Arende, Beslut, Frist, Journalanteckning, Steg, Utkast
from arenden.models.arende import ArendeQuerySet
from arenden.policy import RECEIVING
from audit.verb import Verb
from insatser.flows.check import FLODEN
from insatser.flows.fard import open_tasks
from insatser.models import Orosmarkering
from insatser.uppgifter import page_of
from insatser.views.gangrader import describe_waiting, waiting_for
from insatser.views.medlasningsrader import describe_medlasning, medlasning_for
from insatser.views.utfallsrader import describe_utfall, utfall_for

MOST = 8
BRATTOM = timedelta(days=3)
NYTT = timedelta(days=2)

FORSTASIDA = [
    ({Roll.EXTERN}, "samverkansteam:lista"),
    ({Roll.LOGGRANSKARE, Roll.DATASKYDDSOMBUD}, "granskning:logg"),
    ({Roll.REGISTRATOR}, "arenden:nytt_inflode"),
    ({Roll.SAMORDNARE}, "samverkansteam:oversikt"),
    ({Roll.ANALYTIKER}, "lagesbild:lista"),
    ({Roll.ADMINISTRATOR}, "access:anvandare"),
]


@gate(Verb.FORSTASIDA_READ)
def forstasida(request: AuthedRequest) -> HttpResponse:
    """Everyone's own first page."""
    if request.user.has_roll(Roll.handlaggande()):
        return redirect("insatser:min_dag")
    for roller, sida in FORSTASIDA:
        if request.user.has_roll(roller):
            return redirect(sida)
    return redirect("access:mitt")


@gate(Verb.OVERSIKT_READ, roller=Roll.handlaggande())
def min_dag(request: AuthedRequest) -> HttpResponse:
    """My cases and, for those who lead, what the unit waits for; every row says why it is there."""
    user = request.user
    nu = timezone.now()
    synliga = Arende.objects.visible_to(user)
    ersatter = _covered_by(user, timezone.localdate())
    if not user.has_roll({Roll.MOTTAGNING, *Roll.ledande()}):
        synliga = synliga.filter(handlaggare__in=[user.pk, *ersatter])
    mina = synliga.ongoing()
    vantar = [
        *(_uppgift(task) for task in _att_gora(user, ersatter, mina)[: MOST + 1]),
        *(describe_waiting(task) for task in waiting_for(user, synliga)[: MOST + 1]),
        *(describe_utfall(rad) for rad in utfall_for(user)[: MOST + 1]),
    ]
    vantar.sort(key=itemgetter("sedan"))
    vantar[:0] = [_oro(rad) for rad in _concerns(user, ersatter, mina)[: MOST + 1]]
    for rad in vantar:
        rad["for"] = ersatter.get(rad["arende"].handlaggare_id, "")
    vantar[:0] = [describe_medlasning(rad) for rad in medlasning_for(user)[: MOST + 1]]
    att_besluta = list(_att_besluta(user))
    brattom = [_frist(frist, ersatter) for frist in _brattom(user, synliga, nu)[: MOST + 1]]
    nytt = list(
        Anmalan.objects.filter(arende__in=mina, registrerad__gte=nu - NYTT)
        .select_related("arende")
        .order_by("-registrerad")[: MOST + 1]
    )
    context = {
        "antal_vantar": _antal(len(vantar) + len(att_besluta)),
        "antal_brattom": _antal(len(brattom)),
        "antal_nytt": _antal(len(nytt)),
        "brattom": brattom[:MOST],
        "vantar": vantar[:MOST],
        "nytt": nytt[:MOST],
        "utkast": Utkast.objects.visible_to(user)
        .select_related("arende")
        .order_by("-andrat")[:MOST],
        "osignerade": Journalanteckning.objects.visible_to(user)
        .filter(forfattare=user, signerad=None)
        .select_related("arende")[:MOST],
        "att_besluta": att_besluta,
        "aviseringar": aviseringar_for(user),
        "kan_registrera": user.has_roll(RECEIVING),
        "leder": user.has_roll(Roll.ledande()),
    }
    return render(request, "insatser/min_dag.html", context)


def _antal(antal: int) -> str:
    """How many, or that there are more than the page shows."""
    return f"fler än {MOST}" if antal > MOST else str(antal)


def _brattom(user: Anvandare, arenden: ArendeQuerySet, nu: datetime) -> QuerySet[Frist]:
    """Clocks that run out soon or have: what is late among one's own first, then by time.

    Also those that go on when the case is closed, as the reporter's week does.
    """
    egen_sen = Q(arende__handlaggare=user, senast__lt=nu)
    ordning = Case(When(egen_sen, then=0), default=1, output_field=IntegerField())
    return (
        Frist.objects.running()
        .filter(arende__in=arenden, senast__lt=nu + BRATTOM)
        .select_related("arende__handlaggare")
        .order_by(ordning, "senast")
    )


def _covered_by(user: Anvandare, idag: date) -> dict[UUID, str]:
    """Those whose cases the user looks after today, while they are away, by name."""
    borta = Franvaro.objects.unended(idag).filter(ersattare=user, fran__lte=idag)
    return dict(borta.values_list("anvandare_id", "anvandare__namn"))


def _att_gora(user: Anvandare, ersatter: Iterable[UUID], mina: ArendeQuerySet) -> QuerySet[Task]:
    """Open steps in one's own cases, in those one covers and in those that nobody has."""
    agare = Q(handlaggare__in=[user.pk, *ersatter]) | Q(handlaggare=None)
    beslut = [flode.beslut for flode in FLODEN.values()]
    steg: QuerySet[Task] = open_tasks(mina.filter(agare)).exclude(flow_task__in=beslut)
    return steg


def _concerns(
    user: Anvandare, ersatter: Iterable[UUID], mina: ArendeQuerySet
) -> QuerySet[Orosmarkering]:
    """What worried somebody at a session, in one's own cases, until a stand is taken."""
    egna = mina.filter(Q(handlaggare__in=[user.pk, *ersatter]) | Q(handlaggare=None))
    vantar = Orosmarkering.objects.filter(arende__in=egna, avgjord=None)
    return vantar.select_related("arende").order_by("markerad")


def _oro(rad: Orosmarkering) -> dict[str, Any]:
    return {
        "arende": rad.arende,
        "steg": "Ta ställning till oro",
        "lagrum": "SoL 14:2, 20:1",
        "sedan": rad.markerad,
        "url": reverse("insatser:oro", args=[rad.arende_id, rad.pk]),
    }


def _att_besluta(user: Anvandare) -> Iterable[Beslut]:
    """Proposals that wait for this user, who leads or has a delegation: never one's own."""
    vantar = Beslut.objects.visible_to(user).filter(utfall="", arende__steg=Steg.BESLUT)
    forslag = vantar.exclude(foreslagen_av=user)
    if not user.has_roll(Roll.ledande()):
        enheter = [enhet for arendetyp, enhet in user.delegationer_nu if arendetyp == "beslut"]
        if not enheter:
            return []
        forslag = forslag.filter(arende__enhet__in=enheter)
    return forslag.select_related("arende", "foreslagen_av")[:MOST]


def _frist(frist: Frist, ersatter: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "arende": frist.arende,
        "for": ersatter.get(frist.arende.handlaggare_id, "") if frist.arende.handlaggare_id else "",
        "url": reverse("insatser:arende", args=[frist.arende_id]),
        "frist": as_view(frist),
    }


def _uppgift(task: Any) -> dict[str, Any]:
    link = task.process.arendeprocess
    return {
        "arende": link.arende,
        "steg": task.flow_task.steg.label,
        "lagrum": task.flow_task.lagrum,
        "sedan": task.created,
        "url": page_of(task.flow_task.steg, link.arende, link.anmalan),
    }
