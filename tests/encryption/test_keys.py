"""Every owner has one key, made once, wrapped, bound to its place, and not kept for long."""

import base64
import stat
import threading
import uuid

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from encryption import keys
from encryption.errors import SealError
from encryption.index import blind_index
from encryption.keys import CACHE_OWNERS, destroy_keys, drop_keys, key_for, key_of_version
from encryption.models import Datanyckel
from encryption.root import EnvRoot, FileRoot, derive, forget_derived_keys, root_provider
from encryption.signing import signing_key

OWNER = uuid.UUID(int=1)


@pytest.mark.django_db
def test_a_key_is_made_once_and_read_back():
    made = key_for(OWNER)
    drop_keys(OWNER)
    assert key_for(OWNER) == key_of_version(OWNER, 1) == made
    stored = Datanyckel.objects.get()
    assert (stored.version, stored.epok, len(stored.inslagen)) == (1, 1, 40)
    assert made.secret not in bytes(stored.inslagen)
    assert made.secret.hex() not in repr(made)


@pytest.mark.django_db
def test_opening_never_makes_a_key():
    with pytest.raises(SealError):
        key_of_version(OWNER, 1)
    assert not Datanyckel.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "moved", [{"agare_id": uuid.UUID(int=2)}, {"version": 2}, {"epok": 2}, {"inslagen": b"x" * 40}]
)
def test_a_wrapped_key_opens_only_in_its_place(moved):
    key_for(OWNER)
    drop_keys()
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
    assert (len(commitment), commitment != destroy_keys(anteckning.akt_id)) == (32, True)
    assert key.secret not in commitment


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


@pytest.fixture
def another_root(monkeypatch):
    """Change the root secret within a test."""

    def change(secret: bytes) -> None:
        monkeypatch.setenv("ROTNYCKEL", base64.b64encode(secret).decode())
        forget_derived_keys()

    yield change
    forget_derived_keys()


def test_derived_keys_differ_by_purpose_and_by_root(another_root):
    another_root(b"a" * 32)
    first = {derive("kek/1"), derive("kek/2"), blind_index("1", purpose="p/1")}
    first |= {blind_index("1", purpose="p/2"), blind_index("2", purpose="p/1")}
    assert len(first) == 5
    another_root(b"b" * 32)
    assert not first & {derive("kek/1"), blind_index("1", purpose="p/1")}


def test_what_is_derived_from_a_root_never_changes(another_root):
    another_root(bytes(range(32)))
    public = signing_key("logg").public_key().public_bytes_raw()
    assert derive("kek/1").hex() == KEK
    assert blind_index("201101012384", purpose="identitet/1").hex() == INDEX
    assert public.hex() == PUBLIC


KEK = "a9f486d254f4df1bd61c8de256e0a2659ad0262dc2629505999477b5c3fa6ffb"
INDEX = "03b4b16118c11dc8edaa9d1406bb501769f223f392121c8b4c60f0ec79cace5e"
PUBLIC = "c1aa78cb46a06ba9d0bc13318c0c5c822ba6c9486bcd1d8654301a7c271b82db"


def test_a_root_file_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "nycklar" / "rot"
    secret = FileRoot(path, may_create=True).load()
    assert len(secret) == 32
    assert FileRoot(path, may_create=False).load() == secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["rot"]


def test_two_first_starts_agree_on_the_root(tmp_path):
    path = tmp_path / "rot"
    first, late = FileRoot(path, may_create=True), FileRoot(path, may_create=True)
    secret = first.load()
    late._create()
    assert late.load() == secret


@pytest.mark.parametrize(
    ("content", "mode", "message"),
    [
        (None, 0o600, "no root key"),
        (base64.b64encode(b"x" * 32), 0o640, "read by others"),
        (base64.b64encode(b"x" * 31), 0o600, "not 32 bytes"),
        (b"!", 0o600, "not base64"),
    ],
)
def test_a_bad_root_file_is_refused(tmp_path, content, mode, message):
    path = tmp_path / "rot"
    if content is not None:
        path.write_bytes(content)
        path.chmod(mode)
    with pytest.raises(ImproperlyConfigured, match=message):
        FileRoot(path, may_create=False).load()


def test_the_environment_comes_before_the_file(monkeypatch, settings, tmp_path):
    assert isinstance(root_provider(), EnvRoot)
    monkeypatch.delenv("ROTNYCKEL")
    settings.ROTNYCKEL_FIL = tmp_path / "rot"
    provider = root_provider()
    assert isinstance(provider, FileRoot)
    assert provider.may_create is False
