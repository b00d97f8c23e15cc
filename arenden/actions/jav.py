"""Jäv in a case: whoever declares it is out at once, and those who lead take over."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from access.actions.aviseringar import notify
from access.actions.jav import close_akt_for_jav, declare_nummer
from access.models import Anvandare, Avisering, Jav, Javuppgift, Namnd, Roll, Uppdrag
from arenden.models import Arende
from arenden.models.uppslag import find_akt_id
from arenden.rules.identitet import Nummer
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def declare_jav(*, arende: Arende, actor: Anvandare) -> None:
    """Close the akt for whoever declares jäv in the case, now and for good (FL 16–18 §§)."""
    _leave_akt(arende.akt_id, Jav.Slag.ANMALD, actor=actor)


@action
def declare_jav_by_nummer(
    *, nummer: Nummer, slag: str, relation: str, actor: Anvandare
) -> Javuppgift:
    """Declare a number: every akt it has in the city closes, and every akt it will get.

    Whoever declares learns nothing of whether there is one.
    """
    uppgift = declare_nummer(
        siffror=nummer.siffror, nummer=str(nummer), slag=slag, relation=relation, actor=actor
    )
    for namnd in Namnd.objects.all():
        akt_id = find_akt_id(namnd, nummer.siffror)
        if akt_id is not None:
            _leave_akt(akt_id, Jav.Slag(slag), actor=actor)
    return uppgift


def _leave_akt(akt_id: UUID, slag: Jav.Slag, *, actor: Anvandare) -> None:
    """Hand back what one handles in the akt, lose every way in, and tell those who lead there."""
    synliga = Arende.objects.visible_to(actor).filter(akt_id=akt_id).order_by("oppnat")
    arenden = list(synliga.select_for_update(of=("self",)))
    for arende in arenden:
        if arende.handlaggare_id == actor.pk and arende.avslutat is None:
            arende.handlaggare = None
            log.save(arende, actor=actor, verb=Verb.ARENDE_ASSIGN)
    jav = close_akt_for_jav(akt_id=akt_id, anvandare=actor, slag=slag, actor=actor)
    if jav is not None and arenden:
        notify(
            _leaders(arenden[-1]),
            Avisering.Slag.JAV,
            objekt_id=jav.pk,
            referens=f"{arenden[-1].arendenummer}, {actor}",
            actor=actor,
        )


def _leaders(arende: Arende) -> list[Anvandare]:
    """Those who lead the case's unit; where nobody does, those who lead in the nämnd."""
    ledande = Uppdrag.objects.in_force(timezone.localdate()).filter(
        roll__in=Roll.ledande(), namnd=arende.namnd_id, anvandare__is_active=True
    )
    alla = list(ledande.select_related("anvandare"))
    narmast = [u.anvandare for u in alla if u.enhet_id == arende.enhet_id]
    return narmast or [u.anvandare for u in alla]
