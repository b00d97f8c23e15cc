"""One prepared town with something on every page, and whom to open each page as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from uuid6 import uuid7

from access.inloggning.losenord import link_to_choose_password
from access.models import Anvandare, Roll
from arenden.actions.frister import start_frist
from arenden.actions.gallring.forslag import approve_gallring
from arenden.actions.nodoppning import break_glass
from arenden.actions.skydd import open_fack, set_skydd
from arenden.models import Arende, Steg
from arenden.models.akt import Skyddsniva
from audit import log
from audit.context import Begaran, begaran
from audit.models import Logghandelse
from audit.verb import Verb
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.actions.fordelning import distribute
from insatser.actions.katalog import propose_version
from insatser.actions.overlamning import offer_arende
from insatser.actions.sammanforing import merge_arende
from insatser.models import Insatstyp
from lagesbild.actions.publicering import approve_publicering, compose_publicering
from riskbedomning.actions import start_bedomning
from riskbedomning.actions.instrument import copy_version, send_version
from riskbedomning.actions.vinjett import write_vinjett
from riskbedomning.models import Instrumentversion
from samverkansteam.actions.lagrum import propose_lagrum
from samverkansteam.actions.mote import plan_mote
from samverkansteam.actions.motesrum import take_up, write_lager
from samverkansteam.actions.team import add_deltagare, create_team
from samverkansteam.actions.teamarende import connect_arende
from samverkansteam.actions.teamtyp import propose_teamtyp
from samverkansteam.models import Deltagare, Lagrum, Part, Teamtyp
from tests.arenden.gallringsfall import old_forslag
from tests.arenden.mallar import make_textmall
from tests.builders import give_akt, make_akt, make_anvandare, make_arende, make_enhet
from tests.insatser import gangen, vagen
from tests.lagesbild.underlag import make_likvardighetsuttag, make_steguttag, make_uttag
from tests.policy.matris import ADDRESSES, MATRIS, OPPNA
from tests.policy.varld import Varld, give_everything, make_member, make_varld
from tests.riskbedomning.instrument import make_instrumentversion
from tests.riskbedomning.vinjetter import TEXT, make_counted_omgang, make_omgang

NO_PAGE = frozenset(
    {
        "access:avisering_last",
        "access:avisering_tillbaka",
        "access:aviseringar_angra",
        "access:aviseringar_undan",
        "arenden:avsluta_nodoppning",
        "insatser:forstasida",
        "insatser:ta_arende",
        "insatser:angra_utredning",
        "insatser:ta_emot",
        "insatser:dra_in_overlamning",
        "insatser:angra_steg",
        "insatser:ta_steg",
        "insatser:lamna_steg",
        "insatser:ateruppta_gang",
        "arenden:aterkoppling_pdf",
        "arenden:aterkoppling_dokument",
        "arenden:beslut_pdf",
        "arenden:utredning_pdf",
        "arenden:begaran_pdf",
        "arenden:underlag_pdf",
        "insatser:yttrande_pdf",
        "insatser:yttrande_dokument",
        "insatser:utlamnandebeslut_dokument",
        "insatser:utlamnandebeslut_pdf",
        "insatser:utlamnandekopior_pdf",
        "arenden:gallringsprotokoll_pdf",
        "arenden:gallringsintyg",
        "arenden:hamta_handling",
        "granskning:hamta_utdrag",
        "arenden:avsluta_namngiven",
        "arenden:utkast",
        "arenden:kasta_utkast",
        "insatser:sammanfattning_pdf",
        "insatser:atgardsplan_pdf",
        "insatser:genomforandeplan_pdf",
        "insatser:lattlast_pdf",
        "insatser:uppfoljning_pdf",
        "insatser:avslut_dokument",
        "insatser:avslut_pdf",
        "samverkansteam:kallelse_pdf",
        "samverkansteam:samtycke_pdf",
        "samverkansteam:samtyckesblankett_pdf",
        "samverkansteam:protokoll_pdf",
        "samverkansteam:eget_protokoll_pdf",
        "riskbedomning:avsnitt",
        "riskbedomning:vinjettutkast",
        "riskbedomning:instrument_flytta",
        "riskbedomning:instrument_skicka",
        "riskbedomning:instrument_publicera",
        "samverkansteam:atagande_klart",
        "samverkansteam:mote_ical",
        "samverkansteam:oppna_kopia",
        "samverkansteam:kvittera",
        "samverkansteam:hamta_bidragsfil",
        "granskning:ta_granskning",
        "granskning:bedom",
        "granskning:rad_utkast",
        "granskning:bedom_flera",
        "granskning:angra_bedomning",
        "granskning:avsluta_granskning",
        "granskning:fraga_utkast",
        "granskning:avvikelse_utkast",
        "granskning:avvikelse_bevis",
        "granskning:protokoll_pdf",
        "lagesbild:csv",
        "lagesbild:godkann",
        "access:losenordslank",
        "access:logga_ut",
        "access:nyckel_borja",
        "access:legitimation",
        "access:legitimation_svar",
        "access:nyckel_klar",
        "access:nyckel_borja_ny",
        "access:nyckel_klar_ny",
        "access:ta_bort_nyckel",
        "access:avsluta_session",
        "access:avsluta_andra",
        "access:session_tid",
        "access:session_fortsatt",
        "access:tangenter",
        "access:qr",
        "granskning:prov",
        "halsa_lever",
        "halsa_logg",
        "halsa_redo",
        "insatser:kalenderflode",
    }
)
"""Addresses that answer with a file, send on, or only receive."""

SKYDD = (
    "arenden:skydd",
    "arenden:satt_skydd",
    "arenden:namnge",
    "arenden:fack",
    "arenden:namnge_fack",
    "arenden:skriv_adress",
)
"""Pages that have something to show of a protected person only."""

HALFWAY = frozenset({"access:bekrafta", "access:valj_losenord", "access:kod", "access:koppla"})
"""Reached only with a link of one's own, or with the password given and the code not."""

