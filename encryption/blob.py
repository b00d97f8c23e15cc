"""The stored form: format (1) | suite (1) | key version (4) | body.

The suite's context binds the value to its column, row and owner, and the header with them.
"""

from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.conf import settings

from encryption.errors import cannot_open
from encryption.keys import DataKey, key_for, key_of_version
from encryption.packing import pack
from encryption.sviter import DEFAULT, SVITER, Svit

FORMAT = 1
HEADER = 6
DOMAIN = b"insatser/falt"
UUID_LENGTH = (16).to_bytes(4, "big")


def column_context(label: str, field: str) -> bytes:
    """Return what the contexts of one column begin with: its name, and the length of a row key."""
    return pack(DOMAIN, label.encode(), field.encode()) + UUID_LENGTH


def current_header(owner_id: UUID) -> bytes:
    """Return what a value sealed now for the owner begins with; any other is due for resealing."""
    return _header(key_for(owner_id))


def seal(plaintext: bytes, column: bytes, pk: UUID, owner_id: UUID) -> bytes:
    """Seal a plaintext for one column, row and owner, with the owner's current key.

    The suite is `settings.FORSEGLINGSSVIT`, by default the first.
    """
    key = key_for(owner_id)
    header = _header(key)
    context = column + pk.bytes + key.owner + header
    return header + SVITER[header[1]].seal(key.falt, context, plaintext)


def unseal(blob: bytes, column: bytes, pk: UUID, owner_id: UUID) -> bytes:
    """Return the plaintext, or raise SealError if anything at all is not as it was sealed."""
    header = blob[:HEADER]
    svit, version = _read(header)
    key = key_of_version(owner_id, version)
    context = b"".join((column, pk.int.to_bytes(16), key.owner, header))
    try:
        return svit.unseal(key.falt, context, blob[HEADER:])
    except InvalidTag:
        raise cannot_open() from None


def reseal(blob: bytes, column: bytes, pk: UUID, owner_id: UUID) -> bytes:
    """Return the same value sealed anew, with the current key and suite."""
    return seal(unseal(blob, column, pk, owner_id), column, pk, owner_id)


def _header(key: DataKey) -> bytes:
    svit = getattr(settings, "FORSEGLINGSSVIT", DEFAULT)
    return bytes((FORMAT, svit)) + key.version.to_bytes(4, "big")


@lru_cache(maxsize=64)
def _read(header: bytes) -> tuple[Svit, int]:
    if len(header) != HEADER or header[0] != FORMAT or header[1] not in SVITER:
        raise cannot_open()
    return SVITER[header[1]], int.from_bytes(header[2:], "big")
