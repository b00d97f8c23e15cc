"""Team rooms: who takes part, consent, meetings, what is done together and what is passed on."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from access.models import Anvandare, Namnd, Organisation
from config.demo import samtycken
from config.demo.anmalan import iso_week
from config.demo.ord import TEXTER
from config.demo.stad import Stad
from samverkansteam.actions.atgard import log_gemensam_atgard, log_gruppatgard
from samverkansteam.actions.delgivning import refuse_delgivning, release
from samverkansteam.actions.markering import set_markering
from samverkansteam.actions.mote import (
    NyttAtagande,
    complete_atagande,
    hold_mote,
    plan_mote,
)
from samverkansteam.actions.samtycke import withdraw_samtycke
from samverkansteam.actions.team import add_deltagare, add_part, close_team, create_team
from samverkansteam.actions.teamarende import connect_arende, end_teamarende, record_franvaro
from samverkansteam.models import (
    Atagande,
    Lagrum,
    Mote,
    Part,
    Samtycke,
    Team,
    Teamarende,
    Teamtyp,
)
from samverkansteam.models.part import Deltagare, DeltagareQuerySet
from samverkansteam.views.dagordning import dagordning_for

if TYPE_CHECKING:
    from config.demo.gang import Gang

STAENDE = (
    ("sst", "skolsocial", ("JAR", "SKH", "FAR", "SKP")),
    ("trefas", "gruppledare", ("JAR", "SKH", "FAR", "EAV")),
)
"""Kinds of teams that reports come to, so they are there first: the role that leads, and where."""
GEMENSAMMA = frozenset({"sst", "sspf", "trefas"})
"""Kinds of teams that work with many persons; of the others there is one for each person."""
UTAN_SAMTYCKE = "trefas"
FOLJER_FRANVARO = frozenset({"sst", "sspf"})
VALFRIA_PARTER = 2
TILL_NASTA_MOTE = timedelta(days=21)
JURISTERNA = "Stadsjuristerna"


class Rumsregister:
    """Every team room of the town."""

    def __init__(self) -> None:
        self._gemensamma: dict[tuple[str, str], Rum] = {}
        self._namn = cycle(TEXTER["team"]["namn"])

    def open_standing(self, stad: Stad) -> None:
        """Form the teams that are there before any case; the mottagning takes part in them."""
        for typ, roll, koder in STAENDE:
            for kod in koder:
                ledare = stad.personal[kod, roll][0]
                rum = Rum(stad, stad.namnder[kod], Teamtyp.objects.get(pk=typ), "", ledare)
                for person in stad.personal[kod, "mottagning"]:
                    rum.let_in(person)
                self._gemensamma[kod, typ] = rum

    def room_for(self, gang: Gang) -> Rum:
        """The room where the case belongs, with the case in it."""
        nyckel = (gang.kod, gang.ode.team)
        rum = self._gemensamma.get(nyckel)
        if rum is None:
            typ = Teamtyp.objects.get(pk=gang.ode.team)
            namnd = gang.stad.namnder[gang.kod]
            rum = Rum(gang.stad, namnd, typ, next(self._namn), gang.handlaggare)
            if typ.kod in GEMENSAMMA:
                self._gemensamma[nyckel] = rum
        rum.welcome(gang)
        return rum


class Rum:
    """One team, led by the one who formed it."""

    def __init__(
        self, stad: Stad, namnd: Namnd, typ: Teamtyp, namn: str, ledare: Anvandare
    ) -> None:
        self.ledare, self.typ = ledare, typ
        self.team: Team = create_team(
            namnd=namnd,
            teamtyp=typ,
            namn=namn or f"{typ.namn} {namnd.stadsdelsomrade}",
            startad=timezone.localdate(),
            actor=ledare,
        )
        self.parter = [self._invite(stad, person) for person in self._outside(stad, namnd)]
        if samordnare := stad.personal.get((namnd.kod, "samordnare")):
            self.let_in(samordnare[0])

    def welcome(self, gang: Gang) -> None:
        """Bring a case in, and ask for the consent that the work rests on."""
        if not self.members().filter(anvandare=gang.handlaggare).exists():
            self.let_in(gang.handlaggare)
        arende = gang.arende
        if not Teamarende.objects.in_force().filter(team=self.team, arende=arende).exists():
            connect_arende(team=self.team, arende=arende, actor=gang.handlaggare)
        if self.typ.kod != UTAN_SAMTYCKE:
            samtycken.ask(gang, self.case(gang), self.parter)

    def let_in(self, anvandare: Anvandare) -> None:
        """A colleague from the socialtjänst takes part."""
        part = Part.objects.get(team=self.team, organisation=None)
        add_deltagare(part=part, anvandare=anvandare, actor=self.ledare)

    def leave(self, gang: Gang) -> None:
        kvar = Teamarende.objects.in_force().filter(team=self.team, arende=gang.arende)
        for teamarende in kvar:
            end_teamarende(teamarende=teamarende, actor=gang.handlaggare)
        if self.typ.kod not in GEMENSAMMA:
            close_team(team=self.team, actor=self.ledare)

    # what happens in the room

    def meet(self, gang: Gang) -> None:
        """Hold the meeting that was called: earlier promises are kept, the next one is called.

        What somebody took upon themselves at a meeting led on its page they answer for themselves.
        """
        for atagande in Atagande.objects.filter(team=self.team, klart=None, mote__lager=None):
            complete_atagande(atagande=atagande, actor=self.ledare)
        nu = timezone.now()
        kallade = self.called().filter(planerat__lte=nu).order_by("planerat")
        mote = kallade.first() or self.call(nu - timedelta(hours=1))
        narvarande = list(self.members())
        hold_mote(
            mote=mote,
            narvarande=[*narvarande[:2], *(d for d in narvarande[2:] if self._comes(gang, d))],
            protokoll=gang.ord.ur("team", "protokoll"),
            ataganden=[
                NyttAtagande(
                    ansvarig=gang.slump.choice(narvarande),
                    vad=gang.ord.ur("team", "ataganden"),
                    senast=timezone.localdate() + timedelta(days=14),
                )
            ],
            actor=self.ledare,
        )
        if not self.called().exists():
            self.call(nu + TILL_NASTA_MOTE)

    def called(self) -> QuerySet[Mote]:
        """Meetings that have been neither held nor called off."""
        return Mote.objects.filter(team=self.team, genomfort=None, installt=None)

    def call(self, nar: datetime) -> Mote:
        return plan_mote(
            team=self.team,
            planerat=nar,
            plats="Öppenvårdens lokal",
            dagordning=dagordning_for(self.team, self.ledare),
            actor=self.ledare,
        )

    def act(self, gang: Gang) -> None:
        """Something is done together with the person, and something with a group."""
        log_gemensam_atgard(
            teamarende=self.case(gang),
            slag=gang.slump.choice(("samtal", "lektionsstod", "hemsamtal")),
            nar=timezone.now() - timedelta(hours=3),
            minuter=gang.slump.choice((15, 30, 45)),
            notering=gang.ord.ur("team", "atgard"),
            actor=gang.handlaggare,
        )
        if self.typ.kod in GEMENSAMMA:
            log_gruppatgard(
                team=self.team,
                grupp=gang.ord.ur("team", "grupp"),
                slag="samtal",
                nar=timezone.now() - timedelta(hours=2),
                minuter=60,
                notering=gang.ord.ur("team", "gruppnotering"),
                actor=gang.slump.choice(list(self.members())).anvandare,
            )

    def pass_on(self, gang: Gang) -> None:
        """One thing to one party, on consent or on the ground that the police have."""
        if self.typ.kod == UTAN_SAMTYCKE:
            mottagare, kod = self.party(Organisation.Slag.POLIS), "P18"
        else:
            mottagare, kod = gang.slump.choice(self.parter), "C"
            samtycken.ask_again(gang, self.team, mottagare)
        lagrum = Lagrum.objects.in_force(timezone.localdate()).get(kod=kod)
        release(
            teamarende=self.case(gang),
            mottagare=mottagare,
            lagrum=lagrum,
            innehall=gang.ord.ur("team", "delgivning"),
            slag=["plan", "mote"],
            andamal=gang.ord.ur("team", "andamal"),
            svar={villkor["kod"]: villkor["kraver"] for villkor in lagrum.villkor},
            avvagning=gang.ord.ur("team", "avvagning") if lagrum.kraver_avvagning else "",
            actor=gang.handlaggare,
        )

    def decline(self, gang: Gang) -> None:
        refuse_delgivning(
            teamarende=self.case(gang),
            mottagare=self.parter[0],
            begaran=gang.ord.ur("team", "begaran"),
            skal=gang.ord.ur("team", "avstar"),
            actor=gang.handlaggare,
        )

    def withdraw_consent(self, gang: Gang) -> None:
        for samtycke in Samtycke.objects.live().filter(akt=gang.arende.akt_id, team=self.team):
            withdraw_samtycke(samtycke=samtycke, actor=gang.handlaggare)

    def mark(self, gang: Gang) -> None:
        set_markering(
            teamarende=self.case(gang),
            farg=gang.slump.choice(("gron", "gul", "rod")),
            motiv=gang.ord.ur("team", "markering"),
            actor=gang.handlaggare,
        )

    def count_absence(self, gang: Gang) -> None:
        teamarende, vecka = self.case(gang), iso_week(timezone.localdate() - timedelta(days=7))
        if teamarende.franvaroveckor.filter(vecka=vecka).exists():
            return
        record_franvaro(
            teamarende=teamarende,
            vecka=vecka,
            giltig=gang.slump.randint(0, 4),
            ogiltig=gang.slump.randint(0, 8),
            sen=gang.slump.randint(0, 5),
            actor=gang.handlaggare,
        )

    # who is there

    def _outside(self, stad: Stad, namnd: Namnd) -> list[Anvandare]:
        """The parties that the kind of team asks for, and a few of those it may have."""
        slagen = [*self.typ.parter, *self.typ.parter_vid_behov[:VALFRIA_PARTER]]
        if self.typ.kraver_jurist:
            slagen.insert(0, Organisation.Slag.SOCIALTJANST)
        else:
            slagen.remove(Organisation.Slag.SOCIALTJANST)
        omrade = namnd.stadsdelsomrade
        funna = [stad.representant(slag, omrade) for slag in dict.fromkeys(slagen)]
        return [person for person in funna if person is not None]

    def _invite(self, stad: Stad, person: Anvandare) -> Part:
        organisation = person.organisation
        if organisation is None:
            raise ValueError(f"{person} comes from no other organisation.")
        part = add_part(
            team=self.team,
            organisation=organisation,
            enhet=stad.delar[person.anvandarnamn],
            kontaktpunkt="",
            actor=self.ledare,
        )
        is_jurist = organisation.namn == JURISTERNA
        add_deltagare(part=part, anvandare=person, is_jurist=is_jurist, actor=self.ledare)
        return part

    def members(self) -> DeltagareQuerySet:
        return Deltagare.objects.in_force().filter(team=self.team).select_related("anvandare")

    def _comes(self, gang: Gang, deltagare: Deltagare) -> bool:
        return deltagare.is_jurist or gang.slump.random() < 0.8  # noqa: PLR2004

    def case(self, gang: Gang) -> Teamarende:
        return Teamarende.objects.in_force().get(team=self.team, arende=gang.arende)

    def party(self, slag: str) -> Part:
        return next(part for part in self.parter if part.slag == slag)
