import hashlib
import json
import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, models, transaction
from django.test.utils import isolate_apps

from access.models import Anvandare
from audit import log
from audit.agare import Agare
from audit.andring import MinnsRaden, changed_fields
from audit.context import Begaran, begaran
from audit.kropp import canonical
from audit.models import Logghandelse
from audit.spar import row_digest
from audit.verb import Verb
from encryption.opened import collect_openings
from tests.builders import give_akt
from tests.encryption.app.models import Akt, Anteckning


@pytest.fixture
def anvandare(db):
    return Anvandare.objects.create(anvandarnamn="kim", namn="Kim Exempelsson")


@pytest.fixture
def akt(db):
    return Akt.objects.create(namn="Hemligt Namn")


@pytest.fixture
def anteckning(akt):
    made = Anteckning.objects.create(akt=akt, text="Hemlig text", klartext="före")
    return Anteckning.objects.get(pk=made.pk)


def newest():
    entry = Logghandelse.objects.latest("id")
    return entry, json.loads(bytes(entry.kropp))


def test_an_entry_says_who_what_where_and_when(db, aktor):
    akt_id, tilltrade_id, request = uuid4(), uuid4(), Begaran(uuid4(), "ab12", "192.0.2.7")
    token = begaran.set(request)
    try:
        log.record(
            actor=aktor,
            verb=Verb.AKT_READ,
            akt_id=akt_id,
            falt=["b", "a"],
            regel="akt.read",
            tilltrade_id=tilltrade_id,
            andamal="handlaggning",
        )
    finally:
        begaran.reset(token)
    entry, kropp = newest()
    assert kropp["huvud"] == {
        "akt_id": str(akt_id),
        "aktor_id": str(aktor.pk),
        "begaran_id": str(request.id),
        "enhet_id": str(aktor.uppgift.enhet_id),
        "namnd_id": str(aktor.uppgift.namnd_id),
        "objekt_id": "",
        "objekt_slag": "",
        "roll": "handlaggare",
        "tid": entry.tid.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "tilltrade_id": str(tilltrade_id),
        "utfall": "ok",
        "verb": "akt.read",
    }
    assert len(bytes.fromhex(kropp["ovrigt"].pop("salt"))) == 16
    assert kropp["ovrigt"] == {
        "adress": "192.0.2.7",
        "andamal": "handlaggning",
        "falt": ["a", "b"],
        "regel": ["akt.read"],
        "session": "ab12",
        "version": 2,
    }
    assert bytes(entry.blad) == hashlib.sha256(b"\0" + bytes(entry.kropp)).digest()
    assert entry.txid > 0


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded(aktor):
    with pytest.raises(RuntimeError):
        log.record(actor=aktor, verb=Verb.AKT_READ)
    with pytest.raises(RuntimeError):
        log.save(Akt(namn="A"), actor=None, verb=Verb.AKT_OPEN)
    assert not Akt.objects.exists()
    assert not Logghandelse.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_work_rolled_back_leaves_no_entry(aktor):
    with transaction.atomic():
        log.record(actor=aktor, verb=Verb.AKT_READ)
        transaction.set_rollback(True)
    assert not Logghandelse.objects.exists()


def test_many_readings_are_one_query(db, aktor, django_assert_num_queries):
    with django_assert_num_queries(1):
        entries = log.record_many(
            actor=aktor,
            verb=Verb.ARENDE_LIST,
            lasta={
                Agare("akt", uuid4()): ["provapp.Anteckning.text"],
                Agare("akt", uuid4()): [],
                None: [],
            },
        )
    assert Logghandelse.objects.count() == len(entries) == 3
    assert len({bytes(entry.blad) for entry in entries}) == 3


def test_a_new_row_leaves_history_and_entry(akt, anvandare):
    anteckning = Anteckning(akt=akt, text="Hemlig text")
    log.save(anteckning, actor=anvandare, verb=Verb.JOURNAL_DRAFT)
    entry, kropp = newest()
    history = anteckning.history.get()
    assert history.history_user == anvandare
    assert kropp["ovrigt"]["historik"] == row_digest(history).hex()
    assert {"akt", "text"} <= set(kropp["ovrigt"]["falt"])
    assert (entry.akt_id, entry.objekt_slag, entry.objekt_id) == (
        akt.pk,
        "provapp.Anteckning",
        str(anteckning.pk),
    )


def test_a_change_gives_names_and_no_values(anteckning, anvandare):
    anteckning.klartext, anteckning.text = "efter", "Annan hemlig text"
    log.save(anteckning, actor=anvandare, verb=Verb.JOURNAL_DRAFT)
    entry, kropp = newest()
    assert kropp["ovrigt"]["falt"] == ["klartext", "text"]
    for value in ("efter", "före", "hemlig", "Kim"):
        assert value not in bytes(entry.kropp).decode()
    stored = type(anteckning.history.first()).objects.get(pk=anteckning.history.first().pk)
    assert kropp["ovrigt"]["historik"] == row_digest(stored).hex()


