"""The stored form: opens in its place only, with any suite, and its length tells little."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encryption import blob as stored
from encryption import plaintext
from encryption.blob import column_context, current_header, reseal, seal, unseal
from encryption.errors import SealError
from encryption.fields import (
    SealedChoiceField,
    SealedDateField,
    SealedJSONField,
    SealedTextField,
)
from encryption.keys import DataKey
from encryption.packing import pack
from encryption.sviter import SVITER

ROW, OWNER = uuid.UUID(int=7), uuid.UUID(int=9)
COLUMN = column_context("arenden.Person", "namn")
KEY = DataKey(owner=pack(OWNER.bytes), version=3, secret=bytes(32), falt=bytes(range(32)))


@pytest.fixture(autouse=True)
def _known_key(monkeypatch):
    def known_key(owner_id, _version=KEY.version):
        return replace(KEY, owner=pack(owner_id.bytes))

    monkeypatch.setattr(stored, "key_for", known_key)
    monkeypatch.setattr(stored, "key_of_version", known_key)


@pytest.fixture(params=SVITER)
def svit(request, settings):
    """The suite that is written; every test of the stored form holds for each."""
    settings.FORSEGLINGSSVIT = request.param
    return request.param


FIELDS = {"text": SealedTextField(), "date": SealedDateField(), "json": SealedJSONField()}


def test_the_header_names_format_suite_and_key(svit):
    header = f"01{svit:02}00000003"
    assert seal(b"x" * 32, COLUMN, ROW, OWNER)[:6].hex() == header
    assert current_header(OWNER).hex() == header


@pytest.mark.parametrize(("before", "after"), [(1, 2), (2, 1), (1, 1)])
def test_a_change_of_suite_reads_the_old_and_reseals_with_the_new(settings, before, after):
    settings.FORSEGLINGSSVIT = before
    sealed = seal(b"x" * 32, COLUMN, ROW, OWNER)
    settings.FORSEGLINGSSVIT = after
    assert unseal(sealed, COLUMN, ROW, OWNER) == b"x" * 32
    resealed = reseal(sealed, COLUMN, ROW, OWNER)
    assert (resealed[1], resealed != sealed) == (after, True)
    assert unseal(resealed, COLUMN, ROW, OWNER) == b"x" * 32


def test_the_first_suite_is_written_unless_told_otherwise(settings):
    assert settings.FORSEGLINGSSVIT == 1
    del settings.FORSEGLINGSSVIT
    assert seal(b"x" * 32, COLUMN, ROW, OWNER)[1] == 1


@pytest.mark.parametrize("header", ["020100000003", "010300000003", "010000000003", "01010000"])
def test_an_unknown_format_or_suite_is_refused(header):
    body = seal(b"x" * 32, COLUMN, ROW, OWNER)[6:]
    with pytest.raises(SealError):
        unseal(bytes.fromhex(header) + body, COLUMN, ROW, OWNER)


def test_a_body_of_one_suite_does_not_open_as_another(settings, svit):
    sealed = seal(b"x" * 32, COLUMN, ROW, OWNER)
    forged = bytes((1, 3 - svit)) + sealed[2:]
    with pytest.raises(SealError):
        unseal(forged, COLUMN, ROW, OWNER)


def test_every_byte_counts(svit):
    sealed = seal(b"x" * 32, COLUMN, ROW, OWNER)
    for position in range(len(sealed)):
        forged = bytearray(sealed)
        forged[position] ^= 1
        with pytest.raises(SealError):
            unseal(bytes(forged), COLUMN, ROW, OWNER)


def test_a_value_commits_to_its_key(svit, monkeypatch):
    sealed = seal(b"x" * 32, COLUMN, ROW, OWNER)
    other = replace(KEY, owner=pack(OWNER.bytes), falt=bytes(32))
    monkeypatch.setattr(stored, "key_of_version", lambda *_: other)
    with pytest.raises(SealError):
        unseal(sealed, COLUMN, ROW, OWNER)


def test_sealing_twice_gives_different_bytes(svit):
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
def test_a_blob_opens_only_where_it_was_sealed(svit, column, row, owner):
    sealed = seal(b"x" * 32, COLUMN, ROW, OWNER)
    with pytest.raises(SealError):
        unseal(sealed, column, row, owner)


def test_a_shortened_or_lengthened_blob_does_not_open(svit):
    sealed = seal(b"x" * 32, COLUMN, ROW, OWNER)
    for forged in [*(sealed[:end] for end in range(len(sealed))), sealed + b"\0", sealed * 2]:
        with pytest.raises(SealError):
            unseal(forged, COLUMN, ROW, OWNER)


def test_lengths_tell_little():
    sizes = {plaintext.padded_size(size) for size in range(1, 257)}
    assert sizes == {32, 64, 96, 128, 160, 192, 224, 256}
    for size in range(257, 200_000, 37):
        assert size <= plaintext.padded_size(size) <= size * 1.12


@pytest.mark.parametrize(
    ("field", "values"),
    [
        (SealedChoiceField(), ["", "a", "avslutas_utan_insats", "x" * 27]),
        (SealedDateField(), [dt.date(1, 1, 1), dt.date(2026, 11, 21)]),
        (SealedJSONField(), [True, False, None, 0, [], {}, "ja", "nej"]),
        (SealedTextField(), ["", "å", "198001012384"]),
    ],
)
def test_short_values_take_the_same_room(svit, field, values):
    blobs = (
        seal(plaintext.encode(field.tag, field.dump(value)), COLUMN, ROW, OWNER) for value in values
    )
    assert len({len(blob) for blob in blobs}) == 1


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
