"""Who may carry out the steps of the route that need more than the daily work of a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from access.behorighet import decides, is_declared_by
from access.models import Anvandare, Niva, Roll
from access.policy import GRANTED, Decision, deny, has_niva, regel
from arenden.models import Arende, Utredning
from arenden.models.sammanforing import Sammanforing
from arenden.policy import (
    SVARANDE,
    is_open,
    may_assign,
    may_decide,
    may_register_inflode,
    may_work,
)
from insatser.models import (
    Arbetsgang,
    Avslutsaterkoppling,
    Eftervard,
    Fordelning,
    Indikator,
    Insatstypversion,
    Mal,
    Malavstamning,
    Orosmarkering,
    Overflyttning,
    Overlamning,
    Plan,
    Planatagande,
    Stegutfall,
    Tillfalle,
    Utfallsuppfoljning,
)
from insatser.models.motor import ANGERTID
from insatser.rules.avslut import OPPNAS

OPPNAT_IGEN = "Ärendet öppnades igen, så det här gäller inte längre."

__all__ = [
    "GRANTED",
    "is_open",
    "may_answer_offer",
    "may_answer_overflyttning",
    "may_appoint_utfall",
    "may_assess_protection",
    "may_assign",
    "may_begin_on_report",
    "may_change_plan",
    "may_decide",
    "may_decide_afterwards",
    "may_decide_utlamnande",
    "may_describe_skala",
    "may_follow_kalender",
    "may_follow_utfall",
    "may_fulfil_atagande",
    "may_handle_afterwards",
    "may_judge_oro",
    "may_keep_katalog",
    "may_make_kopior",
    "may_measure",
    "may_merge",
    "may_note_answer",
    "may_offer",
    "may_reopen",
    "may_start_plan",
    "may_tell_part",
    "may_try_katalog",
    "may_undo_avstamning",
    "may_undo_distribution",
    "may_undo_sammanforing",
    "may_undo_steg",
    "may_undo_tillfalle",
    "may_undo_utredning",
    "may_withdraw_offer",
    "may_withdraw_utfall",
    "may_work",
]


@regel
def may_assess_protection(user: Anvandare, arende: Arende) -> Decision:
    """Never waits for a formality: whoever works with the case may assess protection."""
    return may_work(user, arende)


@regel
def may_change_plan(user: Anvandare, plan: Plan) -> Decision:
    if plan.faststalld is not None:
        return deny("Planen är fastställd. Gör en ny version vid uppföljningen.")
    return may_work(user, plan.arende)


@regel
def may_keep_katalog(user: Anvandare) -> Decision:
    """Propose what the catalogue of insatser is to say."""
    if not user.has_roll({Roll.METODLEDARE}):
        return deny("Bara en metodledare ändrar i insatskatalogen.")
    return GRANTED


@regel
def may_try_katalog(user: Anvandare, version: Insatstypversion) -> Decision:
    """Agree to a proposal or turn it down: another method leader than its own."""
    if not version.is_waiting:
        return deny("Förslaget är redan prövat.")
    if version.foreslagen_av_id == user.pk:
        return deny("Du har föreslagit ändringen. En annan metodledare prövar den.")
    return may_keep_katalog(user)


@regel
def may_follow_kalender(user: Anvandare) -> Decision:
    """Let a calendar program fetch one's own times; asked anew at every fetch."""
    if not user.is_active or not user.has_roll(Roll.handlaggande()):
        return deny("Kalendern hör till dem som handlägger ärenden.")
    return GRANTED


@regel
def may_fulfil_atagande(user: Anvandare, atagande: Planatagande) -> Decision:
    """Say of a plan in force that something promised in it is done."""
    if atagande.plan.faststalld is None:
        return deny("Planen är inte fastställd än. Åtaganden bockas av när den gäller.")
    if atagande.klart is not None:
        return deny("Åtagandet är redan klart.")
    return may_work(user, atagande.plan.arende)


@regel
def may_undo_steg(user: Anvandare, arende: Arende, utfall: Stegutfall, nu: datetime) -> Decision:
    """Take a step back, within ten minutes: whoever did it, or whoever leads."""
    if nu - utfall.gjort > ANGERTID:
        return deny("Det går att ångra i tio minuter. Gör om steget i stället, med ett skäl.")
    if utfall.gjort_av_id != user.pk and not may_decide(user, arende):
        return deny("Steget ångras av den som gjorde det, eller av en chef.")
    return may_work(user, arende)


@regel
def may_undo_tillfalle(user: Anvandare, tillfalle: Tillfalle, nu: datetime) -> Decision:
    """Take back what was noted of a session, within ten minutes: whoever noted it, or a leader."""
    arende = tillfalle.insats.arende
    if not tillfalle.may_be_regretted(nu):
        return deny("Det går att ångra i tio minuter. Skriv det nya i journalen i stället.")
    if tillfalle.loggad_av_id != user.pk and not may_decide(user, arende):
        return deny("Tillfället ångras av den som loggade det, eller av en chef.")
    return may_work(user, arende)


