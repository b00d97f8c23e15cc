"""Recomputes the whole log from its stored bytes and says where it is not what was signed.

Every leaf is hashed again, the clear columns are compared with the hashed bytes, places must follow
each other without gaps, and each head must have the recomputed root and our signature. As all heads
are recomputed from one sequence, each is also shown to be the start of the next. Tiles are laid
anew and must be the stored ones. What witnesses said of the heads must be true of them.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from audit import gallring, note, vittnesmal
from audit.gallring import Gallrade
from audit.kropp import canonical
from audit.log import HUVUD
from audit.merkle import Kant
from audit.models import Kontrollpunkt, Loggblad, Logghandelse
from audit.plattor import Laggare, superfluous, unlike_stored
from audit.sealing import KEY_PURPOSE
from encryption.signing import public_keys

Keys = Sequence[Ed25519PublicKey]
"""Ours, of every generation of the root that has signed heads."""
PAGE = 50_000
MOST_BREACHES = 100


def _column(name: str) -> str:
    """SQL for a column of the entry as the canonical JSON of its head has it, unescaped."""
    if name == "tid":
        return """to_char(h.tid AT TIME ZONE 'UTC', '\\"YYYY-MM-DD"T"HH24:MI:SS.US"Z\\""')"""
    return f"""coalesce('"' || h.{name} || '"', 'null')"""


HEAD_TEMPLATE = ",".join(f'"{name}":%%s' for name in sorted(HUVUD))
HEAD_VALUES = ", ".join(_column(name) for name in sorted(HUVUD))
HEAD = f"""format('{{"huvud":{{{HEAD_TEMPLATE}}}', {HEAD_VALUES})"""

SEALED = f"""
SELECT b.plats, b.handelse_id, b.blad, h.blad, h.kropp, {HEAD}
FROM audit_loggblad b LEFT JOIN audit_logghandelse h ON h.id = b.handelse_id
WHERE b.plats BETWEEN %s AND %s ORDER BY b.plats
"""  # noqa: S608

UNSEALED = f"""
SELECT (h.tid < now() - interval '1 minute')::int::int8, h.id, h.blad, h.blad, h.kropp, {HEAD}
FROM audit_logghandelse h
WHERE NOT EXISTS (SELECT FROM audit_loggblad b WHERE b.handelse_id = h.id)
"""  # noqa: S608

STREAMED = """
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SET LOCAL enable_sort = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;
SET LOCAL enable_seqscan = off
"""
"""One moment of the log, walked along its indexes: no row waits for the last to be sorted, and no
place is searched for row by row while the statistics still say that the log is small."""


@dataclass
class Utlatande:
    """What a verification found. The log is whole when there are no breaches."""

    handelser: int = 0
    kontrollpunkter: int = 0
    forsenade: int = 0
    """Entries older than a minute without a place: the worker does not seal."""
    gallrade: int = 0
    """Entries removed after their time, as the log itself tells; their leaves are verified."""
    brott: list[str] = field(default_factory=list)
    senaste: bytes = b""
    """The head of the last entry that was there, for the time of its neighbours."""
    aldre: note.Huvud | None = None
    """The older head that the log must begin with; None when it has been shown to."""


def verify_log(aldre: note.Huvud | None = None) -> Utlatande:
    """Verify every entry and head as of one moment, in constant memory.

    `aldre` is a head that was kept elsewhere, its signature already verified: the log must begin
    with the entries it was signed for. Opens its own transaction. Stops after a hundred breaches,
    or where the order has a gap.
    """
    found = Utlatande(aldre=aldre)
    keys = public_keys(KEY_PURPOSE)
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute(STREAMED)
        if _verify_sealed(found, keys):
            _verify_unsealed(found)
        found.brott += islice(gallring.faults(), MOST_BREACHES)
        found.brott += islice(vittnesmal.breaches(), MOST_BREACHES)
    return found


def _verify_sealed(found: Utlatande, keys: Keys) -> bool:
    """Returns False if it stopped before the end."""
    kant, laggare = Kant(), Laggare()
    newest = Loggblad.objects.aggregate(Max("plats"))["plats__max"]
    places = 0 if newest is None else newest + 1
    while kant.storlek < places:
        start = kant.storlek
        _verify_page(kant, laggare, found, keys)
        if kant.storlek < min(start + PAGE, places):
            found.brott.append(
                f"Plats {kant.storlek} saknas i ordningen. Resten går inte att kontrollera."
            )
            return False
        if len(found.brott) >= MOST_BREACHES:
            return False
    _verify_end(kant, found)
    return True


def _verify_page(kant: Kant, laggare: Laggare, found: Utlatande, keys: Keys) -> None:
    """Verify the next places with the heads and tiles among them, up to a page or to a gap."""
    start, end = kant.storlek, kant.storlek + PAGE
    heads = {
        head.storlek: head
        for head in Kontrollpunkt.objects.filter(storlek__gt=start, storlek__lte=end)
    }
    unlike = {}
    leaves = []
    older = found.aldre.storlek if found.aldre else None
    pruned = Gallrade.between(start, end)
    for place, entry_id, leaf, entry_leaf, kropp, huvud in _rows(SEALED, start, end - 1):
        if place != kant.storlek:
            break
        if kropp is None:
            fault = pruned.fault(place, found.senaste)
            found.gallrade += not fault
        else:
            fault = pruned.remnant(place) or _leaf_fault(leaf, entry_leaf, kropp)
            found.senaste = huvud
            if not fault and not kropp.startswith(huvud):
                unlike[entry_id] = f"på plats {place}"
        if fault:
            found.brott.append(f"Händelse {entry_id} på plats {place}: {fault}")
        kant.append(leaf)
        leaves.append(leaf)
        if kant.storlek in heads:
            _verify_head(heads[kant.storlek], kant, found, keys)
        if kant.storlek == older:
            _verify_older(kant, found)
    found.handelser = kant.storlek
    found.brott += unlike_stored(laggare.lay(leaves))
    _verify_columns(unlike, found)


def _verify_head(head: Kontrollpunkt, kant: Kant, found: Utlatande, keys: Keys) -> None:
    if fault := _head_fault(head, kant, keys):
        found.brott.append(f"Kontrollpunkten för {head.storlek} händelser: {fault}")
    found.kontrollpunkter += 1


def _verify_older(kant: Kant, found: Utlatande) -> None:
    """The entries so far must be those of the older head."""
    if found.aldre and kant.root() != found.aldre.rot:
        found.brott.append(
            f"De första {kant.storlek} händelserna är inte de som den äldre kontrollpunkten "
            "gäller. Loggen har skrivits om."
        )
    found.aldre = None


def _verify_end(kant: Kant, found: Utlatande) -> None:
    """The last place and the last head must be the same, and no tile stand beyond them."""
    found.brott += superfluous(kant.storlek)
    if found.aldre and found.aldre.storlek:
        found.brott.append(
            f"Den äldre kontrollpunkten gäller {found.aldre.storlek} händelser; "
            f"bara {kant.storlek} finns kvar. Loggen har "
            + ("kortats av." if kant.storlek else "tömts.")
        )
    signed = Kontrollpunkt.objects.aggregate(Max("storlek"))["storlek__max"] or 0
    if signed > kant.storlek:
        found.brott.append(
            f"Kontrollpunkten för {signed} händelser: bara {kant.storlek} finns kvar."
        )
    elif signed < kant.storlek:
        found.brott.append(f"Platserna {signed}–{kant.storlek - 1} saknar kontrollpunkt.")


def _verify_unsealed(found: Utlatande) -> None:
    unlike = {}
    for delayed, entry_id, leaf, _, kropp, huvud in _rows(UNSEALED):
        found.forsenade += delayed
        if fault := _leaf_fault(leaf, leaf, kropp):
            found.brott.append(f"Händelse {entry_id}, ännu inte förseglad: {fault}")
        elif not kropp.startswith(huvud):
            unlike[entry_id] = "ännu inte förseglad"
    _verify_columns(unlike, found)


def _verify_columns(unlike: dict[int, str], found: Utlatande) -> None:
    """Compare value by value the entries whose head is spelled otherwise than their columns."""
    for entry in Logghandelse.objects.filter(pk__in=unlike).order_by("pk"):
        huvud = json.loads(bytes(entry.kropp))["huvud"]
        shown = json.loads(canonical({name: getattr(entry, name) for name in HUVUD}))
        if names := [name for name in HUVUD if huvud[name] != shown[name]]:
            found.brott.append(
                f"Händelse {entry.pk} {unlike[entry.pk]}: "
                f"kolumnerna säger något annat än innehållet ({', '.join(names)})."
            )


def _leaf_fault(leaf: bytes, entry_leaf: bytes, kropp: bytes) -> str:
    if sha256(b"\x00" + kropp).digest() != leaf:
        return "innehållet är inte det som förseglades."
    if entry_leaf != leaf:
        return "bladet är ett annat än det som förseglades."
    return ""


def _head_fault(head: Kontrollpunkt, kant: Kant, keys: Keys) -> str:
    try:
        signed = note.verify_any(head.anteckning, settings.LOGG_URSPRUNG, keys)
    except note.InvalidNote:
        return "signaturen är inte vår."
    if signed != note.Huvud(settings.LOGG_URSPRUNG, head.storlek, bytes(head.rot)):
        return "anteckningen gäller en annan storlek eller rot."
    if signed.rot != kant.root():
        return "roten stämmer inte; ett blad före den är bytt, flyttat eller tillagt."
    if bytes(head.kant) != bytes(kant):
        return "kanten stämmer inte med bladen."
    return ""


def _rows(sql: str, *params: int) -> Iterator[tuple[Any, ...]]:
    """Rows while the server makes them. No other query may run before the last."""
    statement = f"COPY ({sql}) TO STDOUT (FORMAT BINARY)"
    with connection.cursor() as cursor, cursor.copy(statement, params) as copy:
        copy.set_types(("int8", "int8", "bytea", "bytea", "bytea", "bytea"))
        yield from copy.rows()
