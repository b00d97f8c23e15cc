"""Photographs without what they tell about place, time, camera and owner; the pixels untouched.

Nothing is decoded: only the segments that draw the picture are let through, and whatever follows
the end of the picture is cut off. What is kept of Exif is which way is up.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator

from arenden.rules.filbytes import Bytes, broken
from arenden.rules.filslag import OtillatenFil

MOST_PIXELS = 100_000_000

SOI, EOI, SOS, APP0, APP1, APP2, APP14, COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
APPS = range(0xE0, 0xF0)
SIZES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
JFIF, EXIF, ICC, ADOBE = b"JFIF\0", b"Exif\0\0", b"ICC_PROFILE\0", b"Adobe"
JFIF_WITHOUT_THUMBNAIL = 12
ORIENTATION, SHORT = 0x0112, 3

PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs iCCP".split(),
)
CRC = 4


def strip_jpeg(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the picture alone. Raises OtillatenFil if it is broken or too many pixels."""
    source = Bytes(chunks)
    if source.take(2) != bytes([0xFF, SOI]):
        raise broken()
    yield bytes([0xFF, SOI])
    while (marker := _marker(source)) != EOI:
        body = source.take(_below(source.take(2)))
        if marker in SIZES:
            _check_pixels(*struct.unpack_from(">HH", body, 1))
        if kept := _kept(marker, body):
            yield bytes([0xFF, marker]) + struct.pack(">H", len(kept) + 2) + kept
        if marker == SOS:
            yield from source.until(MARKER, 2)
    yield bytes([0xFF, EOI])
    source.exhaust()


def strip_png(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the picture alone. Raises OtillatenFil if it is broken or too many pixels."""
    source = Bytes(chunks)
    if source.take(len(PNG_START)) != PNG_START:
        raise broken()
    yield PNG_START
    kind = b""
    while kind != b"IEND":
        head = source.take(8)
        length, kind = struct.unpack(">I4s", head)
        if kind == b"IHDR":
            head += source.take(8)
            length -= 8
            _check_pixels(*struct.unpack_from(">II", head, 8))
        if length < 0:
            raise broken()
        if kind in PNG_KEPT:
            yield head
        for piece in source.pieces(length + CRC):
            if kind in PNG_KEPT:
                yield piece
    source.exhaust()


def _marker(source: Bytes) -> int:
    """The next marker; bytes that only fill the room before it are passed over."""
    if source.take(1) != b"\xff":
        raise broken()
    while (byte := source.take(1)[0]) == 0xFF:  # noqa: PLR2004 – a filling byte
        pass
    return byte


def _below(length: bytes) -> int:
    count: int = struct.unpack(">H", length)[0] - 2
    if count < 0:
        raise broken()
    return count


def _kept(marker: int, body: bytes) -> bytes:
    """What is let through of a segment; nothing if it draws nothing."""
    if marker == APP0 and body.startswith(JFIF):
        return body[:JFIF_WITHOUT_THUMBNAIL] + b"\0\0"
    if marker == APP1 and body.startswith(EXIF):
        return _only_orientation(body[len(EXIF) :])
    if marker == APP2 and body.startswith(ICC):
        return body
    if marker == APP14 and body.startswith(ADOBE):
        return body
    return b"" if marker in APPS or marker == COM else body


def _only_orientation(tiff: bytes) -> bytes:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return b""
        (first,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, first)
        for place in range(first + 2, first + 2 + 12 * count, 12):
            tag, kind = struct.unpack_from(order + "HH", tiff, place)
            if (tag, kind) == (ORIENTATION, SHORT):
                (way,) = struct.unpack_from(order + "H", tiff, place + 8)
                entry = struct.pack(">HHIHH", ORIENTATION, SHORT, 1, way, 0)
                return EXIF + b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    except struct.error:
        pass
    return b""


def _check_pixels(height: int, width: int) -> None:
    if not 0 < height * width <= MOST_PIXELS:
        raise OtillatenFil("Bilden har för många bildpunkter. Spara den i mindre storlek.")
