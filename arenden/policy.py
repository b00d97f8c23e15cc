"""Who may do what with an ärende. Reading asks `visible_to`, so that list and object agree."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from access.behorighet import (
    decides,
    has_jav,
    is_declared_by,
    may_export,
    on_call_namnder,
    open_nodoppning,
)
from access.models import Anvandare, Jav, Namnd, Niva, Roll
from access.policy import GRANTED, Decision, deny, has_niva, regel
from access.regel import within
from arenden.models import (
    Aktualitetsforfragan,
    Arende,
    Beslut,
    Gallringsforslag,
    Handling,
    Journalanteckning,
    Kommuniceringsunderlag,
    Personakt,
    Steg,
    Textmall,
    Utredning,
)
from arenden.models.akt import Skyddsniva
from arenden.models.gallring import ROLLER as GALLRANDE
from arenden.models.sammanforing import ANGERTID
from arenden.models.skydd import SkyddadAdress

SVARANDE = (Roll.MOTTAGNING, *Roll.ledande())
"""Answer other nämnder's questions about persons who are not protected."""

RECEIVING = (
    Roll.MOTTAGNING,
    Roll.SOCIALSEKRETERARE,
    Roll.GRUPPLEDARE,
    Roll.REGISTRATOR,
    Roll.SOCIALJOUR,
    Roll.SYSTEM,
)
ALLTID = tuple(roll for roll in RECEIVING if roll != Roll.SOCIALJOUR)
"""Receive whenever they are in; the socialjour only during a pass."""


@regel
def may_read(user: Anvandare, akt: Personakt) -> Decision:
    if Personakt.objects.visible_to(user).filter(pk=akt.pk).exists():
        return GRANTED
    return deny("Du har inget tillträde till akten.")


@regel
def may_protect(user: Anvandare, arende: Arende, skyddsniva: str) -> Decision:
    """Raise the protection of an akt as soon as it is known; lifting it is a leader's decision."""
    if skyddsniva != Skyddsniva.INGEN and (arbete := may_work(user, arende)):
        return arbete
    return _leads(user, arende)


@regel
def may_name(user: Anvandare, arende: Arende, anvandare: Anvandare | None = None) -> Decision:
    """Say who a protected akt, or its address, is open to; never oneself."""
    if not arende.akt.is_skyddad:
        return deny("Akten har inga skyddade personuppgifter.")
    if anvandare is not None and anvandare.pk == user.pk:
        return deny("Du kan inte ge dig själv tillträde; be en annan chef.")
    return _leads(user, arende)


@regel
def may_write_adress(user: Anvandare, arende: Arende) -> Decision:
    if not arende.akt.is_skyddad:
        return deny("Akten har inga skyddade personuppgifter. Skriv adressen bland uppgifterna.")
    return may_work(user, arende)


@regel
def may_open_fack(user: Anvandare, arende: Arende) -> Decision:
    if within(SkyddadAdress.objects.filter(akt=arende.akt_id), user).exists():
        return GRANTED
    return deny("Du har inget tillträde till adressfacket, eller så är det tomt. Be en chef.")


def _leads(user: Anvandare, arende: Arende) -> Decision:
    if not user.has_roll(Roll.ledande()):
        return deny("Uppgiften hör till gruppledare eller enhetschef.")
    if not _has_niva(user, Niva.BESLUTA, arende):
        return deny("Du beslutar inte i ärendet.")
    return GRANTED


def receives_for(user: Anvandare) -> set[Any]:
    """The nämnder for which the user receives now."""
    return user.namnder(ALLTID) | on_call_namnder(user)


@regel
def may_register_inflode(user: Anvandare, namnd: Namnd) -> Decision:
    if user.has_roll({Roll.SYSTEM}) or namnd.pk in receives_for(user):
        return GRANTED
    return deny(f"Du har inget uppdrag att ta emot inflöde i {namnd}.")


@regel
def may_receive_about(user: Anvandare, siffror: str, akt_id: UUID | None) -> Decision:
    """Never a report about oneself, somebody close, or a case where one has declared jäv."""
    if is_declared_by(user, siffror) or has_jav(user, akt_id):
        return deny("Du kan inte ta emot den här anmälan. Be en kollega göra det genast.")
    return GRANTED


