"""One entry as one line: what the second sink holds, and what is read back from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Self

START = '{{"id":{},'
"""How the line of an entry begins; enough to find it by."""


@dataclass(frozen=True)
class Rad:
    """An entry as it left: its id, its transaction, its leaf and its very bytes."""

    id: int
    txid: int
    blad: bytes
    kropp: bytes

    def to_line(self) -> bytes:
        """JSON in ASCII on one line; the bytes of the body can be had back from it as they were."""
        return json.dumps(
            {
                "id": self.id,
                "txid": self.txid,
                "blad": self.blad.hex(),
                "kropp": self.kropp.decode(errors="surrogateescape"),
            },
            separators=(",", ":"),
        ).encode()

    @classmethod
    def from_line(cls, line: bytes) -> Self:
        """The inverse; what a syslog receiver put before the JSON is passed over.

        Raises ValueError for a line that was cut off or is something else.
        """
        held = json.loads(line[max(line.find(b"{"), 0) :])
        try:
            return cls(
                id=int(held["id"]),
                txid=int(held["txid"]),
                blad=bytes.fromhex(held["blad"]),
                kropp=held["kropp"].encode(errors="surrogateescape"),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a line of the log") from error