FORST = (
    Roll.SOCIALSEKRETERARE,
    Roll.GRUPPLEDARE,
    Roll.LOGGRANSKARE,
    Roll.ANALYTIKER,
    Roll.METODLEDARE,
    Roll.ADMINISTRATOR,
    Roll.REGISTRATOR,
)
"""A page is opened as the first of these it is for, and by another party if they come in."""

LOSENORD = "korrekt häst batteri"


@dataclass(frozen=True)
class Sida:
    namn: str
    adress: str
    person: Anvandare | None


class Stad:
    def __init__(self) -> None:
        self.varld: Varld = make_varld("Järva")
        stad = self.varld.stad
        for person in (stad.handlaggare, stad.gruppledare):
            give_everything(self.varld, person)
        self.personer = {
            Roll.SOCIALSEKRETERARE: stad.handlaggare,
            Roll.GRUPPLEDARE: stad.gruppledare,
            Roll.EXTERN: self.varld.extern,
        } | {roll: make_member(self.varld, roll) for roll in FORST[2:]}
        self.personer[Roll.LOGGRANSKARE].uppdrag.update(enhet=None)
        self.byter_losenord = make_anvandare()
        self.city = self._city_wide()
        self.annat = {
            **self._trefas(),
            "samverkansteam:prova_teamtyp": _proposed_teamtyp(),
            "riskbedomning:jamforelse": self._second_bedomning(),
            "arenden:yttrande": self._from_polis(),
            "insatser:prova_insatstyp": self._proposed_insatstyp(),
            "samverkansteam:prova_lagrum": _proposed_lagrum(),
            "insatser:angra_sammanforing": self._brought_together(),
            "arenden:nodoppning_svar": self._own_nodoppning(),
            "arenden:gallring_angra": self._own_approval(),
            **self._own_vinjett(),
            **self._changing_hands(),
            **self._instruments(),
            "arenden:andra_textmall": {"mall": make_textmall(self.personer[Roll.METODLEDARE])},
            **self._trails(),
            **dict.fromkeys(SKYDD, self._protected()),
        }

    def pages(self) -> Iterator[Sida]:
        """Every page of the site that needs a log-in, as someone it is for."""
        for namn in sorted(MATRIS.keys() - NO_PAGE):
            adress = reverse(namn, kwargs=self._kwargs(namn))
            for roll in _openers(namn):
                yield Sida(namn, adress, self.personer[roll])

    def open_pages(self) -> Iterator[Sida]:
        """Every page before the log-in is complete."""
        for namn in sorted(OPPNA - NO_PAGE - HALFWAY):
            yield Sida(namn, reverse(namn), None)
        admin = self.personer[Roll.ADMINISTRATOR]
        lank = link_to_choose_password(anvandare=self.byter_losenord, actor=admin)
        yield Sida("access:valj_losenord", lank, None)

    def _kwargs(self, namn: str) -> dict[str, Any]:
        rad = MATRIS[namn]
        har = self.city | self.varld.fall[rad.steg] | self.annat.get(namn, {})
        varden = {arg: har[rad.ur.get(arg, arg)] for arg in ADDRESSES[namn].pattern.converters}
        return {arg: getattr(varde, "pk", varde) for arg, varde in varden.items()}

    def _proposed_insatstyp(self) -> dict[str, Any]:
        typ = Insatstyp.objects.get(pk="fft")
        innehall = typ.innehall() | {"platser": 40}
        metodledare = make_anvandare(Roll.METODLEDARE)
        forslag = propose_version(kod="fft", motiv="Nytt avtal.", actor=metodledare, **innehall)
        return {"katalogforslag": forslag.pk}

    def _city_wide(self) -> dict[str, Any]:
        annan = make_anvandare()
        forslag = compose_publicering(uttag=make_uttag(), actor=self.personer[Roll.ANALYTIKER])
        publicerad = approve_publicering(publicering=forslag, actor=make_anvandare(Roll.SAMORDNARE))
        make_steguttag()
        make_likvardighetsuttag()
        omgang = make_counted_omgang(enheter=[self.varld.stad.enhet])
        ledare = self.varld.stad.handlaggare
        return {
            "kod": "fft",
            "teamtyp": "sst",
            "lagrum": "P18",
            "givare": "socialtjanst",
            "mottagare": "polis",
            "anvandare": annan,
            "uppdrag": annan.uppdrag.get(),
            "uttag": make_uttag(period="2026K2"),
            "version": Instrumentversion.objects.current().get(instrument__kod="ssb-12-17"),
            "mall": make_textmall(),
            "pk": publicerad,
            "kalibrering": omgang,
            "vinjett": omgang.vinjett,
            "matt": "uppfoljning",
            "handelse": Logghandelse.objects.filter(aktor_id=ledare.pk).latest("id"),
        }

    def _own_vinjett(self) -> dict[str, dict[str, Any]]:
        """A round to answer, and a draft that its writer may change."""
        metodledare = self.personer[Roll.METODLEDARE]
        utkast = write_vinjett(rubrik="Kvällar i Exempelby", text=TEXT, alder=14, actor=metodledare)
        return {
            "riskbedomning:svara": {"kalibrering": make_omgang(enheter=[self.varld.stad.enhet])},
            "riskbedomning:andra_vinjett": {"vinjett": utkast},
        }

    def _changing_hands(self) -> dict[str, dict[str, Any]]:
        """A case that is offered, one that is closed, a round given out, a way with a step done."""
        stad = self.varld.stad
        kollega = make_anvandare(enhet=stad.enhet)
        erbjuden, delad = self._at(Steg.UTREDNING), self._at(Steg.UTREDNING)
        offer_arende(arende=erbjuden, till=kollega, anteckning="Ring.", actor=stad.handlaggare)
        omgang, _ = distribute([delad], till=kollega, actor=stad.gruppledare)
        avslutad = self._at(Steg.AVSLUTAT)
        arende = self.varld.fall[Steg.AVSLUT]["arende"]
        gang = start_arbetsgang(arende=arende, flode="avslut", actor=stad.handlaggare)
        gangen.do(gang, "sammanstall", stad.handlaggare)
        gjort = gangen.do(gang, "hor_barnet", stad.handlaggare, "avsluta")
        vag = {"arende": arende, "gang": gang, "gangsteg": "aterkoppla", "utfall": gjort}
        return {
            "insatser:overlamning": {"arende": erbjuden},
            "insatser:fordelning": {"arende": omgang},
            "insatser:oppna_arende": {"arende": avslutad},
            "insatser:gor_om_steg": vag,
            "insatser:hoppa_over_steg": vag,
        }

    def _at(self, steg: Steg) -> Arende:
        """A case of its own at a step: an unidentified child, so that nothing is joined."""
        barn = {"roll": "barn", "fornamn": "Nils", "ungefarlig_alder": 13}
        return vagen.carry_to(self.varld.stad, vagen.receive(self.varld.stad, berorda=[barn]), steg)

    def _instruments(self) -> dict[str, dict[str, Any]]:
        """A draft of one's own with a factor changed, and a colleague's that waits for review."""
        metodledare, kollega = self.personer[Roll.METODLEDARE], make_anvandare(Roll.METODLEDARE)
        galler = Instrumentversion.objects.current().get(instrument__kod="ssb-12-17")
        eget, annans = (
            copy_version(version=galler, anledning="Tydligare ord.", actor=person)
            for person in (metodledare, kollega)
        )
        send_version(version=annans, actor=kollega)
        egna = {"version": eget, "faktor": eget.faktorer.all()[0]}
        skriver = ("uppgifter", "ny_faktor", "faktor", "ta_bort", "skillnad")
        return {
            **{f"riskbedomning:instrument_{namn}": egna for namn in skriver},
            "riskbedomning:instrumentversion": egna,
            "riskbedomning:instrument_granska": {"version": annans},
        }

    def _trails(self) -> dict[str, dict[str, Any]]:
        """An akt, a person and a request that the log tells of."""
        ledare = self.varld.stad.handlaggare
        rad = Logghandelse.objects.filter(aktor_id=ledare.pk, akt_id__isnull=False).latest("id")
        token = begaran.set(Begaran(uuid7(), "", ""))
        with transaction.atomic():
            begard = log.record(actor=ledare, verb=Verb.AKT_READ, akt_id=rad.akt_id)
        begaran.reset(token)
        return {
            "granskning:logg_akt": {"akt": rad.akt_id},
            "granskning:logg_dag": {"person": ledare},
            "granskning:logg_begaran": {"begaran": begard.begaran_id},
        }

    def _trefas(self) -> dict[str, dict[str, Any]]:
        """A team that marks its persons, and its meeting being led with somebody taken up."""
        arende = self.varld.fall[Steg.PLAN]["arende"]
        ledare = self.varld.stad.handlaggare
        team = create_team(
            namnd=self.varld.stad.namnd,
            teamtyp=Teamtyp.objects.get(pk="trefas"),
            namn="Trefas Järva",
            startad=timezone.localdate(),
            actor=ledare,
        )
        teamarende = connect_arende(team=team, arende=arende, actor=ledare)
        add_deltagare(
            part=Part.objects.get(team=team),
            anvandare=make_anvandare(enhet=self.varld.stad.enhet),
            is_jurist=True,
            actor=ledare,
        )
        mote = plan_mote(
            team=team,
            planerat=timezone.now() - timedelta(minutes=10),
            plats="Stadshuset",
            dagordning="Juristen är på plats",
            actor=ledare,
        )
        write_lager(
            mote=mote,
            gemensamt="Alla är på plats.",
            internt="",
            narvarande=list(Deltagare.objects.filter(team=team)),
            sedd=None,
            actor=ledare,
        )
        take_up(mote=mote, teamarende=teamarende, actor=ledare)
        return {
            "samverkansteam:markering": {"arende": arende, "team": team},
            "samverkansteam:led_mote": {"team": team, "mote": mote},
        }

    def _own_nodoppning(self) -> dict[str, Any]:
        """An akt of the nämnd that opens for the handläggare only in an emergency."""
        akt = make_akt(enhet=make_enhet(namnd=self.varld.stad.namnd))
        nodoppning = break_glass(
            nummer=make_arende(akt=akt).arendenummer,
            orsak="onabar",
            text="Handläggaren svarar inte och barnet är borta.",
            actor=self.varld.stad.handlaggare,
        )
        return {"nodoppning": nodoppning}

    def _own_approval(self) -> dict[str, Any]:
        """A proposal that the one who opens the page has approved."""
        (roll,) = _openers("arenden:gallring_angra")
        godkand = approve_gallring(forslag=old_forslag(self.varld.stad), actor=self.personer[roll])
        return {"godkand_gallring": godkand}

    def _from_polis(self) -> dict[str, Any]:
        """A young person whom the prosecutor asks about."""
        stad = self.varld.stad
        arende = vagen.receive(
            stad,
            slag="underrattelse_lul",
            kanal="e-tjänst",
        )
        give_akt(stad.handlaggare, arende.akt)
        with transaction.atomic():
            frist = start_frist(
                arende,
                "yttrande_lul",
                ankare=timezone.now(),
                senast=date(2099, 11, 30),
                actor=stad.handlaggare,
            )
        return {"arende": arende, "frist": frist}

    def _brought_together(self) -> dict[str, Any]:
        """An ärende that has just been brought into another about the same person."""
        stad = self.varld.stad
        till, fran = vagen.two_about_one(stad)
        merge_arende(fran=fran, till=till, motivering="Samma händelse.", actor=stad.gruppledare)
        return {"arende": fran}

    def _protected(self) -> dict[str, Any]:
        """A protected person whose handläggare may show the address."""
        stad = self.varld.stad
        arende = vagen.receive(
            stad, berorda=[{"roll": "barn", "fornamn": "Nils", "adress": "Dolda gatan 1"}]
        )
        vagen.protect(stad, arende)
        vagen.open_(stad, arende)
        vagen.assign(stad, arende)
        set_skydd(
            arende=arende, skyddsniva=Skyddsniva.SKYDDAD_FOLKBOKFORING, actor=stad.gruppledare
        )
        open_fack(
            arende=arende,
            anvandare=stad.handlaggare,
            till=timezone.now() + timedelta(days=7),
            motivering="Hembesök i nästa vecka.",
            actor=stad.gruppledare,
        )
        return {"arende": arende}

    def _second_bedomning(self) -> dict[str, Any]:
        """An assessment of someone who has been assessed before."""
        arende = self.varld.fall[Steg.UPPFOLJNING]["arende"]
        ny = start_bedomning(
            arende=arende,
            instrumentversion=make_instrumentversion(),
            actor=self.varld.stad.handlaggare,
        )
        return {"arende": arende, "bedomning": ny}


