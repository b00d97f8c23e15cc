"""Receive a report: one akt, one ärende and one set of clocks for each person it names."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from access.actions import end_tilltraden, give_tilltrade, match_jav
from access.models import Anvandare, Enhet, Namnd, Niva, Omfattning, Roll, Skal, Tilltrade
from access.policy import require
from arenden import fard, policy
from arenden.actions.frister import start_frist
from arenden.actions.skydd import PLATS, protect_akt, put_adress
from arenden.actions.sokrader import update_sokrad
from arenden.actions.utredning import open_utredning
from arenden.models import (
    Anmalan,
    Arende,
    Identitetsbeteckning,
    Person,
    Personakt,
    Steg,
    Vardnadshavare,
)
from arenden.models.akt import Kon
from arenden.models.arende import next_arendenummer
from arenden.models.uppslag import find_akt_id, is_received
from arenden.rules.inflode import Fel, Inflode, OgiltigtInflode, Slag, fingerprint, inledning
from arenden.rules.inflode_poster import Berord
from audit import log
from audit.action import action
from audit.verb import Verb

PROVAS = (
    Steg.SKYDDSBEDOMNING,
    Steg.FORHANDSBEDOMNING,
    Steg.UNDERRATTELSE,
    Steg.UTREDNING,
    Steg.BESLUTSFORSLAG,
    Steg.KOMMUNICERING,
    Steg.BESLUT,
)
"""Steps during which a new report joins the ärende instead of opening one of its own."""
UTAN_UTREDNING = (Steg.SKYDDSBEDOMNING, Steg.FORHANDSBEDOMNING)
"""What opens a utredning at once does not wait for these: it has an ärende of its own (14:2)."""

KOMPLETTERAS = (
    "fornamn",
    "efternamn",
    "adress",
    "skola",
    "skolform",
    "arskurs",
    "kannetecken",
)
"""What a new report may fill in of the person where nothing was known."""

TREFAS_TEXT = "Personen togs upp i Trefas. Uppgifterna finns hos teamet och förs inte till akten."


@dataclass(frozen=True)
class Mottaget:
    """What came of a report; `nytt` is false when it had been received before."""

    arenden: list[Arende]
    nytt: bool = True


@action
def register_inflode(*, inflode: Inflode, actor: Anvandare) -> Mottaget:
    """Receive a report. All of it or nothing: raises OgiltigtInflode with what is missing.

    Receiving the same report again changes nothing.
    """
    if inflode.inkom > timezone.now():
        raise OgiltigtInflode([Fel("inkom", "Tiden har inte varit än. Ange när det kom in.")])
    mottagning = _mottagning(inflode)
    namnd = mottagning.namnd
    require(policy.may_register_inflode(actor, namnd))
    if is_received(namnd, fingerprint(inflode)):
        log.record(actor=actor, verb=Verb.ANMALAN_REGISTER, detalj="redan mottagen")
        return Mottaget([], nytt=False)
    arenden = [_receive_one(inflode, berord, mottagning, actor) for berord in inflode.berorda]
    for arende in arenden:
        update_sokrad(arende.akt)
    fard.receive(inflode, arenden, actor=actor)
    return Mottaget(arenden)


def end_registrering(arende: Arende, *, actor: Anvandare) -> None:
    """End the grants that receiving a report gave: somebody else works with the case."""
    end_tilltraden(
        Tilltrade.objects.filter(kalla=arende.akt_id, skal=Skal.REGISTRERING), actor=actor
    )


def _mottagning(inflode: Inflode) -> Enhet:
    """The unit that receives for the district, or a refusal that says what is missing."""
    namnd = Namnd.objects.filter(stadsdelsomrade=inflode.stadsdelsomrade).first()
    if namnd is None:
        reason = f"«{inflode.stadsdelsomrade}» är inget stadsdelsområde i registret."
        raise OgiltigtInflode([Fel("stadsdelsomrade", reason)])
    mottagning = (
        Enhet.objects.filter(namnd=namnd, slag=Enhet.Slag.MOTTAGNING)
        .select_related("namnd")
        .first()
    )
    if mottagning is None:
        reason = f"{namnd} har ingen mottagning i systemet. Skicka anmälan dit på annat sätt."
        raise OgiltigtInflode([Fel("stadsdelsomrade", reason)])
    return mottagning


def _receive_one(inflode: Inflode, berord: Berord, mottagning: Enhet, actor: Anvandare) -> Arende:
    nummer = berord.nummer
    akt_id = find_akt_id(mottagning.namnd, nummer.siffror) if nummer else None
    if nummer:
        require(policy.may_receive_about(actor, nummer.siffror, akt_id))
    if akt_id is None:
        akt = _open_akt(inflode, berord, mottagning, actor)
    else:
        _let_in(akt_id, actor)
        akt = Personakt.objects.select_for_update().select_related("enhet").get(pk=akt_id)
        _complete_akt(akt, berord, actor)
    _add_vardnadshavare(akt, inflode, actor)
    pagaende = akt.arende_set.ongoing().order_by("oppnat")
    provas = pagaende.filter(steg__in=PROVAS)
    if inledning(inflode).inleder_utredning:
        provas = provas.exclude(steg__in=UTAN_UTREDNING)
    arende = provas.first() or _open_arende(inflode, akt, pagaende.first(), mottagning, actor)
    anmalan = _save_anmalan(inflode, arende, actor)
    _start_clocks(inflode, berord, arende, anmalan, actor)
    fard.fardvag().start(anmalan, actor=actor)
    return arende


def _open_akt(inflode: Inflode, berord: Berord, mottagning: Enhet, actor: Anvandare) -> Personakt:
    nummer = berord.nummer
    akt = Personakt(
        namnd=mottagning.namnd,
        enhet=mottagning,
        fodelsear=nummer.fodelsear if nummer else _birth_year(berord, inflode),
        kon=nummer.kon if nummer else Kon.OKANT,
        stadsdelsomrade=inflode.stadsdelsomrade,
    )
    _let_in(akt.pk, actor)
    log.save(akt, actor=actor, verb=Verb.AKT_OPEN)
    person = Person(
        akt=akt,
        namnd=akt.namnd,
        fornamn=berord.fornamn,
        efternamn=berord.efternamn,
        fodelsedatum=nummer.fodd if nummer else None,
        adress=berord.adress,
        skola=berord.skola,
        skolform=berord.skolform,
        arskurs=berord.arskurs,
        kannetecken=berord.kannetecken,
    )
    log.save(person, actor=actor, verb=Verb.AKT_CHANGE)
    if nummer is not None:
        beteckning = Identitetsbeteckning(
            akt=akt,
            namnd=akt.namnd,
            slag="samordningsnummer" if nummer.is_samordning else "personnummer",
            nummer=str(nummer),
            giltig_fran=timezone.localdate(inflode.inkom),
        )
        log.save(beteckning, actor=actor, verb=Verb.AKT_CHANGE)
        match_jav(akt_id=akt.pk, siffror=nummer.siffror, actor=actor)
    if berord.skyddsniva != "ingen":
        protect_akt(akt, berord.skyddsniva, actor=actor)
    return akt


def _complete_akt(akt: Personakt, berord: Berord, actor: Anvandare) -> None:
    """Fill in what was empty; never overwrite. Protection is only ever raised by a report."""
    person = akt.person
    nya = {
        falt: getattr(berord, falt)
        for falt in KOMPLETTERAS
        if getattr(berord, falt) and not getattr(person, falt)
        if not (akt.is_skyddad and falt in PLATS)
    }
    if akt.is_skyddad:
        put_adress(akt, adress=berord.adress, telefon="", skola=berord.skola, actor=actor)
    if nya:
        for falt, varde in nya.items():
            setattr(person, falt, varde)
        log.save(person, actor=actor, verb=Verb.AKT_CHANGE)
    if not akt.is_skyddad and berord.skyddsniva != "ingen":
        protect_akt(akt, berord.skyddsniva, actor=actor)


def _add_vardnadshavare(akt: Personakt, inflode: Inflode, actor: Anvandare) -> None:
    kanda = {(rad.nummer, rad.namn) for rad in akt.vardnadshavare_set.filter(till=None)}
    for en in inflode.vardnadshavare:
        nummer = str(en.nummer) if en.nummer else ""
        if any(nummer == kand if nummer else en.fornamn in namn for kand, namn in kanda):
            continue
        vardnadshavare = Vardnadshavare(
            akt=akt,
            namnd=akt.namnd,
            fornamn=en.fornamn,
            efternamn=en.efternamn,
            nummer=nummer,
            telefon=en.telefon,
            skyddsniva=en.skyddsniva,
            fran=timezone.localdate(inflode.inkom),
        )
        log.save(vardnadshavare, actor=actor, verb=Verb.AKT_CHANGE)


def _open_arende(
    inflode: Inflode, akt: Personakt, pagaende: Arende | None, mottagning: Enhet, actor: Anvandare
) -> Arende:
    """A new ärende: with whoever already works with the child, else at the mottagning."""
    arende = Arende(
        akt=akt,
        namnd=akt.namnd,
        arendenummer=next_arendenummer(akt.namnd, inflode.inkom),
        slag=inflode.slag,
        enhet=pagaende.enhet if pagaende else mottagning,
        handlaggare=pagaende.handlaggare if pagaende else None,
        steg=Steg.FORHANDSBEDOMNING,
        oppnat=inflode.inkom,
    )
    log.save(arende, actor=actor, verb=Verb.ARENDE_REGISTER)
    if pagaende is None and akt.enhet_id != mottagning.pk:
        akt.enhet = mottagning
        log.save(akt, actor=actor, verb=Verb.AKT_CHANGE)
    return arende


def _save_anmalan(inflode: Inflode, arende: Arende, actor: Anvandare) -> Anmalan:
    trefas = inflode.slag is Slag.TREFAS
    anmalan = Anmalan(
        akt_id=arende.akt_id,
        namnd=arende.namnd,
        arende=arende,
        slag=inflode.slag,
        inkom=inflode.inkom,
        kanal=inflode.kanal,
        anmalare_kategori=inflode.anmalare.kategori,
        anmalare_myndighet=inflode.anmalare.myndighet,
        anmalare_namn=inflode.anmalare.namn,
        anmalare_telefon=inflode.anmalare.telefon,
        anonym=inflode.anmalare.anonym,
        onskar_aterkoppling=inflode.anmalare.onskar_aterkoppling,
        handelse=None if trefas else _handelse(inflode),
        text=TREFAS_TEXT if trefas else inflode.text,
        avtryck=fingerprint(inflode).hex(),
        registrerad_av=actor,
    )
    log.save(anmalan, actor=actor, verb=Verb.ANMALAN_REGISTER)
    return anmalan


def _start_clocks(
    inflode: Inflode, berord: Berord, arende: Arende, anmalan: Anmalan, actor: Anvandare
) -> None:
    """Every clock starts at receipt, to the minute; an attached report only gets its protection."""
    ensam = not arende.anmalningar.exclude(pk=anmalan.pk).exists()
    start = inledning(inflode)
    if start.inleder_utredning and ensam:
        open_utredning(arende, nar=inflode.inkom, actor=actor)
    if start.skyddsbedomning:
        start_frist(arende, "skyddsbedomning", ankare=inflode.inkom, anmalan=anmalan, actor=actor)
    if start.skyddsbedomning and ensam:
        start_frist(arende, "forhandsbedomning", ankare=inflode.inkom, actor=actor)
    if (senast := _markering_till(inflode, berord)) is not None:
        start_frist(arende, "trefas_markering", ankare=inflode.inkom, senast=senast, actor=actor)


def _markering_till(inflode: Inflode, berord: Berord) -> date | None:
    dagar = (m.galler_till for m in inflode.markering if m.nummer == berord.nummer)
    return next(dagar, None)


def _handelse(inflode: Inflode) -> dict[str, Any] | None:
    """What happened, in the words and times of the report."""
    if (handelse := inflode.handelse) is None:
        return None
    return asdict(handelse) | {
        "tidpunkt": handelse.tidpunkt.isoformat() if handelse.tidpunkt else None
    }


def _let_in(akt_id: UUID, actor: Anvandare) -> None:
    """The one who receives may work with it; the system itself needs no grant."""
    if not actor.has_roll({Roll.SYSTEM}):
        give_tilltrade(
            anvandare=actor,
            omfattning=Omfattning.AKT,
            omfattning_id=akt_id,
            niva=Niva.ARBETA,
            skal=Skal.REGISTRERING,
            kalla=akt_id,
            actor=actor,
        )


def _birth_year(berord: Berord, inflode: Inflode) -> int | None:
    if berord.ungefarlig_alder is None:
        return None
    return inflode.inkom.year - berord.ungefarlig_alder
