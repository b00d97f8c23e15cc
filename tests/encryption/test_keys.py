"""Every owner has one key, made once, wrapped, bound to its place, and not kept for long."""

import threading
import uuid

import pytest
from django.db import connection, transaction

from encryption import keys
from encryption.errors import SealError
from encryption.keys import CACHE_OWNERS, destroy_keys, drop_keys, key_for, key_of_version
from encryption.models import Datanyckel, Nyckelepok

OWNER = uuid.UUID(int=1)


@pytest.mark.django_db
def test_a_key_is_made_once_and_read_back():
    made = key_for(OWNER)
    drop_keys(OWNER)
    assert key_for(OWNER) == key_of_version(OWNER, 1) == made
    stored = Datanyckel.objects.get()
    assert (stored.version, stored.epok_id, len(stored.inslagen)) == (1, 1, 40)
    assert made.secret not in bytes(stored.inslagen)
    assert made.secret.hex() not in repr(made)


@pytest.mark.django_db
def test_opening_never_makes_a_key():
    with pytest.raises(SealError):
        key_of_version(OWNER, 1)
    assert not Datanyckel.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "moved",
    [{"agare_id": uuid.UUID(int=2)}, {"version": 2}, {"epok_id": 2}, {"inslagen": b"x" * 40}],
)
def test_a_wrapped_key_opens_only_in_its_place(moved):
    key_for(OWNER)
    drop_keys()
    Nyckelepok.objects.create(nummer=2, generation=1)
    Datanyckel.objects.update(**moved)
    with pytest.raises(SealError):
        key_for(moved.get("agare_id", OWNER))


@pytest.mark.django_db
def test_a_known_key_costs_no_query(django_assert_num_queries):
    key_for(OWNER)
    with django_assert_num_queries(0):
        key_for(OWNER)
        key_of_version(OWNER, 1)


@pytest.mark.django_db
def test_a_key_undone_with_its_transaction_is_not_used_again():
    with transaction.atomic():
        undone = key_for(OWNER)
        transaction.set_rollback(True)
    made = key_for(OWNER)
    assert made.secret != undone.secret
    assert Datanyckel.objects.count() == 1


@pytest.mark.django_db
def test_the_cache_forgets_idle_old_and_surplus_keys(monkeypatch, django_assert_num_queries):
    now = 1000.0
    monkeypatch.setattr(keys, "monotonic", lambda: now)
    key_for(OWNER)
    now += keys.IDLE_SECONDS + 1
    with django_assert_num_queries(1):
        key_for(OWNER)
    for _ in range(4):
        now += keys.IDLE_SECONDS - 1
        key_for(OWNER)
    with django_assert_num_queries(0):
        key_for(OWNER)
    now += keys.IDLE_SECONDS - 1
    for number in range(CACHE_OWNERS + 5):
        key_for(uuid.UUID(int=100 + number))
    assert len(keys._rings) == CACHE_OWNERS


@pytest.mark.django_db(transaction=True)
def test_who_makes_a_key_at_the_same_time_gets_the_same_one():
    barrier = threading.Barrier(4)
    made = []

    def make():
        try:
            barrier.wait()
            with transaction.atomic():
                made.append(key_for(OWNER).secret)
        finally:
            connection.close()

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert set(made) == {key_for(OWNER).secret}


@pytest.mark.django_db
def test_a_destroyed_key_opens_nothing_and_leaves_a_commitment(anteckning):
    key = key_for(anteckning.akt_id)
    stranger = key_for(OWNER)
    commitment = destroy_keys(anteckning.akt_id)
    with pytest.raises(SealError):
        anteckning.text  # noqa: B018
    assert key_for(OWNER) == stranger
    assert destroy_keys(anteckning.akt_id) == commitment != destroy_keys(OWNER)
    assert key.secret not in commitment


@pytest.mark.django_db
def test_an_owner_whose_keys_were_destroyed_gets_no_new_ones():
    key_for(OWNER)
    destroy_keys(OWNER)
    with pytest.raises(SealError):
        key_for(OWNER)
    assert not Datanyckel.objects.filter(agare_id=OWNER).exists()


@pytest.mark.django_db(transaction=True)
def test_keys_are_destroyed_only_with_what_tells_about_it():
    key_for(OWNER)
    with pytest.raises(RuntimeError):
        destroy_keys(OWNER)
    with transaction.atomic():
        destroy_keys(OWNER)
        transaction.set_rollback(True)
    assert key_for(OWNER).version == 1
    assert Datanyckel.objects.filter(agare_id=OWNER).exists()


@pytest.mark.django_db
def test_keys_read_before_a_new_version_do_not_push_it_out_of_the_cache():
    """Another thread may have read the rows just before, and be done with them just after."""
    key_for(OWNER)
    slow = keys._rings[OWNER.int]
    with transaction.atomic():
        assert keys.add_version(OWNER) == 2
    assert key_for(OWNER).version == 2
    keys._keep(OWNER, slow)
    assert key_for(OWNER).version == 2


@pytest.mark.django_db
def test_a_newer_version_that_was_undone_is_pushed_out():
    key_for(OWNER)
    slow = keys._rings[OWNER.int]
    with transaction.atomic():
        keys.add_version(OWNER)
        key_for(OWNER)
        transaction.set_rollback(True)
    keys._keep(OWNER, slow)
    assert key_for(OWNER).version == 1
