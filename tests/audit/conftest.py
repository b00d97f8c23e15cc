from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic, sleep
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from audit import log
from audit.sealing import seal_log
from audit.verb import Verb
from config.databas import ARBETARE, take_role

TABLES = (
    "audit_logghandelse",
    "audit_loggblad",
    "audit_kontrollpunkt",
    "audit_platta",
    "audit_vittnesmal",
    "audit_loggallring",
)


@dataclass(frozen=True)
class Person:
    """An actor without an account."""

    pk: UUID = field(default_factory=uuid4)
    uppgift: log.AktorUppgift = field(
        default_factory=lambda: log.AktorUppgift("handlaggare", uuid4(), uuid4())
    )
    tilltraden: dict[UUID, UUID] = field(default_factory=dict)

    def loggrad(self):
        return self.uppgift

    def tilltraden_for(self, ids):
        return {one: self.tilltraden[one] for one in ids if one in self.tilltraden}


@pytest.fixture
def aktor():
    return Person()


@contextmanager
def as_owner():
    """The login role, which owns the tables, as a database administrator would use it."""
    take_role(None)
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        take_role(ARBETARE)


@contextmanager
def triggers_off():
    """An administrator who has switched the triggers off, and on again to hide it."""
    with as_owner() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER insert_only_row")
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER insert_only_table")
        cursor.execute("ALTER TABLE audit_loggallring ENABLE ALWAYS TRIGGER antecknas")


def seal(count, batch=5_000):
    """Seal `count` entries; a transaction open in any database of the server holds them back."""
    deadline = monotonic() + 30
    sealed = seal_log(batch)
    while sealed < count and monotonic() < deadline:
        sleep(0.05)
        sealed += seal_log(batch)
    assert sealed == count


@pytest.fixture
def write_entries(aktor):
    def write(count):
        with transaction.atomic():
            return [
                log.record(actor=aktor, verb=Verb.AKT_READ, akt_id=uuid4(), falt=["x"])
                for _ in range(count)
            ]

    return write
