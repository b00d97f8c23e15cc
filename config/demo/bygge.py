"""Builds the whole town: its cases stand today where two years of work have brought them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from random import Random

import time_machine
from django.db import transaction

from arenden.actions.import_fall import Utfall, import_fall
from config.demo.befolkning import FALL, Barn, Befolkning
from config.demo.gang import Gang
from config.demo.handelser import plan_handelser
from config.demo.instrument import plan_instrument
from config.demo.kalibrering import plan_kalibrering
from config.demo.katalog import plan_katalog
from config.demo.lagen import plan_lagen
from config.demo.logg import plan_lasningar
from config.demo.mallar import plan_mallar
from config.demo.manus import write_manus
from config.demo.oden import (
    AR_OVER_21,
    ELEVER,
    FORR,
    FORR_AR,
    ODEN,
    OROS,
    VANLIGA,
    Ode,
)
from config.demo.rum import Rumsregister
from config.demo.samverkan import plan_samverkan, running_in
from config.demo.stad import FULL_BEMANNING, Stad, build_stad
from config.demo.teamform import plan_ssit
from config.demo.tidslinje import Tidslinje

FRO = 20_261_121
STADEN_FANNS = timedelta(days=2300)
"""How long before today the town's nämnder and staff came into the system."""
TEAMEN_BILDADES = timedelta(days=790)
NYSS_FYLLDA, NYSS = (15, 12), timedelta(days=21)
"""A pupil has come to one of these ages since the team began, so that a consent rests."""
TIDIGARE = Ode(OROS, slut="inte_inledd", vilar=320)
"""The earlier case of a child who comes back."""
LANGT_FORNAMN = "Maximiliana-Alexandrina Wilhelmina Bartolomea Konstantinia Ev"
LANGT_EFTERNAMN = "von Övningsstierna-Provhammar och af Exempelgyllenkrona-Langt"


@dataclass(frozen=True)
class Bygge:
    """What came of it: how many cases were played and what became of each imported report."""

    antal: int
    importerade: list[Utfall]


@transaction.atomic
def build(*, nu: datetime, antal: int, losenord: str, tell: Callable[[int, int], None]) -> Bygge:
    """Build a town of `antal` akter (old and imported ones besides), all of it or nothing.

    The same `nu` and `antal` give the same town. `tell` hears how far it has come.
    """
    with time_machine.travel(nu - STADEN_FANNS, tick=False):
        stad = build_stad(losenord)
    linje = write_all(stad, nu=nu, antal=antal)
    linje.play(lambda klara: tell(klara, len(linje)))
    filer = sorted(FALL.glob("*.json"))
    utfall = import_fall(((fil.name, fil.read_bytes()) for fil in filer), actor=stad.systemet)
    return Bygge(antal=antal, importerade=list(utfall))


