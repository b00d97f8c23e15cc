from datetime import timedelta

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.utils import timezone

from audit import log
from audit.models import Loggallring, Logghandelse, Vittnesmal
from tests.audit.conftest import TABLES, as_owner, seal

REFUSED = "The log is insert-only"
KEYS = {
    "audit_logghandelse": "id",
    "audit_loggblad": "plats",
    "audit_kontrollpunkt": "storlek",
    "audit_platta": "niva",
    "audit_vittnesmal": "id",
    "audit_loggallring": "fran_plats",
}


@pytest.fixture(autouse=True)
def _sealed(transactional_db, write_entries):
    write_entries(256)
    seal(256)
    Vittnesmal.objects.create(kontrollpunkt_id=256, tid=timezone.now())
    long_ago = timezone.now() - timedelta(days=6 * 366)
    with as_owner(), transaction.atomic():
        told = log.record_pruned(runs=[(0, 0)], aldre_an=long_ago)
        Loggallring.objects.create(
            fran_plats=0, till_plats=0, handelse_id=told.pk, aldre_an=long_ago
        )


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {column} = {column}",
        "DELETE FROM {table}",
        "TRUNCATE {table} CASCADE",
        "INSERT INTO {table} SELECT * FROM {table} LIMIT 1"
        " ON CONFLICT ON CONSTRAINT {table}_pkey DO UPDATE SET {column} = EXCLUDED.{column}",
        "MERGE INTO {table} t USING {table} s ON t.{column} = s.{column} WHEN MATCHED THEN DELETE",
    ],
)
def test_even_the_owner_can_only_insert(table, statement):
    column = KEYS[table]
    with (
        as_owner() as cursor,
        pytest.raises(DatabaseError, match=REFUSED),
        transaction.atomic(),
    ):
        cursor.execute(statement.format(table=table, column=column))


def test_the_orm_is_refused_too():
    entry = Logghandelse.objects.first()
    with as_owner(), pytest.raises(ProgrammingError, match=REFUSED), transaction.atomic():
        entry.delete()


def test_the_triggers_fire_in_replica_mode():
    """Only a superuser may set the mode; the triggers fire all the same."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgenabled FROM pg_trigger"
            " WHERE tgname LIKE 'insert_only%' OR tgname = 'antecknas' ORDER BY 1"
        )
        tables = [*TABLES, "audit_sidoandring"]
        triggers = ["audit_loggallring", *(table for table in tables for _ in range(2))]
        assert cursor.fetchall() == [(table, "A") for table in sorted(triggers)]


def test_an_ordinary_owner_cannot_choose_replica_mode():
    with as_owner() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
        cursor.execute("SET session_replication_role = replica")


@pytest.mark.parametrize("role", ["insatser_app", "insatser_arbetare"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET blad = blad", "DELETE FROM {}", "TRUNCATE {}"]
)
def test_the_application_has_no_right_to_try(role, statement):
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(f"SET LOCAL ROLE {role}")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute(statement.format("audit_logghandelse"))
