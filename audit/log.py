"""The one way into the log. An entry is written in the transaction of what it tells about.

Values never enter the log: a change gives the names of the changed fields and the hash of the
history row, a reading the names of the sealed fields that were opened.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.utils import timezone

from audit.andamal import andamal_for
from audit.andring import changed_fields, validate
from audit.context import begaran
from audit.kropp import canonical
from audit.merkle import leaf_hash
from audit.models import Logghandelse, Utfall
from audit.spar import history_row, newest_history_row, row_digest, write
from audit.verb import Verb

__all__ = ["Aktor", "AktorUppgift", "Utfall", "delete", "record", "record_many", "save"]

VERSION = 1
SALT_BYTES = 16
HUVUD = tuple(
    field.name
    for field in Logghandelse._meta.concrete_fields
    if field.name not in {"id", "txid", "kropp", "blad"}
)
"""The clear columns: what the head of an entry repeats."""


@dataclass(frozen=True)
class AktorUppgift:
    """In what capacity someone acts, as the log states it."""

    roll: str
    enhet_id: UUID | None
    namnd_id: UUID | None


class Aktor(Protocol):
    """Whoever does what is logged."""

    @property
    def pk(self) -> Any: ...

    def loggrad(self) -> AktorUppgift: ...


def record(
    *,
    actor: Aktor | None,
    verb: Verb,
    akt_id: UUID | None = None,
    objekt: models.Model | None = None,
    utfall: Utfall = Utfall.OK,
    falt: Iterable[str] = (),
    regel: str = "",
    tilltrade_id: UUID | None = None,
    andamal: str = "",
) -> Logghandelse:
    """Write one entry. `actor` is None only where nobody is known: a failed log-in, a timed job.

    `regel` names the policy rule and `tilltrade_id` the grant that allowed it; the purpose is the
    verb's own unless `andamal` says it more closely. Raises RuntimeError outside
    `transaction.atomic()`.
    """
    _require_transaction()
    entry = _entry(
        actor=actor,
        verb=verb,
        akt_id=akt_id,
        objekt=objekt,
        utfall=utfall,
        tilltrade_id=tilltrade_id,
        detaljer={"falt": sorted(falt), "regel": regel, "andamal": andamal or andamal_for(verb)},
    )
    write([entry])
    return entry


def record_many(
    *,
    actor: Aktor | None,
    verb: Verb,
    akter: Mapping[UUID | None, Iterable[str]],
    regel: str = "",
    andamal: str = "",
) -> list[Logghandelse]:
    """Write one entry for each akt, with the sealed fields that were read of it, in one query."""
    _require_transaction()
    entries = [
        _entry(
            actor=actor,
            verb=verb,
            akt_id=akt_id,
            detaljer={
                "falt": sorted(falt),
                "regel": regel,
                "andamal": andamal or andamal_for(verb),
            },
        )
        for akt_id, falt in akter.items()
    ]
    write(entries)
    return entries


def record_rewritten(
    *, actor: Aktor | None, verb: Verb, akt_id: UUID, tabell: str, digests: list[list[str]]
) -> None:
    """Write that history rows of an owner got other bytes: pairs of old and new digest."""
    _require_transaction()
    detaljer: dict[str, object] = {"falt": [], "regel": "", "andamal": andamal_for(verb)}
    detaljer |= {"tabell": tabell, "omforseglat": digests}
    write([_entry(actor=actor, verb=verb, akt_id=akt_id, detaljer=detaljer)])


def save(instance: models.Model, *, actor: Aktor | None, verb: Verb, andamal: str = "") -> None:
    """Validate and save a row, new or changed, and leave both traces: history row and log entry.

    The entry has the names of the changed fields and the digest of the history row.
    Raises ValidationError, DatabaseError or ObjectDoesNotExist when a row loaded before is
    gone or out of reach, and RuntimeError outside `transaction.atomic()`.
    """
    _require_transaction()
    changed = changed_fields(instance)
    validate(instance, changed)
    is_new = instance._state.adding
    instance.skip_history_when_saving = True  # type: ignore[attr-defined]
    try:
        instance.save(force_update=not is_new)
    finally:
        del instance.skip_history_when_saving  # type: ignore[attr-defined]
    historik = history_row(instance, "+" if is_new else "~", actor.pk if actor else None)
    write([_change(instance, actor, verb, andamal, falt=changed, historik=historik)], historik)


def delete(instance: models.Model, *, actor: Aktor | None, verb: Verb, andamal: str = "") -> None:
    """Delete a row and leave both traces.

    Raises ObjectDoesNotExist when the row is gone or out of reach, and RuntimeError outside
    `transaction.atomic()`.
    """
    _require_transaction()
    instance._history_user = actor  # type: ignore[attr-defined]
    pk = instance.pk
    _, rows = instance.delete()
    if not rows.get(instance._meta.label):
        raise ObjectDoesNotExist(f"{instance._meta.label} {pk} was not deleted.")
    instance.pk = pk
    historik = newest_history_row(instance)
    write([_change(instance, actor, verb, andamal, falt=(), historik=historik)])


def _change(
    instance: models.Model,
    actor: Aktor | None,
    verb: Verb,
    andamal: str,
    *,
    falt: Iterable[str],
    historik: models.Model | None,
) -> Logghandelse:
    return _entry(
        actor=actor,
        verb=verb,
        akt_id=getattr(instance, "akt_id", None),
        objekt=instance,
        detaljer={
            "falt": sorted(falt),
            "regel": "",
            "andamal": andamal or andamal_for(verb),
            "historik": None if historik is None else row_digest(historik).hex(),
        },
    )


def _entry(
    *,
    actor: Aktor | None,
    verb: Verb,
    akt_id: UUID | None,
    detaljer: dict[str, object],
    objekt: models.Model | None = None,
    utfall: Utfall = Utfall.OK,
    tilltrade_id: UUID | None = None,
) -> Logghandelse:
    uppgift = actor.loggrad() if actor else AktorUppgift("", None, None)
    request = begaran.get()
    entry = Logghandelse(
        tid=timezone.now(),
        aktor_id=actor.pk if actor else None,
        roll=uppgift.roll,
        enhet_id=uppgift.enhet_id,
        namnd_id=uppgift.namnd_id,
        verb=verb.value,
        akt_id=akt_id,
        objekt_slag=objekt._meta.label if objekt else "",
        objekt_id=str(objekt.pk) if objekt else "",
        utfall=utfall.value,
        tilltrade_id=tilltrade_id,
        begaran_id=request.id if request else None,
    )
    entry.kropp = canonical(
        {
            "huvud": {name: getattr(entry, name) for name in HUVUD},
            "ovrigt": detaljer
            | {
                "adress": request.adress if request else "",
                "salt": secrets.token_hex(SALT_BYTES),
                "session": request.session_hash if request else "",
                "version": VERSION,
            },
        }
    )
    entry.blad = leaf_hash(entry.kropp)
    return entry


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A log entry belongs to the transaction of what it tells about.")
