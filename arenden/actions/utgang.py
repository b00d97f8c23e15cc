"""After a decision that is not an insats here: hand over the placement, or follow up the child."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError

from access.models import Anvandare
from access.policy import require
from arenden import fard, policy
from arenden.actions.avslut import end_handlaggning
from arenden.actions.las import lock_arende
from arenden.models import Arende, Beslut, Frist, Placeringsoverlamning, Steg, UppfoljningUtanInsats
from audit import log
from audit.action import action
from audit.verb import Verb

UTAN_INSATS = "uppfoljning_utan_insats"


@action
def hand_over(
    *,
    arende: Arende,
    till: str,
    omfattar: str,
    lamnad: date,
    kvittens: date,
    kvitterad_av: str,
    actor: Anvandare,
) -> Placeringsoverlamning:
    """Hand the placement over to those who arrange it. The case ends with their receipt."""
    arende = lock_arende(arende)
    require(policy.may_work(actor, arende))
    require(policy.is_open(arende, Steg.OVERLAMNING))
    overlamning = Placeringsoverlamning(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        beslut=arende.beslut.get(utfall=Beslut.Utfall.BESLUTAT),
        till=till,
        omfattar=omfattar,
        lamnad=lamnad,
        kvittens=kvittens,
        kvitterad_av=kvitterad_av,
        gjord_av=actor,
    )
    log.save(overlamning, actor=actor, verb=Verb.PLACERING_COMPLETE)
    fard.fardvag().complete(arende, Steg.OVERLAMNING, actor=actor)
    end_handlaggning(arende, actor=actor)
    return overlamning


@action
def follow_up_without_insats(
    *,
    arende: Arende,
    informerade: str,
    sammanfattning: str,
    barnets_rost: str,
    beslut: str,
    actor: Anvandare,
) -> UppfoljningUtanInsats:
    """A round: how the child fares, and whether to go on. Ends at the latest after six months.

    The first round says who knows of it: the guardian, and a child of fifteen (SoL 23:3).
    """
    arende = lock_arende(arende)
    require(policy.may_work(actor, arende))
    require(policy.is_open(arende, Steg.FOLJS_UPP))
    runda = arende.uppfoljningar_utan_insats.count() + 1
    if runda == 1 and not informerade.strip():
        raise ValidationError(
            {"informerade": "Skriv att vårdnadshavaren, och den unge från 15 år, vet om det."}
        )
    if beslut == UppfoljningUtanInsats.Beslut.FORTSATT and _time_is_out(arende):
        raise ValidationError({"beslut": "Sex månader har gått. Uppföljningen avslutas."})
    uppfoljning = UppfoljningUtanInsats(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        runda=runda,
        informerade=informerade,
        sammanfattning=sammanfattning,
        barnets_rost=barnets_rost,
        beslut=beslut,
        gjord_av=actor,
    )
    log.save(uppfoljning, actor=actor, verb=Verb.UTANINSATS_FOLLOW)
    fard.fardvag().complete(arende, Steg.FOLJS_UPP, actor=actor)
    if arende.steg == Steg.AVSLUTAT:
        end_handlaggning(arende, actor=actor)
    return uppfoljning


@action
def end_when_time_is_out(*, nu: datetime) -> list[Arende]:
    """Close every follow-up without insats whose half year has passed with nothing left to do.

    Where a round was never made, or a reporter still waits, a person closes it: the clock says so.
    """
    ute = Frist.objects.due(nu).filter(slag=UTAN_INSATS, arende__steg=Steg.FOLJS_UPP)
    return [
        arende
        for frist in ute.select_related("arende")
        if (arende := _end_if_done(frist.arende)) is not None
    ]


def _end_if_done(arende: Arende) -> Arende | None:
    arende = lock_arende(arende)
    sista = arende.uppfoljningar_utan_insats.first()
    if arende.steg != Steg.FOLJS_UPP or sista is None or has_something_left(arende):
        return None
    runda = UppfoljningUtanInsats(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        runda=sista.runda + 1,
        beslut=UppfoljningUtanInsats.Beslut.AVSLUTA,
    )
    log.save(runda, actor=None, verb=Verb.UTANINSATS_END)
    fard.fardvag().complete(arende, Steg.FOLJS_UPP, actor=None)
    end_handlaggning(arende, actor=None)
    return arende


def has_something_left(arende: Arende) -> bool:
    """A clock of its own, an unsigned note or an unsent form: somebody has something left to do."""
    return (
        arende.frister.running().exclude(slag__in=(UTAN_INSATS, "overklagande")).exists()
        or arende.anteckningar.filter(signerad=None).exists()
        or arende.beslut.filter(utfall="").exists()
    )


def _time_is_out(arende: Arende) -> bool:
    frist = arende.frister.running().filter(slag=UTAN_INSATS).first()
    return frist is None or frist.is_overdue()