def test_an_untouched_sealed_value_is_neither_opened_nor_named(anteckning, anvandare):
    anteckning.ordning = 0
    anteckning.klartext = "efter"
    with collect_openings() as openings:
        log.save(anteckning, actor=anvandare, verb=Verb.JOURNAL_DRAFT)
    assert openings == []
    assert newest()[1]["ovrigt"]["falt"] == ["klartext"]


def test_a_list_changed_in_place_is_named(akt, anvandare):
    made = Anteckning.objects.create(akt=akt, text="x", fakta=[1])
    made = Anteckning.objects.get(pk=made.pk)
    made.fakta.append(2)
    log.save(made, actor=anvandare, verb=Verb.JOURNAL_DRAFT)
    assert newest()[1]["ovrigt"]["falt"] == ["fakta"]


def test_a_change_costs_three_queries(anteckning, anvandare, django_assert_num_queries):
    """Once the actor's duties and grants are known to the request."""
    token = begaran.set(Begaran(uuid4(), "", ""))
    akt_id = give_akt(anvandare, anteckning.akt).omfattning_id
    assert set(anvandare.tilltraden_for([akt_id])) == {akt_id}
    anteckning.klartext = "efter"
    with django_assert_num_queries(3):
        log.save(anteckning, actor=anvandare, verb=Verb.JOURNAL_DRAFT)
    begaran.reset(token)


def test_a_row_that_remembers_itself_is_not_read_again(db, django_assert_num_queries):
    with isolate_apps("audit"):

        class Rad(MinnsRaden):
            namn = models.TextField()
            lista = models.JSONField()

            class Meta:
                app_label = "audit"

    row = Rad.from_db("default", ["id", "namn", "lista"], [1, "a", [1]])
    row.lista.append(2)
    with django_assert_num_queries(0):
        assert changed_fields(row) == {"lista"}


def test_a_constraint_is_asked_when_any_of_its_fields_changed(anteckning, anvandare):
    anteckning.ordning = 1
    with pytest.raises(ValidationError, match="provapp_rubrik_om_ordnad"):
        log.save(anteckning, actor=anvandare, verb=Verb.JOURNAL_DRAFT)
    assert not Logghandelse.objects.exists()


def test_a_deleted_row_leaves_history_and_entry(anteckning, anvandare):
    pk, history = anteckning.pk, type(anteckning).history
    log.delete(anteckning, actor=anvandare, verb=Verb.JOURNAL_CORRECT)
    entry, kropp = newest()
    assert entry.objekt_id == str(pk)
    assert kropp["ovrigt"]["historik"] == row_digest(history.get(history_type="-")).hex()


def test_a_row_that_is_gone_is_neither_deleted_nor_saved_anew(anteckning, anvandare):
    Anteckning.objects.filter(pk=anteckning.pk).delete()
    anteckning.klartext = "efter"
    gone = pytest.raises((DatabaseError, ObjectDoesNotExist))
    with gone, transaction.atomic():
        log.save(anteckning, actor=anvandare, verb=Verb.JOURNAL_CORRECT)
    with pytest.raises(ObjectDoesNotExist), transaction.atomic():
        log.delete(anteckning, actor=anvandare, verb=Verb.JOURNAL_CORRECT)
    assert not Logghandelse.objects.exists()


def test_lists_page_by_key_without_repeating(db, aktor):
    log.record_many(
        actor=aktor, verb=Verb.ARENDE_LIST, lasta={Agare("akt", uuid4()): [] for _ in range(5)}
    )
    rows = Logghandelse.objects.by_aktor(aktor.pk)
    first = list(rows.newest_first()[:3])
    rest = list(rows.newest_first(before=(first[-1].tid, first[-1].pk))[:3])
    assert [row.pk for row in first + rest] == sorted((row.pk for row in rows), reverse=True)
    assert list(Logghandelse.objects.for_akt(first[0].akt_id)) == [first[0]]


def test_canonical_json_has_one_form_for_each_fact():
    moment = datetime(2026, 1, 31, 8, 15, tzinfo=UTC)
    assert canonical({"b": moment, "a": ["A\u030a", None, 1]}) == (
        '{"a":["Å",null,1],"b":"2026-01-31T08:15:00.000000Z"}'.encode()
    )
    for outside in (1.5, 2**53, {"å": 1}, {1: 1}, b"", object()):
        with pytest.raises(TypeError):
            canonical([outside])


def test_every_verb_has_the_form_and_a_label():
    assert [verb for verb in Verb if not re.fullmatch(r"[a-z_]+\.[a-z_]+", verb)] == []
    assert [verb for verb in Verb if not verb.label[:1].isupper()] == []