def _openers(namn: str) -> Iterator[Roll]:
    rad = MATRIS[namn]
    forst = [roll for roll in FORST if roll in rad.roller]
    slapps_in = [roll for roll in forst if rad.undantag.get(roll, 200) == 200]
    uttryckligen = [roll for roll in slapps_in if roll in rad.undantag]
    yield from [*uttryckligen, *slapps_in, *forst][:1]
    if Roll.EXTERN in rad.roller and Roll.EXTERN not in rad.undantag:
        yield Roll.EXTERN


def _proposed_teamtyp() -> dict[str, Any]:
    innehall = Teamtyp.objects.get(pk="sst").innehall() | {"motesintervall_dagar": 28}
    forslag = propose_teamtyp(
        kod="sst", motiv="Tätare möten.", actor=make_anvandare(Roll.METODLEDARE), **innehall
    )
    return {"teamtypforslag": forslag.pk}


def _proposed_lagrum() -> dict[str, Any]:
    lagrum = Lagrum.objects.in_force(timezone.localdate()).get(kod="P18")
    andring = propose_lagrum(
        kod="P18",
        galler_fran=timezone.localdate() + timedelta(days=30),
        motiv="Åldern höjs.",
        actor=make_anvandare(Roll.METODLEDARE),
        **lagrum.innehall() | {"alder_under": 23, "vagar": {"socialtjanst": ["polis", "region"]}},
    )
    return {"lagrumsandring": andring.pk}
