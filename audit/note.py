"""Signed heads as C2SP checkpoints, and what others' keys say of them.

A note is a text and the signatures under it; a checkpoint is a note of origin, size and root. We
sign with Ed25519; a witness cosigns with Ed25519 or ML-DSA-44 and says when.
https://c2sp.org/signed-note, https://c2sp.org/tlog-checkpoint, https://c2sp.org/tlog-cosignature.
"""

import struct
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from typing import Protocol, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

KEY_ID_BYTES = 4
MOST_SIGNATURES = 32
MOST_NAME = 255
MOST_CHARACTERS = 256 * 1024
SUBTREE_LABEL = b"subtree/v1\n\0"
_seconds = struct.Struct(">Q")


class Signer(Protocol):
    """A key that signs without being handed out."""

    def sign(self, data: bytes, /) -> bytes: ...
    def public_key(self) -> Ed25519PublicKey: ...


class InvalidNote(Exception):
    """The text is not a checkpoint that the key signed."""


class Slag(IntEnum):
    """Kinds of signature, by the byte that names them in a key."""

    ED25519 = 0x01
    COSIGNATURE_ED25519 = 0x04
    COSIGNATURE_MLDSA44 = 0x06


@dataclass(frozen=True)
class Huvud:
    """A tree head: the log's name, how many leaves, and their root."""

    ursprung: str
    storlek: int
    rot: bytes

    def text(self) -> str:
        return f"{self.ursprung}\n{self.storlek}\n{b64encode(self.rot).decode()}\n"


@dataclass(frozen=True)
class Underskrift:
    """One signature line: the name it claims, the first bytes of the key's hash, and the rest."""

    namn: str
    nyckel_id: bytes
    data: bytes

    @classmethod
    def from_text(cls, line: str) -> Self:
        """Read a line without its newline. Raises InvalidNote."""
        try:
            dash, namn, encoded = line.split(" ")
            data = b64decode(encoded, validate=True)
        except ValueError as error:
            raise InvalidNote("not a signature line") from error
        if dash != "—" or not is_key_name(namn) or len(data) <= KEY_ID_BYTES:
            raise InvalidNote("not a signature line")
        return cls(namn, data[:KEY_ID_BYTES], data[KEY_ID_BYTES:])

    def __str__(self) -> str:
        return f"— {self.namn} {b64encode(self.nyckel_id + self.data).decode()}"


