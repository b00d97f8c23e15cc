from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection, connections, transaction

from audit import log, note
from audit.merkle import root_of
from audit.models import Kontrollpunkt, Loggblad, Logghandelse
from audit.sealing import KEY_PURPOSE, LogBroken, seal_log
from audit.verb import Verb
from audit.verify import verify_log
from encryption.signing import signing_key
from tests.audit.conftest import seal, triggers_off

pytestmark = pytest.mark.django_db(transaction=True)


def sealed_ids():
    return list(Loggblad.objects.order_by("plats").values_list("handelse_id", flat=True))


def in_another_connection(work):
    def run():
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def test_everything_committed_gets_a_place_and_a_signed_head(write_entries):
    entries = write_entries(7)
    seal(7, batch=3)
    assert list(Loggblad.objects.order_by("plats").values_list("plats", "handelse_id")) == list(
        enumerate(entry.pk for entry in entries)
    )
    assert list(Kontrollpunkt.objects.order_by("pk").values_list("pk", flat=True)) == [3, 6, 7]
    head = note.verify(
        Kontrollpunkt.objects.get(pk=7).anteckning,
        settings.LOGG_URSPRUNG,
        signing_key(KEY_PURPOSE).public_key(),
    )
    assert head.storlek == 7
    assert head.rot == root_of([bytes(entry.blad) for entry in entries])


def test_with_nothing_new_no_head_is_signed(write_entries):
    write_entries(1)
    seal(1)
    assert seal_log() == 0
    assert Kontrollpunkt.objects.count() == 1


def test_an_older_open_transaction_holds_later_entries_back(write_entries, aktor):
    """Its entry has the lower number; had the later ones been sealed first, it would be skipped."""
    first = write_entries(1)[0]
    seal(1)
    with transaction.atomic():
        held = log.record(actor=aktor, verb=Verb.AKT_READ)
        later = in_another_connection(lambda: write_entries(2))
        assert held.txid < later[0].txid
        assert in_another_connection(seal_log) == 0
    seal(3)
    assert sealed_ids() == [first.pk, held.pk, *(entry.pk for entry in later)]
    assert seal_log() == 0


def test_the_order_is_by_transaction_not_by_entry_number(write_entries, aktor):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")
        later = in_another_connection(lambda: write_entries(1))[0]
        early = log.record(actor=aktor, verb=Verb.AKT_READ)
    assert early.pk > later.pk
    seal(2)
    assert sealed_ids() == [early.pk, later.pk]


def test_two_sealers_at_once_give_each_entry_one_place(write_entries):
    write_entries(40)
    start = Barrier(2)

    def run():
        start.wait()
        try:
            return seal_log(batch=2)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        sealed = [future.result() for future in [pool.submit(run), pool.submit(run)]]
    seal(40 - sum(sealed))
    assert sealed_ids() == list(Logghandelse.objects.order_by("id").values_list("pk", flat=True))
    assert verify_log().brott == []


def test_a_log_restored_into_a_younger_cluster_goes_on(write_entries):
    """Its entries carry transaction numbers that this cluster reaches only in years."""
    sealed, waiting = write_entries(2), write_entries(2)
    with triggers_off() as cursor:
        cursor.execute("UPDATE audit_logghandelse SET txid = (id + 1000000000)::text::xid8")
    seal(4, batch=2)
    fresh = write_entries(2)
    seal(2)
    fresh += write_entries(1)
    seal(1)
    assert sealed_ids() == [entry.pk for entry in (*sealed, *waiting, *fresh)]
    assert seal_log() == 0


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE audit_kontrollpunkt SET anteckning = replace(anteckning, 'logg', 'glog')",
        "UPDATE audit_kontrollpunkt SET kant = sha256(kant) || sha256(kant)",
        "DELETE FROM audit_kontrollpunkt",
        "DELETE FROM audit_loggblad WHERE plats = 2",
        "DELETE FROM audit_logghandelse WHERE id = (SELECT max(id) FROM audit_logghandelse)",
    ],
)
def test_nothing_is_sealed_on_top_of_a_broken_log(write_entries, damage):
    write_entries(3)
    seal(3)
    with triggers_off() as cursor:
        cursor.execute(damage)
    write_entries(1)
    with pytest.raises(LogBroken):
        seal_log()
