"""What the page of the plan shows of carrying it out: each insats, each goal and each round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone

from arenden.models import Arende
from insatser.models import (
    Insats,
    Insatsval,
    Malavstamning,
    Maluppfyllelse,
    Plan,
    Tillfalle,
    Uppfoljning,
)
from insatser.rules.dos import Dosbild, Gang, Overenskommet, describe_dos


@dataclass(frozen=True)
class Insatskort:
    """One insats with its sessions as they stand now, for templates/insatser/insats_kort.html."""

    insats: Insats
    dos: Dosbild | None
    olog: list[Tillfalle] = field(default_factory=list)
    kommande: list[Tillfalle] = field(default_factory=list)
    varit: list[Tillfalle] = field(default_factory=list)
    angras: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Avlasning:
    """How far one goal had come at one time, by a round or by a note."""

    nar: datetime
    varifran: str
    grad: str
    text: str
    avstamning: Malavstamning | None = None
    kan_angras: bool = False


@dataclass(frozen=True)
class Runda:
    """One round with what it said of each goal."""

    runda: Uppfoljning
    svar: list[Maluppfyllelse]


def cards_for(arende: Arende, user_id: UUID, nu: datetime) -> list[Insatskort]:
    """The insatser of the ärende; three questions, however many there are."""
    insatser = arende.insatser.select_related("insatstyp", "ansvarig", "team")
    return [_card(insats, user_id, nu) for insats in insatser.prefetch_related("tillfallen__oro")]


def _card(insats: Insats, user_id: UUID, nu: datetime) -> Insatskort:
    alla = list(insats.tillfallen.all())
    planerade = sorted((rad for rad in alla if rad.is_planerat), key=lambda rad: rad.nar)
    return Insatskort(
        insats=insats,
        dos=_dos(insats, alla, timezone.localdate(nu)),
        olog=[rad for rad in planerade if rad.nar <= nu],
        kommande=[rad for rad in planerade if rad.nar > nu],
        varit=[rad for rad in alla if not rad.is_planerat],
        angras=frozenset(
            rad.pk for rad in alla if rad.loggad_av_id == user_id and rad.may_be_regretted(nu)
        ),
    )


def _dos(insats: Insats, alla: Iterable[Tillfalle], idag: date) -> Dosbild | None:
    if insats.startdatum is None:
        return None
    overens = None
    if insats.dos_per_vecka and insats.dos_minuter and insats.dos_veckor:
        overens = Overenskommet(insats.dos_per_vecka, insats.dos_minuter, insats.dos_veckor)
    return describe_dos(
        [
            Gang(timezone.localdate(rad.nar), rad.minuter, rad.utfall, rad.avbokat_av)
            for rad in alla
        ],
        start=insats.startdatum,
        idag=idag,
        slut=insats.slutdatum,
        overens=overens,
    )


def waiting_concerns(kort: Iterable[Insatskort]) -> list[Tillfalle]:
    """The sessions at which something worried somebody, until a stand is taken."""
    return [
        rad
        for ett in kort
        for rad in ett.varit
        if (oro := getattr(rad, "oro", None)) is not None and oro.avgjord is None
    ]


def goals_in_time(
    planer: Iterable[Plan], rundor: Iterable[Runda], user_id: UUID, nu: datetime
) -> None:
    """Give each goal of the plans its `linje`: every time somebody looked, oldest first."""
    planer = list(planer)
    linjer: dict[UUID, list[Avlasning]] = defaultdict(list)
    for runda in rundor:
        for svar in runda.svar:
            linjer[svar.mal_id].append(_by_round(runda.runda, svar))
    avstamda = Malavstamning.objects.filter(mal__plan__in=planer).select_related("anteckning")
    for rad in avstamda:
        linjer[rad.mal_id].append(_by_note(rad, user_id, nu))
    for plan in planer:
        for mal in plan.mal_set.all():
            avlast = sorted(linjer[mal.pk], key=lambda rad: rad.nar)
            mal.linje = avlast  # type: ignore[attr-defined]


def _by_round(runda: Uppfoljning, svar: Maluppfyllelse) -> Avlasning:
    return Avlasning(
        runda.genomford, f"Uppföljning {runda.runda}", svar.get_grad_display(), svar.kommentar
    )


def _by_note(rad: Malavstamning, user_id: UUID, nu: datetime) -> Avlasning:
    return Avlasning(
        rad.anteckning.nar,
        f"{rad.anteckning.get_slag_display()} i journalen",
        rad.get_grad_display() if rad.grad is not None else "",
        rad.visar,
        rad,
        kan_angras=rad.gjord_av_id == user_id and rad.may_be_regretted(nu),
    )


def rounds_of(arende: Arende) -> list[Runda]:
    """The follow-ups, newest first, each with its goals; four questions, however many."""
    malen = Maluppfyllelse.objects.select_related("mal").order_by("mal__tidsatt", "mal_id")
    insatserna = Insatsval.objects.select_related("insats__insatstyp")
    rundor = (
        Uppfoljning.objects.filter(arende=arende)
        .select_related("genomford_av")
        .prefetch_related("barnsvar")
        .prefetch_related(Prefetch("maluppfyllelser", malen))
        .prefetch_related(Prefetch("insatsval", insatserna))
    )
    return [Runda(runda, list(runda.maluppfyllelser.all())) for runda in rundor]