@dataclass(frozen=True)
class Nyckel:
    """A key that signatures are checked with; as text `name+id+base64(kind || key)`."""

    namn: str
    slag: Slag
    publik: bytes

    @classmethod
    def of_log(cls, ursprung: str, key: Ed25519PublicKey) -> Self:
        return cls(ursprung, Slag.ED25519, key.public_bytes_raw())

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read a key. Raises ValueError if it is misspelled, unknown or of the wrong length."""
        namn, separator, rest = text.partition("+")
        nyckel_id, _, encoded = rest.partition("+")
        material = b64decode(encoded, validate=True)
        if not separator or not material or not is_key_name(namn):
            raise ValueError("A key is written name+id+base64.")
        key = cls(namn, Slag(material[0]), material[1:])
        key._public_key()
        if key.id.hex() != nyckel_id:
            raise ValueError("The id is not that of the name and the key.")
        return key

    def __str__(self) -> str:
        material = bytes([self.slag]) + self.publik
        return f"{self.namn}+{self.id.hex()}+{b64encode(material).decode()}"

    @property
    def id(self) -> bytes:
        material = self.namn.encode() + b"\n" + bytes([self.slag]) + self.publik
        return sha256(material).digest()[:KEY_ID_BYTES]

    def names(self, signature: Underskrift) -> bool:
        """Whether the signature claims to be by this key."""
        return (signature.namn, signature.nyckel_id) == (self.namn, self.id)

    def verify(self, text: str, signature: Underskrift) -> int:
        """Return when the text was cosigned, in seconds since 1970; 0 if that is not told.

        Raises InvalidNote.
        """
        data, seconds = signature.data, 0
        try:
            if self.slag != Slag.ED25519:
                (seconds,) = _seconds.unpack(data[: _seconds.size])
                data = data[_seconds.size :]
            self._public_key().verify(data, self._message(text, seconds))
        except (struct.error, InvalidSignature) as error:
            raise InvalidNote("not signed by this key") from error
        return seconds

    def _message(self, text: str, seconds: int) -> bytes:
        match self.slag:
            case Slag.ED25519:
                return text.encode()
            case Slag.COSIGNATURE_ED25519:
                return f"cosignature/v1\ntime {seconds}\n{text}".encode()
            case Slag.COSIGNATURE_MLDSA44:
                return self._subtree(read_head(text), text, seconds)

    def _subtree(self, huvud: Huvud, text: str, seconds: int) -> bytes:
        """What ML-DSA-44 signs. Lines after the root are not in it, so they are refused."""
        names = [self.namn.encode(), huvud.ursprung.encode()]
        if text != huvud.text() or any(len(name) > MOST_NAME for name in names):
            raise InvalidNote("more than the signature covers")
        namn, ursprung = (bytes([len(name)]) + name for name in names)
        span = _seconds.pack(0) + _seconds.pack(huvud.storlek)
        return SUBTREE_LABEL + namn + _seconds.pack(seconds) + ursprung + span + huvud.rot

    def _public_key(self) -> Ed25519PublicKey | MLDSA44PublicKey:
        if self.slag == Slag.COSIGNATURE_MLDSA44:
            return MLDSA44PublicKey.from_public_bytes(self.publik)
        return Ed25519PublicKey.from_public_bytes(self.publik)


def is_key_name(namn: str) -> bool:
    return bool(namn) and "+" not in namn and not any(letter.isspace() for letter in namn)


def sign(huvud: Huvud, key: Signer) -> str:
    nyckel = Nyckel.of_log(huvud.ursprung, key.public_key())
    text = huvud.text()
    return f"{text}\n{Underskrift(nyckel.namn, nyckel.id, key.sign(text.encode()))}\n"


def parse(note: str) -> tuple[str, list[Underskrift]]:
    """Part a note in its text and its signatures, none of them verified. Raises InvalidNote."""
    text, separator, signatures = note.rpartition("\n\n")
    lines = signatures.split("\n")
    if not text or not separator or lines.pop() or not lines:
        raise InvalidNote("no signatures")
    if len(note) > MOST_CHARACTERS or len(lines) > MOST_SIGNATURES:
        raise InvalidNote("too long")
    if any(letter < " " and letter != "\n" for letter in note):
        raise InvalidNote("control characters")
    return f"{text}\n", [Underskrift.from_text(line) for line in lines]


def verify(note: str, ursprung: str, key: Ed25519PublicKey) -> Huvud:
    """The head that `key` signed. Raises InvalidNote. Signatures by other keys are passed over."""
    text, signatures = parse(note)
    nyckel = Nyckel.of_log(ursprung, key)
    ours = [signature for signature in signatures if nyckel.names(signature)]
    if not ours:
        raise InvalidNote("not signed by this key")
    for signature in ours:
        nyckel.verify(text, signature)
    huvud = read_head(text)
    if huvud.ursprung != ursprung:
        raise InvalidNote("another log")
    return huvud


def verify_any(note: str, ursprung: str, keys: Iterable[Ed25519PublicKey]) -> Huvud:
    """The head that one of the keys signed. Raises InvalidNote."""
    for key in keys:
        try:
            return verify(note, ursprung, key)
        except InvalidNote:
            continue
    raise InvalidNote("not signed by any of these keys")


def read_head(text: str) -> Huvud:
    """The head that the text of a checkpoint tells. Raises InvalidNote."""
    lines = text.split("\n")
    try:
        huvud = Huvud(lines[0], int(lines[1]), b64decode(lines[2], validate=True))
    except (IndexError, ValueError) as error:
        raise InvalidNote("not a checkpoint") from error
    if not huvud.ursprung or not text.startswith(huvud.text()) or "\n\n" in text:
        raise InvalidNote("not a checkpoint")
    return huvud
