"""The database's own administrator: what they can take, what they can spoil, and what tells of it.

Each test ends with the loot: what the attacker in fact has when all is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import ProgrammingError
from django.urls import reverse

from access.models import Anvandare
from arenden.models import Arende, Person
from audit import log
from audit.models import Logghandelse
from audit.verb import Verb
from audit.verify import verify_log
from tests.audit.conftest import TABLES, as_owner, seal
from tests.builders import give_akt, make_anvandare, make_arende
from tests.conftest import logga_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def arende() -> Arende:
    return make_arende()


@pytest.fixture
def handlaggare(arende: Arende) -> Anvandare:
    anvandare = make_anvandare(enhet=arende.enhet)
    give_akt(anvandare, arende.akt)
    return anvandare


@pytest.fixture
def read_and_sealed(client: Any, arende: Arende, handlaggare: Anvandare) -> Logghandelse:
    """The entry of a page that somebody looked at, in a sealed log."""
    logga_in(client, handlaggare).get(reverse("insatser:arende", args=[arende.pk]))
    seal(Logghandelse.objects.count())
    assert verify_log().brott == []
    return Logghandelse.objects.get(akt_id=arende.akt_id, verb="arende.read")


def stored(person: Person, column: str) -> bytes:
    with as_owner() as cursor:
        cursor.execute(f"SELECT {column} FROM arenden_person WHERE id = %s", [person.pk])
        return bytes(cursor.fetchone()[0])


def test_an_older_value_of_the_same_row_can_be_put_back_and_shows_nothing_to_the_thief(arende):
    person = Person.objects.get(akt=arende.akt)
    person.adress = "Gamla vägen 1"
    person.save()
    older = stored(person, "adress")
    person.adress = "Nya vägen 2"
    person.save()
    with as_owner() as cursor:
        cursor.execute("UPDATE arenden_person SET adress = %s WHERE id = %s", [older, person.pk])
        cursor.execute("SELECT adress FROM arenden_historicalperson WHERE id = %s", [person.pk])
        kept = {bytes(row[0]) for row in cursor.fetchall()}
    assert Person.objects.get(pk=person.pk).adress == "Gamla vägen 1"
    loot = {"the older value shows": True, "text in the clear": b"Gamla" in older}
    assert loot == {"the older value shows": True, "text in the clear": False}
    assert len(kept) >= 2  # the newer value is still in the row's history


def test_an_edited_value_opens_no_more_and_tells_nothing(arende):
    person = Person.objects.get(akt=arende.akt)
    with as_owner() as cursor:
        cursor.execute(
            "UPDATE arenden_person SET fornamn = set_byte(fornamn, length(fornamn) - 1, 0)"
            " WHERE id = %s",
            [person.pk],
        )
    with pytest.raises(Exception, match=r"^The sealed value cannot be opened\.$"):
        Person.objects.get(pk=person.pk).fornamn  # noqa: B018


WITH_ROWS = ("audit_logghandelse", "audit_loggblad", "audit_kontrollpunkt")


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        *((table, "TRUNCATE {} CASCADE") for table in TABLES),
        *((table, "DELETE FROM {}") for table in WITH_ROWS),
    ],
)
def test_the_log_is_not_emptied_while_its_triggers_stand(read_and_sealed, table, statement):
    with as_owner() as cursor, pytest.raises(ProgrammingError, match="insert"):
        cursor.execute(statement.format(table))
    assert verify_log().brott == []


@pytest.mark.parametrize(
    ("statement", "loot"),
    [
        ("UPDATE audit_logghandelse SET kropp = kropp || '\\x20' WHERE id = %s", "one entry bent"),
        ("DELETE FROM audit_logghandelse WHERE id = %s", "one entry gone"),
        ("TRUNCATE audit_logghandelse CASCADE", "every entry gone"),
    ],
)
def test_with_the_triggers_dropped_the_signed_heads_still_tell(read_and_sealed, statement, loot):
    with as_owner() as cursor, triggers_dropped(cursor):
        cursor.execute(statement, [read_and_sealed.pk] if "%s" in statement else [])
    assert verify_log().brott, loot


@contextmanager
def triggers_dropped(cursor: Any) -> Iterator[None]:
    """The insert-only triggers of the entries gone for the block, and back just as they were."""
    cursor.execute(
        "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
        " AND tgrelid = 'audit_logghandelse'::regclass AND tgname LIKE 'insert_only%'"
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f"DROP TRIGGER {name} ON audit_logghandelse")
    try:
        yield
    finally:
        for name, definition in found:
            cursor.execute(definition)
            cursor.execute(f"ALTER TABLE audit_logghandelse ENABLE ALWAYS TRIGGER {name}")


def test_a_forged_entry_among_the_sealed_ones_has_no_place(read_and_sealed, arende):
    """What is inserted later comes later: it cannot be given a time before it was made."""
    with as_owner() as cursor:
        cursor.execute(
            "INSERT INTO audit_logghandelse SELECT (jsonb_populate_record(h,"
            " jsonb_build_object('id', h.id + 1000000, 'tid', now() - interval '1 year'))).*"
            " FROM audit_logghandelse h WHERE id = %s",
            [read_and_sealed.pk],
        )
    assert verify_log().brott or verify_log().forsenade


def test_a_grant_given_in_the_table_opens_no_page_unseen(client, arende):
    """The administrator may write a grant for a colleague; the colleague's reading is logged."""
    kollega = make_anvandare(enhet=arende.enhet)
    with as_owner() as cursor:
        cursor.execute(
            "INSERT INTO access_tilltrade (id, anvandare_id, omfattning, omfattning_id, niva, skal,"
            " kalla, fran, given_av_id) VALUES (gen_random_uuid(), %s, 'akt', %s, 10,"
            " 'tilldelning', gen_random_uuid(), now(), %s)",
            [kollega.pk, arende.akt_id, kollega.pk],
        )
    assert (
        logga_in(client, kollega).get(reverse("insatser:arende", args=[arende.pk])).status_code
        == 200
    )
    read = Logghandelse.objects.get(aktor_id=kollega.pk, akt_id=arende.akt_id)
    given = Logghandelse.objects.filter(verb=Verb.TILLTRADE_GIVE, objekt_id__isnull=False)
    assert read.utfall == log.Utfall.OK
    assert not given.exists()  # nobody gave it: the reading stands without an explanation