@regel
def may_judge_oro(user: Anvandare, oro: Orosmarkering) -> Decision:
    if oro.avgjord is not None:
        return deny("Någon har redan tagit ställning.")
    return may_work(user, oro.arende)


@regel
def may_describe_skala(user: Anvandare, mal: Mal) -> Decision:
    """Say what the levels of a goal mean, until the first time they are used."""
    if mal.uppfyllelser.exists() or mal.avstamningar.exists():
        return deny("Skalan är använd och ligger fast. Ett nytt mål får en ny skala.")
    return may_work(user, mal.plan.arende)


@regel
def may_undo_avstamning(user: Anvandare, avstamning: Malavstamning, nu: datetime) -> Decision:
    if not avstamning.may_be_regretted(nu):
        return deny("Det går att ångra i tio minuter. Stäm av mot en ny anteckning i stället.")
    if avstamning.gjord_av_id != user.pk:
        return deny("Avstämningen ångras av den som gjorde den.")
    return may_work(user, avstamning.mal.plan.arende)


@regel
def may_measure(user: Anvandare, indikator: Indikator) -> Decision:
    """Note a value of an indicator of a plan that is, or has been, in force."""
    if indikator.mal.plan.faststalld is None:
        return deny("Planen är inte fastställd än. Värden förs in när den gäller.")
    return may_work(user, indikator.mal.plan.arende)


@regel
def may_merge(user: Anvandare, arende: Arende) -> Decision:
    """Bring one ärende into another: whoever decides about them, in both."""
    return may_decide(user, arende)


@regel
def may_undo_sammanforing(user: Anvandare, rad: Sammanforing, nu: datetime) -> Decision:
    """Take a merge back, within ten minutes."""
    if not rad.may_be_regretted(nu):
        return deny("Det går att ångra i tio minuter. Registrera anmälan på nytt i stället.")
    return may_decide(user, rad.till)


@regel
def may_undo_distribution(user: Anvandare, rader: Sequence[Fordelning], nu: datetime) -> Decision:
    """Take back a round of cases given out, within ten minutes, by whoever gave them out."""
    if not rader or any(rad.av_id != user.pk for rad in rader):
        return deny("Fördelningen ångras av den som gjorde den.")
    if not all(rad.may_be_undone_at(nu) for rad in rader):
        return deny("Det går att ångra en fördelning i tio minuter, en gång.")
    return GRANTED


@regel
def may_offer(user: Anvandare, arende: Arende) -> Decision:
    """Hand one's own case to a colleague."""
    if arende.handlaggare_id != user.pk:
        return deny("Ärendet lämnas över av sin handläggare. En chef tilldelar det i stället.")
    return may_work(user, arende)


@regel
def may_answer_offer(user: Anvandare, overlamning: Overlamning) -> Decision:
    if overlamning.svar:
        return deny("Överlämningen är redan besvarad.")
    if overlamning.till_id != user.pk:
        return deny("Överlämningen är inte till dig.")
    return may_work(user, overlamning.arende)


@regel
def may_withdraw_offer(user: Anvandare, arende: Arende, overlamning: Overlamning) -> Decision:
    if overlamning.svar:
        return deny("Överlämningen är redan besvarad.")
    if overlamning.fran_id != user.pk and not may_decide(user, arende, "tilldelning"):
        return deny("Överlämningen dras in av den som erbjöd ärendet, eller av en chef.")
    return may_work(user, arende)


@regel
def may_reopen(user: Anvandare, arende: Arende) -> Decision:
    """Open a closed case again: whoever leads where it belongs, with a reason."""
    if arende.avslutat is None:
        return deny("Ärendet är inte avslutat.")
    if not decides(user, "beslut", namndkod=arende.namnd.kod, enhet_id=arende.enhet_id):
        return deny("Ett avslutat ärende öppnas av gruppledare eller enhetschef.")
    if not has_niva(user, Niva.BESLUTA, akt_id=arende.akt_id):
        return deny("Ärendet hör till en annan enhet.")
    return GRANTED


@regel
def may_undo_utredning(
    user: Anvandare, utredning: Utredning, avslutad_av: Anvandare | None, nu: datetime
) -> Decision:
    """Take back that a utredning was completed, within ten minutes and before any proposal."""
    if utredning.avslutad is None or utredning.arende.beslut.exists():
        return deny("Utredningen är inte avslutad, eller så har någon byggt vidare på den.")
    if nu - utredning.avslutad > ANGERTID:
        return deny("Det går att ångra i tio minuter.")
    if user != avslutad_av and not may_decide(user, utredning.arende):
        return deny("Steget ångras av den som gjorde det, eller av en chef.")
    return may_work(user, utredning.arende)


@regel
def may_start_plan(user: Anvandare, arende: Arende) -> Decision:
    if arende.handlaggare_id is None:
        return deny(
            "Ärendet behöver en handläggare innan planen görs. Be gruppledaren tilldela det."
        )
    return may_work(user, arende)


