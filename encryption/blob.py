"""The stored form: format (1) | suite (1) | key version (4) | body.

Suite 1 is Cobblestone-256 (C2SP chunked encryption over AES-256-GCM with key commitment). The
context binds the value to its column, row and owner, and the header with them.
"""

from functools import lru_cache
from uuid import UUID

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag

from encryption.errors import cannot_open
from encryption.keys import key_for, key_of_version
from encryption.packing import pack

FORMAT_AND_SUITE = b"\x01\x01"
HEADER = 6
DOMAIN = b"insatser/falt"
UUID_LENGTH = (16).to_bytes(4, "big")


def column_context(label: str, field: str) -> bytes:
    """Return what the contexts of one column begin with: its name, and the length of a row key."""
    return pack(DOMAIN, label.encode(), field.encode()) + UUID_LENGTH


def seal(plaintext: bytes, column: bytes, pk: UUID, owner_id: UUID) -> bytes:
    """Seal a plaintext for one column, row and owner, under the owner's current key."""
    key = key_for(owner_id)
    header = FORMAT_AND_SUITE + key.version.to_bytes(4, "big")
    encryptor = Cobblestone256Encryptor(key.falt, column + pk.bytes + key.owner + header)
    return header + encryptor.update(plaintext) + encryptor.finalize()


def unseal(blob: bytes, column: bytes, pk: UUID, owner_id: UUID) -> bytes:
    """Return the plaintext, or raise SealError if anything at all is not as it was sealed."""
    header = blob[:HEADER]
    key = key_of_version(owner_id, _version(header))
    context = b"".join((column, pk.int.to_bytes(16), key.owner, header))
    decryptor = Cobblestone256Decryptor(key.falt, context)
    try:
        return decryptor.update(blob[HEADER:]) + decryptor.finalize()
    except InvalidTag:
        raise cannot_open() from None


@lru_cache(maxsize=64)
def _version(header: bytes) -> int:
    if header[:2] != FORMAT_AND_SUITE:
        raise cannot_open()
    return int.from_bytes(header[2:], "big")
