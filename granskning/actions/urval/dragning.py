"""Draw the reviews of a month, one unit at a time, and say who is to do each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from access.actions.aviseringar import notify
from access.models import Anvandare, Avisering, Roll, Uppdrag
from audit import log
from audit.action import action
from audit.lasning import logged_reading
from audit.verb import Verb
from granskning.actions.urval.frister import late_clocks
from granskning.actions.urval.manad import Grupp, Manad
from granskning.actions.urval.provning import Rad, examine
from granskning.fard import fardvag
from granskning.models import Atkomst, Loggranskning
from granskning.policy import may_be_granskare
from granskning.rules.urval import Provad, Urna, review_by


def draw(*, manad: date, actor: Anvandare | None) -> list[Loggranskning]:
    """Draw the month for every unit that has not been drawn yet; gives all reviews of the month.

    Each unit is a transaction of its own, so that a drawing cut short goes on where it was and the
    log is sealed meanwhile. Raises InteForseglad when the log is not sealed past the month.
    """
    hela = Manad.of(manad)
    for grupp in hela.groups():
        _draw_group(hela, grupp, actor=actor)
    return list(Loggranskning.objects.filter(manad=hela.forsta).order_by("namnd", "enhet"))


def granskare_for(granskning: Loggranskning) -> Anvandare | None:
    """Who is named to do a review: a log reviewer, else somebody who leads another unit.

    The nämnd's own reviewer before the city's, then whoever has the fewest reviews to do.
    """
    kandidater = sorted(_candidates(granskning), key=lambda kandidat: kandidat[0])
    return next(
        (vem for _, vem in kandidater if may_be_granskare(vem, granskning, is_named=True)), None
    )


@action
def _draw_group(manad: Manad, grupp: Grupp, *, actor: Anvandare | None) -> None:
    finns = Loggranskning.objects.filter(
        namnd=grupp.namnd_id, enhet=grupp.enhet_id, manad=manad.forsta
    )
    if finns.exists():
        return
    with logged_reading(actor=actor, verb=Verb.URVAL_DRAW):
        urna = examine(manad, grupp)
    _write(manad, grupp, urna, actor=actor)


def _write(manad: Manad, grupp: Grupp, urna: Urna[Rad], *, actor: Anvandare | None) -> None:
    regelverk = manad.regelverk
    granskning = Loggranskning(
        namnd_id=grupp.namnd_id,
        enhet_id=grupp.enhet_id,
        manad=manad.forsta,
        senast=review_by(timezone.localdate(), regelverk.granskas_arbetsdagar),
        storlek=manad.huvud.storlek,
        rot=bytes(manad.huvud.rot),
        regelverk=regelverk.regelverk,
        atkomster=urna.antal,
        utanfor=urna.left_out(),
        **late_clocks(grupp.enhet_id, manad.forsta),
    )
    granskning.granskare = granskare_for(granskning)
    log.save(granskning, actor=actor, verb=Verb.URVAL_DRAW)
    for ordning, provad in enumerate(urna.drawn(), 1):
        log.save(_atkomst(granskning, ordning, provad), actor=actor, verb=Verb.URVAL_DRAW)
    fardvag().start(granskning, actor=actor)
    if granskning.granskare is not None:
        notify(
            [granskning.granskare],
            Avisering.Slag.GRANSKNING,
            objekt_id=granskning.pk,
            referens=granskning.referens,
            actor=actor,
        )


def _atkomst(granskning: Loggranskning, ordning: int, provad: Provad[Rad]) -> Atkomst:
    tillfalle = provad.tillfalle.tillfalle
    return Atkomst(
        granskning=granskning,
        namnd_id=granskning.namnd_id,
        ordning=ordning,
        aktor_id=tillfalle.aktor_id,
        akt_id=tillfalle.akt_id,
        dag=tillfalle.dag,
        fran=tillfalle.fran,
        till=tillfalle.till,
        handelser=list(tillfalle.handelser),
        verb=list(tillfalle.verb),
        urvalsgrund=provad.grund,
        forklaring=provad.grad,
        orsak=provad.tillfalle.orsak.value,
        signaler=[signal.value for signal in provad.tillfalle.signaler],
    )


def _candidates(granskning: Loggranskning) -> Iterator[tuple[Any, Anvandare]]:
    """With the order in which they are asked. Whoever has fewer reviews comes first, then name."""
    uppdrag = (
        Uppdrag.objects.in_force(timezone.localdate())
        .filter(
            Q(roll=Roll.LOGGRANSKARE) | Q(roll__in=Roll.ledande(), namnd=granskning.namnd_id),
            Q(namnd=granskning.namnd_id) | Q(namnd=None),
            anvandare__is_active=True,
        )
        .select_related("anvandare")
    )
    pagaende = dict(
        Loggranskning.objects.ongoing().values_list("granskare").annotate(antal=Count("pk"))
    )
    for ett in uppdrag:
        vem = ett.anvandare
        ordning = (ett.roll != Roll.LOGGRANSKARE, ett.namnd_id is None, pagaende.get(vem.pk, 0))
        yield (*ordning, vem.anvandarnamn), vem
