"""An assessment made with an instrument that is not ours: noted, put right, marked as another's."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock, lock_arende
from arenden.models import Arende, Handling
from audit import log
from audit.action import action
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions.fardig import by_place
from riskbedomning.models import Externbedomning, Externrattelse
from riskbedomning.rules import extern as rules


@action
def note_externbedomning(
    *,
    arende: Arende,
    instrument: str,
    instrument_version: str,
    bedomare: str,
    certifierad: str,
    utford: date,
    kallor: str,
    slutsats: str,
    ny_bedomning: date | None,
    handling: Handling | None,
    actor: Anvandare,
) -> Externbedomning:
    """Note who assessed with what and concluded what. Refuses what looks like items or points."""
    arende = lock_arende(arende)
    require(policy.may_assess(actor, arende))
    hinder = rules.hinder_for_extern(
        rules.Externlage(
            utford=utford,
            ny_bedomning=ny_bedomning,
            kallor=kallor,
            slutsats=slutsats,
            handling_i_arendet=None if handling is None else handling.arende_id == arende.pk,
        ),
        timezone.localdate(),
    )
    if hinder:
        raise ValidationError(by_place(hinder))
    extern = Externbedomning(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        instrument=instrument,
        instrument_version=instrument_version,
        bedomare=bedomare,
        certifierad=certifierad,
        utford=utford,
        kallor=kallor,
        slutsats=slutsats,
        ny_bedomning=ny_bedomning,
        handling=handling,
        registrerad_av=actor,
    )
    log.save(extern, actor=actor, verb=Verb.EXTERNBEDOMNING_NOTE)
    return extern


@action
def correct_externbedomning(
    *, extern: Externbedomning, fel: str, ratt: str, actor: Anvandare
) -> Externrattelse:
    """Say what was wrong and how it should read. What was noted stays as it was, beside it.

    Refuses what looks like items or points, as when it was noted.
    """
    row = lock(Externbedomning, extern.pk)
    require(policy.may_correct_extern(actor, row))
    if rules.looks_like_items(ratt):
        raise ValidationError({"ratt": rules.INTE_UR_INSTRUMENTET})
    rattelse = Externrattelse(
        akt_id=row.akt_id,
        namnd_id=row.namnd_id,
        extern=row,
        fel=fel,
        ratt=ratt,
        rattad_av=actor,
    )
    log.save(rattelse, actor=actor, verb=Verb.EXTERNBEDOMNING_CORRECT)
    return rattelse


@action
def misplace_externbedomning(
    *, extern: Externbedomning, version: int, felinford_skal: str, actor: Anvandare
) -> Externbedomning:
    """Mark one that belongs to another child. It is kept, and only those who lead still read it."""
    row = lock(Externbedomning, extern.pk, version=version)
    require(policy.may_correct_extern(actor, row))
    row.felinford, row.felinford_av = timezone.now(), actor
    row.felinford_skal = felinford_skal
    log.save(row, actor=actor, verb=Verb.EXTERNBEDOMNING_MISPLACE)
    return row
