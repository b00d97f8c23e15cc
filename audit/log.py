"""The one way into the log. An entry is written in the transaction of what it tells about.

Values never enter the log: a change gives the names of the changed fields and the hash of the
history row, a reading the names of the sealed fields that were opened.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction

from audit.agare import AKT, Agare, row_rules
from audit.andring import changed_fields, validate
from audit.context import note_entries, rules
from audit.handelse import (
    HUVUD,
    Aktor,
    AktorUppgift,
    Objekt,
    grant_of,
    make_entry,
    objekt_of,
)
from audit.models import Logghandelse, Utfall
from audit.spar import (
    content_digest,
    digest_of_history,
    history_row,
    is_compared,
    newest_history_row,
    row_digest,
    write,
)
from audit.verb import Verb

__all__ = [
    "HUVUD",
    "Aktor",
    "AktorUppgift",
    "Objekt",
    "Utfall",
    "delete",
    "record",
    "record_many",
    "save",
]

COLLECTIVE = (Verb.KEYS_RESEAL, Verb.SKYDD_MOVE, Verb.GALLRING_REMOVE)
"""The verbs of entries that tell of many rows."""
PER_ENTRY = 400
"""Rows told of in one entry: pairs of digests take 137 bytes each."""


def record(
    *,
    actor: Aktor | None,
    verb: Verb,
    akt_id: UUID | None = None,
    objekt: models.Model | Objekt | None = None,
    utfall: Utfall = Utfall.OK,
    falt: Iterable[str] = (),
    regel: str | Iterable[str] | None = None,
    tilltrade_id: UUID | None = None,
    andamal: str = "",
    detalj: str = "",
) -> Logghandelse:
    """Write one entry. `actor` is None only where nobody is known: a failed log-in, a timed job.

    Rules, grant and purpose are known to the log: the rules that the use case has required, the
    narrowest grant of the actor, the purpose of the verb. They are given only to say otherwise.
    `detalj` says in a word how it was done. Raises RuntimeError outside `transaction.atomic()`.
    """
    _require_transaction()
    entry = make_entry(
        actor=actor,
        verb=verb,
        akt_id=akt_id,
        objekt=objekt_of(objekt) if isinstance(objekt, models.Model) else objekt,
        utfall=utfall,
        tilltrade_id=tilltrade_id or grant_of(actor, akt_id, _team_of(objekt)),
        falt=falt,
        regel=regel,
        andamal=andamal,
        ovrigt={"detalj": detalj} if detalj else None,
    )
    _write([entry])
    return entry


def record_many(
    *,
    actor: Aktor | None,
    verb: Verb,
    lasta: Mapping[Agare | None, Iterable[str]],
    andamal: str = "",
) -> list[Logghandelse]:
    """Write one entry for each owner, with the sealed fields that were read of it, in one query.

    The rules are those of the work and the kinds of reach of the rows. An owner that is no akt is
    named as the object of its entry.
    """
    _require_transaction()
    ids = [agare.id for agare in lasta if agare is not None]
    grants = actor.tilltraden_for(ids) if actor and ids else {}
    entries = []
    for agare, columns in lasta.items():
        falt = frozenset(columns)
        grant = grants.get(agare.id) if agare else None
        is_akt = agare is not None and agare.slag == AKT
        reach = row_rules(falt) or ([AKT] if grant and is_akt else [])
        entries.append(
            make_entry(
                actor=actor,
                verb=verb,
                akt_id=agare.id if agare and is_akt else None,
                objekt=Objekt(agare.slag, str(agare.id)) if agare and not is_akt else None,
                tilltrade_id=grant,
                falt=falt,
                regel=[*rules(), *(f"rad:{slag}" for slag in reach if actor)],
                andamal=andamal,
            )
        )
    _write(entries)
    return entries


def record_rewritten(
    *, actor: Aktor | None, verb: Verb, akt_id: UUID, tabell: str, digests: list[list[str]]
) -> None:
    """Write that rows of an owner got other bytes: pairs of old and new digest."""
    _record_collective(actor, verb, akt_id, tabell, "omforseglat", digests)


def record_removed(
    *, actor: Aktor | None, verb: Verb, akt_id: UUID, model: type[models.Model], pks: Iterable[Any]
) -> None:
    """Write that rows go with their history, in an akt. "*" in `pks`: any of the akt may have."""
    keys = sorted(str(pk) for pk in pks)
    _record_collective(actor, verb, akt_id, model._meta.label, "borttagna", keys)


def record_pruned(*, runs: Sequence[tuple[int, int]], aldre_an: datetime) -> Logghandelse:
    """Write that the entries at these places, first and last of each run, are removed."""
    _require_transaction()
    told = {"gallrat": [list(run) for run in runs], "aldre_an": aldre_an}
    entry = make_entry(actor=None, verb=Verb.LOGG_PRUNE, ovrigt=told)
    _write([entry])
    return entry


def _record_collective(  # noqa: PLR0917
    actor: Aktor | None, verb: Verb, akt_id: UUID, slag: str, name: str, rows: Sequence[object]
) -> None:
    """As many entries as it takes: the bundles of the tree hold bodies below 65 536 bytes."""
    _require_transaction()
    if verb not in COLLECTIVE:
        raise ValueError(f"{verb} does not tell of many rows.")
    grant = grant_of(actor, akt_id)
    _write(
        [
            make_entry(
                actor=actor,
                verb=verb,
                akt_id=akt_id,
                tilltrade_id=grant,
                ovrigt={"tabell": slag, name: some},
            )
            for some in (rows[at : at + PER_ENTRY] for at in range(0, len(rows), PER_ENTRY))
        ]
    )


def save(instance: models.Model, *, actor: Aktor | None, verb: Verb, andamal: str = "") -> None:
    """Validate and save a row, new or changed, and leave both traces: history row and log entry.

    The entry has the names of the changed fields and the digests of the row and its history row.
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
    digests = _digests(instance, historik)
    _write([_change(instance, actor, verb, andamal, falt=changed, digests=digests)], historik)


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
    digests = {"rad": None, "historik": None if historik is None else row_digest(historik).hex()}
    _write([_change(instance, actor, verb, andamal, falt=(), digests=digests)])


def _digests(instance: models.Model, historik: models.Model | None) -> dict[str, str | None]:
    """Of a row just saved and of its history row; none of rows that are not compared."""
    if not is_compared(type(instance)):
        return {"historik": None}
    if historik is None:
        return {"rad": content_digest(instance).hex(), "historik": None}
    content = content_digest(historik)
    event = digest_of_history(type(historik), historik.__dict__, content)
    return {"rad": content.hex(), "historik": event.hex()}


def _change(
    instance: models.Model,
    actor: Aktor | None,
    verb: Verb,
    andamal: str,
    *,
    falt: Iterable[str],
    digests: dict[str, str | None],
) -> Logghandelse:
    akt_id = getattr(instance, "akt_id", None)
    return make_entry(
        actor=actor,
        verb=verb,
        akt_id=akt_id,
        objekt=objekt_of(instance),
        tilltrade_id=grant_of(actor, akt_id, _team_of(instance)),
        falt=falt,
        andamal=andamal,
        ovrigt=digests,
    )


def _team_of(objekt: models.Model | Objekt | None) -> UUID | None:
    """The team that a row belongs to, or is."""
    return getattr(objekt, "team_id", None)


def _write(entries: Sequence[Logghandelse], historik: models.Model | None = None) -> None:
    write(entries, historik)
    note_entries(len(entries))


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A log entry belongs to the transaction of what it tells about.")
