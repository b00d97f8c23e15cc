"""Published test vectors, run against the very functions that keys and values pass through."""

import hashlib
import json
import re
import zlib
from collections import Counter
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256, SHA512
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap_with_padding,
    aes_key_wrap_with_padding,
)

from encryption.sviter import SVITER

VEKTORER = Path(__file__).with_name("vektorer")


def wycheproof(name):
    """Return (group, case) for every case, hexadecimal turned into bytes."""
    groups = json.loads((VEKTORER / name).read_text(encoding="utf-8"))["testGroups"]
    return [(group, as_bytes(case)) for group in groups for case in group["tests"]]


def as_bytes(case):
    kept = {"comment", "result", "flags"}
    return {
        name: bytes.fromhex(value) if isinstance(value, str) and name not in kept else value
        for name, value in case.items()
    }


def response_file(name):
    """Return the cases of a file of `Name = value` lines, hexadecimal turned into bytes."""
    cases = []
    for line in (VEKTORER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#Cipher") or re.match(r"(Len|COUNT) =", line):
            cases.append({})
        if found := re.match(r"(\w+)\s*= ?([0-9a-fA-F]*)$", line):
            cases[-1][found[1]] = found[2]
    return [case for case in cases if case.keys() - {"Len", "COUNT"}]


def test_the_files_are_the_published_ones():
    told = dict(
        re.findall(r"\| `([^`]+)` .*\| `([0-9a-f]{64})` \|", (VEKTORER / "README.md").read_text())
    )
    files = {path.name: path for path in VEKTORER.iterdir() if path.name != "README.md"}
    sums = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    assert sums == told


def test_cobblestone_256():
    text = (VEKTORER / "c2sp_chunked_encryption_aes_256_gcm.json").read_text(encoding="utf-8")
    cases = json.loads(text)
    assert Counter(case["result"] for case in cases) == {"valid": 8, "invalid": 25}
    for case in cases:
        key, context = bytes.fromhex(case["key"]), bytes.fromhex(case["ctx"])
        body = zlib.decompress(bytes.fromhex(case["ct"]))
        if case["result"] == "valid":
            message = SVITER[1].unseal(key, context, body)
            assert len(message) == case["msgLength"]
            assert hashlib.sha512(message).hexdigest() == case["msgSha512"]
        else:
            with pytest.raises((InvalidTag, ValueError)):
                SVITER[1].unseal(key, context, body)


def test_key_wrap_with_padding():
    cases = wycheproof("aes_kwp_test.json")
    assert len(cases) == 254
    for _, case in cases:
        if case["result"] == "valid":
            assert aes_key_wrap_with_padding(case["key"], case["msg"]) == case["ct"]
            assert aes_key_unwrap_with_padding(case["key"], case["ct"]) == case["msg"]
        else:
            with pytest.raises((InvalidUnwrap, ValueError)):
                aes_key_unwrap_with_padding(case["key"], case["ct"])


def test_hkdf_sha_512():
    cases = wycheproof("hkdf_sha512_test.json")
    assert len(cases) == 83
    for _, case in cases:
        if case["result"] == "valid":
            kdf = HKDF(SHA512(), case["size"], case["salt"], case["info"])
            assert kdf.derive(case["ikm"]) == case["okm"]
            extract = HMAC(case["salt"] or bytes(64), SHA512())
            extract.update(case["ikm"])
            expand = HKDFExpand(SHA512(), case["size"], case["info"])
            assert expand.derive(extract.finalize()) == case["okm"]
        else:
            with pytest.raises(ValueError, match="large"):
                HKDF(SHA512(), case["size"], case["salt"], case["info"])


def test_hkdf_sha_256_as_in_rfc_5869():
    cases = response_file("rfc-5869-HKDF-SHA256.txt")
    assert len(cases) == 3
    for case in cases:
        salt, info = bytes.fromhex(case["salt"]), bytes.fromhex(case["info"])
        kdf = HKDF(SHA256(), int(case["L"]), salt, info)
        assert kdf.derive(bytes.fromhex(case["IKM"])).hex() == case["OKM"]


@pytest.mark.parametrize(
    ("name", "algorithm"), [("rfc-4231-sha256.txt", SHA256), ("rfc-4231-sha512.txt", SHA512)]
)
def test_hmac_as_in_rfc_4231(name, algorithm):
    cases = response_file(name)
    assert len(cases) == 6
    for case in cases:
        mac = HMAC(bytes.fromhex(case["Key"]), algorithm())
        mac.update(bytes.fromhex(case["Msg"]))
        assert mac.finalize().hex() == case["MD"]


def test_aes_gcm_siv_as_in_rfc_8452():
    cases = [case for case in response_file("aes_gcm_siv.txt") if len(case["Key"]) == 64]
    assert len(cases) == 24
    for case in cases:
        cipher, nonce = AESGCMSIV(bytes.fromhex(case["Key"])), bytes.fromhex(case["IV"])
        extra = bytes.fromhex(case.get("AAD", ""))
        sealed = bytes.fromhex(case["Ciphertext"] + case["Tag"])
        assert cipher.encrypt(nonce, bytes.fromhex(case["Plaintext"]), extra) == sealed
        assert cipher.decrypt(nonce, sealed, extra).hex() == case["Plaintext"].lower()
        with pytest.raises(InvalidTag):
            cipher.decrypt(nonce, sealed[:-1] + bytes([sealed[-1] ^ 1]), extra)


def test_ed25519():
    cases = wycheproof("ed25519_test.json")
    assert len(cases) == 210
    for group, case in cases:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(group["publicKey"]["pk"]))
        if case["result"] == "valid":
            key.verify(case["sig"], case["msg"])
        elif case["result"] == "invalid":
            with pytest.raises(InvalidSignature):
                key.verify(case["sig"], case["msg"])
