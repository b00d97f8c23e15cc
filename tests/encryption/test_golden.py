"""Values sealed once, under known keys, that open for ever: one for each suite and type.

The file was written once. A new suite, format or type adds to it; nothing in it changes.
"""

import datetime as dt
import hashlib
import json
import uuid
from pathlib import Path

import pytest

from encryption import blob as stored
from encryption import plaintext
from encryption.blob import column_context, unseal
from encryption.fields import SealedDateField, SealedJSONField, SealedTextField
from encryption.keys import DataKey
from encryption.packing import pack
from encryption.sviter import SVITER

ROW, OWNER = uuid.UUID(int=7), uuid.UUID(int=9)
COLUMN = column_context("arenden.Person", "namn")
KEY = DataKey(owner=pack(OWNER.bytes), version=3, secret=bytes(32), falt=bytes(range(32)))
FILE = Path(__file__).with_name("golden.json")
GOLDEN = json.loads(FILE.read_text(encoding="utf-8"))
SHA256 = "57d2b6f1521dcc737da5cc98f3bf58a5400f7cbc950d7f9836aa3b5e7514391a"
VALUES = {
    "text": (SealedTextField(), "Åsa Öberg 😀"),
    "date": (SealedDateField(), dt.date(2011, 2, 28)),
    "json": (SealedJSONField(), {"a": [1, None, True], "ö": 2.5}),
}


@pytest.fixture(autouse=True)
def _known_key(monkeypatch):
    monkeypatch.setattr(stored, "key_of_version", lambda *_: KEY)


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("svit", GOLDEN)
def test_what_was_sealed_then_opens_now(svit, kind):
    field, value = VALUES[kind]
    sealed = bytes.fromhex(GOLDEN[svit][kind])
    assert sealed[:2] == bytes((1, int(svit)))
    assert field.load(plaintext.decode(field.tag, unseal(sealed, COLUMN, ROW, OWNER))) == value


def test_every_suite_and_type_is_there():
    assert {int(svit) for svit in GOLDEN} == set(SVITER)
    tags = {field.tag for field, _ in VALUES.values()}
    assert tags == plaintext.TAGS
    assert {kind for blobs in GOLDEN.values() for kind in blobs} == set(VALUES)


def test_nobody_wrote_the_file_anew():
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == SHA256