@regel
def may_begin_on_report(user: Anvandare, arende: Arende) -> Decision:
    """Also whoever received the report begins the way that it asks for, without working with it."""
    arbete = may_work(user, arende)
    if arbete or not (
        user.has_roll({Roll.SYSTEM}) or has_niva(user, Niva.ARBETA, akt_id=arende.akt_id)
    ):
        return arbete
    return may_register_inflode(user, arende.namnd)


@regel
def may_handle_afterwards(user: Anvandare, arende: Arende) -> Decision:
    """Also in a closed case: what the law gives a person afterwards, such as to appeal it."""
    if arende.avslutat is None:
        return may_work(user, arende)
    if not user.has_roll(Roll.handlaggande()):
        return deny("Uppgiften hör till socialtjänstens handläggare.")
    if not has_niva(user, Niva.LASA, akt_id=arende.akt_id):
        return deny("Du har inget tillträde till ärendet.")
    return GRANTED


@regel
def may_decide_afterwards(user: Anvandare, arende: Arende) -> Decision:
    """Decide about a decision that was taken, also in a closed case."""
    return _may_decide_whenever(user, arende, "beslut")


@regel
def may_decide_utlamnande(user: Anvandare, arende: Arende) -> Decision:
    """Refuse in the name of the nämnd what somebody asked to have, also out of a closed case."""
    return _may_decide_whenever(user, arende, "utlamnande")


@regel
def may_make_kopior(user: Anvandare, gang: Arbetsgang) -> Decision:
    """Make the copies of what is given out, until the request is answered."""
    if gang.avslutad is not None:
        return deny("Begäran är besvarad. Kopiorna ändras inte.")
    return may_handle_afterwards(user, gang.arende)


@regel
def may_answer_overflyttning(user: Anvandare, fraga: Overflyttning) -> Decision:
    """Answer for the nämnd that is asked to take over, never about oneself or somebody close."""
    if fraga.besvarad is not None or fraga.aterkallad is not None:
        return deny("Frågan är redan besvarad, eller har tagits tillbaka.")
    if fraga.tillfragad_id not in user.namnder(SVARANDE):
        return deny("Frågan är ställd till en annan nämnd.")
    siffror = fraga.person.get("personnummer", "").replace("-", "")
    if siffror and is_declared_by(user, siffror):
        return deny("Du kan inte svara på den här frågan. Be en kollega göra det.")
    return GRANTED


@regel
def may_tell_part(user: Anvandare, rad: Avslutsaterkoppling) -> Decision:
    """Note that a party was told of the closing."""
    if rad.upphavd is not None:
        return deny(OPPNAT_IGEN)
    if rad.besked == rad.Besked.INGET:
        return deny("Den här parten ska inte få veta något.")
    if rad.lamnad is not None:
        return deny("Det är redan antecknat att parten har fått veta.")
    return may_handle_afterwards(user, rad.arende)


@regel
def may_note_answer(user: Anvandare, eftervard: Eftervard) -> Decision:
    if eftervard.upphavd is not None:
        return deny(OPPNAT_IGEN)
    return may_handle_afterwards(user, eftervard.arende)


@regel
def may_follow_utfall(user: Anvandare, rad: Utfallsuppfoljning, idag: date) -> Decision:
    """Ask how it went: from two weeks before the day, only on the person's own yes.

    Never about a person whose data have come to be protected since.
    """
    if not (decision := may_withdraw_utfall(user, rad)):
        return decision
    if rad.akt.is_skyddad:
        return deny("Personen har skyddade uppgifter. Bara de egna registren kan användas.")
    if idag < (borjar := rad.planerad - timedelta(days=OPPNAS)):
        return deny(f"Uppföljningen kan göras från och med {borjar}.")
    return GRANTED


@regel
def may_withdraw_utfall(user: Anvandare, rad: Utfallsuppfoljning) -> Decision:
    """Note that the person wants no more contact, whenever it is said."""
    if rad.upphavd is not None:
        return deny(OPPNAT_IGEN)
    if rad.is_register:
        return deny("Personen har inte sagt ja till att vi hör av oss.")
    if rad.lage != rad.Lage.PLANERAD:
        return deny("Uppföljningen är redan avslutad.")
    return may_handle_afterwards(user, rad.arende)


@regel
def may_appoint_utfall(user: Anvandare, rad: Utfallsuppfoljning, ansvarig: Anvandare) -> Decision:
    """Let somebody answer for it: whoever leads where the case belongs, and within the nämnd."""
    if not (decision := may_withdraw_utfall(user, rad)):
        return decision
    if rad.arende.namnd_id not in ansvarig.namnder(Roll.handlaggande()):
        return deny("Välj någon som handlägger i nämnden.")
    return _may_decide_whenever(user, rad.arende, "tilldelning")


def _may_decide_whenever(user: Anvandare, arende: Arende, arendetyp: str) -> Decision:
    if not decides(user, arendetyp, namndkod=arende.namnd.kod, enhet_id=arende.enhet_id):
        return deny("Beslutet fattas av gruppledare, enhetschef eller den som har delegation.")
    if not has_niva(user, Niva.BESLUTA, akt_id=arende.akt_id):
        return deny("Ärendet hör till en annan enhet.")
    return GRANTED