@regel
def may_work(user: Anvandare, arende: Arende) -> Decision:
    """Do the daily work of a case: assess, write, plan, follow up."""
    if arende.avslutat is not None:
        return deny("Ärendet är avslutat. Det går att läsa men inte att ändra.")
    if not user.has_roll(Roll.handlaggande()):
        return deny("Uppgiften hör till socialtjänstens handläggare.")
    if not _has_niva(user, Niva.ARBETA, arende):
        return deny("Du är inte handläggare i ärendet.")
    return GRANTED


@regel
def is_open(arende: Arende, steg: Steg | None) -> Decision:
    """Whether the case stands at `steg`; None asks nothing."""
    if steg is None or arende.steg == steg:
        return GRANTED
    return deny(f"Steget «{steg.label}» är inte öppet i ärendet.")


@regel
def may_assign(user: Anvandare, arende: Arende) -> Decision:
    """Give a case to somebody, or take it oneself out of one's own unit's intake."""
    return may_decide(user, arende, "tilldelning")


@regel
def may_take(user: Anvandare, arende: Arende) -> Decision:
    """Take a case that nobody has, in a unit where one works oneself."""
    if arende.handlaggare_id is not None:
        return deny("Ärendet har redan en handläggare.")
    if arende.enhet_id not in {uppdrag.enhet_id for uppdrag in user.uppdrag_nu}:
        return deny("Ärendet hör till en annan enhet.")
    return may_work(user, arende)


@regel
def may_give_aterkoppling(user: Anvandare, arende: Arende) -> Decision:
    """Also after the case was closed: the reporter's week runs from the decision (SoL 19:6)."""
    if not user.has_roll(Roll.handlaggande()):
        return deny("Uppgiften hör till socialtjänstens handläggare.")
    if not _has_niva(user, Niva.LASA, arende):
        return deny("Du har inget tillträde till ärendet.")
    return GRANTED


@regel
def may_change_utredning(user: Anvandare, utredning: Utredning) -> Decision:
    if utredning.avslutad is not None:
        return deny("Utredningen är avslutad och kan inte ändras.")
    return may_work(user, utredning.arende)


@regel
def may_undo(user: Anvandare, arende: Arende, av_id: UUID, nar: datetime, nu: datetime) -> Decision:
    """Take a step back: whoever did it, or leads, within ten minutes; also if it closed the case.

    `av_id` and `nar`: who did the step, and when.
    """
    if nu >= nar + ANGERTID:
        return deny("Det går att ångra i tio minuter.")
    if not user.has_roll(Roll.handlaggande()):
        return deny("Uppgiften hör till socialtjänstens handläggare.")
    if not _has_niva(user, Niva.LASA, arende):
        return deny("Du har inget tillträde till ärendet.")
    if av_id != user.pk and not _leads(user, arende):
        return deny("Steget ångras av den som gjorde det, eller av en chef.")
    return GRANTED


@regel
def may_tell_berorda(user: Anvandare, arende: Arende) -> Decision:
    """Say who knows of an opened utredning: once, and as long as it goes on."""
    utredning = Utredning.objects.filter(arende=arende).select_related("underrattelse").first()
    if utredning is None or utredning.avslutad is not None:
        return deny("Utredningen är avslutad, eller har inte inletts.")
    if hasattr(utredning, "underrattelse"):
        return deny("Underrättelsen är redan noterad.")
    return may_work(user, arende)


@regel
def may_decide(user: Anvandare, arende: Arende, arendetyp: str = "beslut") -> Decision:
    """Decide what somebody else has proposed, as the nämnd's delegation order says."""
    if arende.avslutat is not None:
        return deny("Ärendet är avslutat. Det går att läsa men inte att ändra.")
    if not decides(user, arendetyp, namndkod=arende.namnd.kod, enhet_id=arende.enhet_id):
        return deny("Beslutet fattas av gruppledare, enhetschef eller den som har delegation.")
    if not _has_niva(user, Niva.BESLUTA, arende):
        return deny("Ärendet hör till en annan enhet.")
    return GRANTED


