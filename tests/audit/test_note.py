from base64 import b64decode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit import note

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
HUVUD = note.Huvud("insatser.example/logg", 7, sha256(b"root").digest())


def test_the_note_has_the_form_of_the_standard():
    """Read by a few lines of our own, not by the module that wrote it."""
    text, signature = note.sign(HUVUD, KEY).split("\n\n")
    origin, size, root = text.split("\n")
    dash, name, blob = signature.rstrip("\n").split(" ")
    public = KEY.public_key().public_bytes_raw()
    assert (origin, size, b64decode(root)) == (HUVUD.ursprung, "7", HUVUD.rot)
    assert (dash, name) == ("—", HUVUD.ursprung)
    assert b64decode(blob)[:4] == sha256(name.encode() + b"\n\x01" + public).digest()[:4]
    KEY.public_key().verify(b64decode(blob)[4:], (text + "\n").encode())


def test_a_signed_head_is_read_back_among_other_signatures():
    signed = note.sign(HUVUD, KEY)
    text, own = signed.split("\n\n")
    cosigned = f"{text}\n\n— vittne.example AAAA\n{own}"
    assert note.verify(signed, HUVUD.ursprung, KEY.public_key()) == HUVUD
    assert note.verify(cosigned, HUVUD.ursprung, KEY.public_key()) == HUVUD


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n7\n", "\n8\n"),
        lambda text: text.replace("insatser.example", "annan.example"),
        lambda text: text.split("\n\n")[0],
        lambda text: text[:-8] + "AAAAAA\n",
        lambda text: text[:0],
    ],
)
def test_anything_else_is_refused(change):
    with pytest.raises(note.InvalidNote):
        note.verify(change(note.sign(HUVUD, KEY)), HUVUD.ursprung, KEY.public_key())


def test_another_key_is_refused():
    other = Ed25519PrivateKey.generate().public_key()
    with pytest.raises(note.InvalidNote):
        note.verify(note.sign(HUVUD, KEY), HUVUD.ursprung, other)
