"""One case on its way: each method is something that somebody does, through the real action."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from access.models import Anvandare, Enhet
from arenden.actions.beslut import (
    decide_beslut,
    deliver_beslut,
    end_overklagandetider,
    propose_beslut,
)
from arenden.actions.forhandsbedomning import decide_forhandsbedomning, give_aterkoppling
from arenden.actions.frister import extend_frist
from arenden.actions.inflode import register_inflode
from arenden.actions.journal import sign_anteckning, write_anteckning
from arenden.actions.kommunicering import receive_answer, send_material
from arenden.actions.skyddsbedomning import decide_skyddsbedomning
from arenden.actions.tilldelning import assign_arende
from arenden.actions.underrattelse import tell_berorda
from arenden.actions.utkast import save_utkast
from arenden.actions.utredning import complete_utredning, save_utredning
from arenden.models import Arende, Aterkoppling, Beslut, Frist, Kommunicering
from arenden.models.beslut import Satt
from arenden.rules.beslut import must_be_heard
from arenden.rules.inflode import parse_inflode
from config.demo import bedomning
from config.demo.anmalan import compose_anmalan
from config.demo.befolkning import Barn
from config.demo.handlingar import attach_intyg
from config.demo.oden import SKOLSOCIALT, Ode
from config.demo.ord import TEMAN, TEXTER, Ord
from config.demo.stad import Stad
from insatser.actions.arbetsgang import complete_steg
from insatser.models import Arbetsgang, Insatstyp
from riskbedomning.actions import note_strategiskt_brott

if TYPE_CHECKING:
    from config.demo.rum import Rum, Rumsregister

ARBETSBORDA = (6, 2, 1, 1)
"""How unevenly cases fall on the four socialsekreterare of a nämnd."""


class Gang:
    """A case, the people who work with it, and what they do. One `slump` for each family."""

    _arende_id: UUID
    mottaget: datetime
    """When the report that the case begins with comes in; planned before anything is played."""

    def __init__(
        self, *, stad: Stad, rum: Rumsregister, kod: str, barn: Barn, ode: Ode, slump: Random
    ) -> None:
        self.stad, self.kod, self.barn, self.ode, self.slump = stad, kod, barn, ode, slump
        self.syskon: list[Gang] = []
        self.is_named_first = True
        self.ord = Ord(barn, ode.tema or slump.choice(TEMAN), slump)
        self.mottagare = slump.choice(stad.personal[kod, "mottagning"])
        self.gruppledare = slump.choice(
            [*stad.personal[kod, "gruppledare"], *stad.personal[kod, "enhetschef"]]
        )
        self.handlaggare, self.enhet = self._worker()
        self.rum: Rum | None = None
        self._register = rum

    def _worker(self) -> tuple[Anvandare, Enhet]:
        if self.ode.slag == SKOLSOCIALT:
            return self.stad.personal[self.kod, "skolsocial"][0], self.stad.enheter[
                self.kod, "oppenvard"
            ]
        socialsekreterare = self.stad.personal[self.kod, "socialsekreterare"]
        vald = self.slump.choices(socialsekreterare, ARBETSBORDA)[0]
        return vald, self.stad.enheter[self.kod, "utredning"]

    @property
    def arende(self) -> Arende:
        """The case as it is stored now."""
        return Arende.objects.select_related("akt", "namnd", "enhet").get(pk=self._arende_id)

    @property
    def is_received(self) -> bool:
        return hasattr(self, "_arende_id")

    # the report

    def receive(self) -> None:
        """The report, and with it the cases of the siblings that it names."""
        alla = [self, *self.syskon]
        data = compose_anmalan(self, [gang.barn for gang in alla])
        inflode = parse_inflode(data, idag=timezone.localdate())
        mottaget = register_inflode(inflode=inflode, actor=self.mottagare)
        for gang, arende in zip(alla, mottaget.arenden, strict=True):
            gang._arende_id = arende.pk

    def protect(self) -> None:
        is_akut = "akut" in self.ode.extra
        for anmalan in self.arende.anmalningar.without_skyddsbedomning():
            decide_skyddsbedomning(
                anmalan=anmalan,
                omedelbart_behov=is_akut,
                bedomning=self.ord.ur("skydd", "ja" if is_akut else "nej"),
                atgarder=self.ord.ur("skydd", "atgarder") if is_akut else "",
                actor=self.mottagare,
            )

    def open(self) -> None:
        """The förhandsbedömning's answer."""
        inleds = self.ode.slut != "inte_inledd"
        decide_forhandsbedomning(
            arende=self.arende,
            inleds=inleds,
            motivering=self.ord.ur("inleds" if inleds else "inleds_inte"),
            actor=self.mottagare,
        )

    def tell_reporter(self) -> None:
        inledd = self.ode.slut != "inte_inledd"
        uppgift = Aterkoppling.Uppgift.INLEDD if inledd else Aterkoppling.Uppgift.INTE_INLEDD
        for anmalan in self.arende.anmalningar.filter(onskar_aterkoppling=True, aterkoppling=None):
            give_aterkoppling(anmalan=anmalan, uppgift=uppgift, motivering="", actor=self.mottagare)

    def tell_berorda(self) -> None:
        """The guardians and the child hear at once that a utredning was opened."""
        tell_berorda(
            arende=self.arende,
            underrattad=True,
            vilka="Barnet och vårdnadshavarna.",
            satt=Satt.MUNTLIGT,
            skal="",
            actor=self.mottagare,
        )

    def assign(self) -> None:
        assign_arende(
            arende=self.arende,
            handlaggare=self.handlaggare,
            enhet=self.enhet,
            actor=self.gruppledare,
        )

    def give_yttrande(self) -> None:
        """The prosecutor gets the yttrande, from whoever has the case that day."""
        skriver = self.arende.handlaggare or self.mottagare
        for gang in Arbetsgang.objects.ongoing().filter(
            arende=self._arende_id, flode="lul_yttrande"
        ):
            for steg, svar in TEXTER["yttrande"].items():
                utfall = {"underlag": "klart", "godkann": "godkant"}.get(steg, "")
                dag = {"nar": f"{timezone.localdate()}"} if steg == "lamnat" else {}
                complete_steg(
                    gang=gang,
                    steg=steg,
                    svar=svar | dag,
                    utfall=utfall,
                    actor=self.gruppledare if steg == "godkann" else skriver,
                )

    # the utredning

    def note(self) -> None:
        """What happened, written and signed the same day."""
        self.write_note()
        self.sign_notes()

    def write_note(self) -> None:
        write_anteckning(
            arende=self.arende,
            slag=self.slump.choice(("samtal", "besok", "mote", "kontakt")),
            nar=timezone.now() - timedelta(hours=2),
            narvarande=", ".join(filter(None, [self.barn.fornamn, self.handlaggare.namn])),
            text=self.ord.om("journal"),
            actor=self.handlaggare,
        )

    def sign_notes(self) -> None:
        for anteckning in self.arende.anteckningar.filter(signerad=None):
            sign_anteckning(
                anteckning=anteckning, version=anteckning.version, actor=self.handlaggare
            )

    def receive_intyg(self) -> None:
        text = f"{self.barn.fornamn or 'Barnet'} kommer oftare nu och trivs bäst på slöjden."
        attach_intyg(self.arende, text, actor=self.handlaggare)

    def begin_assessment(self) -> None:
        bedomning.begin(self)

    def finish_assessment(self) -> None:
        bedomning.finish(self)

    def note_lagforing(self) -> None:
        """A first lagföring out of a judgment (Brå's catalogue for the sex)."""
        is_pojke = self.barn.kon == "M"
        note_strategiskt_brott(
            arende=self.arende,
            katalog="stad_2024",
            brottstyp="rån" if is_pojke else "narkotikabrott",
            lagforing=True,
            forsta=True,
            handling="Tingsrättens dom, kopia i akten",
            lagford=timezone.localdate() - timedelta(days=4),
            alder=15,
            actor=self.handlaggare,
        )

    def extend(self) -> None:
        frist = Frist.objects.running().get(arende=self.arende, slag="utredning")
        extend_frist(
            frist=frist,
            till=(frist.mal or timezone.localdate()) + timedelta(days=45),
            motivering="Barnpsykiatrins utlåtande behövs för bedömningen och väntas om tre veckor.",
            actor=self.gruppledare,
        )

    def write_utredning(self) -> None:
        utredning = self.arende.utredning
        save_utredning(
            utredning=utredning,
            version=utredning.version,
            actor=self.handlaggare,
            hord="samtal",
            barnets_rost=self.ord.om("rost"),
            barnets_basta=self.ord.ur("basta"),
            sammanfattning=self.ord.om("sammanfattning"),
        )

    def complete_utredning(self) -> None:
        complete_utredning(utredning=self.arende.utredning, actor=self.handlaggare)

    # the decision

    @property
    def slag(self) -> str:
        return self.ode.slut if self.ode.slut in Beslut.Slag.values else Beslut.Slag.INSATS.value

    @property
    def is_heard_first(self) -> bool:
        return must_be_heard(self.slag, arendeslag=self.ode.slag, andras_uppgifter=False)

    def propose(self) -> None:
        slag = self.slag
        insats = Insatstyp.objects.get(pk=self.ord.insatser[0]).namn
        propose_beslut(
            arende=self.arende,
            slag=slag,
            lagrum="SoL 14:2" if slag == Beslut.Slag.UTAN_INSATS else "SoL 11:1",
            text=self.ord.ur("beslut", slag, insats=insats.lower()),
            motivering=self.ord.ur("motivering", slag),
            barnkonsekvens=self.ord.ur("barnkonsekvens"),
            actor=self.handlaggare,
        )

    def send_material(self) -> None:
        send_material(
            beslut=self.arende.beslut.get(utfall=""),
            vilka="Den som har ansökt.",
            material="Utredningen och förslaget till beslut.",
            satt=Satt.BREV,
            svara_senast=timezone.localdate() + timedelta(days=10),
            actor=self.handlaggare,
        )

    def receive_answer(self) -> None:
        receive_answer(
            kommunicering=Kommunicering.objects.get(beslut__arende=self._arende_id, klar=None),
            synpunkter="Vi ser det inte på samma sätt, men förstår hur ni har tänkt.",
            forslaget="star",
            actor=self.handlaggare,
        )

    def deliver(self) -> None:
        """The person gets the decision, and with it the time to appeal.

        By whoever leads the unit: the month in which the handläggare still reads a closed case is
        over by the clock of the database, which does not travel.
        """
        deliver_beslut(
            beslut=self.arende.beslut.get(utfall=Beslut.Utfall.BESLUTAT),
            nar=timezone.localdate(),
            satt=Satt.BREV,
            actor=self.gruppledare,
        )

    def let_the_decision_stand(self) -> None:
        """Three weeks have passed and nobody has appealed."""
        end_overklagandetider(nu=timezone.now())

    def hand_back(self) -> None:
        self._decide(Beslut.Utfall.ATERREMISS, self.ord.ur("aterremiss"))

    def decide(self) -> None:
        self._decide(Beslut.Utfall.BESLUTAT, "")

    def _decide(self, utfall: str, kommentar: str) -> None:
        beslut = self.arende.beslut.get(utfall="")
        decide_beslut(
            beslut=beslut,
            utfall=utfall,
            kommentar=kommentar,
            version=beslut.version,
            actor=self.gruppledare,
        )

    # the team

    def gather_team(self) -> None:
        self.rum = self._register.room_for(self)

    def in_room(self, what: Callable[[Rum, Gang], object]) -> None:
        """Something that happens in the team that works with the case."""
        if self.rum is None:
            raise RuntimeError("The case has no team yet.")
        what(self.rum, self)

    # what is left unfinished

    def leave_draft(self, formular: str) -> None:
        arende = self.arende
        skriver = self.handlaggare if arende.handlaggare_id else self.mottagare
        objekt = arende.utredning if formular == "utredning" else arende
        save_utkast(
            arende=arende,
            formular=formular,
            objekt_id=objekt.pk,
            innehall=dict[str, Any](TEXTER["utkast"][formular]),
            actor=skriver,
        )
