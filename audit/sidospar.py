"""Changes made past the application: small triggers note those that leave no entry in the log.

Each table of compared or sealed rows has a trigger that looks, when the transaction commits, for an
entry of the same transaction. If there is none, the row's key is written to `Sidoandring`. In
ordinary work nothing is written. Installed with the row policies, so that a new table gets its
trigger by itself. History has none: its rows are written with their entry in one statement, and
each is held against the log by `audit.databas`.

Who may switch triggers off is found by `find_disarmed`, as long as they are off; what was changed
meanwhile by `audit.databas`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import connection, models

from audit.models import Logghandelse, Sidoandring
from audit.spar import content_fields, is_compared
from audit.verb import Verb
from encryption.tabeller import sealed_tables

NOTE = "audit_notera_sidoandring"
ROW, TABLE = "sidospar_rad", "sidospar_tabell"

SOURCE = """
BEGIN
  IF TG_LEVEL = 'ROW' AND EXISTS (
    SELECT FROM audit_logghandelse
    WHERE txid = pg_current_xact_id() AND age(xmin) <= 0
  ) THEN
    RETURN NULL;
  END IF;
  INSERT INTO audit_sidoandring (tabell, nyckel, slag, roll, tid) VALUES (
    TG_TABLE_NAME,
    CASE TG_OP
      WHEN 'TRUNCATE' THEN ''
      WHEN 'DELETE' THEN to_jsonb(OLD) ->> TG_ARGV[0]
      ELSE to_jsonb(NEW) ->> TG_ARGV[0]
    END,
    TG_OP, session_user, clock_timestamp()
  );
  RETURN NULL;
END
"""
"""A restored log has the transaction numbers of another cluster, so the number alone could be that
of an old entry: a row inserted by this very transaction is besides never older than it."""

FUNCTION = f"""
CREATE OR REPLACE FUNCTION {NOTE}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $${SOURCE}$$
"""
TRIGGERS = """
DROP TRIGGER IF EXISTS {row} ON {table};
DROP TRIGGER IF EXISTS {all} ON {table};
CREATE CONSTRAINT TRIGGER {row} AFTER INSERT OR DELETE OR UPDATE OF {columns} ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {note}('{key}');
CREATE TRIGGER {all} AFTER TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {note}('{key}');
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {row};
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {all}
"""

INSERT_ONLY, PRUNING, PRUNED = "audit_insert_only", "audit_gallras", "audit_gallring_antecknas"
FINGERPRINTS = {
    INSERT_ONLY: "b503545b6ceea5fee8795dfc1e1f7fe89cdf292a901f15d184bb960872115e6a",
    PRUNING: "9c25e08b6ccdd46d48d6de6160af4679a3314be1c9660553e9233633b4e4db9a",
    PRUNED: "59a45d61908a497876e8ae756fe5f7390889f202d5b0e38f57b562c4d033146b",
    "audit_gallra": "278a3695ee07a680009383d04cae72132934d95a173fe1c0431dd42d0c633f0a",
    NOTE: sha256(SOURCE.encode()).hexdigest(),
}
"""SHA-256 of the functions' sources, as the migrations and `install_triggers` made them."""
MOVED_ON = {"audit.Avloppslage"}
"""Tables of the log that are not insert-only."""
GUARDS = {"audit_logghandelse": PRUNING}
"""Where rows may go after their time; the function lets nothing else go."""

STANDING = """
SELECT c.relname, t.tgname, t.tgenabled = 'A', p.proname, t.tgtype, t.tgqual IS NULL,
       (SELECT array_agg(a.attname::text ORDER BY a.attname) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum = ANY(t.tgattr))
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
"""
SOURCES = """
SELECT proname, encode(sha256(convert_to(prosrc, 'UTF8')), 'hex') FROM pg_proc
WHERE proname = ANY(%s) AND pronamespace = 'public'::regnamespace
"""
BESIDE = """
SELECT c.relname, 'regeln ' || r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
WHERE c.relname = ANY(%s) UNION ALL
SELECT relname, 'ett radskydd' FROM pg_class WHERE relname = ANY(%s) AND relrowsecurity ORDER BY 1
"""
"""What else could make entries vanish: none of it belongs on the tables of the log."""

BEFORE_INSERT, BEFORE_CHANGE, BEFORE_TRUNCATE, AFTER_CHANGE, AFTER_TRUNCATE = 7, 27, 34, 29, 32
"""Bits of tgtype: when a trigger fires, for what, and whether for each row."""


