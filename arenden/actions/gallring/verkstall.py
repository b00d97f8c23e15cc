"""Carry out what two people decided: rows, files and keys go, in one transaction.

Everything is tried anew under lock. A note that was written after the approval makes the proposal
lapse; nothing is destroyed then.
"""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from arenden.actions.gallring import intyg
from arenden.actions.gallring.fakta import arende_ids, try_akt
from arenden.actions.gallring.forslag import (
    as_stored,
    count_by_klass,
    omfattning_of,
)
from arenden.actions.gallring.rader import (
    HandlingIAnnanAkt,
    Rader,
    compared_rows,
    delete_rows,
    no_longer_named,
    owners_of_keys,
    rows_of_akt,
    rows_of_arenden,
)
from arenden.actions.sokrader import build_sokregister
from arenden.models import (
    Arende,
    Gallringsforslag,
    Gallringsprotokoll,
    Personakt,
    Sokrad,
)
from arenden.models.handling import models_with_bodies
from arenden.rules.gallring import Provning
from audit import log
from audit.action import action
from audit.lasning import logged_reading
from audit.verb import Verb
from encryption.bodies import delete_file
from encryption.keys import destroy_keys

BORTA = "Akten finns inte längre."
INTE_LANGRE = "Akten har ändrats sedan förslaget godkändes. Reglerna låter inte längre gallra det."

Status = Gallringsforslag.Status


class GallerInteLangre(Exception):
    """What was decided is no longer what the rules let go; the message says why."""


@action
def execute_gallring(*, forslag_id: UUID) -> Gallringsprotokoll | None:
    """Destroy what a decided proposal names; None when it no longer holds, or is not decided.

    For the worker's role. Run twice, it does nothing the second time.
    """
    forslag = Gallringsforslag.objects.select_for_update().get(pk=forslag_id)
    if forslag.status != Status.BESLUTAD:
        return None
    try:
        akt = _locked(forslag)
        provning = _try_anew(forslag, akt)
        rader = _rows(forslag)
    except (GallerInteLangre, HandlingIAnnanAkt) as hinder:
        _lapse(forslag, str(hinder))
        return None
    return _destroy(forslag, akt, provning, rader)


def _locked(forslag: Gallringsforslag) -> Personakt:
    """The akt, with its ärenden, so that nothing is written in it meanwhile."""
    akt = Personakt.objects.select_for_update().filter(pk=forslag.akt_id).first()
    if akt is None:
        raise GallerInteLangre(BORTA)
    list(Arende.objects.select_for_update().filter(akt=akt))
    return akt


def _try_anew(forslag: Gallringsforslag, akt: Personakt) -> Provning:
    with logged_reading(actor=None, verb=Verb.GALLRING_EXAMINE):
        provning = try_akt(akt, timezone.localdate())
    if not _still_holds(forslag, provning):
        raise GallerInteLangre(INTE_LANGRE)
    return provning


def _still_holds(forslag: Gallringsforslag, provning: Provning) -> bool:
    """Just what was approved, no more and no less."""
    return (forslag.omfattning, tuple(forslag.arendenummer)) == (
        omfattning_of(provning),
        provning.arenden,
    ) and bool(provning.due)


def _lapse(forslag: Gallringsforslag, hinder: str) -> None:
    forslag.status = Status.INAKTUELL
    forslag.hinder = [hinder]
    log.save(forslag, actor=forslag.andra_av, verb=Verb.GALLRING_LAPSE)


def _rows(forslag: Gallringsforslag) -> Rader:
    if forslag.is_whole_akt:
        return rows_of_akt(forslag.akt_id)
    return rows_of_arenden(forslag.akt_id, arende_ids(forslag.akt_id, forslag.arendenummer))


def _destroy(
    forslag: Gallringsforslag, akt: Personakt, provning: Provning, rader: Rader
) -> Gallringsprotokoll:
    antal = count_by_klass(akt, provning)
    owners = owners_of_keys(rader)
    filer = [
        namn
        for model in models_with_bodies()
        for namn in model._base_manager.filter(pk__in=rader.get(model, ())).values_list(
            "lagrat_namn", flat=True
        )
    ]
    for model, pks in compared_rows(rader).items():
        log.record_removed(
            actor=forslag.andra_av,
            verb=Verb.GALLRING_REMOVE,
            akt_id=forslag.akt_id,
            model=model,
            pks=pks,
        )
    tabeller = delete_rows(rader)
    for namn in filer:
        delete_file(namn)
    if Sokrad in rader:
        build_sokregister(namnd=forslag.namnd, actor=forslag.andra_av)
    nycklar = [
        {"agare": str(owner), "atagande": destroy_keys(owner).hex()}
        for owner in no_longer_named(owners)
    ]
    forslag.status = Status.VERKSTALLD
    log.save(forslag, actor=forslag.andra_av, verb=Verb.GALLRING_EXECUTE)
    protokoll = Gallringsprotokoll(
        forslag=forslag,
        namnd_id=forslag.namnd_id,
        akt_id=forslag.akt_id,
        omfattning=forslag.omfattning,
        arendenummer=forslag.arendenummer,
        provning=[as_stored(besked, provning.idag) for besked in provning.besked],
        antal=antal,
        tabeller=tabeller,
        filer=len(filer),
        nycklar=nycklar,
        forsta_av=forslag.forsta_av,
        forsta=forslag.forsta,  # type: ignore[misc]  # decided, so both are set
        andra_av=forslag.andra_av,
        andra=forslag.andra,
        verkstalld=timezone.now(),
    )
    protokoll.fingeravtryck = intyg.fingerprint(protokoll)
    protokoll.intyg = intyg.certify(protokoll)
    log.save(protokoll, actor=forslag.andra_av, verb=Verb.GALLRING_CERTIFY)
    return protokoll
