"""A change that commits without an entry is noted; one with an entry costs nothing but a look."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from access.models import Kodapp
from arenden.models import Person
from audit import log
from audit.models import Logghandelse, Sidoandring
from audit.sidospar import find_disarmed, install_triggers, watched_models
from audit.verb import Verb
from encryption.tabeller import sealed_tables
from tests.audit.conftest import as_owner
from tests.builders import make_akt, make_anvandare

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person():
    """A person whose own making is noted no more."""
    person = Person.objects.get(akt=make_akt())
    with as_owner() as cursor:
        cursor.execute("ALTER TABLE audit_sidoandring DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM audit_sidoandring")
        for name in ("row", "table"):
            cursor.execute(
                f"ALTER TABLE audit_sidoandring ENABLE ALWAYS TRIGGER insert_only_{name}"
            )
    return person


def noted():
    columns = ("tabell", "nyckel", "slag", "roll")
    return list(Sidoandring.objects.order_by("pk").values_list(*columns))


def change_by_hand(person, column="arskurs"):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE arenden_person SET {column} = {column} WHERE id = %s", [person.pk])


def test_a_change_by_hand_is_noted(person):
    change_by_hand(person)
    assert noted() == [("arenden_person", str(person.pk), "UPDATE", "insatser")]


def test_a_logged_change_is_not_wherever_in_the_transaction_the_entry_is(person):
    actor = make_anvandare()
    person.arskurs = 8
    with transaction.atomic():
        log.save(person, actor=actor, verb=Verb.AKT_CHANGE)
    with transaction.atomic():
        with transaction.atomic():
            log.record(actor=actor, verb=Verb.AKT_READ)
        with transaction.atomic():
            change_by_hand(person)
    assert noted() == []


def test_an_entry_that_was_rolled_back_explains_nothing(person):
    with transaction.atomic():
        with transaction.atomic():
            log.record(actor=None, verb=Verb.AKT_READ)
            transaction.set_rollback(True)
        change_by_hand(person)
    assert len(noted()) == 1


def test_nor_does_an_old_entry_with_the_same_transaction_number(person):
    """A log that came by dump has the numbers of another cluster, and some of them come again."""
    with as_owner() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (now,) = cursor.fetchone()
        with transaction.atomic():
            log.record(actor=None, verb=Verb.AKT_READ)
        cursor.execute(
            "INSERT INTO audit_logghandelse SELECT (jsonb_populate_record(h, jsonb_build_object("
            "'id', h.id + n, 'txid', (%s + n)::text))).*"
            " FROM audit_logghandelse h, generate_series(1, 200) n",
            [now],
        )
    change_by_hand(person)
    assert Logghandelse.objects.filter(txid=Sidoandring.objects.get().txid).exists()


def test_counters_are_not_listened_to(person):
    Kodapp.objects.create(user=make_anvandare(), name="app")
    before = noted()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_kodapp SET senaste_steg = senaste_steg")
        assert cursor.rowcount == 1
    assert noted() == before


def test_an_emptied_table_is_noted_whatever_the_log_says(person):
    with as_owner() as cursor, transaction.atomic():
        log.record(actor=None, verb=Verb.AKT_READ)
        cursor.execute("TRUNCATE arenden_utkast")
    assert noted() == [("arenden_utkast", "", "TRUNCATE", "insatser")]
    assert str(Sidoandring.objects.get()).startswith("Tabellen arenden_utkast tömdes utanför")


def test_replica_mode_does_not_silence_them():
    with as_owner() as cursor:
        cursor.execute("SELECT DISTINCT tgenabled FROM pg_trigger WHERE tgname LIKE 'sidospar%'")
        assert cursor.fetchall() == [("A",)]


def test_every_sealed_table_has_its_trigger():
    watched = set(watched_models())
    sealed = {tabell.model for tabell in sealed_tables()}
    assert {model for model in sealed if not hasattr(model, "instance_type")} <= watched
    assert list(find_disarmed()) == []


def test_they_are_installed_anew_and_stand():
    with as_owner() as cursor:
        cursor.execute("ALTER TABLE arenden_person ENABLE TRIGGER USER")
    assert list(find_disarmed()) == [
        "Triggern sidospar_rad på arenden_person är inte alltid påslagen.",
        "Triggern sidospar_tabell på arenden_person är inte alltid påslagen.",
    ]
    with as_owner():
        install_triggers()
    assert list(find_disarmed()) == []


def test_nobody_of_ours_writes_or_changes_what_was_noted(person):
    change_by_hand(person)
    for statement in (
        "INSERT INTO audit_sidoandring (tabell, nyckel, slag, roll, tid)"
        " VALUES ('x', '', 'UPDATE', 'x', now())",
        "UPDATE audit_sidoandring SET nyckel = ''",
        "DELETE FROM audit_sidoandring",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(statement)


def run(*options):
    out = StringIO()
    call_command("sidoandringar", *options, stdout=out)
    return out.getvalue().splitlines()


def test_what_is_explained_is_not_told_again(person):
    change_by_hand(person)
    (told, summary) = run()
    assert told.startswith(f"Raden {person.pk} i arenden_person ändrades utanför systemet")
    assert summary == "1 ändringar är inte förklarade."
    assert run("--forklara", "Dataflytt")[-1] == "1 ändringar är nu förklarade."
    assert run() == ["Inga oförklarade ändringar."]
    assert Logghandelse.objects.filter(verb=Verb.LOGG_EXPLAIN).count() == 1
