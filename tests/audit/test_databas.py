"""What the log itself says of rows that go or get other bytes is followed, and nothing else is."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.db import connection, transaction

from arenden.models import Person, Personakt, SkyddadAdress
from arenden.models.skydd import fack_of
from audit import log
from audit.databas import compare_database, compared_models
from audit.models import Logghandelse
from audit.omforsegling import note_resealing
from audit.verb import Verb
from tests.attacks.pa_raderna import unseen
from tests.audit.conftest import triggers_off
from tests.builders import make_anvandare, make_enhet

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def actor():
    return make_anvandare()


@pytest.fixture
def person(actor):
    """A person in an akt, all of it known to the log."""
    enhet = make_enhet()
    akt = Personakt(enhet=enhet, namnd=enhet.namnd, fodelsear=2011, kon="M")
    person = Person(akt=akt, namnd=enhet.namnd, fornamn="Kim", arskurs=7)
    with transaction.atomic():
        log.save(akt, actor=actor, verb=Verb.AKT_OPEN)
        log.save(person, actor=actor, verb=Verb.AKT_CHANGE)
    return person


@pytest.fixture
def adress(person, actor):
    """A row without history."""
    adress = SkyddadAdress(
        fack_id=fack_of(person.akt_id),
        akt=person.akt,
        namnd=person.namnd,
        adress="Vägen 1",
        skriven_av=actor,
    )
    with transaction.atomic():
        log.save(adress, actor=actor, verb=Verb.FACK_WRITE)
    return adress


def test_rows_with_and_without_history_are_what_the_log_says(adress):
    assert {Person, SkyddadAdress} <= set(compared_models())
    assert compare_database() == []


def test_a_row_that_was_deleted_and_logged_is_gone_and_must_not_come_back(adress, actor):
    values = {field.attname: getattr(adress, field.attname) for field in adress._meta.fields}
    with transaction.atomic():
        log.delete(adress, actor=actor, verb=Verb.FACK_WRITE)
    assert compare_database() == []
    with unseen("arenden_skyddadadress"):
        SkyddadAdress.objects.create(**values)
    assert compare_database() == [
        f"Raden {values['id']} i arenden_skyddadadress finns, fast loggen säger att den togs bort."
    ]


def test_a_row_without_history_that_is_gone(adress):
    with unseen("arenden_skyddadadress") as cursor:
        cursor.execute("DELETE FROM arenden_skyddadadress")
    assert compare_database() == [
        f"Raden {adress.pk} i arenden_skyddadadress är borttagen utanför systemet."
    ]


def test_rows_that_the_log_names_as_removed_are_explained_and_no_others(person, adress, actor):
    removed = {"actor": actor, "verb": Verb.GALLRING_REMOVE, "akt_id": person.akt_id}
    with transaction.atomic():
        log.record_removed(model=Person, pks=[person.pk], **removed)
    with unseen("arenden_person", "arenden_skyddadadress") as cursor:
        cursor.execute("DELETE FROM arenden_historicalperson; DELETE FROM arenden_person")
        cursor.execute("DELETE FROM arenden_skyddadadress")
    assert compare_database() == [
        f"Raden {adress.pk} i arenden_skyddadadress är borttagen utanför systemet."
    ]
    with transaction.atomic():
        log.record_removed(model=SkyddadAdress, pks="*", **removed)
    assert compare_database() == []


def test_other_bytes_that_the_log_tells_of_are_followed_twice_over(person):
    for arskurs in (8, 9):
        with transaction.atomic(), note_resealing(Person, [person.pk]):
            Person.objects.filter(pk=person.pk).update(arskurs=arskurs)
    assert compare_database() == []
    with unseen("arenden_person") as cursor:
        cursor.execute("UPDATE arenden_person SET arskurs = 8")
    (found,) = compare_database()
    assert found.startswith(f"Raden {person.pk} i arenden_person är inte den som loggen minns")


def test_a_bent_body_stops_nothing(person):
    with triggers_off() as cursor:
        cursor.execute("UPDATE audit_logghandelse SET kropp = '\\xff00', verb = 'keys.reseal'")
    found = compare_database()
    assert f"Raden {person.pk} i arenden_person finns inte i loggen." in found


def test_a_long_list_is_told_in_entries_that_hold_it(actor):
    pairs = [["0" * 64, "1" * 64] for _ in range(1_001)]
    with transaction.atomic():
        log.record_rewritten(
            actor=actor, verb=Verb.KEYS_RESEAL, akt_id=uuid4(), tabell="x", digests=pairs
        )
    bodies = [bytes(kropp) for kropp in Logghandelse.objects.values_list("kropp", flat=True)]
    told = [json.loads(body)["ovrigt"]["omforseglat"] for body in bodies]
    assert [len(some) for some in told] == [400, 400, 201]
    assert max(map(len, bodies)) < 60_000


def test_at_most_so_many_sentences(person):
    with unseen("arenden_person") as cursor:
        cursor.execute("DELETE FROM arenden_person")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM arenden_historicalpersonakt")
    assert len(compare_database()) > 1
    assert len(compare_database(most=1)) == 1
