"""A small world with one of everything: cases at the steps whose pages need them, and a full room.

`make_varld("Järva")` and `make_varld("Farsta")` share nothing, so what one has is foreign to the
other. Everything is made through the real actions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from access.actions import close_akt_for_jav
from access.actions.delegation import give_delegation
from access.actions.franvaro import appoint_ersattare
from access.actions.jav import declare_nummer
from access.actions.jour import give_jourpass
from access.actions.namnskydd import protect_name
from access.models import Anvandare, Jav, Niva, Omfattning, Organisation, Roll, Skal, Tilltrade
from arenden.actions.frister import rest_frist, start_frist
from arenden.actions.journal import sign_anteckning, write_anteckning
from arenden.actions.nodoppning import break_glass
from arenden.models import Arende, Journalanteckning, Steg
from audit import log
from audit.verb import Verb
from granskning.actions.granskning import finish, judge
from granskning.actions.larm import raise_larm
from granskning.actions.utdrag.beslut import release_utdrag
from granskning.actions.utdrag.framtagning import build_utdrag
from granskning.models import Larm
from granskning.rules.larm import Fynd, Larmslag
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.actions.plan import start_plan
from insatser.actions.planrader import (
    add_atagande,
    add_behov,
    add_indikator,
    add_mal,
    link_behov,
)
from insatser.actions.utfall import note_forsok
from insatser.models import Mal, Plan
from insatser.rules.avslut import Erbjudande, Utfallsval
from riskbedomning.actions import note_strategiskt_brott, start_bedomning
from riskbedomning.actions.extern import correct_externbedomning, note_externbedomning
from samverkansteam.actions.atgard import log_gemensam_atgard, log_gruppatgard
from samverkansteam.actions.bidrag import take_in_bidrag
from samverkansteam.actions.delgivning import release
from samverkansteam.actions.medverkan import ask_medverkan
from samverkansteam.actions.mote import NyttAtagande, hold_mote, plan_mote
from samverkansteam.actions.motesrum import write_lager
from samverkansteam.actions.samtycke import give_samtycke
from samverkansteam.actions.skolgang import (
    note_behorighet,
    note_delaktighet,
    propose_orsak,
)
from samverkansteam.actions.team import add_deltagare, add_part, create_team
from samverkansteam.actions.teamarende import connect_arende, record_franvaro
from samverkansteam.models import Deltagare, Part, Teamtyp
from tests.arenden.filer import make_handling
from tests.arenden.gallringsfall import make_gallringar
from tests.builders import make_anvandare, make_vardnadshavare
from tests.granskning.manad import make_granskning
from tests.granskning.utdrag.fall import make_utdrag, to_decision
from tests.insatser import vagen
from tests.policy.genomforandet import carried_out
from tests.policy.handlingarna import asked, given_out, papers, shown
from tests.policy.namndfraga import asked_by_another_namnd
from tests.policy.overflyttning import asked_to_take_over
from tests.riskbedomning.extern import EXTERN, NOTERING, RATTELSE
from tests.riskbedomning.instrument import around, make_instrumentversion
from tests.samverkansteam.builders import (
    ja_till_allt,
    make_bidrag,
    make_extern,
    make_organisation,
    samtyckesgrund,
    yes_of_all,
)

STEG = (
    Steg.SKYDDSBEDOMNING,
    Steg.FORHANDSBEDOMNING,
    Steg.UNDERRATTELSE,
    Steg.UTREDNING,
    Steg.BESLUTSFORSLAG,
    Steg.KOMMUNICERING,
    Steg.BESLUT,
    Steg.OVERLAMNING,
    Steg.FOLJS_UPP,
    Steg.PLAN,
    Steg.AVSLUT,
    Steg.UPPFOLJNING,
)


@dataclass
class Varld:
    """`fall` has a case at each of STEG, as its ärende and the ids of what belongs to it."""

    omrade: str
    stad: vagen.Stad
    extern: Anvandare
    fall: dict[Steg, dict[str, Any]] = field(default_factory=dict)

    @property
    def arenden(self) -> list[Arende]:
        return [fall["arende"] for fall in self.fall.values()]


@transaction.atomic
def make_varld(omrade: str) -> Varld:
    stad = vagen.make_stad()
    stad.namnd.stadsdelsomrade = omrade
    stad.namnd.save()
    varld = Varld(
        omrade, stad, make_extern(make_organisation(slag=Organisation.Slag.KOMMUNAL_SKOLA))
    )
    for steg in STEG:
        arende = _arende_at(varld, steg)
        varld.fall[steg] = {"arende": arende} | MORE.get(steg, lambda *_: {})(varld, arende)
    varld.fall[Steg.AVSLUTAT] = _closed(varld)
    return varld


def _closed(varld: Varld) -> dict[str, Any]:
    """A closed case: a party to tell, support that was offered, an outcome to ask about today."""
    stad, idag = varld.stad, timezone.localdate()
    arende = _arende_at(varld, Steg.AVSLUT)
    team = create_team(
        namnd=stad.namnd,
        teamtyp=Teamtyp.objects.get(pk="sig"),
        namn=f"Team efter {varld.omrade}",
        startad=idag,
        actor=stad.handlaggare,
    )
    add_part(
        team=team,
        organisation=varld.extern.organisation,
        kontaktpunkt="Växeln",
        actor=stad.handlaggare,
    )
    connect_arende(team=team, arende=arende, actor=stad.handlaggare)
    erbjudande = Erbjudande("Samtal.", "Familjen", idag + timedelta(days=90), "Mottagningen")
    vagen.close(stad, arende, eftervard=erbjudande, utfall=Utfallsval("ja", "bada", idag))
    utfall = arende.utfall_set.get(manad=6)
    utfall.planerad = idag
    log.save(utfall, actor=stad.handlaggare, verb=Verb.UTFALL_PLAN)
    note_forsok(utfall=utfall, dag=idag, satt="telefon", actor=stad.handlaggare)
    return {
        "arende": vagen.fresh(arende),
        "aterkoppling": arende.avslutsaterkopplingar.get().pk,
        "eftervard": arende.eftervard_set.get().pk,
        "utfall": utfall.pk,
    }


def give_everything(varld: Varld, anvandare: Anvandare) -> None:
    """Let somebody reach every akt and every team of the world, whatever their role."""
    for arende in varld.arenden:
        _give(anvandare, Omfattning.AKT, arende.akt_id)
    _give(anvandare, Omfattning.TEAM, varld.fall[Steg.UPPFOLJNING]["team"])


def make_member(varld: Varld, roll: Roll) -> Anvandare:
    """Somebody with one duty in the world's nämnd who reaches all of it; another party's, if so.

    A log reviewer belongs to another unit than the one reviewed.
    """
    if roll == Roll.EXTERN:
        return varld.extern
    utifran = roll in {Roll.LOGGRANSKARE, Roll.DATASKYDDSOMBUD}
    enhet = varld.stad.mottagning if utifran else varld.stad.enhet
    anvandare = make_anvandare(roll, enhet=enhet)
    give_everything(varld, anvandare)
    return anvandare


def _give(anvandare: Anvandare, omfattning: Omfattning, vad: Any) -> None:
    Tilltrade.objects.create(
        anvandare=anvandare,
        omfattning=omfattning,
        omfattning_id=vad,
        niva=Niva.BESLUTA,
        skal=Skal.FRANVARO,
        kalla=vad,
        given_av=anvandare,
    )


def _arende_at(varld: Varld, steg: Steg) -> Arende:
    """A case of its own at a step: an unidentified child, so that nothing is joined."""
    arende = vagen.receive(
        varld.stad,
        stadsdelsomrade=varld.omrade,
        berorda=[
            {
                "roll": "barn",
                "fornamn": f"Barn-{steg}",
                "efternamn": f"{varld.omrade}sson",
                "ungefarlig_alder": 13,
            }
        ],
        text=f"Ett barn i {varld.omrade} har inte setts på länge, {steg}.",
    )
    return vagen.carry_to(varld.stad, arende, steg)


def _at_skyddsbedomning(varld: Varld, arende: Arende) -> dict[str, Any]:
    return {
        "anmalan": arende.anmalningar.get().pk,
        "frist": arende.frister.get(slag="forhandsbedomning").pk,
    }


def _at_utredning(varld: Varld, arende: Arende) -> dict[str, Any]:
    bedomning = start_bedomning(
        arende=arende,
        instrumentversion=make_instrumentversion(),
        actor=varld.stad.handlaggare,
    )
    extern = note_externbedomning(arende=arende, actor=varld.stad.handlaggare, **EXTERN)
    correct_externbedomning(extern=extern, actor=varld.stad.handlaggare, **RATTELSE)
    arende.akt.kon = "M"
    log.save(arende.akt, actor=varld.stad.handlaggare, verb=Verb.AKT_CHANGE)
    notering = note_strategiskt_brott(arende=arende, actor=varld.stad.handlaggare, **NOTERING)
    return {
        "bedomning": bedomning.pk,
        "niva": "individuell",
        "faktorkod": bedomning.instrumentversion.faktorer.first().kod,
        **around(bedomning, varld.stad.gruppledare),
        "extern": extern.pk,
        "notering": notering.pk,
    } | asked(arende, varld.stad.handlaggare)


def _at_beslut(varld: Varld, arende: Arende) -> dict[str, Any]:
    return {"beslut": arende.beslut.get().pk}


def _at_plan(varld: Varld, arende: Arende) -> dict[str, Any]:
    plan = start_plan(
        arende=arende,
        behov="Trygga kvällar.",
        barnets_syn="Det låter bra.",
        team_valt=False,
        teamtyp="",
        uppfoljning_senast=timezone.localdate() + timedelta(days=60),
        actor=varld.stad.handlaggare,
    )
    mal = add_mal(
        plan=plan,
        actor=varld.stad.handlaggare,
        niva=Mal.Niva.SOCIAL,
        sikt=Mal.Sikt.KORT,
        specifikt="Hemma klockan nio.",
        matbart="Mammas anteckningar.",
        baslinje="Två kvällar av sju.",
        accepterat="Ja.",
        realistiskt="Ja.",
        tidsatt=timezone.localdate() + timedelta(days=60),
    )
    utlamnat = given_out(vagen.fresh(arende), varld.stad.handlaggare)
    return utlamnat | {"mal": mal.pk, "beslut": arende.beslut.get().pk} | _planned(varld, plan, mal)


def _promised(varld: Varld, arende: Arende) -> UUID:
    """Something that the school takes on in the plan in force."""
    plan = arende.planer.get()
    Plan.objects.filter(pk=plan.pk).update(faststalld=None)
    atagande = add_atagande(
        plan=plan,
        vem="part",
        namn="Skolan",
        vad="Ringer varje morgon.",
        senast=timezone.localdate(),
        actor=varld.stad.handlaggare,
    )
    Plan.objects.filter(pk=plan.pk).update(faststalld=plan.faststalld)
    return atagande.pk


def _planned(varld: Varld, plan: Plan, mal: Mal) -> dict[str, Any]:
    """A need, how the goal is measured, and who does what."""
    idag, actor = timezone.localdate(), varld.stad.handlaggare
    behov = add_behov(
        plan=plan, niva="social", slag="risk", rubrik="Sena kvällar", egna_ord="", actor=actor
    )
    link_behov(mal=mal, behov=[behov], actor=actor)
    indikator = add_indikator(
        mal=mal,
        slag="antal",
        namn="Kvällar hemma klockan nio",
        enhet="kvällar i veckan",
        baslinje="2",
        baslinje_dag=idag,
        malvarde="6",
        riktning="oka",
        actor=actor,
    )
    atagande = add_atagande(
        plan=plan, mal=mal, vem="familjen", vad="Ringer klockan åtta.", senast=idag, actor=actor
    )
    return {
        "behov": behov.pk,
        "radslag": "behov",
        "indikator": indikator.pk,
        "planatagande": atagande.pk,
    }


def _at_uppfoljning(varld: Varld, arende: Arende) -> dict[str, Any]:
    signerad = _sign(varld, _write(varld, arende))
    return (
        {
            "anmalan": arende.anmalningar.get().pk,
            "beslut": arende.beslut.get().pk,
            "bedomning": arende.bedomningar.get().pk,
            "anteckning": _write(varld, arende).pk,
            "handling": make_handling(arende, varld.stad.handlaggare).pk,
            "signerad": signerad.pk,
            "formular": "plan",
            "objekt": arende.pk,
            "fraga": asked_by_another_namnd(varld.stad.namnd).pk,
            "planatagande": _promised(varld, arende),
            "overflyttning": asked_to_take_over(varld.stad.namnd).pk,
            "vardnadshavare": make_vardnadshavare(arende.akt).pk,
        }
        | carried_out(arende, signerad, varld.stad.handlaggare)
        | make_gallringar(varld.stad)
        | _beside(varld, arende)
        | _reviewed(varld)
        | _asked_for(varld, arende)
        | _room(varld, arende)
        | _for_a_time(varld, arende)
        | _clocks(varld, arende)
    )


def _clocks(varld: Varld, arende: Arende) -> dict[str, Any]:
    """A clock that may rest, and one that does."""
    nu, ledare = timezone.now(), varld.stad.gruppledare
    vilande = start_frist(arende, "ssit_forsta_kontakt", ankare=nu, actor=ledare)
    rest_frist(frist=vilande, grund="inlagd", motivering="Han ligger på sjukhus.", actor=ledare)
    return {
        "frist": arende.frister.running().get(slag="uppfoljning").pk,
        "vilande_frist": vilande.pk,
    }


def _beside(varld: Varld, arende: Arende) -> dict[str, Any]:
    """An arbetsgång of a case that is old enough to have it, at its first step."""
    arende = vagen.fresh(arende)
    arende.oppnat -= timedelta(days=200)
    log.save(arende, actor=varld.stad.handlaggare, verb=Verb.ARENDE_ADVANCE)
    gang = start_arbetsgang(
        arende=arende, flode="begaran_om_avgorande", actor=varld.stad.handlaggare
    )
    return {
        "gang": gang.pk,
        "gangsteg": "registrera",
        "flode": gang.flode,
        "utfall": gang.pk,  # no step of it is done
    }


def _reviewed(varld: Varld) -> dict[str, Any]:
    """The month of the unit, with a row to judge and one that its person has been asked about."""
    stad = varld.stad
    granskning = make_granskning(stad.enhet, stad.handlaggare, antal=2)
    granskare = make_anvandare(Roll.LOGGRANSKARE, enhet=stad.mottagning)
    att_bedoma, fragad = granskning.rader.all()
    judge(rad=fragad, utfall="fraga", text="Vad behövde du i akten?", actor=granskare)
    avslutad = make_granskning(stad.enhet, stad.handlaggare, antal=1, manad=date(2026, 9, 1))
    anmarkt = avslutad.rader.get()
    judge(
        rad=anmarkt, utfall="anmarkning", text="Akten hörde inte till uppdraget.", actor=granskare
    )
    finish(granskning=avslutad, actor=granskare)
    return {
        "avslutad_granskning": avslutad.pk,
        "avvikelse": anmarkt.avvikelse.pk,
        "avvikelseformular": "steg",
        "loggranskning": granskning.pk,
        "atkomst": att_bedoma.pk,
        "granskningsfraga": fragad.fragor.get().pk,
        "larm": _larm().pk,
    }


def _larm() -> Larm:
    """There is one at a time of each kind."""
    oppet = Larm.objects.ongoing().filter(slag=Larmslag.BRUTEN).first()
    larm = oppet or raise_larm(Fynd(Larmslag.BRUTEN, timezone.now(), "Ett prov."))
    assert larm
    return larm


def _asked_for(varld: Varld, arende: Arende) -> dict[str, Any]:
    """Extracts of the log at three steps, and an employee whose name is protected."""
    handlaggare, chef = varld.stad.handlaggare, varld.stad.gruppledare
    skydd = protect_name(
        anvandare=varld.stad.mottagare,
        skal="Hot vid ett besök.",
        actor=make_anvandare(Roll.ENHETSCHEF, enhet=varld.stad.enhet),
    )
    framtaget, provat, lamnat = (make_utdrag(arende, handlaggare) for _ in range(3))
    build_utdrag(utdrag=framtaget, actor=handlaggare)
    to_decision(provat, handlaggare)
    to_decision(lamnat, handlaggare)
    release_utdrag(utdrag=lamnat, actor=chef)
    return {
        "utdrag": framtaget.pk,
        "avsnitt": "logg",
        "provat_utdrag": provat.pk,
        "lamnat_utdrag": lamnat.pk,
        "namnskydd": skydd.pk,
    }


def _write(varld: Varld, arende: Arende) -> Journalanteckning:
    return write_anteckning(
        arende=arende,
        slag="samtal",
        nar=timezone.now(),
        narvarande="Mamma",
        text="Vi pratade om skolan.",
        actor=varld.stad.handlaggare,
    )


def _sign(varld: Varld, anteckning: Journalanteckning) -> Journalanteckning:
    return sign_anteckning(
        anteckning=anteckning, version=anteckning.version, actor=varld.stad.handlaggare
    )


def _for_a_time(varld: Varld, arende: Arende) -> dict[str, Any]:
    """An absence, a pass, a delegation, a break-glass, a notice and a jäv, each of a colleague."""
    stad, idag, nu = varld.stad, timezone.localdate(), timezone.now()
    kollega = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet)
    jour = make_anvandare(Roll.SOCIALJOUR, enhet=stad.enhet)
    javig = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet)
    period = {"fran": idag, "till": idag + timedelta(days=7), "actor": stad.gruppledare}
    franvaro = appoint_ersattare(
        anvandare=make_anvandare(enhet=stad.enhet), ersattare=kollega, **period
    )
    jourpass = give_jourpass(
        anvandare=jour,
        namnd=stad.namnd,
        fran=nu + timedelta(hours=1),
        till=nu + timedelta(hours=9),
        actor=stad.gruppledare,
    )
    delegation = give_delegation(anvandare=kollega, arendetyp="beslut", enhet=stad.enhet, **period)
    nodoppning = break_glass(
        nummer=arende.arendenummer,
        orsak="onabar",
        text="Handläggaren svarar inte och barnet är borta.",
        actor=make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet),
    )
    jav = close_akt_for_jav(
        akt_id=arende.akt_id, anvandare=javig, slag=Jav.Slag.ANMALD, actor=javig
    )
    return {
        "franvaro": franvaro.pk,
        "jourpass": jourpass.pk,
        "delegation": delegation.pk,
        "nodoppning": nodoppning.pk,
        "avisering": kollega.aviseringar.first(),
        "jav": jav,
        "javuppgift": declare_nummer(
            siffror="201201262399",
            nummer="20120126-2399",
            slag="narstaende",
            relation="Syskonbarn",
            actor=make_anvandare(enhet=stad.enhet),
        ),
    }


def _room(varld: Varld, arende: Arende) -> dict[str, Any]:
    """A team around the case with a school in it, a meeting held and one planned, and a release."""
    ledare, idag, nu = varld.stad.handlaggare, timezone.localdate(), timezone.now()
    team = create_team(
        namnd=varld.stad.namnd,
        teamtyp=Teamtyp.objects.get(pk="sst"),
        namn="Team Linden",
        startad=idag,
        actor=ledare,
    )
    part = add_part(
        team=team, organisation=varld.extern.organisation, kontaktpunkt="Växeln", actor=ledare
    )
    skolans = add_deltagare(part=part, anvandare=varld.extern, actor=ledare)
    teamarende = connect_arende(team=team, arende=arende, actor=ledare)
    (samtycke,) = give_samtycke(
        teamarende=teamarende,
        mottagare=[part],
        svar=yes_of_all(),
        slag=["skola"],
        form="skriftligt",
        forklarat="Vad som delas och att det kan tas tillbaka.",
        fran=idag,
        till=idag + timedelta(days=90),
        actor=ledare,
    )
    grund = samtyckesgrund()
    delgivning = release(
        teamarende=teamarende,
        mottagare=part,
        lagrum=grund,
        innehall="Barnet börjar klockan tio på tisdagar.",
        slag=["skola"],
        andamal="Skolan lägger schemat.",
        svar=ja_till_allt(grund),
        actor=ledare,
    )
    tid = {"nar": nu - timedelta(hours=2), "minuter": 20, "actor": ledare}
    log_gemensam_atgard(
        teamarende=teamarende, slag="samtal", notering="Ringde hem till barnet.", **tid
    )
    log_gruppatgard(
        team=team, grupp="Åttorna", slag="samtal", notering="Pratade med gruppen.", **tid
    )
    vecka = record_franvaro(
        teamarende=teamarende, vecka="2026-W46", giltig=2, ogiltig=9, sen=1, actor=ledare
    )
    orsak = propose_orsak(
        teamarende=teamarende,
        omrade="skola",
        hypotes="Korridoren är bullrig.",
        talar_for="Går hem efter rasten.",
        actor=ledare,
    )
    note_delaktighet(
        teamarende=teamarende,
        dag=idag,
        mote=None,
        barnet="sade_fore",
        barnets_ord="Jag vill börja senare.",
        vardnadshavare="var_med",
        vardnadshavares_ord="Vi ringer varje morgon.",
        actor=ledare,
    )
    note_behorighet(
        teamarende=teamarende, ar=idag.year, utfall="okant", vagen="Lovskola.", actor=ledare
    )
    medverkan = ask_medverkan(
        team=team,
        organisation=make_organisation(),
        vad="Ett möte i månaden om närvaron.",
        svar_senast=idag + timedelta(days=14),
        actor=ledare,
    )
    moten = [
        plan_mote(
            team=team,
            planerat=nu + nar,
            plats="Skolans rektorsexpedition",
            dagordning="Närvaron sedan sist",
            actor=ledare,
        )
        for nar in (timedelta(hours=-1), timedelta(days=7))
    ]
    hold_mote(
        mote=moten[0],
        narvarande=list(Deltagare.objects.filter(team=team)),
        protokoll="Vi fortsätter som vi har sagt.",
        ataganden=[NyttAtagande(skolans, "Ringer hem varje morgon.", idag + timedelta(days=7))],
        actor=ledare,
    )
    write_lager(
        mote=moten[1],
        gemensamt="Vi börjar med elevens ord.",
        internt="Fråga om systern.",
        narvarande=[],
        sedd=None,
        actor=ledare,
    )
    return {
        **_contributions(varld, part),
        "team": team.pk,
        "vecka": vecka.pk,
        "orsak": orsak.pk,
        "medverkan": medverkan.pk,
        "part": part.pk,
        "deltagare": skolans.pk,
        "mote": moten[1].pk,
        "hallet": moten[0].pk,
        "atagande": moten[0].ataganden.get().pk,
        "kopia": delgivning.kopia.pk,
        "samtycke": samtycke.pk,
        "delgivning": delgivning.pk,
    }


def _contributions(varld: Varld, part: Part) -> dict[str, Any]:
    """What the school has shared, with a file, and what it keeps to itself; one that was taken."""
    delat, eget, taget = (
        make_bidrag(part, varld.extern, rubrik=rubrik, dela=dela)
        for rubrik, dela in (("Närvaron", True), ("Tankar", False), ("Samtalet", True))
    )
    teamarende = part.team.teamarenden.get()
    take_in_bidrag(
        bidrag=taget,
        teamarende=teamarende,
        grund="handlaggning",
        skal="Skolan har sett det själv.",
        actor=varld.stad.handlaggare,
    )
    return {
        "bidrag": delat.pk,
        "eget_bidrag": eget.pk,
        "fil": delat.filer.get().pk,
        "egen_fil": eget.filer.get().pk,
    }


def _at_kommunicering(varld: Varld, arende: Arende) -> dict[str, Any]:
    return shown(arende, varld.stad.handlaggare)


def _at_avslut(varld: Varld, arende: Arende) -> dict[str, Any]:
    return papers(arende, varld.stad.handlaggare)


MORE: dict[Steg, Callable[[Varld, Arende], dict[str, Any]]] = {
    Steg.SKYDDSBEDOMNING: _at_skyddsbedomning,
    Steg.UTREDNING: _at_utredning,
    Steg.KOMMUNICERING: _at_kommunicering,
    Steg.AVSLUT: _at_avslut,
    Steg.BESLUT: _at_beslut,
    Steg.PLAN: _at_plan,
    Steg.UPPFOLJNING: _at_uppfoljning,
}
