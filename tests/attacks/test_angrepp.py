"""What somebody would try: colleagues, former staff, forgers of rows and of headers."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.actions import deactivate_anvandare, end_tilltraden, end_uppdrag, give_uppdrag
from access.models import Anvandare, Roll, Tilltrade
from arenden.models import Arende, Beslut, Journalanteckning, Person
from audit.models import Logghandelse, Utfall
from audit.verify import verify_log
from encryption.errors import SealError
from lagesbild.actions.publicering import approve_publicering, compose_publicering
from tests.audit.conftest import as_owner, seal, triggers_off
from tests.builders import give_akt, make_akt, make_anvandare, make_arende
from tests.conftest import logga_in
from tests.lagesbild.underlag import make_uttag

pytestmark = pytest.mark.django_db


@pytest.fixture
def arende() -> Arende:
    return make_arende()


@pytest.fixture
def handlaggare(arende: Arende) -> Anvandare:
    anvandare = make_anvandare(enhet=arende.enhet)
    give_akt(anvandare, arende.akt)
    return anvandare


def page(client: Client, arende: Arende) -> int:
    return client.get(reverse("insatser:arende", args=[arende.pk])).status_code


# People


def test_a_colleague_who_guesses_the_address_sees_nothing_and_leaves_a_trace(client, arende):
    kollega = make_anvandare(enhet=arende.enhet)
    assert page(logga_in(client, kollega), arende) == 404
    trace = Logghandelse.objects.get(aktor_id=kollega.pk, verb="access.denied")
    assert (trace.utfall, trace.akt_id) == (Utfall.NEKAD, None)


def test_a_grant_that_ends_takes_the_page_with_it(client, arende, handlaggare):
    assert page(logga_in(client, handlaggare), arende) == 200
    end_tilltraden(Tilltrade.objects.filter(anvandare=handlaggare), actor=handlaggare)
    assert page(client, arende) == 404


def test_whoever_has_left_is_out_with_the_session_still_open(client, arende, handlaggare):
    administrator = make_anvandare(Roll.ADMINISTRATOR)
    assert page(logga_in(client, handlaggare), arende) == 200
    deactivate_anvandare(anvandare=handlaggare, actor=administrator)
    response = client.get(reverse("insatser:arende", args=[arende.pk]))
    assert (response.status_code, response["Location"].split("?")[0]) == (302, "/logga-in/")


def test_a_duty_that_has_ended_opens_no_page(client, arende, handlaggare):
    assert page(logga_in(client, handlaggare), arende) == 200
    uppdrag = handlaggare.uppdrag.get()
    uppdrag.till = timezone.localdate() - timedelta(days=1)
    uppdrag.save()
    assert page(client, arende) == 403


def test_a_leader_whose_duty_is_ended_loses_the_unit_at_once(client, arende):
    administrator, ledare = make_anvandare(Roll.ADMINISTRATOR), make_anvandare()
    ledare.uppdrag.all().delete()
    uppdrag = give_uppdrag(
        anvandare=ledare,
        roll=Roll.GRUPPLEDARE,
        namnd=arende.namnd,
        enhet=arende.enhet,
        fran=arende.namnd.giltig_fran,
        till=None,
        actor=administrator,
    )
    assert page(logga_in(client, ledare), arende) == 200
    end_uppdrag(uppdrag=uppdrag, actor=administrator)
    assert page(client, arende) == 302  # a changed duty asks for a new log-in
    assert page(logga_in(client, ledare), arende) == 404


@pytest.mark.parametrize("roll", [Roll.ADMINISTRATOR, Roll.LOGGRANSKARE, Roll.ANALYTIKER])
def test_a_duty_beside_the_cases_opens_none_even_with_a_grant(client, arende, roll):
    anvandare = make_anvandare(roll, enhet=arende.enhet)
    give_akt(anvandare, arende.akt)
    assert page(logga_in(client, anvandare), arende) == 403
    assert client.get(reverse("insatser:arendelista")).status_code == 403
    assert client.post(reverse("insatser:sok"), {"q": arende.arendenummer}).status_code == 403


def test_nobody_may_both_propose_and_decide_even_past_the_code():
    arende = make_arende()
    beslut = Beslut.objects.create(
        akt=arende.akt,
        namnd=arende.namnd,
        arende=arende,
        slag=Beslut.Slag.INSATS,
        lagrum="SoL 11:1",
        text="x",
        motivering="x",
        barnkonsekvens="x",
        foreslagen_av=make_anvandare(),
    )
    with pytest.raises(IntegrityError, match="beslut_fyra_ogon"):
        Beslut.objects.filter(pk=beslut.pk).update(beslutad_av=F("foreslagen_av"))


# Rows: an administrator of the database moves what they cannot read


@pytest.mark.django_db(transaction=True)
def test_a_sealed_value_opens_in_no_other_row_column_or_akt():
    arende = make_arende()
    annan = make_akt()
    person, frammande = Person.objects.get(akt=arende.akt), Person.objects.get(akt=annan)
    stulet = raw("fornamn", person)
    for rad, falt in ((frammande, "fornamn"), (person, "efternamn")):
        put(falt, rad, stulet)
        with pytest.raises(SealError):
            getattr(Person.objects.get(pk=rad.pk), falt)
    bare = make_bare_akt()
    with as_owner() as cursor:
        cursor.execute("ALTER TABLE arenden_person DISABLE TRIGGER agaren_bestar")
        cursor.execute("UPDATE arenden_person SET akt_id = %s WHERE id = %s", [bare, person.pk])
        cursor.execute("ALTER TABLE arenden_person ENABLE TRIGGER agaren_bestar")
    with pytest.raises(SealError):
        Person.objects.get(pk=person.pk).fornamn  # noqa: B018


def make_bare_akt() -> Any:
    akt = make_akt()
    Person.objects.filter(akt=akt).delete()
    return akt.pk


def raw(falt: str, person: Person) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {falt} FROM arenden_person WHERE id = %s", [person.pk])
        return bytes(cursor.fetchone()[0])


def put(falt: str, person: Person, value: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE arenden_person SET {falt} = %s WHERE id = %s", [value, person.pk])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "sats",
    [
        "UPDATE audit_logghandelse SET aktor_id = gen_random_uuid() WHERE id = %s",
        "UPDATE audit_logghandelse SET tid = tid - interval '1 day' WHERE id = %s",
        "DELETE FROM audit_logghandelse WHERE id = %s",
    ],
)
def test_an_entry_edited_or_taken_away_is_found(client, sats):
    arende = make_arende()
    handlaggare = make_anvandare(enhet=arende.enhet)
    give_akt(handlaggare, arende.akt)
    assert page(logga_in(client, handlaggare), arende) == 200
    seal(Logghandelse.objects.count())
    assert verify_log().brott == []
    entry = Logghandelse.objects.get(akt_id=arende.akt_id, verb="arende.read")
    with triggers_off() as cursor:
        cursor.execute(sats, [entry.pk])
    assert len(verify_log().brott) == 1


# Headers and addresses


FORGED = {
    "X-Forwarded-For": "10.0.0.1",
    "X-Forwarded-User": "administrator",
    "X-Remote-User": "administrator",
    "Remote-User": "administrator",
    "X-User": "administrator",
    "X-Original-URL": "/halsa/lever",
    "X-Rewrite-URL": "/halsa/lever",
    "X-HTTP-Method-Override": "POST",
}


def test_no_header_makes_somebody_else_of_one(client, arende, handlaggare):
    address = reverse("insatser:arende", args=[arende.pk])
    assert Client(headers=FORGED).get(address).status_code == 302
    kollega = logga_in(Client(headers=FORGED), make_anvandare(enhet=arende.enhet))
    assert kollega.get(address).status_code == 404
    before = Logghandelse.objects.latest("id").pk
    assert logga_in(Client(headers=FORGED), handlaggare).get(address).status_code == 200
    entry = Logghandelse.objects.filter(pk__gt=before).latest("id")
    assert entry.aktor_id == handlaggare.pk
    assert b"10.0.0.1" not in bytes(entry.kropp)


@pytest.mark.parametrize("sida", ["insatser:sok", "insatser:arendelista", "insatser:min_dag"])
def test_a_number_in_an_address_is_neither_answered_nor_repeated(client, arende, handlaggare, sida):
    Arende.objects.filter(pk=arende.pk).update(handlaggare=handlaggare)
    response = logga_in(client, handlaggare).get(
        reverse(sida), {"q": "20120126-2399", "flik": "20120126-2399", "sida": "20120126-2399"}
    )
    assert response.status_code == 200
    assert "2399" not in response.content.decode()


def test_a_search_for_a_foreign_number_and_for_none_answers_alike(client, handlaggare):
    frammande = make_arende()
    client = logga_in(client, handlaggare)
    svar = [
        client.post(reverse("insatser:sok"), {"q": fraga}).content.decode().replace(fraga, "")
        for fraga in (frammande.arendenummer, "PRV-2026-99999")
    ]
    without_token = [part.split("csrfmiddlewaretoken")[0] for part in svar]
    assert without_token[0] == without_token[1]


# Text that wants to be more than text


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7|add:7 }}"


def test_a_name_stays_a_name_on_every_page_that_shows_it(client, arende, handlaggare):
    Person.objects.get(akt=arende.akt).delete()
    Person.objects.create(
        akt=arende.akt, namnd=arende.namnd, fornamn=HOSTILE, efternamn="=HYPERLINK(1)"
    )
    Journalanteckning.objects.create(
        akt=arende.akt,
        namnd=arende.namnd,
        arende=arende,
        forfattare=handlaggare,
        slag="samtal",
        nar=arende.oppnat,
        text=HOSTILE,
    )
    client = logga_in(client, handlaggare)
    for sida in ("insatser:arende", "arenden:journal"):
        text = client.get(reverse(sida, args=[arende.pk])).content.decode()
        assert "&lt;script&gt;alert(1)" in text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "14" not in text.split("add:7")[1][:4]


def test_no_cell_of_a_published_table_begins_a_formula(client):
    uttag = make_uttag({("=HYPERLINK(1)", "K"): 40, ("@Farsta", "M"): 60})
    forslag = compose_publicering(uttag=uttag, actor=make_anvandare(Roll.ANALYTIKER))
    publicerad = approve_publicering(publicering=forslag, actor=make_anvandare(Roll.SAMORDNARE))
    analytiker = make_anvandare(Roll.ANALYTIKER)
    response = logga_in(client, analytiker).get(reverse("lagesbild:csv", args=[publicerad.pk]))
    rader = csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    assert not [cell for rad in rader for cell in rad if cell[:1] in "=+@\t\r" and cell]
