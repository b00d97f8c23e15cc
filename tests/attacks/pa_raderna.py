"""What an administrator of the database can do to rows of case data, and to the triggers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone

from audit.models import Sidoandring
from tests.attacks.pa_loggen import Lage
from tests.audit.conftest import as_owner

PERSON, SHADOW = "arenden_person", "arenden_historicalperson"


@contextmanager
def unseen(*tables: str) -> Iterator[Any]:
    """The triggers that note changes are off, and on again as if nothing had been."""
    with as_owner() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass"
                " AND tgname LIKE 'sidospar%%'",
                [table],
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


# On the rows


def edit_row(lage: Lage) -> None:
    with unseen(PERSON) as cursor:
        cursor.execute(
            f"UPDATE {PERSON} SET skolform = 'gymnasieskola' WHERE id = %s", [lage.person.pk]
        )


def edit_row_in_sight(lage: Lage) -> None:
    with as_owner() as cursor:
        cursor.execute(f"UPDATE {PERSON} SET arskurs = 9 WHERE id = %s", [lage.person.pk])
    noted = Sidoandring.objects.get()
    lage.svar["tid"] = f"{timezone.localtime(noted.tid):%Y-%m-%d %H:%M:%S}"


def put_back_row_and_history(lage: Lage) -> None:
    """The older row from its own history, and the newer history row gone."""
    with unseen(PERSON) as cursor:
        cursor.execute(
            f"UPDATE {PERSON} p SET adress = h.adress, version = h.version FROM {SHADOW} h"
            " WHERE h.id = p.id AND h.history_type = '+'"
        )
        cursor.execute(f"DELETE FROM {SHADOW} WHERE history_type = '~'")


def remove_row_and_history(lage: Lage) -> None:
    with unseen(PERSON) as cursor:
        cursor.execute(f"DELETE FROM {SHADOW} WHERE id = %s", [lage.person.pk])
        cursor.execute(f"DELETE FROM {PERSON} WHERE id = %s", [lage.person.pk])


def edit_history(lage: Lage) -> None:
    with as_owner() as cursor:
        cursor.execute(
            f"UPDATE {SHADOW} SET history_date = now() - interval '1 year', history_user_id = NULL"
            " WHERE history_type = '~' RETURNING history_id"
        )
        (lage.svar["historikrad"],) = cursor.fetchone()


def add_row(lage: Lage) -> None:
    with unseen("arenden_personakt") as cursor:
        cursor.execute(
            "INSERT INTO arenden_personakt SELECT (jsonb_populate_record(a, jsonb_build_object("
            "'id', gen_random_uuid(), 'aktnummer', 'falsk'))).*"
            " FROM arenden_personakt a RETURNING id"
        )
        (lage.svar["ny rad"],) = cursor.fetchone()


# On the triggers


def switch_off_the_log(lage: Lage) -> None:
    change("ALTER TABLE audit_logghandelse DISABLE TRIGGER insert_only_row")


def switch_off_the_notes(lage: Lage) -> None:
    change(f"ALTER TABLE {PERSON} DISABLE TRIGGER sidospar_rad")


def hollow_out_a_function(lage: Lage) -> None:
    change(
        "CREATE OR REPLACE FUNCTION audit_insert_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RETURN coalesce(NEW, OLD); END $$"
    )


def drop_entries_as_they_come(lage: Lage) -> None:
    change(
        "CREATE FUNCTION tyst() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;"
        "CREATE TRIGGER tyst BEFORE INSERT ON audit_logghandelse FOR EACH ROW"
        " WHEN (NEW.verb = 'akt.read') EXECUTE FUNCTION tyst()"
    )


def change(statement: str) -> None:
    with as_owner() as cursor:
        cursor.execute(statement)
