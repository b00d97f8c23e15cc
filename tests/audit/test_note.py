from base64 import b64decode
from hashlib import sha256
from pathlib import Path

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
    cosigned = f"{text}\n\n— vittne.example AAAAAAA=\n{own}"
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


DATA = Path(__file__).parent / "data"
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6"
    "KE6RyyBwJnAM=\n"
)


def verified(key, signed):
    """The times that a key, given as text, tells in a note."""
    nyckel = note.Nyckel.from_text(key)
    text, signatures = note.parse(signed)
    return [nyckel.verify(text, line) for line in signatures if nyckel.names(line)]


def test_the_note_of_the_reference_implementation():
    """The vector of golang.org/x/mod/sumdb/note."""
    assert verified(GO_KEY, GO_NOTE) == [0]
    with pytest.raises(note.InvalidNote):
        verified(GO_KEY, GO_NOTE.replace("answer", "Answer"))


@pytest.mark.parametrize(
    ("key", "seconds"),
    [
        (
            "arche2025h1.staging.ct.transparency.dev+ba2f06c0"
            "+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f",
            0,
        ),
        ("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2", 1779573024),
        ("witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv", 1779573024),
    ],
)
def test_a_public_log_and_its_public_witnesses(key, seconds):
    """A head of a certificate log from 2026-05-23, as others cosigned it with Ed25519."""
    signed = (DATA / "ed25519.txt").read_text()
    assert verified(key, signed) == [seconds]
    with pytest.raises(note.InvalidNote):
        verified(key, signed.replace("1432088532", "1432088533"))


def test_a_public_witness_that_signs_with_mldsa():
    """A head of a certificate log from 2026-08-02, cosigned with ML-DSA-44."""
    key, signed = (DATA / "mldsa44.nyckel").read_text().strip(), (DATA / "mldsa44.txt").read_text()
    assert verified(key, signed) == [1785704691]
    for part, other in ("185550722", "185550723"), ("goog\n", "gooh\n"), ("=\n\n", "=\nx\n\n"):
        assert part in signed
        with pytest.raises(note.InvalidNote):
            verified(key, signed.replace(part, other))


@pytest.mark.parametrize("key", [GO_KEY, (DATA / "mldsa44.nyckel").read_text().strip()])
def test_a_key_is_written_as_it_was_read(key):
    assert str(note.Nyckel.from_text(key)) == key


@pytest.mark.parametrize(
    "key",
    [
        "",
        GO_KEY[1:],
        GO_KEY[:-4],
        GO_KEY.replace("c74f20a3", "c74f20a4"),
        GO_KEY.replace("c74f20a3", "C74F20A3"),
        GO_KEY.replace("PeterNeumann", "Peter Neumann"),
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
    ],
)
def test_a_misspelled_key_is_refused(key):
    with pytest.raises(ValueError, match=r"."):
        note.Nyckel.from_text(key)


@pytest.mark.parametrize(
    "signed",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\n— namn AAAAAAA=",
        "text\n\n— namn AAAA\n",
        "text\n\n- namn AAAAAAA=\n",
        "text\n\n— na+mn AAAAAAA=\n",
        "text\n\n— namn AAAA AAA=\n",
        "te\txt\n\n— namn AAAAAAA=\n",
        "text\n\n" + "— namn AAAAAAA=\n" * 33,
        "text\n\n— namn " + "A" * 300_000 + "\n",
    ],
)
def test_what_is_not_a_note_is_refused(signed):
    with pytest.raises(note.InvalidNote):
        note.parse(signed)


def test_one_wrong_signature_of_ours_spoils_the_note():
    signed = note.sign(HUVUD, KEY)
    ours = signed.split("\n\n")[1]
    spoilt = signed + ours[:-10] + "AAAAAAA==\n"
    with pytest.raises(note.InvalidNote):
        note.verify(spoilt, HUVUD.ursprung, KEY.public_key())