@regel
def may_extend(user: Anvandare, arende: Arende, forlangs_av: str) -> Decision:
    """Give a clock more time, by delegation; or note what whoever asked has given (LUL 12 §)."""
    if forlangs_av == "begaranden":
        return may_work(user, arende)
    return may_decide(user, arende, "forlangning")


@regel
def may_note(user: Anvandare, arende: Arende) -> Decision:
    """Write in the journal: part of the daily work, and all that a break-glass lets one write."""
    arbete = may_work(user, arende)
    if arbete or arende.avslutat is not None:
        return arbete
    return GRANTED if open_nodoppning(user, arende.akt_id) else arbete


@regel
def may_decide_beslut(user: Anvandare, beslut: Beslut) -> Decision:
    """Four eyes: whoever proposed does not decide."""
    if beslut.utfall:
        return deny("Förslaget är redan avgjort.")
    if beslut.foreslagen_av_id == user.pk:
        return deny("Du har själv föreslagit beslutet. Någon annan måste fatta det.")
    if beslut.arende.steg == Steg.KOMMUNICERING:
        return deny("Den enskilde får först se underlaget och svara (FL 25 §).")
    lvu = beslut.slag == Beslut.Slag.VARD_LVU
    return may_decide(user, beslut.arende, "utskott" if lvu else "beslut")


@regel
def may_prepare_underlag(user: Anvandare, beslut: Beslut) -> Decision:
    """Choose and mask what somebody is shown of a proposal, before it is decided."""
    if beslut.utfall:
        return deny("Förslaget är redan avgjort.")
    return may_work(user, beslut.arende) and is_open(beslut.arende, Steg.KOMMUNICERING)


@regel
def may_change_underlag(user: Anvandare, underlag: Kommuniceringsunderlag) -> Decision:
    if underlag.is_fryst:
        return deny("Underlaget är visat och kan inte ändras.")
    return may_prepare_underlag(user, underlag.beslut)


@regel
def may_take_akt(user: Anvandare, arende: Arende) -> Decision:
    """Take the whole akt out on paper: a leader, for a reason, and never under break-glass."""
    if not (uttag := may_export(user, arende.akt_id)):
        return uttag
    return _leads(user, arende)


@regel
def may_deliver_beslut(user: Anvandare, beslut: Beslut) -> Decision:
    """Also after the case was closed: a refusal closes it, and is handed over after that."""
    if beslut.utfall != Beslut.Utfall.BESLUTAT:
        return deny("Beslutet är inte fattat.")
    if beslut.delgivet is not None:
        return deny("Det är redan noterat när beslutet lämnades.")
    if not user.has_roll(Roll.handlaggande()):
        return deny("Uppgiften hör till socialtjänstens handläggare.")
    if not _has_niva(user, Niva.LASA, beslut.arende):
        return deny("Du har inget tillträde till ärendet.")
    return GRANTED


@regel
def may_ask_namnd(user: Anvandare, arende: Arende) -> Decision:
    """Ask another nämnd whether the person of the ärende is aktuell there (SoL 15:8)."""
    if arende.akt.is_skyddad:
        return deny(
            "Personen har skyddade uppgifter. Tala med den andra nämndens enhetschef i stället."
        )
    return may_work(user, arende)


@regel
def may_answer_namnd(user: Anvandare, forfragan: Aktualitetsforfragan) -> Decision:
    if not forfragan.is_waiting:
        return deny("Frågan är redan besvarad, eller har gått ut.")
    if forfragan.tillfragad_id not in user.namnder(Roll.handlaggande()):
        return deny("Frågan är ställd till en annan nämnd.")
    return GRANTED


@regel
def may_sign(user: Anvandare, anteckning: Journalanteckning) -> Decision:
    if anteckning.is_signerad:
        return deny("Anteckningen är redan signerad. Lägg till en rättelse i stället.")
    if anteckning.forfattare_id != user.pk:
        return deny("Bara den som skrivit anteckningen kan signera den.")
    return may_note(user, anteckning.arende)