@dataclass(frozen=True)
class Trigger:
    """What a trigger is to be, by what decides whether it does its work."""

    table: str
    name: str
    function: str
    type: int
    columns: tuple[str, ...] = ()


def install_triggers() -> int:
    """(Re)create the function and the trigger of every watched table; returns how many tables.

    Runs as the owner of the tables. Idempotent.
    """
    quote = connection.ops.quote_name
    models_ = watched_models()
    with connection.cursor() as cursor:
        cursor.execute(FUNCTION)
        for model in models_:
            cursor.execute(
                TRIGGERS.format(
                    row=ROW,
                    all=TABLE,
                    note=NOTE,
                    table=quote(model._meta.db_table),
                    columns=", ".join(quote(name) for name in _columns(model)),
                    key=model._meta.pk.column,
                )
            )
    return len(models_)


def watched_models() -> list[type[models.Model]]:
    """Models whose rows are compared with the log, and those with sealed columns."""
    sealed = {tabell.model for tabell in sealed_tables()}
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if not hasattr(model, "instance_type") and (is_compared(model) or model in sealed)
    ]


def unexplained_changes() -> Iterator[Sidoandring]:
    """What was changed past the application and has not been explained, the oldest first."""
    entries = Logghandelse.objects.filter(
        verb=Verb.LOGG_EXPLAIN, objekt_slag=Sidoandring._meta.label
    )
    explained = set(entries.values_list("objekt_id", flat=True))
    for andring in Sidoandring.objects.order_by("pk").iterator():
        if str(andring.pk) not in explained:
            yield andring


def find_changes() -> Iterator[str]:
    """The same in words."""
    return map(str, unexplained_changes())


def find_disarmed() -> Iterator[str]:
    """Say which triggers do not stand as they should, and what stands in the way of the log."""
    log_tables = _log_tables()
    with connection.cursor() as cursor:
        cursor.execute(STANDING)
        standing = {(row[0], row[1]): row[2:] for row in cursor.fetchall()}
        cursor.execute(SOURCES, [list(FINGERPRINTS)])
        sources = dict(cursor.fetchall())
        cursor.execute(BESIDE, [log_tables, log_tables])
        beside = cursor.fetchall()
    expected = _expected(log_tables)
    for trigger in expected:
        if fault := _fault(trigger, standing.get((trigger.table, trigger.name))):
            yield f"Triggern {trigger.name} på {trigger.table} {fault}."
    for function, fingerprint in FINGERPRINTS.items():
        if sources.get(function) != fingerprint:
            yield f"Funktionen {function} är inte den som systemet lade in."
    ours = {(trigger.table, trigger.name) for trigger in expected}
    for table, name in sorted(set(standing) - ours):
        if table in log_tables:
            yield f"På {table} finns triggern {name}, som inte hör till systemet."
    for table, what in beside:
        yield f"På {table} finns {what}, som inte hör till systemet."


def _expected(log_tables: list[str]) -> list[Trigger]:
    refusing = [
        trigger
        for table in log_tables
        for trigger in (
            Trigger(table, "insert_only_row", GUARDS.get(table, INSERT_ONLY), BEFORE_CHANGE),
            Trigger(table, "insert_only_table", INSERT_ONLY, BEFORE_TRUNCATE),
        )
    ]
    noting = [
        trigger
        for model in watched_models()
        for trigger in (
            Trigger(model._meta.db_table, ROW, NOTE, AFTER_CHANGE, _columns(model)),
            Trigger(model._meta.db_table, TABLE, NOTE, AFTER_TRUNCATE),
        )
    ]
    telling = Trigger("audit_loggallring", "antecknas", PRUNED, BEFORE_INSERT)
    return [*refusing, telling, *noting]


def _fault(trigger: Trigger, found: tuple[Any, ...] | None) -> str:
    if found is None:
        return "saknas"
    is_always, function, kind, is_unconditional, columns = found
    if not is_always:
        return "är inte alltid påslagen"
    expected = (trigger.function, trigger.type, True, trigger.columns)
    if (function, kind, is_unconditional, tuple(columns or ())) != expected:
        return "gör inte det den ska"
    return ""


def _log_tables() -> list[str]:
    return sorted(
        model._meta.db_table
        for model in apps.get_app_config("audit").get_models()
        if model._meta.label not in MOVED_ON
    )


@cache
def _columns(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(sorted(str(field.column) for field in content_fields(model)))
