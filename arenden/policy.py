"""Who may do what with an ärende. Reading asks `visible_to`, so that list and object agree."""

from __future__ import annotations

from access.models import Anvandare, Namnd, Niva, Roll
from access.policy import GRANTED, Decision, deny, has_niva
from arenden.models import Arende, Beslut, Handling, Journalanteckning, Personakt, Steg, Utredning

RECEIVING = (Roll.MOTTAGNING, Roll.SOCIALSEKRETERARE, Roll.GRUPPLEDARE, Roll.SYSTEM)


def may_read(user: Anvandare, akt: Personakt) -> Decision:
    if Personakt.objects.visible_to(user).filter(pk=akt.pk).exists():
        return GRANTED
    return deny("Du har inget tillträde till akten.")


def may_register_inflode(user: Anvandare, namnd: Namnd) -> Decision:
    if user.has_roll({Roll.SYSTEM}) or namnd.pk in user.namnder(RECEIVING):
        return GRANTED
    return deny(f"Du har inget uppdrag att ta emot inflöde i {namnd}.")


def may_work(user: Anvandare, arende: Arende) -> Decision:
    """Do the daily work of a case: assess, write, plan, follow up."""
    if arende.avslutat is not None:
        return deny("Ärendet är avslutat. Det går att läsa men inte att ändra.")
    if not user.has_roll(Roll.handlaggande()):
        return deny("Uppgiften hör till socialtjänstens handläggare.")
    if not _has_niva(user, Niva.ARBETA, arende):
        return deny("Du är inte handläggare i ärendet.")
    return GRANTED


def is_open(arende: Arende, steg: Steg | None) -> Decision:
    """Whether the case stands at `steg`; None asks nothing."""
    if steg is None or arende.steg == steg:
        return GRANTED
    return deny(f"Steget «{steg.label}» är inte öppet i ärendet.")


def may_assign(user: Anvandare, arende: Arende) -> Decision:
    """Give a case to somebody, or take it oneself out of one's own unit's intake."""
    return may_decide(user, arende)


def may_give_aterkoppling(user: Anvandare, arende: Arende) -> Decision:
    """Also after the case was closed: the reporter's week runs from the decision (SoL 19:6)."""
    if not user.has_roll(Roll.handlaggande()):
        return deny("Uppgiften hör till socialtjänstens handläggare.")
    if not _has_niva(user, Niva.LASA, arende):
        return deny("Du har inget tillträde till ärendet.")
    return GRANTED


def may_change_utredning(user: Anvandare, utredning: Utredning) -> Decision:
    if utredning.avslutad is not None:
        return deny("Utredningen är avslutad och kan inte ändras.")
    return may_work(user, utredning.arende)


def may_decide(user: Anvandare, arende: Arende) -> Decision:
    """Decide what somebody else has proposed."""
    if arende.avslutat is not None:
        return deny("Ärendet är avslutat. Det går att läsa men inte att ändra.")
    if not user.has_roll(Roll.ledande()):
        return deny("Beslutet fattas av gruppledare eller enhetschef.")
    if not _has_niva(user, Niva.BESLUTA, arende):
        return deny("Ärendet hör till en annan enhet.")
    return GRANTED


def may_decide_beslut(user: Anvandare, beslut: Beslut) -> Decision:
    """Four eyes: whoever proposed does not decide."""
    if beslut.utfall:
        return deny("Förslaget är redan avgjort.")
    if beslut.foreslagen_av_id == user.pk:
        return deny("Du har själv föreslagit beslutet. Någon annan måste fatta det.")
    return may_decide(user, beslut.arende)


def may_sign(user: Anvandare, anteckning: Journalanteckning) -> Decision:
    if anteckning.is_signerad:
        return deny("Anteckningen är redan signerad. Lägg till en rättelse i stället.")
    if anteckning.forfattare_id != user.pk:
        return deny("Bara den som skrivit anteckningen kan signera den.")
    return may_work(user, anteckning.arende)


def may_read_file(user: Anvandare, handling: Handling) -> Decision:
    """Whoever sees the akt reads its files, but not those that were put in it by mistake."""
    if handling.felinford is not None and not user.has_roll(Roll.ledande()):
        return deny("Handlingen är felinförd. Gruppledare och enhetschef kan öppna den.")
    return GRANTED


def may_mark_felinford(user: Anvandare, handling: Handling) -> Decision:
    if handling.felinford is not None:
        return deny("Handlingen är redan markerad som felinförd.")
    return may_work(user, handling.arende)


def _has_niva(user: Anvandare, niva: Niva, arende: Arende) -> bool:
    return has_niva(user, niva, akt_id=arende.akt_id)
