"""Recomputes the whole log from its stored bytes and says where it is not what was signed.

Every leaf is hashed again, the clear columns are compared with the hashed bytes, places must follow
each other without gaps, and each head must have the recomputed root and our signature. As all heads
are recomputed from one sequence, each is also shown to be the start of the next.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from audit import note
from audit.log import HUVUD
from audit.merkle import Kant
from audit.models import Kontrollpunkt
from audit.sealing import KEY_PURPOSE
from encryption.signing import signing_key

BLOCK = 5_000
MOST_BREACHES = 100
PATIENCE = timedelta(minutes=1)


def _column(name: str) -> str:
    """SQL for a column of the entry as the canonical JSON of its head has it."""
    if name == "tid":
        return """to_char(h.tid AT TIME ZONE 'UTC', '\\"YYYY-MM-DD"T"HH24:MI:SS.US"Z\\""')"""
    return f"coalesce(to_json(h.{name}::text)::text, 'null')"


HEAD = " || ',' || ".join(f"""'"{name}":' || {_column(name)}""" for name in sorted(HUVUD))
HEAD = f"""convert_to('{{"huvud":{{' || {HEAD} || '}}', 'UTF8')"""

SEALED = f"""
SELECT b.plats, b.handelse_id, b.blad, h.blad, h.kropp, {HEAD}
FROM audit_loggblad b LEFT JOIN audit_logghandelse h ON h.id = b.handelse_id
ORDER BY b.plats
"""

UNSEALED = f"""
SELECT h.id, h.tid, h.blad, h.kropp, {HEAD}
FROM audit_logghandelse h
WHERE NOT EXISTS (SELECT FROM audit_loggblad b WHERE b.handelse_id = h.id)
"""


@dataclass
class Utlatande:
    """What a verification found. The log is whole when there are no breaches."""

    handelser: int = 0
    kontrollpunkter: int = 0
    forsenade: int = 0
    """Entries older than a minute without a place: the worker does not seal."""
    brott: list[str] = field(default_factory=list)


def verify_log() -> Utlatande:
    """Verify every entry and head as of one moment, in constant memory.

    Opens its own transaction. Stops after a hundred breaches, or where the order has a gap.
    """
    found = Utlatande()
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        if _verify_sealed(found):
            _verify_unsealed(found)
    return found


def _verify_sealed(found: Utlatande) -> bool:
    """Returns False if it stopped before the end."""
    kant = Kant()
    heads = Kontrollpunkt.objects.order_by("storlek").iterator()
    head = next(heads, None)
    signed = 0
    for place, entry_id, leaf, entry_leaf, kropp, huvud in _rows(SEALED):
        if place != kant.storlek:
            found.brott.append(
                f"Plats {kant.storlek} saknas i ordningen; nästa är {place}. "
                "Resten går inte att kontrollera."
            )
            return False
        if fault := _entry_fault(leaf, entry_leaf, kropp, huvud):
            found.brott.append(f"Händelse {entry_id} på plats {place}: {fault}")
        kant.append(leaf)
        found.handelser = kant.storlek
        while head is not None and head.storlek <= kant.storlek:
            if fault := _head_fault(head, kant):
                found.brott.append(f"Kontrollpunkten för {head.storlek} händelser: {fault}")
            found.kontrollpunkter += 1
            signed = head.storlek
            head = next(heads, None)
        if len(found.brott) >= MOST_BREACHES:
            return False
    if head is not None:
        found.brott.append(
            f"Kontrollpunkten för {head.storlek} händelser: bara {kant.storlek} finns kvar."
        )
    elif signed != kant.storlek:
        found.brott.append(f"Platserna {signed}–{kant.storlek - 1} saknar kontrollpunkt.")
    return True


def _verify_unsealed(found: Utlatande) -> None:
    limit = timezone.now() - PATIENCE
    for entry_id, tid, entry_leaf, kropp, huvud in _rows(UNSEALED):
        if fault := _entry_fault(entry_leaf, entry_leaf, kropp, huvud):
            found.brott.append(f"Händelse {entry_id}, ännu inte förseglad: {fault}")
        found.forsenade += tid < limit


def _entry_fault(leaf: bytes, entry_leaf: bytes | None, kropp: bytes | None, huvud: bytes) -> str:
    if kropp is None:
        return "händelsen är borttagen."
    if sha256(b"\x00" + kropp).digest() != leaf:
        return "innehållet är inte det som förseglades."
    if entry_leaf != leaf:
        return "bladet är ett annat än det som förseglades."
    if not kropp.startswith(huvud):
        return f"kolumnerna säger något annat än innehållet ({_differing(kropp, huvud)})."
    return ""


def _differing(kropp: bytes, huvud: bytes) -> str:
    sealed, shown = json.loads(kropp)["huvud"], json.loads(huvud + b"}")["huvud"]
    return ", ".join(name for name in HUVUD if sealed.get(name) != shown[name])


def _head_fault(head: Kontrollpunkt, kant: Kant) -> str:
    key = signing_key(KEY_PURPOSE).public_key()
    try:
        signed = note.verify(head.anteckning, settings.LOGG_URSPRUNG, key)
    except note.InvalidNote:
        return "signaturen är inte vår."
    if signed != note.Huvud(settings.LOGG_URSPRUNG, head.storlek, bytes(head.rot)):
        return "anteckningen gäller en annan storlek eller rot."
    if signed.rot != kant.root():
        return "roten stämmer inte; ett blad före den är bytt, flyttat eller tillagt."
    if bytes(head.kant) != bytes(kant):
        return "kanten stämmer inte med bladen."
    return ""


def _rows(sql: str) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while block := cursor.fetchmany(BLOCK):
            yield from block
