"""Signed heads as C2SP checkpoints: a text of origin, size and root, and its Ed25519 signature.

https://c2sp.org/tlog-checkpoint and https://c2sp.org/signed-note.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519 = b"\x01"
KEY_ID_BYTES = 4


class Signer(Protocol):
    """A key that signs without being handed out."""

    def sign(self, data: bytes, /) -> bytes: ...
    def public_key(self) -> Ed25519PublicKey: ...


class InvalidNote(Exception):
    """The text is not a checkpoint that the key signed."""


@dataclass(frozen=True)
class Huvud:
    """A tree head: the log's name, how many leaves, and their root."""

    ursprung: str
    storlek: int
    rot: bytes

    def text(self) -> str:
        return f"{self.ursprung}\n{self.storlek}\n{b64encode(self.rot).decode()}\n"


def sign(huvud: Huvud, key: Signer) -> str:
    signature = key_id(huvud.ursprung, key.public_key()) + key.sign(huvud.text().encode())
    return f"{huvud.text()}\n— {huvud.ursprung} {b64encode(signature).decode()}\n"


def verify(note: str, ursprung: str, key: Ed25519PublicKey) -> Huvud:
    """The head that `key` signed. Raises InvalidNote. Signatures by other keys are passed over."""
    text, separator, signatures = note.rpartition("\n\n")
    if not separator:
        raise InvalidNote("no signatures")
    text += "\n"
    for line in signatures.splitlines():
        if _is_signed(text.encode(), line, ursprung, key):
            return _parse(text, ursprung)
    raise InvalidNote("not signed by this key")


def verify_any(note: str, ursprung: str, keys: Iterable[Ed25519PublicKey]) -> Huvud:
    """The head that one of the keys signed. Raises InvalidNote."""
    for key in keys:
        try:
            return verify(note, ursprung, key)
        except InvalidNote:
            continue
    raise InvalidNote("not signed by any of these keys")


def key_id(name: str, key: Ed25519PublicKey) -> bytes:
    return sha256(name.encode() + b"\n" + ED25519 + key.public_bytes_raw()).digest()[:KEY_ID_BYTES]


def _is_signed(text: bytes, line: str, name: str, key: Ed25519PublicKey) -> bool:
    prefix = f"— {name} "
    if not line.startswith(prefix):
        return False
    try:
        signature = b64decode(line.removeprefix(prefix), validate=True)
        key.verify(signature[KEY_ID_BYTES:], text)
    except (ValueError, InvalidSignature):
        return False
    return signature[:KEY_ID_BYTES] == key_id(name, key)


def _parse(text: str, ursprung: str) -> Huvud:
    lines = text.split("\n")
    try:
        huvud = Huvud(lines[0], int(lines[1]), b64decode(lines[2], validate=True))
    except (IndexError, ValueError) as error:
        raise InvalidNote("not a checkpoint") from error
    if huvud.ursprung != ursprung or not text.startswith(huvud.text()):
        raise InvalidNote("another log")
    return huvud
