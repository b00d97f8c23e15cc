"""How an insats goes: planned sessions, a no-show, a worry, what the young person rates a week."""

from __future__ import annotations

from datetime import time, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from insatser.actions.dos import agree_dos
from insatser.actions.indikatorvarde import record_varde
from insatser.actions.oro import judge_oro
from insatser.actions.tillfalle import log_tillfalle, plan_tillfallen, record_tillfalle
from insatser.actions.uppfoljning import Svar
from insatser.models import Barnsvar, Indikator, Indikatorvarde, Insats, Orosmarkering, Tillfalle
from insatser.rules.barnets_fragor import fragor_for

if TYPE_CHECKING:
    from config.demo.gang import Gang

HALLS, ORO = 0.8, 0.06
"""How often a planned session is held, and how often something at it worries somebody."""
ORSAKER = ("sjuk", "glomde", "ville_inte", "vet_inte")
FORE = (21, 14, 7)
"""Days before the start of an insats that the week was rated on."""


def begin(gang: Gang, insats: Insats) -> None:
    """What was agreed of how often, and how the weeks were before."""
    agree_dos(
        insats=insats,
        version=insats.version,
        dos_per_vecka=Decimal(1),
        dos_minuter=45,
        dos_veckor=20,
        actor=gang.handlaggare,
    )
    for dagar in FORE:
        _rate(gang, dagar_sedan=dagar, hogst=5)


def hold_session(gang: Gang) -> None:
    """The session that was planned, or one that was not; then the next is planned."""
    insats = running(gang).first()
    if insats is None:
        return
    settle(gang)
    held = gang.slump.random() < HALLS
    innehall = {
        "minuter": gang.slump.choice((30, 45, 60, 90)),
        "utfall": Tillfalle.Utfall.GENOMFORT if held else Tillfalle.Utfall.UTEBLEV,
        "anteckning": gang.ord.ur("tillfalle" if held else "uteblev"),
    }
    slump = _own_chance(gang, "tillfalle")
    innehall["orsak"] = "" if held else slump.choice(ORSAKER)
    innehall["oro"] = gang.ord.ur("oro") if held and slump.random() < ORO else ""
    _note(gang, insats, innehall)
    plan_tillfallen(
        insats=insats,
        dagar=[timezone.localdate() + timedelta(weeks=1)],
        klockan=time(15, 30),
        minuter=45,
        actor=gang.handlaggare,
    )
    _rate(gang, dagar_sedan=0, hogst=9)


def settle(gang: Gang) -> None:
    """Somebody takes a stand about what worried at an earlier session."""
    for oro in Orosmarkering.objects.filter(arende=gang.arende, avgjord=None):
        judge_oro(
            oro=oro,
            version=oro.version,
            stallning=Orosmarkering.Stallning.SAMTAL,
            motivering=gang.ord.ur("oro_svar"),
            actor=gang.handlaggare,
        )


def answers(gang: Gang) -> list[Svar]:
    """The child points at a face for what may be answered so."""
    fragor = fragor_for(gang.arende.akt.person.fodelsedatum, timezone.localdate())
    slump = _own_chance(gang, "ansikte")
    return [
        Svar(fraga.kod, fraga.fraga, skattning=slump.choice(Barnsvar.Skattning.values[1:]))
        for fraga in fragor
        if fraga.skattning
    ]


def running(gang: Gang) -> Any:
    return Insats.objects.filter(arende=gang.arende, status=Insats.Status.PAGAENDE)


def _note(gang: Gang, insats: Insats, innehall: dict[str, Any]) -> None:
    planerat = Tillfalle.objects.planned().filter(insats=insats, nar__lte=timezone.now()).last()
    if planerat is None:
        nar = timezone.now() - timedelta(hours=1)
        log_tillfalle(insats=insats, nar=nar, actor=gang.handlaggare, **innehall)
        return
    record_tillfalle(
        tillfalle=planerat,
        version=planerat.version,
        nar=planerat.nar,
        actor=gang.handlaggare,
        **innehall,
    )


def _rate(gang: Gang, *, dagar_sedan: int, hogst: int) -> None:
    dag = timezone.localdate() - timedelta(days=dagar_sedan)
    indikator = Indikator.objects.filter(
        mal__plan__arende=gang.arende,
        mal__plan__faststalld__isnull=False,
        slag=Indikator.Slag.EGEN_SKATTNING,
    ).last()
    if indikator is None or indikator.varden.filter(dag=dag).exists():
        return
    record_varde(
        indikator=indikator,
        dag=dag,
        varde=str(_own_chance(gang, f"{dag}").randint(3, hogst)),
        kalla=Indikatorvarde.Kalla.EGEN,
        actor=gang.handlaggare,
    )


def _own_chance(gang: Gang, om: str) -> Random:
    """Chance of its own, so that what is new here leaves the rest of the town as it was."""
    return Random(f"{gang.arende.arendenummer} {timezone.localdate()} {om}")  # noqa: S311
