"""Reading a file piece by piece, so that no more than a piece of it is ever held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from arenden.rules.filslag import OtillatenFil

PIECE = 64 * 1024


def broken() -> OtillatenFil:
    return OtillatenFil("Filen är skadad eller ofullständig. Öppna den hos dig och spara om den.")


class Bytes:
    """Bytes in order, out of chunks of any size; raises OtillatenFil when they end too soon."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._held = b""

    def take(self, count: int) -> bytes:
        while len(self._held) < count:
            self._held += self._next()
        taken, self._held = self._held[:count], self._held[count:]
        return taken

    def pieces(self, count: int) -> Iterator[bytes]:
        """`count` bytes, some at a time."""
        while count:
            if not self._held:
                self._held = self._next()
            taken, self._held = self._held[:count], self._held[count:]
            count -= len(taken)
            yield taken

    def until(self, sign: re.Pattern[bytes], longest: int) -> Iterator[bytes]:
        """What stands before the first match of a pattern of at most `longest` bytes."""
        while not (found := sign.search(self._held)):
            keep = max(0, len(self._held) - longest + 1)
            yield self._held[:keep]
            self._held = self._held[keep:] + self._next()
        yield self._held[: found.start()]
        self._held = self._held[found.start() :]

    def exhaust(self) -> None:
        """Read to the end, so that whoever gives the chunks has given them all."""
        self._held = b""
        for _ in self._chunks:
            pass

    def _next(self) -> bytes:
        for chunk in self._chunks:
            if chunk:
                return chunk
        raise broken()
