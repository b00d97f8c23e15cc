"""A case handed from one handläggare to another with a note; both reach it until the answer."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions import end_tilltraden, give_tilltrade
from access.actions.aviseringar import put_away, remind, withdraw
from access.behorighet import has_jav
from access.models import Anvandare, Avisering, Niva, Omfattning, Skal, Tilltrade
from access.policy import require
from arenden.actions.las import lock, lock_arende
from arenden.actions.tilldelning import hand_over
from arenden.models import Arende
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.actions.byte import unit_for
from insatser.models import Overlamning


@action
def offer_arende(
    *, arende: Arende, till: Anvandare, anteckning: str, actor: Anvandare
) -> Overlamning:
    """Offer one's case to a colleague in the nämnd, who gets a notice and reaches it at once."""
    arende = lock_arende(arende)
    require(policy.may_offer(actor, arende))
    if Overlamning.objects.waiting().filter(arende=arende).exists():
        raise ValidationError("Ärendet är redan erbjudet till en kollega.")
    if till.pk == arende.handlaggare_id or has_jav(till, arende.akt_id) or arende.akt.is_skyddad:
        raise ValidationError({"till": "Ärendet kan inte lämnas till den personen. Be en chef."})
    overlamning = Overlamning(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        fran=actor,
        till=till,
        enhet=unit_for(till, arende),
        anteckning=anteckning,
    )
    log.save(overlamning, actor=actor, verb=Verb.OVERLAMNING_OFFER)
    give_tilltrade(
        anvandare=till,
        omfattning=Omfattning.AKT,
        omfattning_id=arende.akt_id,
        niva=Niva.ARBETA,
        skal=Skal.TILLDELNING,
        kalla=overlamning.pk,
        actor=actor,
    )
    _notify(overlamning, till, "erbjuds dig", actor)
    return overlamning


@action
def accept_overlamning(*, overlamning: Overlamning, actor: Anvandare) -> Overlamning:
    """Take the case over: it is the receiver's, and the one who offered it reaches it no more."""
    arende = lock_arende(overlamning.arende)
    row = _answer(overlamning, Overlamning.Svar.TAGEN, "", actor)
    log.save(row, actor=actor, verb=Verb.OVERLAMNING_ACCEPT)
    hand_over(arende, row.till, row.enhet, actor=actor)
    _end_reach(row, actor)
    _notify(row, row.fran, "är taget", actor)
    return row


@action
def return_overlamning(
    *, overlamning: Overlamning, kommentar: str, actor: Anvandare
) -> Overlamning:
    """Send the case back, with why: it stays with the one who offered it."""
    lock_arende(overlamning.arende)
    if not kommentar.strip():
        raise ValidationError({"kommentar": "Skriv varför du skickar tillbaka ärendet."})
    row = _answer(overlamning, Overlamning.Svar.TILLBAKA, kommentar, actor)
    log.save(row, actor=actor, verb=Verb.OVERLAMNING_RETURN)
    _end_reach(row, actor)
    _notify(row, row.fran, "kom tillbaka", actor)
    return row


@action
def withdraw_overlamning(*, overlamning: Overlamning, actor: Anvandare) -> Overlamning:
    """Take an offer back before it has been answered."""
    arende = lock_arende(overlamning.arende)
    row = lock(Overlamning, overlamning.pk)
    require(policy.may_withdraw_offer(actor, arende, row))
    row.svar, row.svarad = Overlamning.Svar.INDRAGEN, timezone.now()
    log.save(row, actor=actor, verb=Verb.OVERLAMNING_WITHDRAW)
    _end_reach(row, actor)
    withdraw([Avisering.Slag.TILLDELAD], objekt_ids=[row.pk])
    return row


def _answer(overlamning: Overlamning, svar: str, kommentar: str, actor: Anvandare) -> Overlamning:
    row = lock(Overlamning, overlamning.pk)
    require(policy.may_answer_offer(actor, row))
    row.svar, row.svarad, row.kommentar = svar, timezone.now(), kommentar
    put_away(actor, Avisering.Slag.TILLDELAD, objekt_id=row.pk)
    return row


def _end_reach(row: Overlamning, actor: Anvandare) -> None:
    end_tilltraden(Tilltrade.objects.filter(kalla=row.pk), actor=actor)


def _notify(row: Overlamning, vem: Anvandare, vad: str, actor: Anvandare) -> None:
    remind(
        [vem],
        Avisering.Slag.TILLDELAD,
        objekt_id=row.pk,
        referens=f"{row.arende.arendenummer} {vad}",
        sida=[row.arende_id],
        actor=actor,
    )
