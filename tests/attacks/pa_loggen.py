"""What an administrator of the database can do to the log, and what stands before it is done."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction

from access.models import Anvandare
from arenden.models import Person
from audit import log, note
from audit.avlopp.tomning import drain
from audit.merkle import Kant
from audit.models import Loggblad, Logghandelse
from audit.sealing import KEY_PURPOSE
from audit.verb import Verb
from encryption.signing import signing_key
from tests.audit.conftest import triggers_off

PLACE = 2
"""Of the entry that is attacked: neither the first nor the last."""


@dataclass
class Lage:
    """What stands before the attack: six sealed entries, two of them about one person."""

    actor: Anvandare
    person: Person
    handelser: list[Logghandelse]
    huvud: Path
    avlopp: Path
    svar: dict[str, object] = field(default_factory=dict)
    """What only the attack knows of its message."""

    @property
    def handelse(self) -> Logghandelse:
        return self.handelser[PLACE]

    def facts(self) -> dict[str, object]:
        return {
            "händelse": self.handelse.pk,
            "plats": PLACE,
            "nästa": self.handelser[PLACE + 1].pk,
            "nästa plats": PLACE + 1,
            "antal": len(self.handelser),
            "rad": self.person.pk,
            **self.svar,
        }


def drain_all(count: int) -> None:
    """A transaction open in any database of the server holds entries back."""
    deadline, sent = monotonic() + 30, drain()
    while sent < count and monotonic() < deadline:
        sleep(0.05)
        sent += drain()
    assert sent == count


def edit_body(lage: Lage) -> None:
    with triggers_off() as cursor:
        cursor.execute(
            "UPDATE audit_logghandelse SET kropp = kropp || ' ' WHERE id = %s", [lage.handelse.pk]
        )


def edit_column(lage: Lage) -> None:
    with triggers_off() as cursor:
        cursor.execute(
            "UPDATE audit_logghandelse SET aktor_id = gen_random_uuid() WHERE id = %s",
            [lage.handelse.pk],
        )


def remove_entry(lage: Lage) -> None:
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_logghandelse WHERE id = %s", [lage.handelse.pk])


def remove_entry_and_close_the_gap(lage: Lage) -> None:
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_logghandelse WHERE id = %s", [lage.handelse.pk])
        cursor.execute("DELETE FROM audit_loggblad WHERE plats = %s", [PLACE])
        shift(cursor, PLACE, -1)


def insert_in_the_middle(lage: Lage) -> None:
    forged = bytes(lage.handelse.kropp).replace(b"akt.change", b"akt.identify")
    with triggers_off() as cursor:
        shift(cursor, PLACE, 1)
        place(cursor, insert(cursor, lage.handelse, forged, "akt.identify"), forged, PLACE)


def insert_at_the_end(lage: Lage) -> None:
    forged = bytes(lage.handelse.kropp).replace(b"akt.change", b"akt.identify")
    with triggers_off() as cursor:
        entry = insert(cursor, lage.handelse, forged, "akt.identify")
        place(cursor, entry, forged, len(lage.handelser))


def shift(cursor: Any, start: int, step: int) -> None:
    """Move the places from one on; by way of the negative ones, since no two may be the same."""
    cursor.execute("UPDATE audit_loggblad SET plats = -plats - 1 WHERE plats >= %s", [start])
    cursor.execute("UPDATE audit_loggblad SET plats = -plats - 1 + %s WHERE plats < 0", [step])


def insert(cursor: Any, like: Logghandelse, kropp: bytes, verb: str) -> int:
    """An entry that agrees with itself: body, leaf and columns."""
    cursor.execute(
        "INSERT INTO audit_logghandelse SELECT (jsonb_populate_record(h, jsonb_build_object("
        "'id', nextval(pg_get_serial_sequence('audit_logghandelse', 'id')), 'verb', %s::text))).*"
        " FROM audit_logghandelse h WHERE id = %s RETURNING id",
        [verb, like.pk],
    )
    (pk,) = cursor.fetchone()
    leaf = sha256(b"\0" + kropp).digest()
    cursor.execute(
        "UPDATE audit_logghandelse SET kropp = %s, blad = %s WHERE id = %s", [kropp, leaf, pk]
    )
    return int(pk)


def place(cursor: Any, entry: int, kropp: bytes, where: int) -> None:
    cursor.execute(
        "INSERT INTO audit_loggblad (plats, handelse_id, blad) VALUES (%s, %s, %s)",
        [where, entry, sha256(b"\0" + kropp).digest()],
    )


def swap_two(lage: Lage) -> None:
    one, other = lage.handelser[PLACE].pk, lage.handelser[PLACE + 1].pk
    with triggers_off() as cursor:
        cursor.execute(
            "UPDATE audit_loggblad SET handelse_id = -plats WHERE plats IN (%s, %s)",
            [PLACE, PLACE + 1],
        )
        for where, entry in ((PLACE, other), (PLACE + 1, one)):
            cursor.execute(
                "UPDATE audit_loggblad SET handelse_id = %s WHERE plats = %s", [entry, where]
            )


def forge_head(lage: Lage) -> None:
    rewrite(lage, Ed25519PrivateKey.generate())


def rewrite_with_stolen_key(lage: Lage) -> None:
    rewrite(lage, signing_key(KEY_PURPOSE))


def rewrite_what_a_witness_saw(lage: Lage) -> None:
    rewrite(lage, signing_key(KEY_PURPOSE))


def rewrite(lage: Lage, key: Any) -> None:
    """Another body, with its leaf, place, root, edge and head all made to fit."""
    forged = bytes(lage.handelse.kropp).replace(b"akt.change", b"akt.identify")
    leaf = sha256(b"\0" + forged).digest()
    with triggers_off() as cursor:
        cursor.execute(
            "UPDATE audit_logghandelse SET kropp = %s, blad = %s, verb = 'akt.identify'"
            " WHERE id = %s",
            [forged, leaf, lage.handelse.pk],
        )
        cursor.execute("UPDATE audit_loggblad SET blad = %s WHERE plats = %s", [leaf, PLACE])
        kant = Kant()
        for blad in Loggblad.objects.order_by("plats").values_list("blad", flat=True):
            kant.append(bytes(blad))
        huvud = note.Huvud(settings.LOGG_URSPRUNG, kant.storlek, kant.root())
        cursor.execute(
            "UPDATE audit_kontrollpunkt SET rot = %s, kant = %s, anteckning = %s",
            [huvud.rot, bytes(kant), note.sign(huvud, key)],
        )


def empty_the_log(lage: Lage) -> None:
    with triggers_off() as cursor:
        for table in ("loggblad", "kontrollpunkt", "platta", "logghandelse"):
            cursor.execute(f"DELETE FROM audit_{table}")


def cut_off_the_end(lage: Lage) -> None:
    """With the key, so that the shorter log has a head of its own."""
    kept = len(lage.handelser) - 2
    kant = Kant()
    for entry in lage.handelser[:kept]:
        kant.append(bytes(entry.blad))
    huvud = note.Huvud(settings.LOGG_URSPRUNG, kept, kant.root())
    with triggers_off() as cursor:
        cursor.execute(
            "DELETE FROM audit_logghandelse WHERE id > %s", [lage.handelser[kept - 1].pk]
        )
        cursor.execute("DELETE FROM audit_loggblad WHERE plats >= %s", [kept])
        cursor.execute(
            "UPDATE audit_kontrollpunkt SET storlek = %s, rot = %s, kant = %s, anteckning = %s",
            [kept, huvud.rot, bytes(kant), note.sign(huvud, signing_key(KEY_PURPOSE))],
        )
    lage.svar["kvar"] = kept


def remove_before_it_is_sealed(lage: Lage) -> None:
    with transaction.atomic():
        entry = log.record(actor=lage.actor, verb=Verb.AKT_READ, akt_id=lage.person.akt_id)
    drain_all(1)
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_logghandelse WHERE id = %s", [entry.pk])
    lage.svar["osedd"] = entry.pk
