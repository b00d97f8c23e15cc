"""The key service, within the process and as an agent: the very same tests for both."""

import uuid

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from encryption import budget as counting
from encryption import keys
from encryption.anrop import on_behalf_of
from encryption.budget import HOUR, Budget
from encryption.errors import KeysRefused, SealError
from encryption.nyckeltjanst import Epok, Inslagen
from encryption.root import root_provider
from tests.encryption.tjanster import FORMER, make_tjanst

EPOK = Epok(1, 1)
OWNER, USER, COLLEAGUE = (uuid.UUID(int=number) for number in (1, 2, 3))


@pytest.fixture(params=FORMER)
def form(request):
    return request.param


@pytest.fixture
def tjanst(form):
    with make_tjanst(form) as tjanst:
        yield tjanst


def wrapped(tjanst, owner_id=OWNER, version=1, epok=EPOK):
    return Inslagen(owner_id, version, *epok, tjanst.make(owner_id, version, epok))


def test_a_key_made_opens_and_two_are_not_alike(tjanst):
    first, second = wrapped(tjanst), wrapped(tjanst, version=2)
    opened = tjanst.unwrap([first, second])
    assert tjanst.unwrap([first]) == opened[:1]
    assert [len(key) for key in opened] == [32, 32]
    assert opened[0] != opened[1]
    assert opened[0] not in first.blob


@pytest.mark.parametrize(
    "moved",
    [
        {"owner_id": COLLEAGUE},
        {"version": 2},
        {"epok": 2},
        {"blob": b"x" * 40},
        {"blob": b""},
        {"blob": b"x" * 41},
    ],
)
def test_a_wrapped_key_opens_only_where_it_belongs(tjanst, moved):
    key = wrapped(tjanst)._replace(**moved)
    with pytest.raises(SealError):
        tjanst.unwrap([key])
    with pytest.raises(SealError):
        tjanst.rewrap([key], Epok(3, 1))


def test_a_key_rewrapped_is_the_same_key(tjanst):
    old = [wrapped(tjanst), wrapped(tjanst, COLLEAGUE, 3)]
    blobs = tjanst.rewrap(old, Epok(2, 1))
    new = [key._replace(epok=2, blob=blob) for key, blob in zip(old, blobs, strict=True)]
    for before, after in zip(old, new, strict=True):
        assert tjanst.unwrap([before]) == tjanst.unwrap([after])
        assert before.blob != after.blob


def test_what_wraps_indexes_and_signs_stays_inside(tjanst):
    for purpose in ("kek/1", "index/identitet", "signing/kontrollpunkt"):
        with pytest.raises(SealError):
            tjanst.derive(purpose)
    assert tjanst.derive("lagesbild/plan/1") == root_provider().derive(1, "lagesbild/plan/1")


def test_codes_and_signatures_are_those_of_the_root(tjanst):
    with make_tjanst("intern") as intern:
        assert tjanst.mac("identitet", b"x") == intern.mac("identitet", b"x")
        assert tjanst.mac("identitet", b"x") != tjanst.mac("anmalan", b"x")
        assert tjanst.public_key("logg") == intern.public_key("logg")
    key = Ed25519PublicKey.from_public_bytes(tjanst.public_key("logg"))
    key.verify(tjanst.sign("logg", b"huvud"), b"huvud")
    assert tjanst.generations() == (1,)


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 1000.0

    monkeypatch.setattr(counting, "monotonic", lambda: Clock.now)
    return Clock


def test_a_user_opens_so_many_akter_in_an_hour_and_then_no_more(form, clock):
    with make_tjanst(form, Budget(per_user=3)) as tjanst:
        akter = [[wrapped(tjanst, uuid.uuid4())] for _ in range(4)]
        with on_behalf_of(USER):
            for akt in [*akter[:3], *akter[:3]]:
                tjanst.unwrap(akt)
            with pytest.raises(KeysRefused):
                tjanst.unwrap(akter[3])
            tjanst.unwrap(akter[0])
        with on_behalf_of(COLLEAGUE):
            tjanst.unwrap(akter[3])
        tjanst.unwrap(akter[3])
        clock.now += HOUR
        with on_behalf_of(USER):
            tjanst.unwrap(akter[3])


def test_the_sum_of_all_is_bounded_whoever_is_named(form, clock):
    with make_tjanst(form, Budget(per_user=3, total=4)) as tjanst:
        for number in range(4):
            with on_behalf_of(uuid.UUID(int=10 + number)):
                tjanst.unwrap([wrapped(tjanst, uuid.uuid4())])
        for caller in (uuid.UUID(int=20), USER):
            with pytest.raises(KeysRefused), on_behalf_of(caller):
                tjanst.unwrap([wrapped(tjanst, uuid.uuid4())])
        with pytest.raises(KeysRefused):
            tjanst.unwrap([wrapped(tjanst, uuid.uuid4())])
        clock.now += HOUR
        tjanst.unwrap([wrapped(tjanst, uuid.uuid4())])


@pytest.mark.django_db
def test_fields_are_sealed_and_opened_through_it(tjanst, monkeypatch, make_anteckning):
    monkeypatch.setattr(keys, "nyckeltjanst", lambda: tjanst)
    made = make_anteckning()
    keys.drop_keys()
    assert type(made).objects.get(pk=made.pk).text == "Hemlig text"
