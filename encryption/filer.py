"""Sealed files: written in a stream, verified whole before the first byte is handed out.

Stored form: "SFIL" | format (1) | suite (1) | body. Suite 1 is Cobblestone-256, as for fields. The
body holds the content, zeros that hide its length, and the length in the last eight bytes. The
context binds the file to the kind of row, the row and the owner that it belongs to. Every file has
a random key of its own; whoever saves the row keeps the key in a sealed field of it.

Memory is constant: one chunk at a time, whatever the size.
"""

from __future__ import annotations

import os
import secrets
import struct
from collections.abc import Iterator
from typing import IO
from uuid import UUID

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag

from encryption.errors import cannot_open
from encryption.packing import pack
from encryption.plaintext import padded_size

HEADER = b"SFIL\x01\x01"
DOMAIN = b"insatser/fil"
CHUNK = 64 * 1024
KEY_BYTES = 32

_length = struct.Struct(">Q")


def new_file_key() -> bytes:
    """Return the random key of one file."""
    return secrets.token_bytes(KEY_BYTES)


def file_context(label: str, row_id: UUID, owner_id: UUID) -> bytes:
    """Return what a file is bound to: the model ("app.Model") of its row, the row, its owner."""
    return pack(DOMAIN, label.encode(), row_id.bytes, owner_id.bytes)


class Sealer:
    """Seals what is written to it into a file; nothing can be opened before `finish`."""

    def __init__(self, file: IO[bytes], key: bytes, context: bytes) -> None:
        self._file = file
        self._encryptor = Cobblestone256Encryptor(key, context + HEADER)
        self.size = 0
        file.write(HEADER)

    def write(self, chunk: bytes) -> None:
        self.size += len(chunk)
        self._file.write(self._encryptor.update(chunk))

    def finish(self) -> int:
        """Pad, close the sealed body and return the size of the content."""
        room = padded_size(self.size + _length.size) - self.size - _length.size
        while room:
            step = min(room, CHUNK)
            self._file.write(self._encryptor.update(bytes(step)))
            room -= step
        self._file.write(self._encryptor.update(_length.pack(self.size)))
        self._file.write(self._encryptor.finalize())
        self._file.flush()
        return self.size


class OpenedFile:
    """A sealed file that has been verified to its last byte; `chunks` hands out the content.

    The file is read once to verify and once more to hand out, through the same descriptor, and each
    chunk is verified again on its way. Raises SealError before anything is handed out if the
    file is not as it was sealed.
    """

    def __init__(self, file: IO[bytes], key: bytes, context: bytes) -> None:
        self._file, self._key, self._context = file, key, context
        try:
            self.size = self._verify()
        except BaseException:
            file.close()
            raise

    def chunks(self) -> Iterator[bytes]:
        """The content from its beginning, as often as asked."""
        left = self.size
        for piece in self._plain():
            if left:
                yield piece[:left]
                left -= min(left, len(piece))

    def __iter__(self) -> Iterator[bytes]:
        return self.chunks()

    def close(self) -> None:
        self._file.close()

    def __del__(self) -> None:
        """A response that never came to be sent is never closed either."""
        self.close()

    def _verify(self) -> int:
        total, tail = 0, b""
        for piece in self._plain():
            total += len(piece)
            tail = (tail + piece)[-_length.size :]
        if len(tail) < _length.size:
            raise cannot_open()
        (size,) = _length.unpack(tail)
        if total != padded_size(size + _length.size):
            raise cannot_open()
        return int(size)

    def _plain(self) -> Iterator[bytes]:
        self._file.seek(0, os.SEEK_SET)
        if self._file.read(len(HEADER)) != HEADER:
            raise cannot_open()
        decryptor = Cobblestone256Decryptor(self._key, self._context + HEADER)
        try:
            while sealed := self._file.read(CHUNK):
                if piece := decryptor.update(sealed):
                    yield piece
            if piece := decryptor.finalize():
                yield piece
        except InvalidTag:
            raise cannot_open() from None