def write_all(stad: Stad, *, nu: datetime, antal: int) -> Tidslinje:
    """All that will happen in a town of `antal` akter until `nu`; nothing of it is played yet."""
    linje, rum = Tidslinje(), Rumsregister()
    linje.add(nu - TEAMEN_BILDADES, partial(rum.open_standing, stad))
    befolkning = Befolkning(stad, slump=Random(FRO), idag=nu.date())  # noqa: S311
    nyss = befolkning.set_aside(NYSS_FYLLDA, nu.date() - NYSS)
    alla: list[Gang] = []
    akter = nummer = 0
    while akter < antal:
        ode = ODEN[nummer] if nummer < len(ODEN) else VANLIGA[nummer % len(VANLIGA)]
        kod = FULL_BEMANNING[(nummer + nummer // 3) % len(FULL_BEMANNING)]
        slump = Random(FRO + nummer)  # noqa: S311
        barnen = _family(befolkning, stad.namnder[kod].stadsdelsomrade, ode, slump)[: antal - akter]
        gangar = [
            Gang(stad=stad, rum=rum, kod=kod, barn=barn, ode=ode, slump=slump) for barn in barnen
        ]
        if "aterkommer" in ode.extra:
            forut = Gang(stad=stad, rum=rum, kod=kod, barn=barnen[0], ode=TIDIGARE, slump=slump)
            write_manus(forut).put_on(linje, nu=nu)
        _write(gangar, linje, nu)
        alla += gangar
        akter, nummer = akter + len(barnen), nummer + 1
    for kod, ode in FORR:
        _write([_long_ago(stad, rum, befolkning, kod, ode)], linje, nu)
    flera = _more_in_the_teams(stad, rum, befolkning, alla, nyss)
    for gang in flera:
        _write([gang], linje, nu)
    plan_handelser(linje, stad=stad, gangar=alla, nu=nu)
    plan_ssit(linje, gangar=alla, nu=nu)
    plan_samverkan(linje, gangar=[*alla, *flera], nu=nu)
    plan_lagen(linje, stad=stad, nu=nu)
    plan_instrument(linje, stad=stad, nu=nu)
    plan_mallar(linje, stad=stad, nu=nu)
    plan_katalog(linje, stad=stad, nu=nu)
    plan_kalibrering(linje, stad=stad, nu=nu)
    plan_lasningar(linje, stad=stad, gangar=alla, nu=nu)
    return linje


def _more_in_the_teams(
    stad: Stad, rum: Rumsregister, folk: Befolkning, gangar: list[Gang], nyss: str
) -> list[Gang]:
    """Those who make a team what it is, where there is one; `nyss` is the first pupil's."""
    flera = []
    for slag, oden in (("sst", ELEVER), ("trefas", (AR_OVER_21,))):
        if forst := running_in(gangar, slag):
            omrade = stad.namnder[forst.kod].stadsdelsomrade
            for nummer, ode in enumerate(oden):
                slump = Random(FRO + len(slag) * 1_000 + nummer)  # noqa: S311
                if nyss and slag == "sst" and nummer == 0:
                    barn = folk.invent_as(omrade, nyss)
                else:
                    barn = folk.invent(omrade, slump.randint(*ode.alder))
                flera.append(
                    Gang(stad=stad, rum=rum, kod=forst.kod, barn=barn, ode=ode, slump=slump)
                )
    return flera


def _long_ago(stad: Stad, rum: Rumsregister, folk: Befolkning, kod: str, ode: Ode) -> Gang:
    slump = Random(FRO - int(ode.vilar))  # noqa: S311
    omrade = stad.namnder[kod].stadsdelsomrade
    barn = folk.invent_then(omrade, slump.randint(*ode.alder), FORR_AR)
    return Gang(stad=stad, rum=rum, kod=kod, barn=barn, ode=ode, slump=slump)


def _write(gangar: list[Gang], linje: Tidslinje, nu: datetime) -> None:
    """The first of a family gets the report; the others' cases begin with it."""
    forst, *syskon = gangar
    forst.syskon = syskon
    start = write_manus(forst).put_on(linje, nu=nu)
    for gang in syskon:
        gang.is_named_first = False
        write_manus(gang).put_on(linje, nu=nu, start=start)


def _family(befolkning: Befolkning, omrade: str, ode: Ode, slump: Random) -> list[Barn]:
    """Whom the report is about: one person, or siblings, with what is unusual about them."""
    alder = slump.randint(*ode.alder)
    barn = befolkning.invent(omrade, alder)
    match ode.egenhet:
        case "syskon":
            aldrar = ((alder - 2, "K"), (alder - 4, "M"))
            return [barn, *(befolkning.sibling(barn, en, kon) for en, kon in aldrar)]
        case "tvilling":
            return [barn, befolkning.sibling(barn, alder, "K" if barn.kon == "M" else "M")]
        case "samordningsnummer":
            return [befolkning.with_unknown_birth(omrade, alder)]
        case egenhet:
            return [_unusual(barn, egenhet)]


def _unusual(barn: Barn, egenhet: str) -> Barn:
    match egenhet:
        case "langt_namn":
            return replace(barn, fornamn=LANGT_FORNAMN[:60], efternamn=LANGT_EFTERNAMN[:60])
        case "hoger_till_vanster":
            return replace(barn, fornamn="ياسمين", efternamn="المثال")
        case "sekretessmarkering" | "skyddad_folkbokforing":
            return replace(barn, skyddsniva=egenhet)
        case "okand":
            kannetecken = "Ungefär tolv år, grön cykel, brukar vara vid biblioteket på kvällarna."
            return Barn(
                nummer="", fornamn="", efternamn="", kon="", alder=12, omrade=barn.omrade,
                kannetecken=kannetecken,
            )  # fmt: skip
    return barn
