"""Break-glass: one akt, one reason, four hours, and everybody who should know is told at once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from access import behorighet
from access.actions.aviseringar import notify
from access.actions.tilltraden import end_tilltraden, give_tilltrade
from access.models import (
    Anvandare,
    Avisering,
    Enhet,
    Niva,
    Nodoppning,
    Omfattning,
    Roll,
    Skal,
    Tilltrade,
    Uppdrag,
)
from access.models.nodoppning import OPPEN
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb


@dataclass(frozen=True)
class Funnen:
    """The akt that a number led to, as far as the emergency needs to know it."""

    akt_id: UUID
    enhet: Enhet
    is_skyddad: bool


@action
def request_nodoppning(
    *, funnen: Funnen | None, orsak: str, text: str, actor: Anvandare
) -> Nodoppning:
    """Open the akt for four hours; or, when it is protected, ask a second person first.

    Never under jäv and never outside one's own nämnder: such an attempt is kept as one that led
    nowhere, just as a number without an akt, and looks the same to whoever made it.
    """
    require(behorighet.may_break_glass(actor))
    akt = (funnen.akt_id, funnen.enhet) if funnen else None
    nekad = behorighet.hinder_for_nodoppning(actor, akt)
    if funnen is None or nekad:
        forsok = Nodoppning(anvandare=actor, orsak=orsak, utgang=Nodoppning.Utgang.NEKAD)
        log.save(forsok, actor=actor, verb=Verb.NODOPPNING_REFUSE)
        return forsok
    nodoppning = Nodoppning(
        anvandare=actor,
        akt_id=funnen.akt_id,
        enhet=funnen.enhet,
        orsak=orsak,
        text=text,
        utgang=Nodoppning.Utgang.VANTAR,
    )
    log.save(nodoppning, actor=actor, verb=Verb.NODOPPNING_REQUEST)
    if funnen.is_skyddad:
        _tell(nodoppning, _leaders(funnen.enhet), Avisering.Slag.BEKRAFTA, actor=actor)
        return nodoppning
    return _open(nodoppning, actor=actor)


@action
def confirm_nodoppning(*, nodoppning: Nodoppning, actor: Anvandare) -> Nodoppning:
    """The second person: only then does a protected akt open."""
    rad = Nodoppning.objects.select_for_update(of=("self",)).get(pk=nodoppning.pk)
    require(behorighet.may_confirm(actor, rad))
    if not Nodoppning.objects.waiting(timezone.now()).filter(pk=rad.pk).exists():
        raise ValidationError("Begäran väntar inte längre. Den gäller i fyra timmar.")
    rad.bekraftad_av = actor
    return _open(rad, actor=actor)


@action
def end_nodoppning(*, nodoppning: Nodoppning, actor: Anvandare) -> Nodoppning:
    """Close before the four hours are over; only the one who opened does."""
    rad = Nodoppning.objects.select_for_update(of=("self",)).get(pk=nodoppning.pk, anvandare=actor)
    nu = timezone.now()
    if rad.till is None or rad.till <= nu:
        raise ValidationError("Nödöppningen är redan avslutad.")
    rad.till = nu
    log.save(rad, actor=actor, verb=Verb.NODOPPNING_END)
    end_tilltraden(Tilltrade.objects.filter(kalla=rad.pk), actor=actor)
    return rad


def _open(nodoppning: Nodoppning, *, actor: Anvandare) -> Nodoppning:
    nu = timezone.now()
    nodoppning.utgang = Nodoppning.Utgang.OPPNAD
    nodoppning.oppnad, nodoppning.till = nu, nu + OPPEN
    log.save(nodoppning, actor=actor, verb=Verb.NODOPPNING_OPEN)
    akt_id, enhet = nodoppning.akt_id, nodoppning.enhet
    if akt_id is None or enhet is None:
        raise RuntimeError("An opened akt has an id and a unit.")
    give_tilltrade(
        anvandare=nodoppning.anvandare,
        omfattning=Omfattning.AKT,
        omfattning_id=akt_id,
        niva=Niva.LASA,
        skal=Skal.NODOPPNING,
        kalla=nodoppning.pk,
        till=nodoppning.till,
        actor=actor,
    )
    _tell(nodoppning, reviewers_of(nodoppning), Avisering.Slag.NODOPPNING, actor=actor)
    return nodoppning


def _tell(
    nodoppning: Nodoppning, vilka: list[Anvandare], slag: Avisering.Slag, *, actor: Anvandare
) -> None:
    notify(
        vilka,
        slag,
        objekt_id=nodoppning.pk,
        referens=f"{nodoppning.referens}, {nodoppning.anvandare}",
        actor=actor,
    )


def reviewers_of(nodoppning: Nodoppning) -> list[Anvandare]:
    """The enhetschef of the akt's unit, and each log reviewer of the nämnd or the whole city."""
    enhet = nodoppning.enhet
    if enhet is None:
        return []
    uppdrag = Uppdrag.objects.in_force(timezone.localdate()).select_related("anvandare")
    chefer = uppdrag.filter(roll=Roll.ENHETSCHEF, enhet=enhet)
    granskare = uppdrag.filter(Q(namnd=None) | Q(namnd=enhet.namnd_id), roll=Roll.LOGGRANSKARE)
    vilka = {u.anvandare for u in (*chefer, *granskare)}
    return [vem for vem in vilka if behorighet.may_review(vem, nodoppning)]


def _leaders(enhet: Enhet) -> list[Anvandare]:
    uppdrag = Uppdrag.objects.in_force(timezone.localdate()).select_related("anvandare")
    ledande = uppdrag.filter(roll__in=Roll.ledande(), namnd=enhet.namnd_id)
    return list({u.anvandare for u in ledande if u.anvandare.is_active})
