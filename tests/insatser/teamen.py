"""A team form with everything its steps ask for, made through the real actions of teams."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from access.models import Anvandare, Niva, Roll
from arenden.actions.skydd import set_skydd
from arenden.models import Arende, Beslut, Vardnadshavare
from arenden.models.akt import Skyddsniva
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.models import Arbetsgang, Insats, Plan
from insatser.rules.teamform import FORMER
from samverkansteam.actions.markering import set_markering
from samverkansteam.actions.mote import NyttAtagande, hold_mote, plan_mote
from samverkansteam.actions.samtycke import give_samtycke
from samverkansteam.actions.team import add_deltagare, add_part
from samverkansteam.actions.teamarende import connect_arende, record_franvaro
from samverkansteam.models import Deltagare, Mote, Part, Samtycke, Team, Teamarende, Teamtyp
from tests.builders import give_akt, make_anvandare, make_enhet
from tests.insatser import gangen
from tests.insatser.vagen import make_insatstyp
from tests.samverkansteam.builders import (
    make_extern,
    make_my_arende,
    make_organisation,
    make_team,
    yes_of_all,
)

SEXTON = timedelta(days=365 * 16 + 40)


@dataclass
class Lag:
    """An ärende, its people, and the team that works with it when there is one."""

    flode: str
    arende: Arende
    handlaggare: Anvandare
    gruppledare: Anvandare
    team: Team | None = None
    teamarende: Teamarende | None = None
    parter: list[Part] = field(default_factory=list)
    externa: list[Anvandare] = field(default_factory=list)

    def begin(self, **falt: Any) -> Arbetsgang:
        return start_arbetsgang(
            arende=self.arende, flode=self.flode, actor=self.handlaggare, **falt
        )

    def gather(self, slag: list[str] | None = None) -> None:
        """Form the team with the parties that always take part, and bring the ärende into it."""
        typ = Teamtyp.objects.get(pk=FORMER[self.flode].teamtyp)
        self.team = make_team(ledare=self.handlaggare, enhet=self.arende.enhet, teamtyp=typ.pk)
        for ett in slag if slag is not None else [s for s in typ.parter if s != "socialtjanst"]:
            self.invite(ett)
        if typ.kraver_jurist:
            self.invite_jurist()
        self.teamarende = connect_arende(team=self.team, arende=self.arende, actor=self.handlaggare)

    def invite(self, slag: str, *, is_jurist: bool = False) -> Part:
        extern = make_extern(make_organisation(slag=slag, kontaktpunkt="Växeln"))
        part = add_part(
            team=self.team,
            organisation=extern.organisation,
            kontaktpunkt="",
            actor=self.handlaggare,
        )
        add_deltagare(part=part, anvandare=extern, is_jurist=is_jurist, actor=self.handlaggare)
        self.parter.append(part)
        self.externa.append(extern)
        return part

    def invite_jurist(self) -> Part:
        return self.invite("socialtjanst", is_jurist=True)

    def consent(self, **andrat: Any) -> list[Samtycke]:
        idag = timezone.localdate()
        falt = {
            "mottagare": self.parter,
            "svar": yes_of_all(self.arende.akt),
            "slag": ["plan", "mote"],
            "form": Samtycke.Form.SKRIFTLIGT,
            "forklarat": "Berättade vad som delas och att det kan tas tillbaka.",
            "fran": idag,
            "till": idag + timedelta(days=180),
        }
        return give_samtycke(teamarende=self.teamarende, actor=self.handlaggare, **falt | andrat)

    def meet(self) -> Mote:
        """Hold a meeting where something is promised, and call the next one."""
        narvarande = list(Deltagare.objects.in_force().filter(team=self.team))
        mote = plan_mote(
            team=self.team,
            planerat=timezone.now() - timedelta(hours=1),
            plats="Kontoret",
            dagordning="Läget",
            actor=self.handlaggare,
        )
        atagande = NyttAtagande(narvarande[0], "Ringer skolan", timezone.localdate())
        mote = hold_mote(
            mote=mote,
            narvarande=narvarande,
            protokoll="Vi gick igenom läget.",
            ataganden=[atagande],
            actor=self.handlaggare,
        )
        plan_mote(
            team=self.team,
            planerat=timezone.now() + timedelta(days=14),
            plats="Kontoret",
            dagordning="Läget",
            actor=self.handlaggare,
        )
        return mote

    def mark(self) -> None:
        set_markering(
            teamarende=self.teamarende, farg="gul", motiv="Ett hot", actor=self.handlaggare
        )

    def absent(self, dag: date | None = None) -> None:
        ar, vecka, _ = (dag or timezone.localdate()).isocalendar()
        if self.teamarende.franvaroveckor.filter(vecka=f"{ar}-W{vecka:02d}").exists():
            return
        record_franvaro(
            teamarende=self.teamarende,
            vecka=f"{ar}-W{vecka:02d}",
            giltig=2,
            ogiltig=8,
            sen=1,
            actor=self.handlaggare,
        )

    def protect(self) -> None:
        set_skydd(
            arende=self.arende,
            skyddsniva=Skyddsniva.SEKRETESSMARKERING,
            actor=self.handlaggare,
        )
        self.arende = Arende.objects.get(pk=self.arende.pk)

    def decide(self) -> None:
        Beslut.objects.create(
            **self._of_akt(),
            slag=Beslut.Slag.INSATS,
            lagrum="SoL 11:1",
            text="Insatsgrupp i sex månader.",
            motivering="Kim vill lämna.",
            barnkonsekvens="Kim får stöd.",
            foreslagen_av=self.handlaggare,
            utfall=Beslut.Utfall.BESLUTAT,
            beslutad_av=self.gruppledare,
            beslutad=timezone.now(),
        )

    def plan(self) -> Plan:
        nu = timezone.now()
        return Plan.objects.create(
            **self._of_akt(),
            nummer=1,
            behov="Komma tillbaka till skolan.",
            barnets_syn="Det låter rimligt.",
            uppfoljning_senast=nu.date() + timedelta(days=60),
            skapad_av=self.handlaggare,
            faststalld=nu,
            faststalld_av=self.handlaggare,
        )

    def start_insats(self) -> Insats:
        return Insats.objects.create(
            **self._of_akt(),
            plan=Plan.objects.filter(arende=self.arende).first() or self.plan(),
            insatstyp=make_insatstyp(),
            ansvarig=self.handlaggare,
            status=Insats.Status.PAGAENDE,
            startdatum=timezone.localdate(),
        )

    def _of_akt(self) -> dict[str, Any]:
        return {"akt": self.arende.akt, "namnd": self.arende.namnd, "arende": self.arende}


def make_lag(
    flode: str, *, fodd: date | None = None, vardnadshavare: int = 1, med_team: bool = True
) -> Lag:
    """An ärende about a person of sixteen with one guardian, and the team of the form."""
    enhet = make_enhet()
    handlaggare = make_anvandare(enhet=enhet)
    gruppledare = make_anvandare(Roll.GRUPPLEDARE, enhet=enhet)
    arende = make_my_arende(handlaggare, enhet, fodd=fodd or timezone.localdate() - SEXTON)
    give_akt(gruppledare, arende.akt, Niva.BESLUTA)
    for _ in range(vardnadshavare):
        Vardnadshavare.objects.create(
            akt=arende.akt, namnd=arende.namnd, fornamn="Mo", fran=date(2020, 1, 1)
        )
    lag = Lag(flode, arende, handlaggare, gruppledare)
    if med_team:
        lag.gather()
    return lag


FORE: dict[str, Callable[[Lag], object]] = {
    "begaran": Lag.protect,
    "samtycke": Lag.consent,
    "orsaker": Lag.absent,
    "polisens_villkor": Lag.decide,
    "stodets_form": lambda lag: (lag.decide(), lag.plan()),
    "plan": lambda lag: Plan.objects.filter(arende=lag.arende).exists() or lag.plan(),
    "insats": Lag.start_insats,
    "atgardsplan": lambda lag: (
        lag.meet(),
        Plan.objects.filter(arende=lag.arende).exists() or lag.plan(),
    ),
    "mote": Lag.meet,
    "markera": Lag.mark,
    "folj_upp": lambda lag: lag.flode == "skolsocialt_team" and lag.absent(),
}
"""What is done in the rest of the system before a step, so that nothing is missing."""

BESLUTAS = {"granska_malgrupp", "besluta_om_akten"}
"""Steps of the gruppledare."""


def walk(lag: Lag, gang: Arbetsgang, vag: str) -> None:
    """Take the steps named in «steg:utfall steg …», with everything in place before each."""
    for led in vag.split():
        steg, _, kod = led.partition(":")
        take(lag, gang, steg, kod)


def take(lag: Lag, gang: Arbetsgang, steg: str, kod: str = "", **svar: Any) -> None:
    """One step; one that the parties share is answered by all of them."""
    if steg in FORE and kod not in UTAN_FORBEREDELSE:
        FORE[steg](lag)
    vem = lag.gruppledare if steg in BESLUTAS else lag.handlaggare
    if steg == "samtycke":
        svar = {"vardnadshavare": lag.arende.akt.vardnadshavare_set.count()} | svar
    gangen.do(gang, steg, vem, kod, **svar)
    while gangen.open_steps(gang).count(steg) and steg == "medverkan":
        gangen.do(gang, steg, vem, kod, **svar)


UTAN_FORBEREDELSE = {"avslutas", "nej", "behovs_inte", "inte_uppfyllda", "samverkan"}
"""Outcomes that must be possible although nothing is in place."""
