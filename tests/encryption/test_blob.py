"""The stored form: frozen blobs, published vectors, lengths that tell little."""

import datetime as dt
import json
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import (
    aes_key_unwrap_with_padding,
    aes_key_wrap_with_padding,
)
from hypothesis import given
from hypothesis import strategies as st

from encryption import blob as stored
from encryption import plaintext
from encryption.blob import column_context, seal, unseal
from encryption.errors import SealError
from encryption.fields import SealedDateField, SealedJSONField, SealedTextField
from encryption.keys import DataKey
from encryption.packing import pack

ROW, OWNER = uuid.UUID(int=7), uuid.UUID(int=9)
COLUMN = column_context("arenden.Person", "namn")
KEY = DataKey(owner=pack(OWNER.bytes), version=3, secret=bytes(32), falt=bytes(range(32)))
GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _known_key(monkeypatch):
    def known_key(owner_id, _version=KEY.version):
        return replace(KEY, owner=pack(owner_id.bytes))

    monkeypatch.setattr(stored, "key_for", known_key)
    monkeypatch.setattr(stored, "key_of_version", known_key)


FIELDS = {"text": SealedTextField(), "date": SealedDateField(), "json": SealedJSONField()}
VALUES = {
    "text": "Åsa Öberg 😀",
    "date": dt.date(2011, 2, 28),
    "json": {"a": [1, None, True], "ö": 2.5},
}


@pytest.mark.parametrize("kind", FIELDS)
def test_a_blob_of_the_first_day_opens_for_ever(kind):
    field = FIELDS[kind]
    written = plaintext.decode(field.tag, unseal(bytes.fromhex(GOLDEN[kind]), COLUMN, ROW, OWNER))
    assert field.load(written) == VALUES[kind]


def test_the_header_names_format_suite_and_key():
    assert seal(b"x" * 32, COLUMN, ROW, OWNER)[:6].hex() == "010100000003"


def test_sealing_twice_gives_different_bytes():
    assert len({seal(b"x" * 32, COLUMN, ROW, OWNER) for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("column", "row", "owner"),
    [
        (column_context("arenden.Person", "ort"), ROW, OWNER),
        (column_context("arenden.Akt", "namn"), ROW, OWNER),
        (column_context("arenden.Personn", "amn"), ROW, OWNER),
        (COLUMN, OWNER, OWNER),
        (COLUMN, ROW, ROW),
        (COLUMN, OWNER, ROW),
    ],
)
def test_a_blob_opens_only_where_it_was_sealed(column, row, owner):
    sealed = seal(b"x" * 32, COLUMN, ROW, OWNER)
    with pytest.raises(SealError):
        unseal(sealed, column, row, owner)


def test_a_shortened_or_lengthened_blob_does_not_open():
    sealed = seal(b"x" * 32, COLUMN, ROW, OWNER)
    for forged in [*(sealed[:end] for end in range(len(sealed))), sealed + b"\0", sealed * 2]:
        with pytest.raises(SealError):
            unseal(forged, COLUMN, ROW, OWNER)


def test_lengths_tell_little():
    sizes = {plaintext.padded_size(size) for size in range(1, 257)}
    assert sizes == {32, 64, 96, 128, 160, 192, 224, 256}
    for size in range(257, 200_000, 37):
        assert size <= plaintext.padded_size(size) <= size * 1.12


def test_codes_and_dates_take_the_same_room():
    sizes = {len(plaintext.encode(plaintext.TEXT, b"x" * length)) for length in range(28)}
    sizes.add(len(plaintext.encode(plaintext.DATE, b"2026-01-01")))
    assert sizes == {32}


@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"T",
        b"D" + bytes(31),
        b"X" + bytes(31),
        b"T\0\0\0\xff" + bytes(27),
        b"T\0\0\0\1xy" + bytes(25),
    ],
)
def test_a_plaintext_of_another_shape_is_refused(forged):
    with pytest.raises(SealError):
        plaintext.decode(plaintext.TEXT, forged)


def test_an_unknown_tag_is_not_written():
    with pytest.raises(SealError):
        plaintext.encode(b"P", b"x")


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=12,
)
typed_values = st.one_of(
    st.tuples(st.just("text"), st.text(st.characters(exclude_categories=["Cs"]))),
    st.tuples(st.just("date"), st.dates()),
    st.tuples(st.just("json"), json_values),
)


@given(typed_values)
def test_every_value_survives_the_round(typed):
    kind, value = typed
    field = FIELDS[kind]
    padded = plaintext.encode(field.tag, field.dump(value))
    assert len(padded) == plaintext.padded_size(len(padded))
    read = field.load(plaintext.decode(field.tag, padded))
    assert (read, type(read)) == (value, type(value))


@given(st.lists(st.binary(max_size=8), max_size=4), st.lists(st.binary(max_size=8), max_size=4))
def test_no_two_contexts_are_packed_alike(one, other):
    assert (pack(*one) == pack(*other)) == (one == other)


def test_hkdf_as_in_rfc_5869_case_1():
    okm = HKDF(SHA256(), 42, bytes(range(13)), bytes(range(0xF0, 0xFA))).derive(b"\x0b" * 22)
    assert okm.hex() == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )


def test_hmac_as_in_rfc_4231_case_2():
    mac = HMAC(b"Jefe", SHA256())
    mac.update(b"what do ya want for nothing?")
    assert mac.finalize().hex() == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


@pytest.mark.parametrize(
    ("key_data", "wrapped"),
    [
        (
            "c37b7e6492584340bed12207808941155068f738",
            "138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a",
        ),
        ("466f7250617369", "afbeb0f07dfbf5419200f2ccb50bb24f"),
    ],
)
def test_key_wrap_as_in_rfc_5649(key_data, wrapped):
    kek = bytes.fromhex("5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8")
    assert aes_key_wrap_with_padding(kek, bytes.fromhex(key_data)).hex() == wrapped
    assert aes_key_unwrap_with_padding(kek, bytes.fromhex(wrapped)).hex() == key_data