@regel
def may_take_back_anteckning(
    user: Anvandare, anteckning: Journalanteckning, nu: datetime
) -> Decision:
    """Throw a note of one's own away: within ten minutes, and never a signed one."""
    if anteckning.is_signerad:
        return deny("Anteckningen är signerad och står kvar. Lägg till en rättelse i stället.")
    if anteckning.forfattare_id != user.pk:
        return deny("Bara den som skrivit anteckningen kan ångra den.")
    if not anteckning.may_be_regretted(nu):
        return deny("Det går att ångra i tio minuter. Ändra anteckningen i stället.")
    return may_note(user, anteckning.arende)


@regel
def may_keep_textmallar(user: Anvandare) -> Decision:
    if not user.has_roll({Roll.METODLEDARE}):
        return deny("Mallar skrivs av metodledare.")
    return GRANTED


@regel
def may_change_textmall(user: Anvandare, mall: Textmall) -> Decision:
    if mall.is_publicerad:
        return deny("Mallen är publicerad och ändras inte. Skriv en ny i stället för den.")
    if mall.skriven_av_id != user.pk:
        return deny("Utkastet ändras av den som skrivit det.")
    return may_keep_textmallar(user)


@regel
def may_publish_textmall(user: Anvandare, mall: Textmall) -> Decision:
    """Four eyes: whoever wrote it does not publish it."""
    if mall.is_publicerad:
        return deny("Mallen är redan publicerad.")
    if mall.skriven_av_id == user.pk:
        return deny("Du har själv skrivit mallen. En annan metodledare publicerar den.")
    return may_keep_textmallar(user)


@regel
def may_handle_gallring(user: Anvandare, forslag: Gallringsforslag) -> Decision:
    """Destruction belongs to registrator and enhetschef, never about one's own or a relative."""
    if forslag.namnd_id not in user.namnder(GALLRANDE):
        return deny("Gallring beslutas av registrator eller enhetschef i nämnden.")
    jav = Jav.objects.filter(anvandare=user, akt_id=forslag.akt_id)
    if jav.filter(Q(till=None) | Q(till__gt=timezone.now())).exists():
        return deny("Du har jäv i akten. Någon annan behöver pröva gallringen.")
    return GRANTED


@regel
def may_approve_gallring(user: Anvandare, forslag: Gallringsforslag) -> Decision:
    if forslag.status != Gallringsforslag.Status.FORESLAGEN:
        return deny("Förslaget väntar inte på ett första godkännande.")
    return may_handle_gallring(user, forslag)


@regel
def may_undo_gallring(user: Anvandare, forslag: Gallringsforslag) -> Decision:
    """Until the second person has decided, the first may change their mind."""
    if forslag.status != Gallringsforslag.Status.GODKAND:
        return deny("Det finns inget godkännande att ta tillbaka.")
    if forslag.forsta_av_id != user.pk:
        return deny("Bara den som har godkänt kan ta tillbaka godkännandet.")
    return may_handle_gallring(user, forslag)


@regel
def may_decide_gallring(user: Anvandare, forslag: Gallringsforslag) -> Decision:
    """Four eyes: whoever approved does not decide."""
    if forslag.status != Gallringsforslag.Status.GODKAND:
        return deny("Förslaget väntar inte på beslut.")
    if forslag.forsta_av_id == user.pk:
        return deny("Du har själv godkänt förslaget. Någon annan måste besluta.")
    return may_handle_gallring(user, forslag)


@regel
def may_decline_gallring(user: Anvandare, forslag: Gallringsforslag) -> Decision:
    if forslag.status not in {
        Gallringsforslag.Status.FORESLAGEN,
        Gallringsforslag.Status.GODKAND,
    }:
        return deny("Förslaget är redan avgjort.")
    return may_handle_gallring(user, forslag)


@regel
def may_read_file(user: Anvandare, handling: Handling) -> Decision:
    """Whoever sees the akt reads its files, but not those that were put in it by mistake."""
    if handling.felinford is not None and not user.has_roll(Roll.ledande()):
        return deny("Handlingen är felinförd. Gruppledare och enhetschef kan öppna den.")
    return GRANTED


@regel
def may_mark_felinford(user: Anvandare, handling: Handling) -> Decision:
    if handling.felinford is not None:
        return deny("Handlingen är redan markerad som felinförd.")
    return may_work(user, handling.arende)


def _has_niva(user: Anvandare, niva: Niva, arende: Arende) -> bool:
    return has_niva(user, niva, akt_id=arende.akt_id)
