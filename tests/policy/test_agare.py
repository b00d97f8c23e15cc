"""Whom a row belongs to: the database lets nobody change it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from arenden.models import Person, Personakt
from tests.policy.varld import make_varld

pytestmark = pytest.mark.django_db


def test_a_row_stays_with_its_akt():
    person, annan = Person.objects.filter(akt__in=two_akter())
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(akt=annan.akt)
    person.skola = "Ny skola"
    person.save()
    assert Person.objects.get(pk=person.pk).skola == "Ny skola"


def two_akter() -> list[Personakt]:
    return [arende.akt for arende in make_varld("Järva").arenden[:2]]


def test_every_table_of_an_akt_or_a_team_is_guarded():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('akt_id', 'team_id')"
            " WHERE p.polname = 'tilltrade_lasa' AND NOT EXISTS (SELECT FROM pg_trigger t"
            " WHERE t.tgrelid = c.oid AND t.tgname = 'agaren_bestar')"
        )
        assert cursor.fetchall() == []
