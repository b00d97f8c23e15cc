"""What is sealed: a type tag, the length, the value, and zeros that hide its length."""

import struct

from encryption.errors import SealError, cannot_open

TEXT = b"T"
DATE = b"D"
JSON = b"J"
TAGS = frozenset({TEXT, DATE, JSON})

_head = struct.Struct(">cI")
HEAD = _head.size
STEP = 32
STEPPED_UP_TO = 256


def padded_size(size: int) -> int:
    """Return the size to pad to: steps of 32 up to 256, then Padmé (at most 12 % more)."""
    if size <= STEPPED_UP_TO:
        return -(-size // STEP) * STEP
    exponent = size.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (size + mask) & ~mask


def encode(tag: bytes, value: bytes) -> bytes:
    """Return the padded plaintext of one value."""
    if tag not in TAGS:
        raise SealError("Unknown type tag.")
    size = HEAD + len(value)
    return (_head.pack(tag, len(value)) + value).ljust(padded_size(size), b"\0")


def decode(tag: bytes, plaintext: bytes) -> bytes:
    """Return the value in a padded plaintext of the expected type, or raise SealError."""
    try:
        found, size = _head.unpack_from(plaintext)
    except struct.error:
        raise cannot_open() from None
    end = HEAD + size
    if found != tag or end > len(plaintext) or plaintext.count(0, end) != len(plaintext) - end:
        raise cannot_open()
    return plaintext[HEAD:end]
